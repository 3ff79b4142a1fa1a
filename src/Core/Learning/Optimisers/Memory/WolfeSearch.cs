namespace CutAwareQnn.Learning;

/// <summary>
/// A line search for the strong Wolfe conditions <c>φ(α) ≤ φ(0) + c₁ α φ'(0)</c> and <c>|φ'(α)| ≤ c₂ |φ'(0)|</c> as a pure state machine:
/// <see cref="Step"/> is the next trial, and <see cref="Take"/> computes the search after it.
/// </summary>
/// <param name="Start">The point at step 0; its slope is below 0.</param>
/// <param name="Step">The next trial, above 0.</param>
/// <param name="TrialCount">Number of trials so far.</param>
/// <param name="Low">The point with the lowest value that has sufficient decrease; <paramref name="Start"/> before there is one.</param>
/// <param name="High">The other end of the interval that brackets a solution; null until one is found.</param>
/// <remarks>
/// Nocedal and Wright 2006, Numerical Optimization, 2nd edition, Algorithms 3.5 and 3.6, with cubic interpolation (3.59) kept away from the
/// ends of the interval.
/// </remarks>
public sealed record WolfeSearch(WolfePoint Start, double Step, int TrialCount, WolfePoint Low, WolfePoint? High)
{
    /// <summary>The constant c₁ of sufficient decrease; Nocedal and Wright's.</summary>
    public const double Decrease = 1e-4;

    /// <summary>The constant c₂ of the curvature condition; Nocedal and Wright's for quasi-Newton directions.</summary>
    public const double Curvature = 0.9;

    private const int MaxTrials = 30;
    private const double LargestGrowth = 10;
    private const double Margin = 0.1;

    /// <summary>Begins a search.</summary>
    /// <param name="start">The point at step 0; its slope is below 0.</param>
    /// <param name="step">The first trial, above 0.</param>
    public static WolfeSearch Begin(WolfePoint start, double step) => new(start, step, 0, start, null);

    /// <summary>Takes the trial at <see cref="Step"/> and returns the search that continues.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="accepted">
    /// The point at which the search ends, or null: one that meets both conditions, or after too many trials the lowest with sufficient
    /// decrease.
    /// </param>
    /// <returns>The search with its next trial; null where it ended.</returns>
    public WolfeSearch? Take(WolfePoint trial, out WolfePoint? accepted)
    {
        bool isHigh = trial.Value > Start.Value + (Decrease * trial.Step * Start.Slope)
            || (trial.Value >= Low.Value && (TrialCount > 0 || High is not null));
        accepted = !isHigh && Math.Abs(trial.Slope) <= -Curvature * Start.Slope ? trial : null;
        if (accepted is not null)
        {
            return null;
        }

        WolfeSearch next = isHigh ? this with { High = trial }
            : High is null ? trial.Slope >= 0 ? this with { Low = trial, High = Low } : this with { Low = trial }
            : trial.Slope * (High.Step - Low.Step) >= 0 ? this with { Low = trial, High = Low }
            : this with { Low = trial };
        next = next with
        {
            TrialCount = TrialCount + 1,
            Step = next.High is null ? Extrapolated(Low, trial) : Interpolated(next.Low, next.High),
        };
        if (next.TrialCount < MaxTrials && next.Step != next.Low.Step && next.Step != next.High?.Step)
        {
            return next;
        }

        accepted = next.Low.Step > 0 ? next.Low : null;
        return null;
    }

    // Beyond the last trial, by the cubic through both points where it has a minimum there, and at most tenfold.
    private static double Extrapolated(WolfePoint previous, WolfePoint last)
    {
        double nearest = last.Step + (last.Step - previous.Step), furthest = LargestGrowth * last.Step;
        return CubicMinimum(previous, last) is double minimum && minimum > last.Step
            ? Math.Clamp(minimum, Math.Min(nearest, furthest), furthest)
            : furthest;
    }

    private static double Interpolated(WolfePoint low, WolfePoint high)
    {
        (double left, double right) = (Math.Min(low.Step, high.Step), Math.Max(low.Step, high.Step));
        double margin = Margin * (right - left);
        return CubicMinimum(low, high) is double minimum
            ? Math.Clamp(minimum, left + margin, right - margin)
            : left + (0.5 * (right - left));
    }

    // The minimum of the cubic with the values and slopes of both points; null where it has none.
    private static double? CubicMinimum(WolfePoint a, WolfePoint b)
    {
        double width = b.Step - a.Step;
        double d1 = a.Slope + b.Slope - (3 * (a.Value - b.Value) / (a.Step - b.Step));
        double d2 = Math.Sign(width) * Math.Sqrt((d1 * d1) - (a.Slope * b.Slope));
        double minimum = b.Step - (width * (b.Slope + d2 - d1) / (b.Slope - a.Slope + (2 * d2)));
        return double.IsFinite(minimum) ? minimum : null;
    }
}
