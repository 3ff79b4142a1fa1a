using System.Globalization;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Learning;

/// <summary>
/// The limited-memory quasi-Newton method of Broyden, Fletcher, Goldfarb and Shanno, with a line search for the strong Wolfe conditions. It
/// chooses its own step sizes, so it takes no schedule, and every evaluation needs all samples.
/// </summary>
/// <param name="Memory">Number of iterations that shape the next direction, at least 1.</param>
/// <param name="GradientTolerance">The method has converged where no derivative is larger in magnitude; above 0.</param>
/// <param name="ProgressTolerance">
/// The method stops where an iteration lowers the loss by less; relative to a loss above 1; above 0.
/// </param>
/// <remarks>
/// Each step of the state machine is one evaluation of the loss. The first direction is that of steepest descent, and its first trial has
/// length 1; later trials begin with the whole quasi-Newton step. The weights are the best so far. Nocedal and Wright 2006, Numerical
/// Optimization, 2nd edition, Algorithms 7.4 and 7.5 with the scaling (7.20); Liu and Nocedal 1989, Mathematical Programming 45, 503.
/// </remarks>
public sealed record Lbfgs(int Memory = 10, double GradientTolerance = 1e-6, double ProgressTolerance = 1e-10) : Optimiser(1)
{
    // A pair whose curvature sᵀy is below this share of yᵀy is rounding.
    private const double LeastCurvature = 1e-14;

    /// <summary>Number of iterations that shape the next direction, at least 1.</summary>
    public int Memory { get; } = Memory >= 1
        ? Memory
        : throw new CircuitException($"a memory of {Memory} iterations shapes no direction; give at least 1");

    /// <summary>The method has converged where no derivative is larger in magnitude; above 0.</summary>
    public double GradientTolerance { get; } = OptimiserRange.Positive(GradientTolerance, "gradient tolerance of L-BFGS");

    /// <summary>The method stops where an iteration lowers the loss by less; relative to a loss above 1; above 0.</summary>
    public double ProgressTolerance { get; } = OptimiserRange.Positive(ProgressTolerance, "progress tolerance of L-BFGS");

    /// <inheritdoc/>
    public override bool WantsAllSamples => true;

    /// <inheritdoc/>
    public override LbfgsState Start(int weightCount) => new(0, 0, [], 0, [], [], null, [], null, null);

    /// <inheritdoc/>
    public override IReadOnlyList<double[]> Points(double[] weights, OptimiserState state) => [Point(weights, Own<LbfgsState>(state))];

    /// <inheritdoc/>
    public override string? DoneReason(OptimiserState state) => Own<LbfgsState>(state).Done;

    /// <inheritdoc/>
    public override OptimiserStep Step(double[] weights, OptimiserState state, IReadOnlyList<LossPoint> losses, double factor)
    {
        LbfgsState own = Own<LbfgsState>(state);
        double[] point = Point(weights, own);
        (double value, double[] gradient) = (losses[0].Value, losses[0].Gradient!);
        bool isBest = own.BestValue is not { } best || value < best;
        LbfgsState counted = own with { StepCount = own.StepCount + 1, BestValue = isBest ? value : own.BestValue };
        LbfgsState next = own.Search is null
            ? Directed(counted with { Position = point, Value = value, Gradient = gradient })
            : Searched(counted, own.Search, new(own.Search.Step, value, Dot(gradient, own.Direction), gradient));
        return new(isBest ? point : weights, next, gradient);
    }

    private static double[] Point(double[] weights, LbfgsState state) =>
        state.Search is { } search ? Moved(state.Position, search.Step, state.Direction) : weights;

    private LbfgsState Searched(LbfgsState state, WolfeSearch search, WolfePoint trial)
    {
        if (search.Take(trial, out WolfePoint? accepted) is { } further)
        {
            return state with { Search = further };
        }

        if (accepted is null)
        {
            // A direction shaped by rounding or noise may not lead down; the gradient's own has to.
            return state.Pairs.Length > 0
                ? Directed(state with { Pairs = [] })
                : Stopped(state, "L-BFGS stopped: the line search found no lower loss");
        }

        double[] displacement = [.. state.Direction.Select(d => accepted.Step * d)];
        double[] change = [.. accepted.Gradient.Select((g, i) => g - state.Gradient[i])];
        LbfgsState moved = state with
        {
            IterationCount = state.IterationCount + 1,
            Position = Moved(state.Position, accepted.Step, state.Direction),
            Value = accepted.Value,
            Gradient = accepted.Gradient,
            Pairs = Dot(displacement, change) > LeastCurvature * Dot(change, change)
                ? [.. state.Pairs.Append(new(displacement, change)).TakeLast(Memory)]
                : state.Pairs,
        };
        double progress = (state.Value - accepted.Value) / Math.Max(1, Math.Abs(state.Value));
        return progress < ProgressTolerance && Largest(moved.Gradient) > GradientTolerance
            ? Stopped(moved, $"L-BFGS stopped: an iteration lowered the loss by less than {Text(ProgressTolerance)}")
            : Directed(moved);
    }

    // Begins the line search from an accepted point, or ends there.
    private LbfgsState Directed(LbfgsState state)
    {
        if (Largest(state.Gradient) <= GradientTolerance)
        {
            return state with
            {
                Search = null,
                Done = $"L-BFGS has converged: no derivative of the loss is above {Text(GradientTolerance)}",
            };
        }

        double[] direction = Direction(state.Gradient, state.Pairs);
        double slope = Dot(direction, state.Gradient);
        if (!(slope < 0))
        {
            state = state with { Pairs = [] };
            direction = Direction(state.Gradient, []);
            slope = Dot(direction, state.Gradient);
        }

        double first = state.Pairs.Length > 0 ? 1 : 1 / Math.Sqrt(Dot(direction, direction));
        return state with { Direction = direction, Search = WolfeSearch.Begin(new(0, state.Value, slope, state.Gradient), first) };
    }

    private static LbfgsState Stopped(LbfgsState state, string reason) =>
        state with { Search = null, Done = $"{reason}; the largest derivative is {Text(Largest(state.Gradient))}" };

    // -H g by the two-loop recursion, H₀ = sᵀy/yᵀy of the newest pair.
    private static double[] Direction(double[] gradient, LbfgsPair[] pairs)
    {
        double[] direction = [.. gradient.Select(g => -g)];
        double[] shares = new double[pairs.Length];
        for (int k = pairs.Length - 1; k >= 0; k--)
        {
            (double[] s, double[] y) = (pairs[k].Displacement, pairs[k].GradientChange);
            shares[k] = Dot(s, direction) / Dot(s, y);
            direction = Moved(direction, -shares[k], y);
        }

        if (pairs.Length > 0)
        {
            (double[] s, double[] y) = (pairs[^1].Displacement, pairs[^1].GradientChange);
            double scale = Dot(s, y) / Dot(y, y);
            direction = [.. direction.Select(d => scale * d)];
        }

        for (int k = 0; k < pairs.Length; k++)
        {
            (double[] s, double[] y) = (pairs[k].Displacement, pairs[k].GradientChange);
            direction = Moved(direction, shares[k] - (Dot(y, direction) / Dot(s, y)), s);
        }

        return direction;
    }

    private static double[] Moved(double[] from, double step, double[] direction) => [.. from.Select((x, i) => x + (step * direction[i]))];

    private static double Largest(double[] vector) => vector.Max(Math.Abs);

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    private static string Text(double value) => value.ToString("0.##E+0", CultureInfo.InvariantCulture);
}
