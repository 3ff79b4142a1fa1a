using CutAwareQnn.Experiments;
using CutAwareQnn.Learning;
using Xunit;

namespace CutAwareQnn.EndToEnd.Report;

/// <summary>Whether a question counts as reproduced follows the numbers of its answer.</summary>
public sealed class FindingTests
{
    [Theory]
    [InlineData(10, true)]
    [InlineData(6, true)]
    [InlineData(2, false)]
    [InlineData(40, false)]
    public void AnOrderOfMagnitude_IsReproduced_WithinHalfOfOne(double ratio, bool reproduced)
    {
        QuestionFinding finding = TrainingFinding.Of(
            Report(
                "rq1",
                3,
                Row("mnist", 0, 1) with { RatioToFirst = Exactly(1) },
                Row("mnist", 3, ratio) with { RatioToFirst = Exactly(ratio) }));
        Assert.Equal(reproduced, finding.IsReproduced);
        Assert.Contains(reproduced ? "; reproduced, " : "; not reproduced, ", finding.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void PublishedMode_IsNamedWhereItRan()
    {
        QuestionFinding finding = TrainingFinding.Of(Report(
            "rq1",
            3,
            Row("mnist", 0, 1) with { RatioToFirst = Exactly(1), PublishedModeSeconds = 2 },
            Row("mnist", 3, 2) with { RatioToFirst = Exactly(2), PublishedModeSeconds = 30 }));
        Assert.EndsWith("the ratio is 15", finding.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(5, 0.90, true)]
    [InlineData(5, 0.70, false)]
    [InlineData(1, 0.90, null)]
    public void Accuracies_AreEqual_WhereTheirIntervalsOverlap(int seeds, double cut, bool? reproduced) => Assert.Equal(
        reproduced,
        TrainingFinding.Of(Report("rq4", seeds, Row("iris", 0, 0.92), Row("iris", 3, cut))).IsReproduced);

    [Theory]
    [InlineData("iris", 0.95, 0.70, false)]
    [InlineData("iris", 0.72, 0.70, true)]
    [InlineData("mnist", 0.95, 0.70, true)]
    public void OnIris_RobustnessIsComparedWithTheUndisturbedAccuracy(
        string dataset, double clean, double robust, bool reproduced) => Assert.Equal(
        reproduced,
        TrainingFinding.Of(Report(
            "rq5",
            5,
            Row(dataset, 0, robust) with { Clean = Around(clean) },
            Row(dataset, 3, robust) with { Clean = Around(clean) })).IsReproduced);

    /// <summary>Binomial tails of a fair coin, from their definition: 1/2^4, 5/16, 1.</summary>
    [Theory]
    [InlineData(4, 4, 0.0625)]
    [InlineData(3, 4, 0.3125)]
    [InlineData(0, 7, 1)]
    public void ASignTest_IsABinomialTail(int heads, int flips, double chance) =>
        Assert.Equal(chance, StragglerFinding.AtLeast(heads, flips), 1e-15);

    private static SweepReport Report(string question, int seeds, params SweepRow[] rows) => new(
        question,
        "",
        new() { Datasets = [rows[0].Dataset], Partitions = ["none", "ABCD"], Seeds = seeds, Epochs = 1, PublishedEpochs = 1, Shots = 1 },
        rows,
        ["said"]);

    private static SweepRow Row(string dataset, int cuts, double figure) => new(dataset, cuts == 0 ? "none" : "ABCD", cuts, Around(figure));

    private static BootstrapInterval Around(double value) => new(value, value - 0.03, value + 0.03);

    private static BootstrapInterval Exactly(double value) => new(value, value, value);
}
