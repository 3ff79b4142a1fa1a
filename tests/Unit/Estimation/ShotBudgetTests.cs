using CutAwareQnn.Circuits;
using CutAwareQnn.Estimation;
using Xunit;

namespace CutAwareQnn.Unit.Estimation;

/// <summary>How a budget divides over circuits.</summary>
public sealed class ShotBudgetTests
{
    [Fact]
    public void Exact_IsTheDefault_AndSamplesNothing()
    {
        Assert.True(ShotBudget.Exact.IsExact);
        Assert.Equal(default, ShotBudget.Exact);
        Assert.False(ShotBudget.Each(1).IsExact);
        Assert.False(ShotBudget.InTotal(1).IsExact);
    }

    [Fact]
    public void Each_GivesEveryCircuitTheSame() => Assert.Equal([1024, 1024, 1024], ShotBudget.Each(1024).Allocate(3));

    [Theory]
    [InlineData(10, 5, new long[] { 2, 2, 2, 2, 2 })]
    [InlineData(13, 5, new long[] { 3, 3, 3, 2, 2 })]
    [InlineData(5, 5, new long[] { 1, 1, 1, 1, 1 })]
    [InlineData(7, 1, new long[] { 7 })]
    public void InTotal_DividesEvenly_RemainderToTheFirst(long total, int circuits, long[] expected) =>
        Assert.Equal(expected, ShotBudget.InTotal(total).Allocate(circuits));

    [Fact]
    public void InTotal_OfMoreThanAnInt32_IsSpentExactly() =>
        Assert.Equal(900_000_000_007, ShotBudget.InTotal(900_000_000_007).Allocate(60).Sum());

    [Fact]
    public void InTotal_SmallerThanTheNumberOfCircuits_IsRefused()
    {
        string message = Assert.Throws<CutException>(() => ShotBudget.InTotal(59).Allocate(60)).Message;
        Assert.Contains("total shots 59", message, StringComparison.Ordinal);
        Assert.Contains("60 circuits", message, StringComparison.Ordinal);
        Assert.Contains("at least 60", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(ShotBudget.MaxShots + 1)]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    public void OutOfRange_IsRefused(long shots)
    {
        Assert.Contains($"shots {shots} ", Assert.Throws<CutException>(() => ShotBudget.Each(shots)).Message, StringComparison.Ordinal);
        Assert.Contains(
            $"total shots {shots} ", Assert.Throws<CutException>(() => ShotBudget.InTotal(shots)).Message, StringComparison.Ordinal);
    }
}
