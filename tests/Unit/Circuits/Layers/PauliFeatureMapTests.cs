using System.Numerics;
using CutAwareQnn.Circuits;
using CutAwareQnn.Reference;
using Xunit;

namespace CutAwareQnn.Unit.Circuits;

public sealed class PauliFeatureMapTests
{
    private static readonly double[] Features = [0.4, -1.1, 2.3, 0.9];

    /// <summary>Each string with the letters it puts on the qubits 3, 2, 1, 0 of the neighbouring block.</summary>
    [Theory]
    [InlineData("X", "2", "IXII")]
    [InlineData("Y", "0", "IIIY")]
    [InlineData("XY", "0 2", "IXIY")]
    [InlineData("XY", "2 0", "IYIX")]
    [InlineData("ZIX", "0 1 3", "ZIIX")]
    [InlineData("YXZ", "3 1 2", "ZYXI")]
    [InlineData("ZYXX", "0 1 2 3", "ZYXX")]
    public void Evolution_IsTheExponentialOfTheString_RightmostLetterOnTheBlocksFirstQubit(string pauli, string block, string letters)
    {
        int[] qubits = [.. block.Split(' ').Select(int.Parse)];
        var map = new PauliFeatureMap([pauli], 1, EntanglerMap.FromBlocks([qubits]), alpha: 1.3);
        double phi = qubits.Length == 1 ? Features[qubits[0]] : qubits.Aggregate(1.0, (product, q) => product * (Math.PI - Features[q]));
        Complex[,] expected = DensePauli.Matrix(letters).Scale(-Complex.ImaginaryOne * 0.65 * phi).Exp()
            .Multiply(DenseCircuit.Unitary(4, Enumerable.Range(0, 4).Select(q => new ReferenceGate("h", q))));
        Complex[,] actual = Layered.Unitary(Layered.Circuit(4, map), Features, []);
        Assert.Equal(0, DenseMatrix.MaxDistanceUpToPhase(expected, actual), Layered.Exact * 100);
    }

    [Fact]
    public void Default_IsQiskitsZAndZZ_OnAllPairsTwice()
    {
        Assert.Equal(Layered.Circuit(3, new ZZFeatureMap()), Layered.Circuit(3, new PauliFeatureMap()));
        Assert.Equal(Layered.Circuit(3, new ZZFeatureMap()), Layered.Circuit(3, new PauliFeatureMap(["Z", "ZZ"], 2, Entanglement.Full, 2)));
        Assert.Equal(Layered.Circuit(1, new ZFeatureMap()), Layered.Circuit(1, new PauliFeatureMap()));
        Assert.Equal(Layered.Circuit(1, new ZFeatureMap(3)), Layered.Circuit(1, new PauliFeatureMap(["Z"], 3)));
    }

    [Fact]
    public void Circular_ClosesTheRingFirst() => Assert.Equal(
        ["2,0", "2,0", "0,1", "0,1", "1,2", "1,2"],
        Layered.Circuit(3, new PauliFeatureMap(["ZZ"], 1, Entanglement.Circular)).Gates
            .Where(g => g.Gate == Gates.CX)
            .Select(g => string.Join(",", g.Qubits)));

    [Fact]
    public void StringOfIdentities_HasNoGatesButItsFeatures()
    {
        Circuit circuit = Layered.Circuit(2, new PauliFeatureMap(["II"], 1));
        Assert.Equal("h 0; h 1", Layered.Text(circuit));
        Assert.Equal(2, circuit.FeatureCount);
    }

    [Fact]
    public void Layers_AreComparedByValue()
    {
        Assert.Equal(new PauliFeatureMap(["ZX"], 1), new PauliFeatureMap(["ZX"], 1, Entanglement.Full));
        Assert.NotEqual(new PauliFeatureMap(["ZX"], 1), new PauliFeatureMap(["XZ"], 1));
        Assert.Equal(new ZZFeatureMap(), new ZZFeatureMap(2, Entanglement.Full));
    }
}
