using CutAwareQnn.Circuits;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Learning;

/// <summary>
/// The game of Clauser, Horne, Shimony and Holt for variational players who share a pair of concurrence C: on inputs s, t the players turn
/// their halves by <c>RY(-α_s)</c> and <c>RY(-β_t)</c>, read Z, and win if <c>a b = (-1)^(s t)</c>.
/// </summary>
/// <remarks>
/// <c>E(α, β) = cos α cos β + C sin α sin β</c>, <c>S = E₀₀ + E₀₁ + E₁₀ - E₁₁</c>, single-shot success <c>1/2 + S/8</c>; the largest S is
/// <c>2 √(1 + C²)</c> (Horodecki 1995, Phys. Lett. A 200, 340).
/// </remarks>
public sealed class ChshGame
{
    private const int AngleCount = 4;

    private readonly double _local;

    /// <summary>Describes the game.</summary>
    /// <param name="concurrence">The concurrence C of the shared pair, in [0, 1]; 0 for none.</param>
    /// <exception cref="CircuitException">The concurrence is outside its range.</exception>
    public ChshGame(double concurrence)
    {
        Concurrence = concurrence is >= 0 and <= 1
            ? concurrence
            : throw new CircuitException(
                FormattableString.Invariant($"the players share a concurrence of {concurrence}; give a number in [0, 1]"));
        _local = Math.Sqrt((1 - concurrence) * (1 + concurrence));
    }

    /// <summary>The concurrence of the shared pair.</summary>
    public double Concurrence { get; }

    /// <summary>The largest S of any players.</summary>
    public double LargestS => 2 * Math.Sqrt(1 + (Concurrence * Concurrence));

    /// <summary>Returns the probability that a single shot wins on random inputs.</summary>
    public static double SingleShotSuccess(double s) => 0.5 + (s / 8);

    /// <summary>Computes S.</summary>
    /// <param name="angles">α₀, α₁, β₀, β₁ in radians.</param>
    /// <param name="gradient">Receives the derivatives by the four angles; may be empty.</param>
    public double S(ReadOnlySpan<double> angles, Span<double> gradient)
    {
        gradient.Clear();
        double sum = 0;
        for (int input = 0; input < 4; input++)
        {
            (int a, int b) = (input >> 1, 2 + (input & 1));
            int sign = input == 3 ? -1 : 1;
            (double value, double byA, double byB) = Correlation(angles[a], angles[b]);
            sum += sign * value;
            if (gradient.Length > 0)
            {
                gradient[a] += sign * byA;
                gradient[b] += sign * byB;
            }
        }

        return sum;
    }

    /// <summary>Ascends S by plain gradient steps.</summary>
    /// <param name="start">α₀, α₁, β₀, β₁ to start from.</param>
    /// <param name="stepCount">Number of steps, at least 0.</param>
    /// <param name="rate">Step size.</param>
    /// <returns>The angles after the last step, and S there.</returns>
    public (double[] Angles, double S) Ascend(IReadOnlyList<double> start, int stepCount, double rate = 0.1)
    {
        double[] angles = [.. start];
        Span<double> gradient = stackalloc double[AngleCount];
        for (int step = 0; step < stepCount; step++)
        {
            S(angles, gradient);
            for (int i = 0; i < AngleCount; i++)
            {
                angles[i] += rate * gradient[i];
            }
        }

        return (angles, S(angles, []));
    }

    /// <summary>
    /// Trains the players together with a readout of expectation values, <c>f = c₀ + c₁ ⟨a⟩ + c₂ ⟨b⟩ + c₃ ⟨a b⟩</c>, to the targets
    /// <c>(-1)^(s t)</c>, and returns the share of the four inputs at which the sign of f is right. No entanglement is needed for all four.
    /// </summary>
    /// <param name="stepCount">Number of Adam steps of size 0.1.</param>
    /// <returns>0, 1/4, …, 1.</returns>
    public double SignAccuracy(int stepCount = 500)
    {
        // α₀, α₁, β₀, β₁, c₀, …, c₃; the angles differ, so that the inputs do.
        double[] weights = [0.1, 2, 0.3, 1.5, 0, 0.1, 0.2, 0.3];
        var adam = new Adam(0.1);
        AdamState memory = adam.Start(weights.Length);
        for (int step = 0; step < stepCount; step++)
        {
            double[] gradient = new double[weights.Length];
            for (int input = 0; input < 4; input++)
            {
                (int a, int b) = (input >> 1, 2 + (input & 1));
                double[] readings = Readings(weights, input);
                double slope = 2 * (Value(weights, readings) - (input == 3 ? -1 : 1)) / 4;
                (_, double byA, double byB) = Correlation(weights[a], weights[b]);
                gradient[a] += slope * ((-weights[5] * _local * Elementary.Sin(weights[a])) + (weights[7] * byA));
                gradient[b] += slope * ((-weights[6] * _local * Elementary.Sin(weights[b])) + (weights[7] * byB));
                for (int c = 0; c < 4; c++)
                {
                    gradient[4 + c] += slope * readings[c];
                }
            }

            (weights, memory) = adam.Step(weights, gradient, memory);
        }

        return Enumerable.Range(0, 4).Count(input => Value(weights, Readings(weights, input)) * (input == 3 ? -1 : 1) > 0) / 4.0;
    }

    private static double Value(double[] weights, double[] readings) =>
        (weights[4] * readings[0]) + (weights[5] * readings[1]) + (weights[6] * readings[2]) + (weights[7] * readings[3]);

    private double[] Readings(double[] weights, int input)
    {
        (double alpha, double beta) = (weights[input >> 1], weights[2 + (input & 1)]);
        return [1, _local * Elementary.Cos(alpha), _local * Elementary.Cos(beta), Correlation(alpha, beta).Value];
    }

    private (double Value, double ByA, double ByB) Correlation(double alpha, double beta)
    {
        SinCos.Compute(alpha, out double sa, out double ca);
        SinCos.Compute(beta, out double sb, out double cb);
        return ((ca * cb) + (Concurrence * sa * sb), (Concurrence * ca * sb) - (sa * cb), (Concurrence * sa * cb) - (ca * sb));
    }
}
