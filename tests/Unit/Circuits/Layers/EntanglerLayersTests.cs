using CutAwareQnn.Circuits;
using Xunit;

namespace CutAwareQnn.Unit.Circuits;

/// <summary>PennyLane's layers on registers and with settings that the exported circuits do not have.</summary>
public sealed class EntanglerLayersTests
{
    [Theory]
    [InlineData(1, "ry(w[0]) 0; ry(w[1]) 0")]
    [InlineData(2, "ry(w[0]) 0; ry(w[1]) 1; cx 0,1; ry(w[2]) 0; ry(w[3]) 1; cx 0,1")]
    public void BasicEntanglerLayers_OfOneOrTwoQubits_HaveNoRing(int qubitCount, string expected) =>
        Assert.Equal(expected, Layered.Text(Layered.Circuit(qubitCount, new BasicEntanglerLayers(2, Gates.RY))));

    [Fact]
    public void StronglyEntanglingLayers_WidenTheirRange_AndBeginAgainWithOne()
    {
        Circuit circuit = Layered.Circuit(4, new StronglyEntanglingLayers(5));
        int[] ranges = [.. circuit.Gates.Where(g => g.Gate == Gates.CX).Select(g => (g.Qubits[1] - g.Qubits[0] + 4) % 4)];
        Assert.Equal([1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 1, 1, 1, 1, 2, 2, 2, 2], ranges);
        Assert.Equal(5 * 4 * 3, circuit.WeightCount);
    }

    [Fact]
    public void StronglyEntanglingLayers_TakeRangesAndAnEntangler() => Assert.Equal(
        "cz 0,2; cz 1,0; cz 2,1; cz 0,1; cz 1,2; cz 2,0",
        string.Join(
            "; ", Layered.Text(Layered.Circuit(3, new StronglyEntanglingLayers(2, [2, 1], Gates.CZ))).Split("; ").Where(t => t[0] == 'c')));

    [Fact]
    public void StronglyEntanglingLayers_OfOneQubit_AreRotations() => Assert.Equal(
        "rz(w[0]) 0; ry(w[1]) 0; rz(w[2]) 0", Layered.Text(Layered.Circuit(1, new StronglyEntanglingLayers(1))));
}
