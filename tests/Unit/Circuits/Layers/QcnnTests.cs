using CutAwareQnn.Circuits;
using Xunit;

namespace CutAwareQnn.Unit.Circuits;

/// <summary>The circuits of Hur, Kim, Park, arXiv:2108.00661, written out.</summary>
public sealed class QcnnTests
{
    [Theory]
    [InlineData(QcnnConvolution.TTN, "ry(w[0]) 0; ry(w[1]) 1; cx 0,1")]
    [InlineData(
        QcnnConvolution.U5,
        "rx(w[0]) 0; rx(w[1]) 1; rz(w[2]) 0; rz(w[3]) 1; crz(w[4]) 1,0; crz(w[5]) 0,1; rx(w[6]) 0; rx(w[7]) 1; rz(w[8]) 0; rz(w[9]) 1")]
    [InlineData(
        QcnnConvolution.U6,
        "rx(w[0]) 0; rx(w[1]) 1; rz(w[2]) 0; rz(w[3]) 1; crx(w[4]) 1,0; crx(w[5]) 0,1; rx(w[6]) 0; rx(w[7]) 1; rz(w[8]) 0; rz(w[9]) 1")]
    [InlineData(QcnnConvolution.U9, "h 0; h 1; cz 0,1; rx(w[0]) 0; rx(w[1]) 1")]
    [InlineData(QcnnConvolution.U13, "ry(w[0]) 0; ry(w[1]) 1; crz(w[2]) 1,0; ry(w[3]) 0; ry(w[4]) 1; crz(w[5]) 0,1")]
    [InlineData(QcnnConvolution.U14, "ry(w[0]) 0; ry(w[1]) 1; crx(w[2]) 1,0; ry(w[3]) 0; ry(w[4]) 1; crx(w[5]) 0,1")]
    [InlineData(QcnnConvolution.U15, "ry(w[0]) 0; ry(w[1]) 1; cx 1,0; ry(w[2]) 0; ry(w[3]) 1; cx 0,1")]
    [InlineData(QcnnConvolution.SO4, "ry(w[0]) 0; ry(w[1]) 1; cx 0,1; ry(w[2]) 0; ry(w[3]) 1; cx 0,1; ry(w[4]) 0; ry(w[5]) 1")]
    [InlineData(
        QcnnConvolution.SU4,
        "u(w[0],w[1],w[2]) 0; u(w[3],w[4],w[5]) 1; cx 0,1; ry(w[6]) 0; rz(w[7]) 1; cx 1,0; ry(w[8]) 0; cx 0,1; u(w[9],w[10],w[11]) "
        + "0; u(w[12],w[13],w[14]) 1")]
    public void TwoQubits_AreOneConvolutionAndOnePooling(QcnnConvolution convolution, string expected)
    {
        Circuit circuit = Layered.Circuit(2, new Qcnn(convolution));
        int own = circuit.WeightCount - 2;
        Assert.Equal($"{expected}; crz(w[{own}]) 0,1; x 0; crx(w[{own + 1}]) 0,1", Layered.Text(circuit));
        Assert.Equal(1, Qcnn.ReadoutQubit(2));
    }

    [Fact]
    public void EightQubits_AreWiredAsPublished()
    {
        string expected = string.Join("; ",
        [
            .. Convolved(0, "07 01 23 45 67 12 34 56"), .. Pooled(6, "10 32 54 76"),
            .. Convolved(2, "06 02 46 24"), .. Pooled(8, "20 64"),
            .. Convolved(4, "04"), .. Pooled(10, "04"),
        ]);
        Circuit circuit = Layered.Circuit(8, new Qcnn(QcnnConvolution.TTN));
        Assert.Equal(expected, Layered.Text(circuit));
        Assert.Equal(3 * 2 + 6, circuit.WeightCount);
        Assert.Equal(4, Qcnn.ReadoutQubit(8));
    }

    [Fact]
    public void FourAndSixteenQubits_ContinueTheWiring()
    {
        Assert.Equal(
            string.Join("; ", [.. Convolved(0, "03 01 23 12"), .. Pooled(4, "10 32"), .. Convolved(2, "02"), .. Pooled(6, "02")]),
            Layered.Text(Layered.Circuit(4, new Qcnn(QcnnConvolution.TTN))));
        Circuit sixteen = Layered.Circuit(16, new Qcnn());
        Assert.Equal(4 * 17, sixteen.WeightCount);
        Assert.Equal(8 + 4 + 2 + 1, sixteen.Gates.Count(g => g.Gate == Gates.CRX));
        Assert.Equal(8, sixteen.Gates.Last().Qubits[1]);
        Assert.Equal(8, Qcnn.ReadoutQubit(16));
    }

    // TTN: RY a, RY b, CX ab with two weights.
    private static IEnumerable<string> Convolved(int weight, string pairs) => pairs.Split(' ').SelectMany(p => new[]
    {
        $"ry(w[{weight}]) {p[0]}", $"ry(w[{weight + 1}]) {p[1]}", $"cx {p[0]},{p[1]}",
    });

    private static IEnumerable<string> Pooled(int weight, string pairs) => pairs.Split(' ').SelectMany(p => new[]
    {
        $"crz(w[{weight}]) {p[0]},{p[1]}", $"x {p[0]}", $"crx(w[{weight + 1}]) {p[0]},{p[1]}",
    });
}
