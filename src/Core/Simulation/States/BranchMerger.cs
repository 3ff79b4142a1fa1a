using System.Numerics;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Simulation;

/// <summary>
/// Finds branches that no later instruction tells apart: the bits that are still read agree, and all kets are multiples of each other
/// by one factor. Their sum is one branch with a longer state, so that a loop that repeats until a measurement succeeds needs as many
/// branches in its last round as in its first.
/// </summary>
internal sealed class BranchMerger
{
    /// <summary>Below this number branches are not compared.</summary>
    public const int FewBranches = 64;

    // Squared length of what two states that count as parallel differ by, relative to theirs: rounding is far below it, and what it
    // adds to an expectation value is below 1e-12.
    private const double Parallel = 1e-25;

    // Signatures of parallel states differ by rounding only.
    private const double SameSignature = 1e-11;

    private readonly int[] _lastRead;

    /// <summary>Notes where each bit of a circuit is read for the last time.</summary>
    public BranchMerger(Circuit circuit)
    {
        _lastRead = new int[circuit.BitCount];
        for (int i = 0; i < circuit.Instructions.Count; i++)
        {
            for (Instruction? step = circuit.Instructions[i]; step is Conditional conditional; step = conditional.Body)
            {
                foreach (int bit in conditional.Condition.Bits)
                {
                    _lastRead[bit] = i;
                }
            }
        }
    }

    /// <summary>Returns the branches that can be one after an instruction, those alone left out.</summary>
    /// <param name="index">The instruction.</param>
    /// <param name="branches">The branches after it, none of weight 0.</param>
    /// <param name="active">The kets that exist.</param>
    public List<BranchMerge> Find(int index, IReadOnlyList<KetBranch> branches, IReadOnlyList<int> active)
    {
        int[] live = [.. Enumerable.Range(0, _lastRead.Length).Where(bit => _lastRead[bit] > index)];
        Candidate[] candidates = [.. branches.Select(branch => new Candidate(
            branch, string.Concat(live.Select(bit => branch.Bits[bit] ? '1' : '0')), Signature(branch, active)))];
        Array.Sort(candidates);
        List<BranchMerge> merges = [];
        bool[] isTaken = new bool[candidates.Length];
        for (int i = 0; i < candidates.Length; i++)
        {
            if (isTaken[i])
            {
                continue;
            }

            List<(KetBranch Branch, Complex Factor)> parts = [(candidates[i].Branch, Complex.One)];
            for (int j = i + 1; j < candidates.Length && candidates[i].MayEqual(candidates[j]); j++)
            {
                if (!isTaken[j] && Factor(candidates[i].Branch, candidates[j].Branch, active) is { } factor)
                {
                    isTaken[j] = true;
                    parts.Add((candidates[j].Branch, factor));
                }
            }

            if (parts.Count > 1)
            {
                double length = Math.Sqrt(parts.Sum(p => (p.Factor * Complex.Conjugate(p.Factor)).Real));
                merges.Add(new(
                    new KetBranch(candidates[i].Branch.Kets.Length, candidates[i].Branch.Bits),
                    [.. parts.Select(p => (p.Branch, p.Factor / length))]));
            }
        }

        return merges;
    }

    // The overlap with a fixed state, which a common factor does not change, relative to the length.
    private static double Signature(KetBranch branch, IReadOnlyList<int> active)
    {
        double overlap = 0, length = 0;
        foreach (int ket in active)
        {
            StateVector state = branch.Kets[ket]!;
            ReadOnlySpan<double> re = state.Real, im = state.Imaginary;
            double x = 0, y = 0;
            for (int i = 0; i < re.Length; i++)
            {
                double weight = Weight(i), turned = Weight(~i);
                x += (weight * re[i]) - (turned * im[i]);
                y += (weight * im[i]) + (turned * re[i]);
                length += (re[i] * re[i]) + (im[i] * im[i]);
            }

            overlap += ((x * x) + (y * y)) * (ket + 1);
        }

        return overlap / (length * branch.Kets.Length * branch.Kets[active[0]]!.Length);
    }

    // A number in [-1, 1) without pattern: the golden ratio's multiples, mixed.
    private static double Weight(int i)
    {
        uint mixed = (uint)i * 0x9E3779B9u;
        mixed = (mixed ^ (mixed >> 15)) * 0x85EBCA6Bu;
        return Math.ScaleB((int)(mixed ^ (mixed >> 13)), -31);
    }

    // The factor by which all kets of a branch are those of another; null where there is none.
    private static Complex? Factor(KetBranch reference, KetBranch other, IReadOnlyList<int> active)
    {
        Complex overlap = Complex.Zero;
        double length = 0, otherLength = 0;
        foreach (int ket in active)
        {
            overlap += StateVector.Inner(reference.Kets[ket]!, other.Kets[ket]!);
            length += reference.Kets[ket]!.SquaredNorm;
            otherLength += other.Kets[ket]!.SquaredNorm;
        }

        Complex factor = overlap / length;
        double rest = active.Sum(ket => Distance(reference.Kets[ket]!, factor, other.Kets[ket]!));
        return rest <= Parallel * otherLength ? factor : null;
    }

    // |other − factor·reference|².
    private static double Distance(StateVector reference, Complex factor, StateVector other)
    {
        double sum = 0;
        for (int i = 0; i < reference.Length; i++)
        {
            Complex difference = other[i] - (factor * reference[i]);
            sum += (difference.Real * difference.Real) + (difference.Imaginary * difference.Imaginary);
        }

        return sum;
    }

    private readonly record struct Candidate(KetBranch Branch, string Live, double Signature) : IComparable<Candidate>
    {
        public int CompareTo(Candidate other) => string.CompareOrdinal(Live, other.Live) is not 0 and int order
            ? order
            : Signature.CompareTo(other.Signature);

        public bool MayEqual(Candidate next) => Live == next.Live && next.Signature - Signature <= SameSignature;
    }
}
