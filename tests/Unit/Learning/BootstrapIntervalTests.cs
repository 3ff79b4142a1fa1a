using CutAwareQnn.Circuits;
using CutAwareQnn.Learning;
using CutAwareQnn.Simulation;
using Xunit;

namespace CutAwareQnn.Unit.Learning;

/// <summary>Medians and their intervals.</summary>
[Trait("Tier", "slow")]
public sealed class BootstrapIntervalTests
{
    [Fact]
    public void EqualNumbers_HaveAnIntervalWithoutWidth() => Assert.Equal(new(0.25, 0.25, 0.25), BootstrapInterval.Of([0.25, 0.25, 0.25]));

    [Fact]
    public void OneNumber_IsItsOwnInterval() => Assert.Equal(new(3, 3, 3), BootstrapInterval.Of([3]));

    [Fact]
    public void TwoNumbers_ReachFromTheOneToTheOther() =>
        // A quarter of the resamples are the one alone, a quarter the other.
        Assert.Equal(new(1.5, 1, 2), BootstrapInterval.Of([2, 1]));

    [Fact]
    public void FiveNumbers_HaveTheSecondSmallestAndLargestShares()
    {
        // P(median = smallest) = P(at least 3 of 5 draws are it) = 10·16/3125 + 5·4/3125 + 1/3125 = 0.058 > 0.025.
        Assert.Equal(new(3, 1, 5), BootstrapInterval.Of([5, 1, 4, 2, 3]));
    }

    [Fact]
    public void Interval_HoldsTheTrueMedianAboutAsOftenAsItSays()
    {
        // 400 samples of 25 normal numbers: 95 % coverage has a standard error of 1.1 points; the percentile interval of a median errs
        // by a few points itself.
        int held = Enumerable.Range(0, 400).Count(trial =>
        {
            var random = new CounterRandom(1, 2, (ulong)trial);
            double[] values = new double[25];
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = random.NextGaussian();
            }

            var interval = BootstrapInterval.Of(values);
            return interval.Lower <= 0 && interval.Upper >= 0;
        });
        Assert.InRange(held / 400.0, 0.9, 0.99);
    }

    [Fact]
    public void NoNumbers_AreRefused()
    {
        Assert.Throws<CircuitException>(() => BootstrapInterval.Of([]));
        Assert.Throws<CircuitException>(() => BootstrapInterval.MedianOf([]));
    }
}
