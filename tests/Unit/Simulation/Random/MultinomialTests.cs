using CutAwareQnn.Simulation;
using Xunit;

namespace CutAwareQnn.Unit.Simulation;

public class MultinomialTests
{
    [Fact]
    public void Draw_CountsSumToTheTrials_AndFitTheProbabilities()
    {
        double[] probabilities = [0.05, 0, 0.4, 0.2999, 1e-4, 0.25];
        long[] total = new long[6];
        long[] counts = new long[6];
        for (ulong draw = 0; draw < 2000; draw++)
        {
            CounterRandom random = new(1, 2, draw);
            Multinomial.Draw(ref random, 1024, probabilities, counts);
            Assert.Equal(1024, counts.Sum());
            for (int i = 0; i < 6; i++) total[i] += counts[i];
        }

        // Sums of multinomials are multinomial, so Pearson's test applies to the totals; false alarm 1e-6.
        Assert.Equal(0, total[1]);
        ChiSquare.AssertFits(total, probabilities, "totals");
    }

    [Fact]
    public void Draw_OfFewTrials_HasTheJointMasses()
    {
        // Two trials in three categories: six outcomes, coded by the first two counts; false alarm 1e-6.
        double[] p = [0.2, 0.5, 0.3];
        double[] masses = [p[2] * p[2], 2 * p[1] * p[2], p[1] * p[1], 2 * p[0] * p[2], 2 * p[0] * p[1], 0, p[0] * p[0], 0, 0];
        long[] outcomes = new long[9];
        long[] counts = new long[3];
        CounterRandom random = new(3, 4, 5);
        for (int i = 0; i < 100_000; i++)
        {
            Multinomial.Draw(ref random, 2, p, counts);
            outcomes[(3 * counts[0]) + counts[1]]++;
        }

        ChiSquare.AssertFits(outcomes, masses, "outcomes");
    }

    [Fact]
    public void Draw_SmallLastCategories_KeepTheirRatio()
    {
        // 1 - 0.9999999999 leaves 1e-10 with six digits; summed from the end the two last stay 3:1 to the last bit.
        double[] probabilities = [1 - 1e-10, 0.75e-10, 0.25e-10];
        long[] counts = new long[3];
        CounterRandom random = new(6, 7, 8);
        Multinomial.Draw(ref random, 1L << 52, probabilities, counts);
        Assert.Equal(1L << 52, counts.Sum());
        ChiSquare.AssertFits(counts.AsSpan(1), [0.75, 0.25], "last two");
    }

    [Fact]
    public void Draw_TheLastCategoryWithMass_TakesTheRest()
    {
        long[] counts = new long[4];
        CounterRandom random = new(9, 10, 11);
        for (int i = 0; i < 1000; i++)
        {
            Multinomial.Draw(ref random, 100, [0.1, 0.2, 0.7, -1e-18], counts);
            Assert.Equal(100, counts.Sum());
            Assert.Equal(0, counts[3]);
        }

        Multinomial.Draw(ref random, 7, [1.0], counts.AsSpan(0, 1));
        Assert.Equal(7, counts[0]);
    }

    [Fact]
    public void Draw_OutOfRange_IsRefused()
    {
        CounterRandom random = new(1, 2, 3);
        Assert.Throws<ArgumentException>(() => Multinomial.Draw(ref random, 10, [0.5, 0.5], new long[1]));
        Assert.Throws<ArgumentException>(() => Multinomial.Draw(ref random, 10, [], []));
        Assert.Throws<ArgumentOutOfRangeException>(() => Multinomial.Draw(ref random, -1, [1.0], new long[1]));
    }
}
