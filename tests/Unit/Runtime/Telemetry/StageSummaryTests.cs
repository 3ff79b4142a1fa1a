using CutAwareQnn.Runtime;
using Xunit;

namespace CutAwareQnn.Unit.Runtime;

public sealed class StageSummaryTests
{
    [Fact]
    public void MediansAndShares_AreThoseOfTheTimes()
    {
        StageSummary summary = StageSummary.Of([Times(8, 1, 10, 1), Times(0, 2, 20, 2), Times(0, 3, 30, 3)]);
        Assert.Equal(new(0, 0.1), summary.Partition);
        Assert.Equal(new(2, 0.075), summary.Generate);
        Assert.Equal(new(20, 0.75), summary.Execute);
        Assert.Equal(new(2, 0.075), summary.Reconstruct);
        Assert.Equal(6.0 / 66, summary.ReconstructionShare);
    }

    [Fact]
    public void AnEvenCount_HasTheMeanOfTheMiddleTwo() =>
        Assert.Equal(15, StageSummary.Of(new[] { 40, 10, 20, 5 }.Select(s => Times(0, 0, s, 0)).ToArray()).Execute.MedianSeconds);

    [Fact]
    public void NoBatches_TookNoTime() => Assert.Equal(new(new(0, 0), new(0, 0), new(0, 0), new(0, 0), 0), StageSummary.Of([]));

    private static StageTimes Times(int partition, int generate, int execute, int reconstruct) => new(
        TimeSpan.FromSeconds(partition),
        TimeSpan.FromSeconds(generate),
        TimeSpan.FromSeconds(execute),
        TimeSpan.FromSeconds(reconstruct),
        TimeSpan.FromSeconds(partition + generate + execute + reconstruct));
}
