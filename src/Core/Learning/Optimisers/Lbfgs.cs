using CutAwareQnn.Circuits;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;

namespace CutAwareQnn.Learning;

/// <summary>
/// The limited-memory quasi-Newton method of Broyden, Fletcher, Goldfarb and Shanno, MathNet's, with a line search for the weak Wolfe
/// conditions. It chooses its own step sizes, so it takes no schedule, and every step has to see all samples.
/// </summary>
/// <param name="Memory">Pairs of steps and gradients that shape the next direction, at least 1.</param>
/// <param name="GradientTolerance">Ends where no derivative is larger, above 0.</param>
/// <param name="ProgressTolerance">Ends where weights or loss change by less, above 0.</param>
/// <remarks>
/// MathNet's minimiser calls for values when it needs them, and training is a state machine that is asked. So the memory is every loss
/// seen so far: a step runs the minimiser anew over them, as far as the first point that is not among them, which is what the next
/// step asks for. The weights are the best seen. Liu and Nocedal 1989, Mathematical Programming 45, 503.
/// </remarks>
public sealed record Lbfgs(int Memory = 10, double GradientTolerance = 1e-6, double ProgressTolerance = 1e-10) : Optimiser(1)
{
    private const int MaxIterations = 10_000;

    /// <summary>Pairs of steps and gradients, at least 1.</summary>
    public int Memory { get; } = Memory >= 1
        ? Memory
        : throw new CircuitException($"a memory of {Memory} gradients shapes no direction; give at least 1");

    /// <summary>Ends where no derivative is larger, above 0.</summary>
    public double GradientTolerance { get; } = OptimiserRange.Positive(GradientTolerance, "gradient tolerance of L-BFGS");

    /// <summary>Ends where weights or loss change by less, above 0.</summary>
    public double ProgressTolerance { get; } = OptimiserRange.Positive(ProgressTolerance, "progress tolerance of L-BFGS");

    /// <inheritdoc/>
    public override bool WantsAllSamples => true;

    /// <inheritdoc/>
    public override LbfgsState Start(int weightCount) => new(0, [], null, null);

    /// <inheritdoc/>
    public override IReadOnlyList<double[]> Points(double[] weights, OptimiserState state) => [Own<LbfgsState>(state).Next ?? weights];

    /// <inheritdoc/>
    public override string? DoneReason(OptimiserState state) => Own<LbfgsState>(state).Done;

    /// <inheritdoc/>
    public override OptimiserStep Step(double[] weights, OptimiserState state, IReadOnlyList<LossPoint> losses, double factor)
    {
        LbfgsState own = Own<LbfgsState>(state);
        double[] point = own.Next ?? weights;
        double[] gradient = losses[0].Gradient!;
        LbfgsEvaluation[] evaluations = [.. own.Evaluations, new(point, losses[0].Value, gradient)];
        (double[]? next, string? done) = Replay(evaluations);
        return new(evaluations.MinBy(e => e.Value)!.Point, new LbfgsState(own.StepCount + 1, evaluations, next, done), gradient);
    }

    // The first point that the minimiser wants to know and nobody has told it, or why it wants none.
    private (double[]? Next, string? Done) Replay(LbfgsEvaluation[] evaluations)
    {
        double[]? next = null;
        IObjectiveFunction objective = ObjectiveFunction.Gradient(point =>
        {
            double[] wanted = point.ToArray();
            LbfgsEvaluation? known = Array.Find(evaluations, e => e.Point.AsSpan().SequenceEqual(wanted));
            if (known is null)
            {
                next = wanted;
                throw new InvalidOperationException("not known yet");
            }

            return (known.Value, Vector<double>.Build.DenseOfArray(known.Gradient));
        });
        var minimiser = new LimitedMemoryBfgsMinimizer(GradientTolerance, ProgressTolerance, ProgressTolerance, Memory, MaxIterations);
        try
        {
            MinimizationResult result = minimiser.FindMinimum(objective, Vector<double>.Build.DenseOfArray(evaluations[0].Point));
            return (null, $"L-BFGS has converged: {Reason(result.ReasonForExit)}");
        }
        catch (Exception) when (next is not null)
        {
            return (next, null);
        }
        catch (OptimizationException error)
        {
            return (null, $"L-BFGS found no better weights: {error.Message.TrimEnd('.')}");
        }
    }

    private static string Reason(ExitCondition condition) => condition switch
    {
        ExitCondition.AbsoluteGradient or ExitCondition.RelativeGradient => "the gradient is 0 to within the tolerance",
        ExitCondition.LackOfProgress => "weights or loss no longer change",
        _ => condition.ToString(),
    };
}

/// <summary>What L-BFGS remembers between steps.</summary>
/// <param name="StepCount">Steps taken: losses evaluated.</param>
/// <param name="Evaluations">Every loss seen, in order.</param>
/// <param name="Next">The weights to be evaluated next; null before the first step and behind the last.</param>
/// <param name="Done">Why there is nothing left to do; null while there is.</param>
public sealed record LbfgsState(int StepCount, LbfgsEvaluation[] Evaluations, double[]? Next, string? Done) : OptimiserState(StepCount)
{
    /// <inheritdoc/>
    public override bool Fits(int weightCount) => (Next is null || Next.Length == weightCount)
        && Evaluations.All(e => e.Point.Length == weightCount && e.Gradient.Length == weightCount);
}

/// <summary>The loss at one set of weights.</summary>
/// <param name="Point">The weights.</param>
/// <param name="Value">The loss.</param>
/// <param name="Gradient">Its derivatives.</param>
public sealed record LbfgsEvaluation(double[] Point, double Value, double[] Gradient);
