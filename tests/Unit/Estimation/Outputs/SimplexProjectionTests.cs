using System.Text.Json;
using CutAwareQnn.Estimation;
using CutAwareQnn.Simulation;
using Xunit;

namespace CutAwareQnn.Unit.Estimation.Outputs;

public sealed class SimplexProjectionTests
{
    // Sums of a few numbers up to 1.
    private const double Tolerance = 1e-12;

    [Fact]
    public void Distribution_IsItsOwnProjection() =>
        Near([0.5, 0.25, 0, 0.25], SimplexProjection.Of([0.5, 0.25, 0, 0.25]));

    [Fact]
    public void Surplus_IsTakenFromAll_AndWhatFallsBelowZeroIsDropped()
    {
        Near([0.7, 0.3, 0], SimplexProjection.Of([0.8, 0.4, -0.2]));
        Near([1, 0], SimplexProjection.Of([2, -3]));
        Near([0.25, 0.25, 0.25, 0.25], SimplexProjection.Of([0, 0, 0, 0]));
    }

    [Fact]
    public void UnwrittenZeros_CountAsIfTheyWereWritten()
    {
        var random = new CounterRandom(3, 0, 0);
        for (int trial = 0; trial < 200; trial++)
        {
            double[] estimates = new double[6];
            double[] written = new double[11];
            for (int i = 0; i < estimates.Length; i++)
            {
                written[i] = estimates[i] = random.NextDouble() - 0.4;
            }

            Near(SimplexProjection.Of(written)[..6], SimplexProjection.Of(estimates, zeroCount: 5));
        }
    }

    [Fact]
    public void Projection_IsNearerThanAnyOtherDistribution()
    {
        // The projection q of p onto a convex set has (p - q)·(r - q) ≤ 0 for every r of the set; the corners suffice.
        var random = new CounterRandom(4, 0, 0);
        for (int trial = 0; trial < 200; trial++)
        {
            double[] p = [.. Enumerable.Range(0, 8).Select(_ => random.NextDouble() - 0.3)];
            double[] q = SimplexProjection.Of(p);
            Assert.Equal(1, q.Sum(), Tolerance);
            double own = p.Zip(q, (a, b) => (a - b) * b).Sum();
            Assert.All(p.Zip(q), pair => Assert.InRange(pair.First - pair.Second - own, double.NegativeInfinity, Tolerance));
        }
    }

    [SharedDataFact("cases")]
    public void SharedVectors_HaveTheStoredProjections()
    {
        using FileStream stream = File.OpenRead(SharedData.PathOf("cases", "next.json"));
        using var document = JsonDocument.Parse(stream);
        foreach (JsonElement given in document.RootElement.GetProperty("projection").EnumerateArray())
        {
            Near(Numbers(given.GetProperty("closest")), SimplexProjection.Of(Numbers(given.GetProperty("input"))));
        }
    }

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(e => e.GetDouble())];

    private static void Near(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Index(), e => Assert.Equal(e.Item, actual[e.Index], Tolerance));
    }
}
