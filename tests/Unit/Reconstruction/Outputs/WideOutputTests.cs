using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using CutAwareQnn.Reconstruction;
using CutAwareQnn.Unit.Simulation;
using Xunit;

namespace CutAwareQnn.Unit.Reconstruction.Outputs;

/// <summary>Circuits too wide for any object of size 2^n: their outputs are compared with expectation values and with each other.</summary>
public sealed class WideOutputTests
{
    // Sums of at most a few thousand products of numbers up to 1.
    private const double Tolerance = 1e-11;

    [Fact]
    public void Marginals_OfForty_AreTheExpectationValuesOfParities()
    {
        Circuit circuit = OutputCircuits.Chain(clusterCount: 5, clusterSize: 8);
        CircuitOutputs outputs = OutputCircuits.Outputs(circuit, clusterSize: 8);
        foreach (int[] qubits in new int[][] { [3], [7, 8], [0, 17, 39], [5, 23, 31, 32] })
        {
            double[] marginal = outputs.Marginal(qubits);
            double parity = marginal.Select((p, x) => int.PopCount(x) % 2 == 0 ? p : -p).Sum();
            CutPlan plan = CutPlanner.Plan(
                circuit, OutputPlanner.Observable(circuit, qubits), OutputCircuits.Labels(circuit.QubitCount, clusterSize: 8));
            double value = new CutEstimator(plan, new(ShotBudget.Exact)).Estimate([new(0, [], [])])[0].Value;
            Assert.Equal(1, marginal.Sum(), Tolerance);
            Assert.Equal(value, parity, Tolerance);
        }
    }

    [Fact]
    public void Samples_OfForty_HaveTheParitiesOfTheMarginals()
    {
        // One false alarm in 10^6 per parity: 4.9 standard errors.
        const int count = 4_000;
        CircuitOutputs outputs = OutputCircuits.Outputs(OutputCircuits.Chain(clusterCount: 5, clusterSize: 8), clusterSize: 8);
        IReadOnlyList<StringCount> drawn = outputs.Sample(count, seed: 5);
        Assert.Equal(count, drawn.Sum(d => d.Count));
        foreach (int[] qubits in new int[][] { [3], [7, 8], [0, 17, 39], [5, 23, 31, 32] })
        {
            double expected = outputs.Marginal(qubits).Select((p, x) => int.PopCount(x) % 2 == 0 ? p : -p).Sum();
            double mean = drawn.Sum(d => d.Count * (qubits.Count(q => d.Bits[39 - q] == '1') % 2 == 0 ? 1.0 : -1.0)) / count;
            Assert.InRange(mean, expected - (4.9 / Math.Sqrt(count)), expected + (4.9 / Math.Sqrt(count)));
        }
    }

    [Fact]
    public void HeaviestStrings_OfForty_HaveTheirOwnProbability_AndNoSampleIsLikelier()
    {
        CircuitOutputs outputs = OutputCircuits.Outputs(OutputCircuits.Chain(clusterCount: 5, clusterSize: 8), clusterSize: 8);
        IReadOnlyList<LikelyString> heaviest = outputs.Heaviest(3).Strings;
        Assert.All(heaviest, likely => Assert.Equal(Probability(outputs, likely.Bits), likely.Probability, 1e-15));
        HashSet<string> known = [.. heaviest.Select(h => h.Bits)];
        Assert.All(
            outputs.Sample(1_000, seed: 6).Where(d => !known.Contains(d.Bits)),
            drawn => Assert.InRange(Probability(outputs, drawn.Bits), 0, heaviest[^1].Probability));
    }

    [Fact]
    public void HeaviestStrings_OfTwelve_AreThoseOfTheSortedDistribution()
    {
        CircuitOutputs outputs = OutputCircuits.Outputs(OutputCircuits.Chain(clusterCount: 4, clusterSize: 3), clusterSize: 3);
        double[] sorted = [.. outputs.Distribution().OrderDescending()];
        IReadOnlyList<LikelyString> heaviest = outputs.Heaviest(200).Strings;
        Assert.Equal(200, heaviest.Count);
        Assert.All(heaviest.Index(), likely => Assert.Equal(sorted[likely.Index], likely.Item.Probability, 1e-14));
    }

