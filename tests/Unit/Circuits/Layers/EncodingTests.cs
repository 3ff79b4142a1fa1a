using System.Numerics;
using CutAwareQnn.Circuits;
using CutAwareQnn.Reference;
using Xunit;

namespace CutAwareQnn.Unit.Circuits;

/// <summary>PennyLane's embeddings as its documentation defines them.</summary>
public sealed class EncodingTests
{
    private static readonly double[] Features = [0.4, -1.1, 2.3];

    [Theory]
    [InlineData(Pauli.X, "X")]
    [InlineData(Pauli.Y, "Y")]
    [InlineData(Pauli.Z, "Z")]
    public void AngleEncoding_RotatesEachQubitByItsFeature(Pauli axis, string letter)
    {
        Complex[,] expected = DenseMatrix.Identity(1);
        foreach (double feature in Features)
            expected = DensePauli.Matrix(letter).Scale(-Complex.ImaginaryOne * feature / 2).Exp().Kronecker(expected);
        Circuit circuit = Layered.Circuit(3, new AngleEncoding(axis));
        Assert.Equal(0, DenseMatrix.MaxDistance(expected, Layered.Unitary(circuit, Features, [])), Layered.Exact);
        Assert.Equal((3, 0), (circuit.FeatureCount, circuit.WeightCount));
    }

    [Fact]
    public void AngleEncoding_OfFewerFeatures_LeavesTheOtherQubitsAlone()
    {
        Circuit circuit = Layered.Circuit(4, new AngleEncoding(Pauli.Y, 2));
        Assert.Equal("ry(x[0]) 0; ry(x[1]) 1", Layered.Text(circuit));
        Assert.Equal(2, circuit.FeatureCount);
    }

    [Fact]
    public void BasisEncoding_PreparesItsBits()
    {
        Complex[] state = Layered.State(Layered.Circuit(4, new BasisEncoding(0, 1, 1, 0)), [], []);
        Assert.Equal(1, state[0b0110].Real, Layered.Exact);
        Assert.Equal(new BasisEncoding(0, 1), new BasisEncoding(EquatableArray<int>.Of(0, 1)));
    }

    [Fact]
    public void IqpEncoding_OnAPattern_IsHadamardsAndADiagonal()
    {
        Circuit circuit = Layered.Circuit(3, new IqpEncoding(2, EntanglerMap.FromPairs([(1, 2), (0, 2)])));
        Complex[] phases = new Complex[8];
        for (int index = 0; index < 8; index++)
        {
            int[] z = [.. Enumerable.Range(0, 3).Select(q => 1 - (2 * (index >> q & 1)))];
            double energy = Enumerable.Range(0, 3).Sum(q => Features[q] * z[q])
                + (Features[1] * Features[2] * z[1] * z[2]) + (Features[0] * Features[2] * z[0] * z[2]);
            phases[index] = Complex.FromPolarCoordinates(1, -energy / 2);
        }

        Complex[,] once = DenseMatrix.Diagonal(phases)
            .Multiply(DenseCircuit.Unitary(3, Enumerable.Range(0, 3).Select(q => new ReferenceGate("h", q))));
        Assert.Equal(0, DenseMatrix.MaxDistance(once.Multiply(once), Layered.Unitary(circuit, Features, [])), Layered.Exact);
    }

    [Fact]
    public void DataReuploading_SharesFeatures_AndTakesFreshWeights()
    {
        Circuit circuit = Layered.Circuit(2, new DataReuploading(new AngleEncoding(), new RealAmplitudes(0), 2));
        Assert.Equal(
            "rx(x[0]) 0; rx(x[1]) 1; ry(w[0]) 0; ry(w[1]) 1; rx(x[0]) 0; rx(x[1]) 1; ry(w[2]) 0; ry(w[3]) 1", Layered.Text(circuit));
        Assert.Equal((2, 4), (circuit.FeatureCount, circuit.WeightCount));
        Assert.Equal(
            new DataReuploading(new ZZFeatureMap(), new TwoLocal([Gates.RY], [Gates.CX]), 3),
            new DataReuploading(new ZZFeatureMap(), new TwoLocal([Gates.RY], [Gates.CX]), 3));
    }
}
