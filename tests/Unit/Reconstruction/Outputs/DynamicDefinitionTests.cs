using System.Text.Json;
using CutAwareQnn.Circuits;
using CutAwareQnn.Circuits.OpenQasm;
using CutAwareQnn.Cutting;
using CutAwareQnn.Reconstruction;
using Xunit;

namespace CutAwareQnn.Unit.Reconstruction.Outputs;

public sealed class DynamicDefinitionTests
{
    [Fact]
    public void Bins_OfForty_CoverEveryStringOnce_WithTheirMasses()
    {
        CircuitOutputs outputs = OutputCircuits.Outputs(OutputCircuits.Chain(clusterCount: 5, clusterSize: 8), clusterSize: 8);
        IReadOnlyList<ZoomedBin> bins = DynamicDefinition.Resolve(outputs, activeCount: 8, recursionCount: 12);
        Assert.Equal(1, bins.Sum(b => b.Mass), 1e-11);
        Assert.Equal(1, bins.Sum(b => Math.ScaleB(1, b.FreeCount - 40)), 1e-11);
        Assert.Equal(1 + (12 * 255), bins.Count);
        Assert.All(bins.OrderByDescending(b => b.Mass).Take(20), bin => Assert.Equal(
            outputs.Bins(Enumerable.Range(0, 40).Where(q => bin.Pattern[39 - q] != '*')
                .ToDictionary(q => q, q => bin.Pattern[39 - q] == '1' ? QubitView.One : QubitView.Zero))[0],
            bin.Mass,
            1e-12));
    }

    [SharedDataFact("cases")]
    public void OneActiveQubit_FromTheHighestOn_FindsTheStoredBins()
    {
        using FileStream stream = File.OpenRead(SharedData.PathOf("cases", "next.json"));
        using var document = JsonDocument.Parse(stream);
        JsonElement given = document.RootElement.GetProperty("distributions")[0];
        Circuit circuit = OpenQasmReader.Read(given.GetProperty("qasm").GetString()!, "case").Circuit;
        var outputs = CircuitOutputs.Of(OutputPlanner.Plan(circuit, new PartitionLabels(given.GetProperty("labels").GetString()!)), [], []);
        double[] first = [.. given.GetProperty("greedy_zoom").GetProperty("bins")[0].EnumerateArray().Select(b => b.GetDouble())];
        double[] second = [.. given.GetProperty("greedy_zoom").GetProperty("bins")[1].EnumerateArray().Select(b => b.GetDouble())];
        Assert.Equal([$"0***", $"1***"], DynamicDefinition.Resolve(outputs, 1, 1).Select(b => b.Pattern));
        Assert.All(DynamicDefinition.Resolve(outputs, 1, 1).Index(), b => Assert.Equal(first[b.Index], b.Item.Mass, 1e-9));
        IReadOnlyList<ZoomedBin> zoomed = [.. DynamicDefinition.Resolve(outputs, 1, 2).Where(b => b.FreeCount == 2)];
        Assert.All(zoomed.Index(), b => Assert.Equal(second[b.Index], b.Item.Mass, 1e-9));
    }
}