    [Fact]
    public void HeaviestStrings_OfAUniformDistribution_AreFoundAtOnce()
    {
        var builder = new CircuitBuilder(100);
        for (int q = 0; q < 100; q++)
        {
            builder.Add(Gates.H, q);
        }

        HeaviestStrings heaviest = CircuitOutputs.Of(OutputPlanner.Plan(builder.Build(), PartitionLabels.None(100)), [], []).Heaviest(3);
        Assert.All(heaviest.Strings, likely => Assert.Equal(Math.ScaleB(1, -100), likely.Probability, 1e-40));
        Assert.InRange(heaviest.NodeCount, 100, 400);
    }

    [Fact]
    public void NeighboursOfSevenHundredEightyFour_AgreeWithTheSameQubitsOfAShorterChain()
    {
        // A cluster sees its neighbours through one CX each, so that the first two clusters of a chain look the same however long it is.
        CircuitOutputs wide = OutputCircuits.Outputs(OutputCircuits.Repeated(clusterCount: 98, clusterSize: 8), OutputCircuits.Cuts);
        CircuitOutputs narrow = OutputCircuits.Outputs(OutputCircuits.Repeated(clusterCount: 5, clusterSize: 8), OutputCircuits.Cuts);
        for (int q = 0; q < 783; q++)
        {
            // All clusters are alike but for the ends.
            double[] marginal = wide.Marginal([q, q + 1]);
            int alike = q < 16 ? q : q >= 784 - 24 ? q - 784 + 40 : 16 + (q % 8);
            double[] expected = narrow.Marginal([alike, alike + 1]);
            Assert.All(expected.Index(), e => Assert.Equal(e.Item, marginal[e.Index], Tolerance));
        }
    }

    [Fact]
    public void Samples_OfAFragmentWithManyOutcomes_FitItsDistribution()
    {
        // 2^12 outcomes are drawn block by block.
        CircuitOutputs outputs = CircuitOutputs.Of(
            OutputPlanner.Plan(OutputCircuits.Chain(clusterCount: 1, clusterSize: 12), PartitionLabels.None(12)), [], []);
        long[] counts = new long[1 << 12];
        foreach (StringCount drawn in outputs.Sample(3_000, seed: 12))
        {
            counts[Convert.ToInt32(drawn.Bits, 2)] = drawn.Count;
        }

        ChiSquare.AssertFits(counts, outputs.Distribution(), "12 qubits");
    }

    [Fact]
    public void Ring_HasTheDistributionOfTheUncutCircuit()
    {
        // Bonds pass by the places in the middle of a ring.
        Circuit circuit = OutputCircuits.Chain(clusterCount: 5, clusterSize: 2, isRing: true);
        double[] expected = CircuitOutputs.Of(OutputPlanner.Plan(circuit, PartitionLabels.None(10)), [], []).Distribution();
        double[] actual = OutputCircuits.Outputs(circuit, clusterSize: 2).Distribution();
        Assert.All(expected.Index(), e => Assert.Equal(e.Item, actual[e.Index], Tolerance));
        double[] sorted = [.. expected.OrderDescending()];
        Assert.All(
            OutputCircuits.Outputs(circuit, clusterSize: 2).Heaviest(20).Strings.Index(),
            likely => Assert.Equal(sorted[likely.Index], likely.Item.Probability, 1e-14));
    }

    private static double Probability(CircuitOutputs outputs, string bits) => outputs.Bins(
        Enumerable.Range(0, bits.Length).ToDictionary(q => q, q => bits[bits.Length - 1 - q] == '1' ? QubitView.One : QubitView.Zero))[0];
}
