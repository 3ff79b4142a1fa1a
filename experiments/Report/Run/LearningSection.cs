using CutAwareQnn.Figures;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>How a run learnt: loss, accuracy and gradient over its steps.</summary>
internal static class LearningSection
{
    // What a reader looks through.
    private const int MostRows = 15;

    /// <summary>Creates the section; null for a log without steps.</summary>
    public static ReportSection? Of(IReadOnlyList<LogRecord> log)
    {
        StepRecord[] steps = [.. log.OfType<StepRecord>()];
        if (steps.Length == 0)
        {
            return null;
        }

        EvaluationRecord[] evaluations = [.. log.OfType<EvaluationRecord>()];
        return new(
            "learning",
            "Learning curves",
            "The loss and accuracy of a step are of its mini-batch, before the step; an epoch's are the means over its steps. "
            + "Parts held back are evaluated after each epoch.",
            [Loss(steps, evaluations), Success(steps, evaluations), .. Gradient(steps)],
            [Epochs(steps, evaluations)],
            []);
    }

    private static Chart Loss(StepRecord[] steps, EvaluationRecord[] evaluations) => new(
        "learning-loss",
        "Loss",
        Change("The loss", steps[0].Loss, Last(steps, s => s.Loss), "in the first step", "over the last epoch"),
        new("step") { Lower = 0 },
        new("loss") { Lower = 0 },
        [
            new("step", SeriesKind.Line, Curve.Thin([.. steps.Select(s => new ChartPoint(s.Step, s.Loss))])) { IsFaint = true, Look = 0 },
            new("epoch", SeriesKind.Line, ByEpoch(steps, s => s.Loss)) { Look = 0 },
            .. Parts(evaluations, e => e.Loss),
        ]);

    // A regression has no accuracy.
    private static Chart Success(StepRecord[] steps, EvaluationRecord[] evaluations) => steps[0].Accuracy is null
        ? new(
            "learning-determination",
            "Coefficient of determination",
            "R² is 1 where every prediction is right and 0 where the mean of the targets would do as well.",
            new("step") { Lower = 0 },
            new("R²") { Upper = 1 },
            [.. Parts([.. evaluations.Where(e => e.RSquared is not null)], e => e.RSquared!.Value)])
        : Accuracy(steps, evaluations);

    private static Chart Accuracy(StepRecord[] steps, EvaluationRecord[] evaluations) => new(
        "learning-accuracy",
        "Accuracy",
        Change(
            "The training accuracy in per cent",
            100 * steps[0].Accuracy!.Value,
            100 * Last(steps, s => s.Accuracy!.Value),
            "in the first step",
            "over the last epoch"),
        new("step") { Lower = 0 },
        new("samples classified rightly", "%") { Upper = 100 },
        [
            new("training, epoch", SeriesKind.Line, ByEpoch(steps, s => 100 * s.Accuracy!.Value)) { Look = 0 },
            .. Parts(evaluations, e => 100 * e.Accuracy!.Value),
        ]);

    private static IEnumerable<Chart> Gradient(StepRecord[] steps)
    {
        yield return OfGradient("learning-gradient", "Length of the gradient", "gradient norm", "1/rad", s => s.GradientNorm);
        yield return OfGradient(
            "learning-variance", "Variance of the gradient's components", "variance", "1/rad²", s => s.GradientVariance);

        Chart OfGradient(string name, string title, string label, string unit, Func<StepRecord, double> value)
        {
            // A gradient of exactly 0 has no place on a logarithmic axis.
            bool isPositive = steps.All(s => value(s) > 0);
            return new(
                name,
                title,
                Change("It", value(steps[0]), value(steps[^1]), "in the first step", "in the last"),
                new("step") { Lower = 0 },
                new(label, unit, isPositive ? AxisScale.Logarithmic : AxisScale.Linear),
                [new("step", SeriesKind.Line, Curve.Thin([.. steps.Select(s => new ChartPoint(s.Step, value(s)))]))]);
        }
    }

    private static ReportTable Epochs(StepRecord[] steps, EvaluationRecord[] evaluations)
    {
        string[] parts = [.. evaluations.Select(e => e.Split).Distinct()];
        bool isRegression = steps[0].Accuracy is null;
        int every = (steps[^1].Epoch / MostRows) + 1;
        return new(
            every == 1 ? "Epochs" : $"Epochs, every {every}",
            [
                "epoch",
                "steps",
                "loss",
                .. isRegression ? [] : (string[])["training accuracy, %"],
                .. parts.SelectMany(p => (string[])[$"{p} loss", isRegression ? $"{p} R²" : $"{p} accuracy, %"]),
                "time",
            ],
            [
                .. steps.GroupBy(s => s.Epoch).Where(e => (e.Key + 1) % every == 0 || e.Key == 0 || e.Key == steps[^1].Epoch)
                    .Select(epoch => (IReadOnlyList<string>)
                [
                    Cells.Count(epoch.Key + 1),
                    Cells.Count(epoch.Count()),
                    Cells.Fine(epoch.Average(s => s.Loss)),
                    .. isRegression ? [] : (string[])[Cells.Percent(epoch.Average(s => s.Accuracy!.Value))],
                    .. parts.Select(p => evaluations.LastOrDefault(e => e.Split == p && e.Epoch == epoch.Key + 1)).SelectMany(e =>
                        e is null ? (string[])["–", "–"] : [
                            Cells.Fine(e.Loss),
                            e.Accuracy is { } accuracy ? Cells.Percent(accuracy) : e.RSquared is { } r ? Cells.Fine(r) : "–",
                        ]),
                    Cells.Time(epoch.Sum(s => s.StepSeconds)),
                ]),
            ]);
    }

    // An epoch is drawn at its last step.
    private static ChartPoint[] ByEpoch(StepRecord[] steps, Func<StepRecord, double> value) =>
        [.. steps.GroupBy(s => s.Epoch).Select(e => new ChartPoint(e.Max(s => s.Step), e.Average(value)))];

    private static IEnumerable<Series> Parts(EvaluationRecord[] evaluations, Func<EvaluationRecord, double> value) => evaluations
        .GroupBy(e => e.Split)
        .Select(part => new Series(part.Key, SeriesKind.Line, [.. part.Select(e => new ChartPoint(e.Step, value(e)))])
        {
            Look = part.Key == "test" ? 1 : 2,
        });

    private static double Last(StepRecord[] steps, Func<StepRecord, double> value) =>
        steps.Where(s => s.Epoch == steps[^1].Epoch).Average(value);

    private static string Change(string what, double first, double last, string atFirst, string atLast) =>
        $"{what} is {Cells.Number(first)} {atFirst} and {Cells.Number(last)} {atLast}.";
}
