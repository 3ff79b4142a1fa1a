using CutAwareQnn.Simulation;
using Xunit;

namespace CutAwareQnn.Unit.Simulation;

public class BinomialTests
{
    private const int Draws = 100_000;

    public static TheoryData<long, double> Cases
    {
        get
        {
            TheoryData<long, double> cases = [];
            foreach (long n in (long[])[1, 5, 20, 1024, 100_000])
            {
                foreach (double p in (double[])[1e-4, 0.01, 0.1, 0.3, 0.5, 0.7, 0.999]) cases.Add(n, p);
            }

            // Either side of the change of method, n·p = 10, and rejection at its smallest n.
            cases.Add(1000, 0.00999);
            cases.Add(1000, 0.01001);
            cases.Add(20, 0.4999);
            cases.Add(21, 0.5);
            return cases;
        }
    }

    /// <summary>39 cases, each with a false-alarm rate of 1e-6 for the masses and of 1e-6 for mean and variance.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void Draw_HasTheMassesMeanAndVarianceOfTheBinomial(long n, double p)
    {
        CounterRandom random = new(2026, (ulong)n, BitConverter.DoubleToUInt64Bits(p));
        long[] counts = new long[n + 1];
        double sum = 0, squares = 0;
        for (int i = 0; i < Draws; i++)
        {
            long k = Binomial.Draw(ref random, n, p);
            counts[k]++;
            double difference = k - (n * p);
            sum += difference;
            squares += difference * difference;
        }

        ChiSquare.AssertFits(counts, Masses(n, p), $"n = {n}, p = {p}");

        // Five standard errors; the variance of the squared difference is the fourth moment less the square of the second.
        double variance = n * p * (1 - p);
        double fourth = variance * (1 + (3 * (n - 2) * p * (1 - p)));
        Assert.InRange(sum / Draws, -5 * Math.Sqrt(variance / Draws), 5 * Math.Sqrt(variance / Draws));
        double tolerance = 5 * Math.Sqrt(Math.Max(fourth - (variance * variance), 1e-9) / Draws);
        Assert.InRange((squares / Draws) - variance, -tolerance, tolerance);
    }

    /// <summary>Far beyond any table the standardised draw is normal to 1e-5; eight equally likely bins, false alarm 1e-6.</summary>
    [Theory]
    [InlineData(1_000_000_000_000, 0.3)]
    [InlineData(Binomial.MaxTrialCount, 0.5)]
    [InlineData(Binomial.MaxTrialCount, 1e-6)]
    public void Draw_OfVeryManyTrials_IsNormal(long n, double p)
    {
        double[] quantiles =
        [
            -1.1503493803760079, -0.67448975019608171, -0.31863936396437514, 0,
            0.31863936396437514, 0.67448975019608171, 1.1503493803760079,
        ];
        CounterRandom random = new(2027, (ulong)n, BitConverter.DoubleToUInt64Bits(p));
        long[] counts = new long[8];
        for (int i = 0; i < Draws; i++)
        {
            double standard = (Binomial.Draw(ref random, n, p) - (n * p)) / Math.Sqrt(n * p * (1 - p));
            int bin = 0;
            foreach (double quantile in quantiles) bin += standard > quantile ? 1 : 0;
            counts[bin]++;
        }

        ChiSquare.AssertFits(counts, [.. Enumerable.Repeat(1.0 / 8, 8)], $"n = {n}, p = {p}");
    }

    [Fact]
    public void Draw_OfManyTrialsWithATinyChance_IsPoisson()
    {
        // n·p = 3 with p = 3e-12: 1 - p keeps four digits of p only, which the logarithm must not lose.
        const long n = 1_000_000_000_000;
        CounterRandom random = new(2028, 1, 1);
        long[] counts = new long[40];
        double[] masses = new double[40];
        masses[0] = Math.Exp(-3);
        for (int k = 1; k < 40; k++) masses[k] = masses[k - 1] * 3 / k;
        for (int i = 0; i < Draws; i++) counts[Binomial.Draw(ref random, n, 3e-12)]++;
        ChiSquare.AssertFits(counts, masses, "Poisson limit");
    }

    /// <summary>The acceptance test's masses against products of their ratios; 1e-11 is the rounding of 1024 logarithms' sum.</summary>
    [Theory]
    [InlineData(20, 0.5)]
    [InlineData(40, 0.3)]
    [InlineData(1024, 0.01)]
    [InlineData(1024, 0.3)]
    public void LogShape_WithSpread_IsTheLogarithmOfTheMass(long n, double p)
    {
        double logRatio = 0;
        for (long k = 0; k <= n; k++)
        {
            double fromZero = Binomial.LogShape(k, n, p) - Binomial.LogShape(0, n, p)
                - (0.5 * Math.Log(Binomial.Spread(k, n) / Binomial.Spread(0, n)));
            Assert.Equal(logRatio, fromZero, 1e-11 * Math.Max(1, Math.Abs(logRatio)));
            logRatio += Math.Log((n - k) * p / ((k + 1) * (1 - p)));
        }
    }

    [Fact]
    public void Draw_OfCertainties_TakesNoRandomNumber()
    {
        CounterRandom random = new(1, 2, 3);
        CounterRandom untouched = random;
        Assert.Equal(0, Binomial.Draw(ref random, 10, 0));
        Assert.Equal(0, Binomial.Draw(ref random, 10, -1e-17));
        Assert.Equal(10, Binomial.Draw(ref random, 10, 1));
        Assert.Equal(10, Binomial.Draw(ref random, 10, 1.0000000000000002));
        Assert.Equal(untouched.NextUInt64(), random.NextUInt64());
        Assert.Equal(0, Binomial.Draw(ref random, 0, 0.5));
        Assert.Equal(0, Binomial.Draw(ref random, 1000, double.Epsilon));
    }

    [Fact]
    public void Draw_OutOfRange_IsRefused()
    {
        CounterRandom random = new(1, 2, 3);
        Assert.Throws<ArgumentOutOfRangeException>(() => Binomial.Draw(ref random, -1, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Binomial.Draw(ref random, Binomial.MaxTrialCount + 1, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Binomial.Draw(ref random, 10, double.NaN));
    }

    /// <summary>Computes all masses, by their ratios from the mode outwards, normalised.</summary>
    private static double[] Masses(long n, double p)
    {
        double[] masses = new double[n + 1];
        long mode = (long)((n + 1) * p);
        masses[mode] = 1;
        for (long k = mode; k < n; k++) masses[k + 1] = masses[k] * (n - k) / (k + 1) * (p / (1 - p));
        for (long k = mode; k > 0; k--) masses[k - 1] = masses[k] * k / (n - k + 1) * ((1 - p) / p);
        double sum = masses.Sum();
        return [.. masses.Select(mass => mass / sum)];
    }
}
