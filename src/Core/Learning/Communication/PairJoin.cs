using System.Runtime.Intrinsics;
using CutAwareQnn.Circuits;
using CutAwareQnn.Simulation;
using static CutAwareQnn.Simulation.SampleLanes;
using Lane = System.Runtime.Intrinsics.Vector512<double>;

namespace CutAwareQnn.Learning;

/// <summary>
/// The bond of k shared pairs: <c>p_ab = Σ_{s,t} c_s c_t E^A_a[s,t] E^B_b[s,t]</c> with <c>E_a[s,t] = ⟨s|effect of a|t⟩</c> on a
/// processor's halves and <c>c_s</c> the product of cosines and sines of the pairs' angles.
/// </summary>
internal sealed class PairJoin : IOutcomeJoin
{
    private readonly int[] _readoutBits;
    private readonly (int S, int T, double Weight)[] _entries;

    // Per processor: real and imaginary parts of the effects, [entry][outcome of the processor][lane], and their derivatives.
    private readonly double[][] _re = new double[2][];
    private readonly double[][] _im = new double[2][];
    private readonly double[][] _slopeRe = new double[2][];
    private readonly double[][] _slopeIm = new double[2][];

    public PairJoin(ProcessorModel model)
    {
        _readoutBits = [.. model.Units.Select((u, i) => Array.IndexOf(u.Qubits, model.Readout[i]))];
        double[] angles = [.. model.Concurrences.Select(SharedPairs.Angle)];
        double[] amplitudes = [.. Enumerable.Range(0, model.BranchCount).Select(s => Amplitude(angles, s))];
        _entries =
        [
            .. from s in Enumerable.Range(0, model.BranchCount)
               from t in Enumerable.Range(s, model.BranchCount - s)
               select (s, t, (s == t ? 1 : 2) * amplitudes[s] * amplitudes[t]),
        ];
        for (int u = 0; u < 2; u++)
        {
            int length = _entries.Length * 2 * Count;
            (_re[u], _im[u], _slopeRe[u], _slopeIm[u]) = (new double[length], new double[length], new double[length], new double[length]);
        }
    }

    public void Forward(PhaseRun[][] runs, Span<double> outcomes)
    {
        for (int u = 0; u < 2; u++)
        {
            _re[u].AsSpan().Clear();
            _im[u].AsSpan().Clear();
            for (int e = 0; e < _entries.Length; e++)
            {
                (PhaseRun s, PhaseRun t) = (runs[u][_entries[e].S], runs[u][_entries[e].T]);
                for (int b = 0; b < s.Real.Length / Count; b++)
                {
                    int effect = (2 * e) + (b >> _readoutBits[u] & 1);
                    Lane x = At(s.Real, b), y = At(s.Imaginary, b), v = At(t.Real, b), w = At(t.Imaginary, b);
                    Put(_re[u], effect, Vector512.FusedMultiplyAdd(x, v, Vector512.FusedMultiplyAdd(y, w, At(_re[u], effect))));
                    Put(_im[u], effect, Vector512.FusedMultiplyAdd(x, w, Vector512.FusedMultiplyAdd(-y, v, At(_im[u], effect))));
                }
            }
        }

        outcomes.Clear();
        for (int e = 0; e < _entries.Length; e++)
        {
            for (int outcome = 0; outcome < 4; outcome++)
            {
                (int a, int b) = ((2 * e) + (outcome >> 1), (2 * e) + (outcome & 1));
                Lane product = (At(_re[0], a) * At(_re[1], b)) - (At(_im[0], a) * At(_im[1], b));
                Add(outcomes, outcome, (_entries[e].Weight * product));
            }
        }
    }

    public void Backward(PhaseRun[][] runs, ReadOnlySpan<double> seeds)
    {
        for (int u = 0; u < 2; u++)
        {
            _slopeRe[u].AsSpan().Clear();
            _slopeIm[u].AsSpan().Clear();
            foreach (PhaseRun run in runs[u])
            {
                run.AdjointReal.AsSpan().Clear();
                run.AdjointImaginary.AsSpan().Clear();
            }
        }

        for (int e = 0; e < _entries.Length; e++)
        {
            for (int outcome = 0; outcome < 4; outcome++)
            {
                (int a, int b) = ((2 * e) + (outcome >> 1), (2 * e) + (outcome & 1));
                Lane seed = _entries[e].Weight * At(seeds, outcome);
                Add(_slopeRe[0], a, (seed * At(_re[1], b)));
                Add(_slopeIm[0], a, -(seed * At(_im[1], b)));
                Add(_slopeRe[1], b, (seed * At(_re[0], a)));
                Add(_slopeIm[1], b, -(seed * At(_im[0], a)));
            }
        }

        // The adjoint is half the derivatives by real and imaginary part: of ψ_s and of ψ_t in Re ψ_s* ψ_t and Im ψ_s* ψ_t.
        for (int u = 0; u < 2; u++)
        {
            for (int e = 0; e < _entries.Length; e++)
            {
                (PhaseRun s, PhaseRun t) = (runs[u][_entries[e].S], runs[u][_entries[e].T]);
                for (int b = 0; b < s.Real.Length / Count; b++)
                {
                    int effect = (2 * e) + (b >> _readoutBits[u] & 1);
                    Lane g = 0.5 * At(_slopeRe[u], effect), h = 0.5 * At(_slopeIm[u], effect);
                    Lane x = At(s.Real, b), y = At(s.Imaginary, b), v = At(t.Real, b), w = At(t.Imaginary, b);
                    Add(s.AdjointReal, b, (g * v) + (h * w));
                    Add(s.AdjointImaginary, b, (g * w) - (h * v));
                    Add(t.AdjointReal, b, (g * x) - (h * y));
                    Add(t.AdjointImaginary, b, (g * y) + (h * x));
                }
            }
        }
    }

    private static double Amplitude(double[] angles, int s)
    {
        double product = 1;
        for (int i = 0; i < angles.Length; i++)
        {
            SinCos.Compute(angles[i], out double sin, out double cos);
            product *= (s >> i & 1) == 0 ? cos : sin;
        }

        return product;
    }
}
