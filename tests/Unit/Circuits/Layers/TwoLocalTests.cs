using CutAwareQnn.Circuits;
using Xunit;

namespace CutAwareQnn.Unit.Circuits;

public sealed class TwoLocalTests
{
    [Fact]
    public void Weights_GoGateByGate_QubitByQubit_BlockByBlock()
    {
        var layer = new TwoLocal([Gates.RX, Gates.H, Gates.U], [Gates.CRZ, Gates.CZ], Entanglement.Linear, 1, skipFinalRotationLayer: true);
        Circuit circuit = Layered.Circuit(2, layer);
        Assert.Equal(
            "rx(w[0]) 0; rx(w[1]) 1; h 0; h 1; u(w[2],w[3],w[4]) 0; u(w[5],w[6],w[7]) 1; crz(w[8]) 0,1; cz 0,1",
            Layered.Text(circuit));
        Assert.Equal((0, 9), (circuit.FeatureCount, circuit.WeightCount));
    }

    [Fact]
    public void Entangler_OfThreeQubits_TakesBlocksOfThree() => Assert.Equal(
        "ry(w[0]) 0; ry(w[1]) 1; ry(w[2]) 2; ry(w[3]) 3; ccx 2,3,0; ccx 3,0,1; ccx 0,1,2; ccx 1,2,3; "
        + "ry(w[4]) 0; ry(w[5]) 1; ry(w[6]) 2; ry(w[7]) 3",
        Layered.Text(Layered.Circuit(4, new TwoLocal([Gates.RY], [Gates.CCX], Entanglement.Circular, 1))));

    [Fact]
    public void Default_IsFullThreeTimes_WithFinalRotations()
    {
        Circuit circuit = Layered.Circuit(4, new TwoLocal([Gates.RY], [Gates.CZ]));
        Assert.Equal((16, 18), (circuit.WeightCount, circuit.Gates.Count(g => g.Gate == Gates.CZ)));
    }

    [Fact]
    public void NoRepetitions_LeaveTheFinalRotations_OrNothing()
    {
        Assert.Equal("ry(w[0]) 0; ry(w[1]) 1", Layered.Text(Layered.Circuit(2, new RealAmplitudes(0))));
        Assert.Equal("", Layered.Text(Layered.Circuit(2, new RealAmplitudes(0, SkipFinalRotationLayer: true))));
    }

    [Fact]
    public void OneQubit_HasNoEntanglers() => Assert.Equal(
        "ry(w[0]) 0; rz(w[1]) 0; ry(w[2]) 0; rz(w[3]) 0", Layered.Text(Layered.Circuit(1, new EfficientSU2(1))));

    [Fact]
    public void EfficientSU2_WithOtherGatesAndPairs_TakesThem() => Assert.Equal(
        "rx(w[0]) 0; rx(w[1]) 1; rx(w[2]) 2; y 0; y 1; y 2; cx 2,0; cx 1,0",
        Layered.Text(Layered.Circuit(
            3, new EfficientSU2(1, EntanglerMap.FromPairs([(2, 0), (1, 0)]), [Gates.RX, Gates.Y], skipFinalRotationLayer: true))));

    [Fact]
    public void Layers_AreComparedByValue()
    {
        Assert.Equal(new TwoLocal([Gates.RY], [Gates.CZ]), new TwoLocal([Gates.RY], [Gates.CZ], Entanglement.Full, 3));
        Assert.NotEqual(new TwoLocal([Gates.RY], [Gates.CZ]), new TwoLocal([Gates.RY], [Gates.CX]));
        Assert.Equal(new EfficientSU2(), new EfficientSU2(3, Entanglement.ReverseLinear, [Gates.RY, Gates.RZ]));
    }
}
