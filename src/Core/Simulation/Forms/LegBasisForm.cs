using System.Numerics;
using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;

namespace CutAwareQnn.Simulation;

/// <summary>Bases of cut ends in forms: the usual ones by name, all others with their tables.</summary>
internal static class LegBasisForm
{
    // Numbers of one table: 128 MiB. Larger ones belong to cuts whose queries take hours.
    private const long MostEntries = 1 << 24;

    private static readonly Lazy<Dictionary<string, LegBasis>> Usual = new(() => new LegBasis[]
    {
        LegBasis.RankTwoGate,
        LegBasis.RankFourGate,
        LegBasis.WireOut,
        LegBasis.WireIn,
        LegBasis.Nothing,
        LegBasis.Local(Pauli.I),
        LegBasis.Local(Pauli.X),
        LegBasis.Local(Pauli.Y),
        LegBasis.Local(Pauli.Z),
    }.ToDictionary(basis => basis.Name, StringComparer.Ordinal));

    public static void Write(FormWriter writer, LegBasis basis)
    {
        writer.Write(basis.Name);
        bool isUsual = Usual.Value.ContainsKey(basis.Name);
        writer.Write(isUsual);
        if (isUsual)
        {
            return;
        }

        if (Largest(basis.Dimension, basis.Operations.Count, basis.InsertionCount) > MostEntries)
        {
            throw new BackendException(
                $"cut ends '{basis}' have tables of more than {MostEntries} numbers, which are not sent to other machines; "
                + "cut fewer gates together");
        }

        writer.Write(basis.IsWireOut);
        writer.Write(basis.HasAncilla);
        writer.Write(basis.Places.Count);
        foreach (IReadOnlyList<Pauli> place in basis.Places)
        {
            writer.WriteCounted([.. place.Select(p => (int)p)]);
        }

        writer.Write(basis.Entries.Count);
        foreach (string entry in basis.Entries)
        {
            writer.Write(entry);
        }

        writer.Write(basis.Operations.Count);
        foreach (LegOperation operation in basis.Operations)
        {
            writer.Write(operation.Name);
            writer.Write(operation.StepsAt.Count);
            foreach (EquatableArray<Instruction> steps in operation.StepsAt)
            {
                CircuitForm.WriteAll(writer, steps);
            }
        }

        Write(writer, basis.Assembly);
        Write(writer, basis.Expansion);
        Write(writer, basis.Unsigned);
        Write(writer, [.. basis.Projection.Cast<Complex>().SelectMany(c => (double[])[c.Real, c.Imaginary])]);
    }

    public static LegBasis Read(ref FormReader reader)
    {
        string name = reader.Text();
        if (reader.Flag())
        {
            return Usual.Value.TryGetValue(name, out LegBasis? usual) ? usual : throw reader.Wrong("it names an unknown kind of cut end");
        }

        bool isWireOut = reader.Flag();
        bool hasAncilla = reader.Flag();
        var places = new IReadOnlyList<Pauli>[reader.Count(4)];
        long insertions = 1;
        for (int p = 0; p < places.Length; p++)
        {
            int[] operators = reader.CountedInt32s();
            if (operators.Length == 0 || Array.Exists(operators, o => o is < 0 or > (int)Pauli.Z))
            {
                throw reader.Wrong("a cut end inserts no Pauli");
            }

            places[p] = [.. operators.Select(o => (Pauli)o)];
            insertions = Math.Min(insertions * operators.Length, MostEntries + 1);
        }

        string[] entries = new string[reader.Count(4)];
        for (int e = 0; e < entries.Length; e++)
        {
            entries[e] = reader.Text();
        }

        var operations = new LegOperation[reader.Count(8)];
        for (int o = 0; o < operations.Length; o++)
        {
            string operation = reader.Text();
            var steps = new EquatableArray<Instruction>[reader.Count(4)];
            for (int p = 0; p < steps.Length; p++)
            {
                steps[p] = EquatableArray<Instruction>.Of(CircuitForm.ReadAll(ref reader));
                if (steps[p].Any(step => step.Qubits.Any(q => q < 0 || q >= places.Length + (hasAncilla ? 1 : 0))))
                {
                    throw reader.Wrong("an operation acts outside the places of its cut end");
                }
            }

            operations[o] = steps.Length == places.Length || steps.Length == 0
                ? new(operation, EquatableArray<EquatableArray<Instruction>>.Of(steps))
                : throw reader.Wrong("an operation has not one list of steps per place");
        }

        if (Largest(entries.Length, operations.Length, insertions) > MostEntries)
        {
            throw reader.Wrong("the tables of a cut end are too large");
        }

        double[,] assembly = Table(ref reader, entries.Length, operations.Length);
        double[,] expansion = Table(ref reader, operations.Length, entries.Length);
        double[,] unsigned = Table(ref reader, operations.Length, entries.Length);
        int kets = (int)insertions;
        double[] numbers = Numbers(ref reader, 2L * entries.Length * kets * kets);
        var projection = new Complex[entries.Length, kets, kets];
        for (int i = 0; i < numbers.Length / 2; i++)
        {
            projection[i / (kets * kets), i / kets % kets, i % kets] = new(numbers[2 * i], numbers[(2 * i) + 1]);
        }

        return new(name, places, entries, operations, assembly, expansion, unsigned, projection, isWireOut, hasAncilla);
    }

    private static double Largest(double entries, double operations, double insertions) =>
        Math.Max(entries * operations, 2 * entries * insertions * insertions);

    private static void Write(FormWriter writer, double[,] table) => Write(writer, [.. table.Cast<double>()]);

    // Few entries differ from zero: their number, then each with its place.
    private static void Write(FormWriter writer, double[] numbers)
    {
        writer.Write(numbers.Count(HasBits));
        for (int i = 0; i < numbers.Length; i++)
        {
            if (HasBits(numbers[i]))
            {
                writer.Write(i);
                writer.Write(numbers[i]);
            }
        }
    }

    private static bool HasBits(double number) => BitConverter.DoubleToInt64Bits(number) != 0;

    private static double[,] Table(ref FormReader reader, int rows, int columns)
    {
        double[] numbers = Numbers(ref reader, (long)rows * columns);
        double[,] table = new double[rows, columns];
        for (int i = 0; i < numbers.Length; i++)
        {
            table[i / columns, i % columns] = numbers[i];
        }

        return table;
    }

    private static double[] Numbers(ref FormReader reader, long length)
    {
        double[] numbers = new double[length];
        for (int left = reader.Count(12); left > 0; left--)
        {
            int place = reader.Index(numbers.Length, "place in a table");
            numbers[place] = reader.Double();
        }

        return numbers;
    }
}
