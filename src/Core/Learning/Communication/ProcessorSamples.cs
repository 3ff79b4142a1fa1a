using System.Numerics;
using CutAwareQnn.Circuits;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Learning;

/// <summary>
/// Samples embedded into the processors of a model: the states from which its convolutions start, which no weight changes.
/// </summary>
public sealed class ProcessorSamples
{
    // [unit][(sample · branches + branch) · amplitudes + basis state]
    private readonly double[][] _re;
    private readonly double[][] _im;
    private readonly ProcessorModel _model;

    private ProcessorSamples(ProcessorModel model, int count)
    {
        _model = model;
        Count = count;
        _re = [.. model.Units.Select(u => new double[count * model.BranchCount * u.StartLength])];
        _im = [.. model.Units.Select(u => new double[count * model.BranchCount * u.StartLength])];
    }

    /// <summary>Number of samples.</summary>
    public int Count { get; }

    internal static ProcessorSamples Embed(ProcessorModel model, IReadOnlyList<double[]> features)
    {
        var samples = new ProcessorSamples(model, features.Count);
        for (int u = 0; u < model.Units.Length; u++)
        {
            Circuit preparation = model.Units[u].Preparation;
            for (int branch = 0; branch < model.BranchCount; branch++)
            {
                Circuit own = From(preparation, branch);
                for (int sample = 0; sample < features.Count; sample++)
                {
                    StateVector state = CircuitSimulator.FinalState(own, features[sample], []);
                    samples.Set(u, sample, branch, state.Real, state.Imaginary);
                }
            }
        }

        return samples;
    }

    /// <summary>
    /// Prepares every processor in a random state, new for every sample: the first columns of a unitary drawn from Haar measure.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="count">Number of samples.</param>
    /// <param name="seed">Keys the draws, by sample and processor.</param>
    /// <remarks>
    /// Gram–Schmidt of Gaussian vectors. A quantum link joins two such states, as the embedding of either processor would be.
    /// </remarks>
    public static ProcessorSamples Haar(ProcessorModel model, int count, ulong seed)
    {
        var samples = new ProcessorSamples(model, count);
        int processorCount = model.Resource == ProcessorResource.Single ? 1 : 2;
        for (int sample = 0; sample < count; sample++)
        {
            Complex[][][] columns =
            [
                .. Enumerable.Range(0, processorCount)
                    .Select(p => Columns(1 << model.Width, model.BranchCount, new(seed, (ulong)sample, (ulong)p))),
            ];
            for (int u = 0; u < model.Units.Length; u++)
            {
                for (int branch = 0; branch < model.BranchCount; branch++)
                {
                    Complex[] state = model.Units.Length == processorCount
                        ? columns[u][branch]
                        : [.. columns[1][branch].SelectMany(b => columns[0][branch].Select(a => a * b))];
                    samples.Set(u, sample, branch, [.. state.Select(z => z.Real)], [.. state.Select(z => z.Imaginary)]);
                }
            }
        }

        return samples;
    }

    /// <summary>Copies up to eight samples into the lanes of a run; unused lanes repeat the first sample.</summary>
    internal void Load(int unit, int branch, ReadOnlySpan<int> rows, PhaseRun run)
    {
        int length = _model.Units[unit].StartLength;
        for (int lane = 0; lane < SampleLanes.Count; lane++)
        {
            int first = ((rows[lane < rows.Length ? lane : 0] * _model.BranchCount) + branch) * length;
            ReadOnlySpan<double> re = _re[unit].AsSpan(first, length), im = _im[unit].AsSpan(first, length);
            double[] real = run.StartReal, imaginary = run.StartImaginary;
            for (int b = 0; b < length; b++)
            {
                real[(b * SampleLanes.Count) + lane] = re[b];
                imaginary[(b * SampleLanes.Count) + lane] = im[b];
            }
        }
    }

    // The halves of the pairs are the processor's first qubits.
    private static Circuit From(Circuit preparation, int branch)
    {
        Instruction[] flips =
        [
            .. Enumerable.Range(0, preparation.QubitCount).Where(q => (branch >> q & 1) == 1)
                .Select(q => new GateInstruction(Gates.X, EquatableArray<int>.Of(q), EquatableArray<Angle>.Empty)),
        ];
        return preparation with { Instructions = flips.Concat(preparation.Instructions).ToEquatableArray() };
    }

    private static Complex[][] Columns(int dimension, int count, CounterRandom random)
    {
        var columns = new Complex[count][];
        for (int c = 0; c < count; c++)
        {
            var column = new Complex[dimension];
            for (int i = 0; i < dimension; i++)
            {
                double re = random.NextGaussian();
                column[i] = new(re, random.NextGaussian());
            }

            for (int other = 0; other < c; other++)
            {
                Complex overlap = Complex.Zero;
                for (int i = 0; i < dimension; i++)
                {
                    overlap += Complex.Conjugate(columns[other][i]) * column[i];
                }

                for (int i = 0; i < dimension; i++)
                {
                    column[i] -= overlap * columns[other][i];
                }
            }

            double norm = Math.Sqrt(column.Sum(z => (z.Real * z.Real) + (z.Imaginary * z.Imaginary)));
            columns[c] = [.. column.Select(z => z / norm)];
        }

        return columns;
    }

    private void Set(int unit, int sample, int branch, ReadOnlySpan<double> re, ReadOnlySpan<double> im)
    {
        int first = ((sample * _model.BranchCount) + branch) * _model.Units[unit].StartLength;
        re.CopyTo(_re[unit].AsSpan(first));
        im.CopyTo(_im[unit].AsSpan(first));
    }
}
