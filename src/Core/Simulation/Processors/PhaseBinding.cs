using System.Runtime.Intrinsics;
using Lane = System.Runtime.Intrinsics.Vector512<double>;

namespace CutAwareQnn.Simulation;

/// <summary>
/// The phases of a <see cref="PhaseProgram"/> at some weights, and the sums from which the derivatives by the weights follow.
/// </summary>
internal sealed class PhaseBinding
{
    /// <summary>Computes nothing yet; see <see cref="Bind"/>.</summary>
    /// <param name="program">The program.</param>
    public PhaseBinding(PhaseProgram program)
    {
        Program = program;
        Cosines = [.. program.Columns.Select(c => new double[1 << c.PositionCount])];
        Sines = [.. program.Columns.Select(c => new double[1 << c.PositionCount])];
        Slopes = [.. program.Columns.Select(c => new double[SampleLanes.Count << c.PositionCount])];
    }

    /// <summary>The program.</summary>
    public PhaseProgram Program { get; }

    /// <summary>Per column and basis state, the cosine of the phase, times <c>2^(-m/2)</c> for m Hadamard gates.</summary>
    public double[][] Cosines { get; }

    /// <summary>Per column and basis state, the sine of the phase, scaled alike.</summary>
    public double[][] Sines { get; }

    /// <summary>Per column, the derivatives by the phases, summed over groups of samples: [basis state][lane].</summary>
    public double[][] Slopes { get; }

    /// <summary>Computes the phases at new weights and clears the derivatives.</summary>
    public void Bind(ReadOnlySpan<double> weights)
    {
        double[] phases = new double[1 << Program.PositionCount];
        for (int c = 0; c < Program.Columns.Length; c++)
        {
            PhaseColumn column = Program.Columns[c];
            Span<double> own = phases.AsSpan(0, 1 << column.PositionCount);
            column.ConstantPhases.CopyTo(own);
            foreach (PhaseTerm term in column.Terms)
            {
                for (int b = 0; b < own.Length; b++)
                {
                    own[b] += weights[term.Weight] * term.Slope(b);
                }
            }

            SinCos.Compute(own, Sines[c], Cosines[c]);
            double scale = Scale(column.WalshMask);
            for (int b = 0; b < own.Length; b++)
            {
                Sines[c][b] *= scale;
                Cosines[c][b] *= scale;
            }
        }

        ClearGradient();
    }

    /// <summary>Clears the derivatives.</summary>
    public void ClearGradient()
    {
        foreach (double[] slopes in Slopes)
        {
            slopes.AsSpan().Clear();
        }
    }

    /// <summary>Adds the derivatives by the weights, summed over the samples since <see cref="ClearGradient"/>.</summary>
    /// <param name="gradient">One entry per weight of the circuit.</param>
    public void AddGradient(Span<double> gradient)
    {
        for (int c = 0; c < Program.Columns.Length; c++)
        {
            foreach (PhaseTerm term in Program.Columns[c].Terms)
            {
                gradient[term.Weight] += Vector512.Sum(Sum(term, Slopes[c]));
            }
        }
    }

    /// <summary>Adds the derivatives by the weights of each sample since <see cref="ClearGradient"/>.</summary>
    /// <param name="gradients">[weight][sample].</param>
    public void AddGradients(Span<double> gradients)
    {
        for (int c = 0; c < Program.Columns.Length; c++)
        {
            foreach (PhaseTerm term in Program.Columns[c].Terms)
            {
                SampleLanes.Add(gradients, term.Weight, Sum(term, Slopes[c]));
            }
        }
    }

    private static Lane Sum(PhaseTerm term, double[] slopes)
    {
        Lane sum = Lane.Zero;
        for (int b = 0; b < slopes.Length / SampleLanes.Count; b++)
        {
            sum += term.Slope(b) * SampleLanes.At(slopes, b);
        }

        return sum;
    }

    private static double Scale(int mask)
    {
        double scale = 1;
        for (int m = mask; m != 0; m &= m - 1)
        {
            scale *= Math.Sqrt(0.5);
        }

        return scale;
    }
}
