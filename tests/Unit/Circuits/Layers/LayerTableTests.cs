using CutAwareQnn.Circuits;
using Xunit;

namespace CutAwareQnn.Unit.Circuits;

/// <summary>The table of <c>docs/layers.md</c> has what the code has.</summary>
public sealed class LayerTableTests
{
    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Docs", "layers.md"));

    [Fact]
    public void Table_HasEveryLayer()
    {
        IEnumerable<string> layers = typeof(Layer).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Layer))).Select(t => t.Name);
        Assert.All(layers, name => Assert.Single(Lines, line => line.StartsWith($"| `{name}` ", StringComparison.Ordinal)));
    }

    [Fact]
    public void Table_HasEveryEntanglement_WithItsPairs()
    {
        foreach (Entanglement entanglement in Enum.GetValues<Entanglement>())
        {
            string pairs = string.Join(" ", ((EntanglerMap)entanglement).Blocks(4, 2).Select(b => $"{b[0]}{b[1]}"));
            Assert.Single(
                Lines,
                line => line.StartsWith($"| `{entanglement}` ", StringComparison.Ordinal)
                    && line.Contains($"| {pairs}", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Table_HasEveryConvolution_WithItsNumberOfWeights()
    {
        foreach (QcnnConvolution convolution in Enum.GetValues<QcnnConvolution>())
        {
            int count = Layered.Circuit(2, new Qcnn(convolution)).WeightCount - 2;
            Assert.Single(
                Lines,
                line => line.StartsWith($"| `{convolution}` ", StringComparison.Ordinal)
                    && line.EndsWith($"| {count} |", StringComparison.Ordinal));
        }
    }
}
