using CutAwareQnn.Circuits;

namespace CutAwareQnn.Simulation;

/// <summary>Angles in forms, in their normal form: the same expression comes back, term by term.</summary>
internal static class AngleForm
{
    private const byte Number = 0;
    private const byte Weight = 1;
    private const byte Sum = 2;

    private const byte SymbolBase = 0;
    private const byte SumBase = 1;
    private const byte FunctionBase = 2;
    private const byte Atan2Base = 3;

    // As deep as an angle may be; the stack holds a frame or two per level.
    private const int DeepestNesting = 300;

    public static void Write(FormWriter writer, Angle angle)
    {
        if (angle.IsConstant)
        {
            writer.Write(Number);
            writer.Write(angle.Constant);
        }
        else if (WeightOf(angle) is { } weight)
        {
            writer.Write(Weight);
            writer.Write(weight);
        }
        else
        {
            writer.Write(Sum);
            writer.Write(angle.Terms.Count);
            foreach (AngleTerm term in angle.Terms)
            {
                writer.Write(term.Coefficient);
                writer.Write(term.Factors.Count);
                foreach (AnglePower power in term.Factors)
                {
                    writer.Write(power.Exponent);
                    Write(writer, power.Base);
                }
            }
        }
    }

    public static Angle Read(ref FormReader reader, int depth = 0)
    {
        byte kind = reader.Byte();
        return kind switch
        {
            Number => reader.Double(),
            Weight => Angle.Weight(reader.Index(int.MaxValue, "weight")),
            Sum when depth < DeepestNesting => Terms(ref reader, depth + 1),
            _ => throw reader.Wrong($"an angle of kind {kind} is unknown or too deep"),
        };
    }

    // A fragment's angles are numbers and single slots.
    private static int? WeightOf(Angle angle) =>
        angle.Terms is [{ Coefficient: 1, Factors: { Count: 1 } factors }]
        && factors[0] is { Exponent: 1, Base: SymbolFactor { Symbol: { Kind: SymbolKind.Weight } symbol } }
            ? symbol.Index
            : null;

    private static void Write(FormWriter writer, AngleFactor factor)
    {
        switch (factor)
        {
            case SymbolFactor { Symbol: var symbol }:
                writer.Write(SymbolBase);
                writer.Write((byte)symbol.Kind);
                writer.Write(symbol.Index);
                break;
            case SumFactor sum:
                writer.Write(SumBase);
                Write(writer, sum.Sum);
                break;
            case FunctionFactor function:
                writer.Write(FunctionBase);
                writer.Write((byte)function.Function);
                Write(writer, function.Argument);
                break;
            case Atan2Factor atan2:
                writer.Write(Atan2Base);
                Write(writer, atan2.Y);
                Write(writer, atan2.X);
                break;
            default:
                throw new BackendException("an angle holds a function that has no form; write the angle with other functions");
        }
    }

    private static Angle Terms(ref FormReader reader, int depth)
    {
        var terms = new AngleTerm[reader.Count(12)];
        for (int t = 0; t < terms.Length; t++)
        {
            double coefficient = reader.Double();
            var factors = new AnglePower[reader.Count(6)];
            for (int f = 0; f < factors.Length; f++)
            {
                int exponent = reader.Int32();
                if (exponent is 0 or > AnglePower.LargestExponent or < -AnglePower.LargestExponent)
                {
                    throw reader.Wrong($"an angle has the exponent {exponent}");
                }

                factors[f] = new(Factor(ref reader, depth), exponent);
            }

            terms[t] = double.IsFinite(coefficient) && coefficient != 0
                ? new(coefficient, EquatableArray<AnglePower>.Of(factors))
                : throw reader.Wrong("an angle has a coefficient of 0 or one that is not finite");
        }

        return Angle.OfNormalForm(EquatableArray<AngleTerm>.Of(terms));
    }

    private static AngleFactor Factor(ref FormReader reader, int depth)
    {
        byte kind = reader.Byte();
        switch (kind)
        {
            case SymbolBase:
                var symbolKind = (SymbolKind)reader.Byte();
                return symbolKind is SymbolKind.Feature or SymbolKind.Weight
                    ? new SymbolFactor(new(symbolKind, reader.Index(int.MaxValue, "symbol")))
                    : throw reader.Wrong($"a symbol of kind {(int)symbolKind} is unknown");
            case SumBase:
                return new SumFactor(Read(ref reader, depth));
            case FunctionBase:
                var function = (AngleFunction)reader.Byte();
                return Enum.IsDefined(function)
                    ? new FunctionFactor(function, Read(ref reader, depth))
                    : throw reader.Wrong($"an angle has the unknown function {(int)function}");
            case Atan2Base:
                Angle y = Read(ref reader, depth);
                return new Atan2Factor(y, Read(ref reader, depth));
            default:
                throw reader.Wrong($"a factor of kind {kind} is unknown");
        }
    }
}
