using System.Numerics;

namespace CutAwareQnn.Reference;

public static partial class DenseCircuit
{
    /// <summary>Runs the steps from |0…0⟩; one branch for each reading of the classical bits, in ascending order.</summary>
    public static IReadOnlyList<DenseBranch> Branches(int qubitCount, int bitCount, IEnumerable<ReferenceStep> steps)
    {
        if (bitCount is < 0 or > 30)
            throw new ArgumentOutOfRangeException(nameof(bitCount), bitCount, "0 to 30 classical bits are supported");
        IReadOnlyList<DenseBranch> branches = [new(0, DenseState.Density(DenseState.Zero(qubitCount)))];
        foreach (ReferenceStep step in steps)
            branches = Merge(branches.SelectMany(branch => Advance(qubitCount, bitCount, branch, step)));
        return branches;
    }

    /// <summary>Returns the density matrix after the steps, whatever the classical bits.</summary>
    public static Complex[,] Density(int qubitCount, int bitCount, IEnumerable<ReferenceStep> steps) =>
        Branches(qubitCount, bitCount, steps).Select(branch => branch.Rho).Aggregate(DenseMatrix.Add);

    /// <summary>Computes Σ over branches of (-1)^(parity of the sign bits) tr(ρ P).</summary>
    /// <param name="qubitCount">n.</param>
    /// <param name="bitCount">Number of classical bits.</param>
    /// <param name="steps">In time order.</param>
    /// <param name="pauli">n letters, the rightmost is qubit 0.</param>
    /// <param name="signBits">Classical bits whose outcome 1 flips the sign; a measured bit not among them only dephases.</param>
    public static double Expectation(int qubitCount, int bitCount, IEnumerable<ReferenceStep> steps, string pauli, int[] signBits)
    {
        foreach (int bit in signBits)
            RequireBit(bit, bitCount);
        Complex[,] observable = DensePauli.Matrix(pauli);
        double sum = 0;
        foreach (DenseBranch branch in Branches(qubitCount, bitCount, steps))
        {
            double sign = int.PopCount(LocalIndex.Of(branch.Bits, signBits)) % 2 == 0 ? 1 : -1;
            sum += sign * branch.Rho.Multiply(observable).Trace().Real;
        }
        return sum;
    }

    private static IEnumerable<DenseBranch> Advance(int n, int bitCount, DenseBranch branch, ReferenceStep step)
    {
        switch (step)
        {
            case ReferenceStep.Gate(ReferenceGate gate):
                return [branch with { Rho = Sandwich(n, gate.Matrix(), gate.Qubits, branch.Rho) }];

            case ReferenceStep.Measure(int qubit, int bit):
                RequireBit(bit, bitCount);
                return
                [
                    new(branch.Bits & ~(1 << bit), Sandwich(n, DenseMatrix.Unit(2, 0, 0), [qubit], branch.Rho)),
                    new(branch.Bits | (1 << bit), Sandwich(n, DenseMatrix.Unit(2, 1, 1), [qubit], branch.Rho)),
                ];

            case ReferenceStep.Reset(int qubit):
                Complex[,] kept = Sandwich(n, DenseMatrix.Unit(2, 0, 0), [qubit], branch.Rho);
                Complex[,] lowered = Sandwich(n, DenseMatrix.Unit(2, 0, 1), [qubit], branch.Rho);
                return [branch with { Rho = kept.Add(lowered) }];

            case ReferenceStep.Channel(SuperOperator map, int[] qubits):
                return [branch with { Rho = map.ApplyTo(n, qubits, branch.Rho) }];

            case ReferenceStep.Conditional(int[] bits, int value, ReferenceStep inner):
                foreach (int bit in bits)
                    RequireBit(bit, bitCount);
                return LocalIndex.Of(branch.Bits, bits) == value ? Advance(n, bitCount, branch, inner) : [branch];

            default:
                throw new ArgumentException($"step {step} is unknown", nameof(step));
        }
    }

    /// <summary>Returns K ρ K†.</summary>
    private static Complex[,] Sandwich(int n, Complex[,] matrix, int[] qubits, Complex[,] rho)
    {
        Complex[,] full = Embed(n, matrix, qubits);
        return full.Multiply(rho).Multiply(full.Adjoint());
    }

    /// <summary>Branches with equal bits have an equal future, so their matrices add.</summary>
    private static List<DenseBranch> Merge(IEnumerable<DenseBranch> branches) =>
    [
        .. branches
            .GroupBy(branch => branch.Bits, branch => branch.Rho)
            .OrderBy(group => group.Key)
            .Select(group => new DenseBranch(group.Key, group.Aggregate(DenseMatrix.Add))),
    ];

    private static void RequireBit(int bit, int bitCount)
    {
        if (bit < 0 || bit >= bitCount)
            throw new ArgumentException($"classical bit {bit} is outside 0..{bitCount - 1}", nameof(bit));
    }
}
