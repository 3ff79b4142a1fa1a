using CutAwareQnn.Circuits;
using CutAwareQnn.Learning;
using Xunit;

namespace CutAwareQnn.Unit.Learning;

/// <summary>Coresets: what is kept, its weights, and the mean that they estimate.</summary>
public sealed class CoresetTests
{
    private static readonly LabelledSample[] Samples =
        [.. DataSplit.Stratified(Iris.Load(["versicolor", "virginica"]), 0.2, 1).Scaled().Train];

    [Fact]
    public void Centres_AreWithinTwiceTheBestRadius_AndCountWhatIsNearest()
    {
        // Two clusters on a line, and a far sample: three centres are one of each.
        LabelledSample[] line = [.. ((double[])[0, 1, 2, 10, 11, 12, 30]).Select(x => new LabelledSample([x], 1))];
        LabelledSample[] kept = Coreset.KCenter(line, 3 / 7.0);
        Assert.Equal([10, 30, 0], kept.Select(s => s.Features[0]));
        Assert.Equal([3 * 3 / 7.0, 1 * 3 / 7.0, 3 * 3 / 7.0], kept.Select(s => s.Weight), (a, b) => Math.Abs(a - b) < 1e-12);

        kept = Coreset.KCenter(Samples, 0.25);
        Assert.Equal((20, 10), (kept.Length, kept.Count(s => s.Label > 0)));
        Assert.Equal(20, kept.Sum(s => s.Weight), 1e-12);
        Assert.All(Coreset.KCenter(Samples, 1), s => Assert.InRange(s.Weight, 0.5, 5));

        // The centres are pairwise at least the radius apart; with the farthest sample these are more than the centres, two of which any
        // other choice serves by one: so no choice has less than half the radius.
        foreach (LabelledSample[] own in kept.GroupBy(k => k.Label).Select(g => g.ToArray()))
        {
            double radius = Samples.Where(s => s.Label == own[0].Label).Max(s => own.Min(k => Distance(k, s)));
            Assert.All(own, k => Assert.All(own, other => Assert.True(ReferenceEquals(k, other) || Distance(k, other) >= radius)));
        }
    }

    /// <summary>
    /// The mean over 2,000 seeds is within 4.5 standard errors of the mean of all samples: a false alarm in 1e-5 of choices of the seeds.
    /// </summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ImportanceWeights_AreUnbiased(bool isRegression)
    {
        double exact = Samples.Average(Loss);
        double[] means = [.. Enumerable.Range(0, 2000).Select(seed =>
        {
            LabelledSample[] kept = Coreset.Importance(Samples, 0.2, (ulong)seed, isRegression);
            return kept.Sum(s => s.Weight * Loss(s)) / kept.Length;
        })];
        double mean = means.Average();
        double error = Math.Sqrt(means.Sum(m => (m - mean) * (m - mean)) / means.Length / means.Length);
        Assert.InRange(mean, exact - (4.5 * error), exact + (4.5 * error));

        static double Loss(LabelledSample sample) => Math.Pow(sample.Features[2] - (0.3 * sample.Features[0]), 2) + (0.1 * sample.Label);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1.5)]
    [InlineData(double.NaN)]
    public void OtherShares_AreRefused(double share) => Assert.Contains(
        "give a number above 0 and at most 1",
        Assert.Throws<CircuitException>(() => Coreset.KCenter(Samples, share)).Message,
        StringComparison.Ordinal);

    private static double Distance(LabelledSample a, LabelledSample b) =>
        Math.Sqrt(a.Features.Zip(b.Features, (x, y) => (x - y) * (x - y)).Sum());
}
