using System.Numerics;
using CutAwareQnn.Circuits;
using CutAwareQnn.Circuits.OpenQasm;

namespace CutAwareQnn.Simulation;

/// <summary>A variant of a fragment as a device runs it: bound, with every measurement in it, and how its outcomes are read.</summary>
/// <param name="Fragment">The fragment.</param>
/// <param name="Index">The variant's number in its fragment.</param>
/// <param name="Circuit">The circuit; its weights, where it has any, are the fragment's slots.</param>
/// <param name="Registers">
/// Its classical registers, as far as it has bits for them: <c>cut</c> for measurements at cuts, <c>mid</c> for those of the circuit
/// itself, <c>obs</c> for those at the end.
/// </param>
/// <param name="Operations">The name of the operation at each leg of the fragment.</param>
/// <param name="Signs">For each moment the bits of an outcome whose parity is its sign.</param>
public sealed record DeviceCircuit(
    int Fragment,
    int Index,
    Circuit Circuit,
    EquatableArray<ClassicalRegister> Registers,
    EquatableArray<string> Operations,
    EquatableArray<BigInteger> Signs)
{
    /// <summary>Which qubit is measured into which bit, in time order.</summary>
    public IEnumerable<(int Qubit, int Bit)> Measured =>
        Circuit.Instructions.Select(i => i.Unconditional()).OfType<Measurement>().Select(m => (m.Qubit, m.Bit));

    /// <summary>Whether something happens to a qubit after it was measured.</summary>
    public bool IsMidCircuit => Circuit.Instructions
        .Select((instruction, i) => (instruction, i))
        .Any(m => m.instruction is Measurement measurement
            && Circuit.Instructions.Skip(m.i + 1).Any(later => later is not Barrier && later.Qubits.Contains(measurement.Qubit)));

    /// <summary>The mean of the sign that the parity of some bits gives, in [-1, 1].</summary>
    /// <param name="sign">The bits.</param>
    /// <param name="counts">Outcome → shots, at least one.</param>
    public static double Mean(BigInteger sign, IReadOnlyDictionary<BigInteger, long> counts)
    {
        long sum = 0, shots = 0;
        foreach ((BigInteger outcome, long count) in counts)
        {
            sum += BigInteger.PopCount(outcome & sign).IsEven ? count : -count;
            shots += count;
        }

        return (double)sum / shots;
    }
}
