using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using Xunit;

namespace CutAwareQnn.Unit.Cutting.Finding;

/// <summary>Clustered circuits of many seeds: the planted partition, or a better one, is found every time.</summary>
[Trait("Tier", "slow")]
public sealed class PlantedPartitionTests
{
    private const double Rounding = 1e-9;
    private const int SeedCount = 6;

    [Theory]
    [InlineData(5, 12, 3.5, 3, true)]
    [InlineData(5, 12, 4.2, 3, false)]
    [InlineData(6, 17, 4.4, 3, false)]
    [InlineData(6, 17, 5, 0, true)]
    [InlineData(8, 16, 4.4, 4, false)]
    [InlineData(8, 16, 4.4, 0, true)]
    [InlineData(10, 10, 4, 5, false)]
    [InlineData(4, 30, 4, 6, true)]
    public void PlantedPartition_OrABetterOne_IsFoundForEverySeed(int clusters, int size, double degree, int slack, bool isJoint)
    {
        for (int seed = 0; seed < SeedCount; seed++)
        {
            var random = new Random((1000 * clusters) + (10 * size) + seed);
            var planted = ClusteredCircuit.Draw(random, clusters, size, degree, clusters - 1 + (seed % 4));
            FoundCuts found = CutFinder.Find(planted.Circuit, new FinderLimits(size + slack) { IsJoint = isJoint });
            Assert.InRange(found.Overhead, 1, planted.PlantedOverhead * (1 + Rounding));
            Assert.InRange(found.Widths[0], 1, size + slack);
        }
    }

    [Fact]
    public void ThousandQubits_KeepToTheBoundAndTheWidth()
    {
        var random = new Random(11);
        var builder = new CircuitBuilder(1000);
        for (int gate = 0; gate < 10_000; gate++)
        {
            int a = random.Next(1000);
            builder.Add(Gates.RY, 0.3, a).Add(Gates.CX, a, (a + 1 + random.Next(12)) % 1000);
        }

        Circuit circuit = builder.Build();
        FoundCuts joint = CutFinder.Find(circuit, new(100));
        FoundCuts separate = CutFinder.Find(circuit, FinderCase.Separate(100));
        Assert.InRange(joint.Log10Overhead, joint.Log10LowerBound, separate.Log10Overhead);
        Assert.InRange(joint.Widths[0], 1, 100);
    }
}
