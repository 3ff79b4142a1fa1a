using System.Numerics;
using CutAwareQnn.Circuits;
using CutAwareQnn.Circuits.OpenQasm;
using CutAwareQnn.Cutting;

namespace CutAwareQnn.Simulation;

/// <summary>Measured variants as circuits with registers.</summary>
public static class DeviceCircuits
{
    /// <summary>Builds the circuit of a variant.</summary>
    /// <param name="measurements">The fragment's measurements.</param>
    /// <param name="variant">One of its variants.</param>
    /// <param name="slots">The fragment's bound angles, radians; null to leave slot i as weight i.</param>
    public static DeviceCircuit Build(FragmentMeasurements measurements, MeasuredVariant variant, double[]? slots)
    {
        Fragment fragment = measurements.Fragment;
        VariantCircuit built = VariantCircuit.Build(fragment, variant.Operations);
        int ownCount = fragment.Circuit.BitCount;
        int cutCount = built.Circuit.BitCount - ownCount;
        int[] observed = [.. variant.Basis.Support];
        var bits = new List<ClassicalRegister>();
        Declare("cut", cutCount);
        Declare("mid", ownCount);
        Declare("obs", observed.Length);

        // The variant counts the circuit's own bits first, an outcome those at cuts.
        int Moved(int bit) => bit < ownCount ? cutCount + bit : bit - ownCount;
        var circuit = new CircuitBuilder(built.Circuit.QubitCount, cutCount + ownCount + observed.Length);
        circuit.Add((slots is null ? built.Circuit : built.Circuit.Bind([], slots)).Instructions.Select(i => OnBits(i, Moved)));
        for (int k = 0; k < observed.Length; k++)
        {
            circuit.Add(Rotation(variant.Basis[observed[k]]).Select(gate =>
                new GateInstruction(gate, EquatableArray<int>.Of(observed[k]), EquatableArray<Angle>.Empty)));
            circuit.Add(new Measurement(observed[k], cutCount + ownCount + k));
        }

        BigInteger[] legs = new BigInteger[fragment.Legs.Count];
        foreach ((int bit, int leg) in built.SignBits.Zip(built.SignLegs))
        {
            legs[leg] |= BigInteger.One << Moved(bit);
        }

        BigInteger[] signs = [.. observed.Select((_, k) => BigInteger.One << (cutCount + ownCount + k))];
        return new(
            fragment.Index,
            variant.Index,
            circuit.Build(),
            bits.ToEquatableArray(),
            fragment.Legs.Select((leg, l) => leg.Basis.Operations[variant.Operations[l]].Name).ToEquatableArray(),
            Enumerable.Range(variant.FirstMoment, variant.MomentCount).Select(Sign).ToEquatableArray());

        void Declare(string name, int count)
        {
            if (count > 0)
            {
                bits.Add(new(name, bits.Sum(r => r.Count), count));
            }
        }

        BigInteger Sign(int moment)
        {
            BigInteger sign = BigInteger.Zero;
            for (int k = 0; k < observed.Length; k++)
            {
                sign |= Has(moment, observed[k]) ? signs[k] : 0;
            }

            for (int l = 0; l < legs.Length; l++)
            {
                sign |= Has(moment, fragment.QubitCount + l) ? legs[l] : 0;
            }

            return sign;
        }

        bool Has(int moment, int sign) => measurements.Products is not { } products || (products[moment] >> sign & 1) != 0;
    }

    private static Gate[] Rotation(Pauli pauli) => pauli switch
    {
        Pauli.X => [Gates.H],
        Pauli.Y => [Gates.Sdg, Gates.H],
        _ => [],
    };

    private static Instruction OnBits(Instruction instruction, Func<int, int> moved) => instruction switch
    {
        Measurement measurement => measurement with { Bit = moved(measurement.Bit) },
        Conditional conditional => new Conditional(
            conditional.Condition with { Bits = conditional.Condition.Bits.Select(moved).ToEquatableArray() },
            OnBits(conditional.Body, moved)),
        _ => instruction,
    };
}
