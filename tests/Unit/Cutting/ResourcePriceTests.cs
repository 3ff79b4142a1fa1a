using System.Text.Json;
using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using Xunit;

namespace CutAwareQnn.Unit.Cutting;

/// <summary>The prices of cuts that use shared pairs, compared with stored values and with one another.</summary>
public sealed class ResourcePriceTests
{
    private const double Stored = 1e-11;

    private static readonly JsonElement Gamma = DataFiles.Read("communication.json").GetProperty("gamma");

    [Fact]
    public void OnePair_CostsWhatIsStored()
    {
        foreach (JsonElement row in Gamma.GetProperty("pairs").EnumerateArray().Where(r => r.GetProperty("concurrence").GetDouble() > 0))
        {
            double concurrence = row.GetProperty("concurrence").GetDouble();
            Assert.Equal(row.GetProperty("wire_or_cx_with_bits").GetDouble(), ResourcePrice.WithPairAndBits(concurrence), Stored);
            Assert.Equal(row.GetProperty("pair_from_separable").GetDouble(), ResourcePrice.OfPairs([concurrence]), Stored);
            Assert.Equal(row.GetProperty("cx_no_bits").GetDouble(), ResourcePrice.WithPairAlone(concurrence, Math.Sqrt(2)), Stored);
            Assert.Equal(row.GetProperty("swap_no_bits").GetDouble(), ResourcePrice.WithPairAlone(concurrence, 2), Stored);
        }
    }

    [Fact]
    public void SeveralPairs_CostWhatIsStored()
    {
        foreach (JsonElement row in Gamma.GetProperty("joint_wires_with_bits").EnumerateArray())
        {
            double[] concurrences = [.. row.GetProperty("concurrences").EnumerateArray().Select(c => c.GetDouble())];
            Assert.Equal(
                row.GetProperty("gamma").GetDouble(),
                ResourcePrice.WithPairsAndBits(concurrences, row.GetProperty("cuts").GetInt32()),
                Stored);
        }

        foreach (JsonElement row in Gamma.GetProperty("bell_diagonal").EnumerateArray())
        {
            Assert.Equal(
                row.GetProperty("gamma").GetDouble(), ResourcePrice.WithNoisyPairAndBits(row.GetProperty("fidelity").GetDouble()), Stored);
        }
    }

    [Fact]
    public void Pairs_OnlyLowerThePrice()
    {
        for (int n = 1; n <= 6; n++)
        {
            for (int m = 0; m <= n; m++)
            {
                Assert.Equal(Math.Pow(2, n - m + 1) - 1, ResourcePrice.WithPairsAndBits([.. Enumerable.Repeat(1.0, m)], n), 1e-12);
            }
        }

        for (double c = 0.1; c < 1; c += 0.1)
        {
            Assert.InRange(ResourcePrice.WithPairAndBits(c), 1, 3);
            Assert.InRange(ResourcePrice.WithPairAlone(c, Math.Sqrt(2)), ResourcePrice.WithPairAndBits(c), 3 + 1e-12);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-0.1)]
    [InlineData(1.0001)]
    [InlineData(double.NaN)]
    public void AConcurrenceOutsideItsRange_IsRefused(double concurrence)
    {
        foreach (Func<object> price
            in (Func<object>[])
            [
                () => ResourcePrice.WithPairAndBits(concurrence),
                () => ResourcePrice.WithPairAlone(concurrence, 2),
                () => ResourcePrice.OfPairs([concurrence]),
            ])
        {
            Assert.Contains(
                "give a number in (0, 1], 1 for a Bell pair", Assert.Throws<CutException>(price).Message, StringComparison.Ordinal);
        }

        Assert.Contains(
            "in [0.5, 1]",
            Assert.Throws<CutException>(() => ResourcePrice.WithNoisyPairAndBits(concurrence)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void MorePairsThanCuts_AreRefused() => Assert.Contains(
        "3 pairs were given for 2 cuts",
        Assert.Throws<CutException>(() => ResourcePrice.WithPairsAndBits([1, 1, 1], 2)).Message,
        StringComparison.Ordinal);
}
