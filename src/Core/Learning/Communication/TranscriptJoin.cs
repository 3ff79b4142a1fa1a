using System.Runtime.Intrinsics;
using CutAwareQnn.Simulation;
using static CutAwareQnn.Simulation.SampleLanes;
using Lane = System.Runtime.Intrinsics.Vector512<double>;

namespace CutAwareQnn.Learning;

/// <summary>
/// The sum over transcripts: <c>p_ab = Σ_bits |A[received; sent, a]|² |B[received; sent, b]|²</c>, where what one processor sends the other
/// receives. Without communication it is the product of two probabilities; for one processor its own.
/// </summary>
internal sealed class TranscriptJoin : IOutcomeJoin
{
    // Per processor: the marginal's entry of a basis state, and that of a string of all joint bits.
    private readonly int[][] _entryOfState;
    private readonly int[][] _entryOfString;
    private readonly int[] _outcomeOfString;
    private readonly double[][] _marginals;
    private readonly double[][] _slopes;

    public TranscriptJoin(ProcessorModel model)
    {
        ProcessorUnit[] units = model.Units;
        int[] readout = [.. model.Readout];
        int[] joint = [.. readout.Concat(units.SelectMany(u => u.Program.Received)).Distinct()];
        _entryOfState = new int[units.Length][];
        _entryOfString = new int[units.Length][];
        for (int u = 0; u < units.Length; u++)
        {
            int[] positions = [.. units[u].Qubits, .. units[u].Program.Received];
            int[] kept = [.. joint.Where(positions.Contains)];
            _entryOfState[u] = [.. Enumerable.Range(0, 1 << positions.Length).Select(b => Gather(b, kept, positions))];
            _entryOfString[u] = [.. Enumerable.Range(0, 1 << joint.Length).Select(g => Gather(g, kept, joint))];
        }

        _marginals = [.. _entryOfState.Select(e => new double[(e.Max() + 1) * Count])];
        _slopes = [.. _marginals.Select(m => new double[m.Length])];

        // The first readout qubit is the outcome's first bit.
        int[] order = [.. readout.Reverse()];
        _outcomeOfString = [.. Enumerable.Range(0, 1 << joint.Length).Select(g => Gather(g, order, joint))];
    }

    public void Forward(PhaseRun[][] runs, Span<double> outcomes)
    {
        for (int u = 0; u < runs.Length; u++)
        {
            double[] marginal = _marginals[u];
            marginal.AsSpan().Clear();
            for (int b = 0; b < _entryOfState[u].Length; b++)
            {
                Lane re = At(runs[u][0].Real, b), im = At(runs[u][0].Imaginary, b);
                Add(marginal, _entryOfState[u][b], Vector512.FusedMultiplyAdd(re, re, im * im));
            }
        }

        outcomes.Clear();
        for (int g = 0; g < _outcomeOfString.Length; g++)
        {
            Lane product = At(_marginals[0], _entryOfString[0][g]);
            Add(outcomes, _outcomeOfString[g], runs.Length == 1 ? product : product * At(_marginals[1], _entryOfString[1][g]));
        }
    }

    public void Backward(PhaseRun[][] runs, ReadOnlySpan<double> seeds)
    {
        foreach (double[] slopes in _slopes)
        {
            slopes.AsSpan().Clear();
        }

        for (int g = 0; g < _outcomeOfString.Length; g++)
        {
            Lane seed = At(seeds, _outcomeOfString[g]);
            for (int u = 0; u < runs.Length; u++)
            {
                Add(_slopes[u], _entryOfString[u][g], runs.Length == 1 ? seed : seed * At(_marginals[1 - u], _entryOfString[1 - u][g]));
            }
        }

        for (int u = 0; u < runs.Length; u++)
        {
            for (int b = 0; b < _entryOfState[u].Length; b++)
            {
                Lane slope = At(_slopes[u], _entryOfState[u][b]);
                (slope * At(runs[u][0].Real, b)).CopyTo(runs[u][0].AdjointReal, b * Count);
                (slope * At(runs[u][0].Imaginary, b)).CopyTo(runs[u][0].AdjointImaginary, b * Count);
            }
        }
    }

    private static int Gather(int bits, int[] wanted, int[] positions) =>
        wanted.Select((qubit, i) => (bits >> Array.IndexOf(positions, qubit) & 1) << i).Sum();
}
