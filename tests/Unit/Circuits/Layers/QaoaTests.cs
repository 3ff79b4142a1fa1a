using System.Numerics;
using CutAwareQnn.Circuits;
using CutAwareQnn.Reference;
using Xunit;

namespace CutAwareQnn.Unit.Circuits;

public sealed class QaoaTests
{
    private static readonly WeightedEdge[] Edges = [new(0, 1), new(2, 1, -0.5), new(0, 2, 1.75)];

    [Fact]
    public void State_IsCostAndMixerExponentials_OnTheUniformState_BetasBeforeGammas()
    {
        double[] weights = [0.3, -0.8, 1.1, 0.45];
        Complex[,] cost = DensePauli.Matrix("IZZ").Add(DensePauli.Matrix("ZZI").Scale(-0.5)).Add(DensePauli.Matrix("ZIZ").Scale(1.75));
        Complex[,] mixer = DensePauli.Matrix("IIX").Add(DensePauli.Matrix("IXI")).Add(DensePauli.Matrix("XII"));
        Complex[] expected = [.. Enumerable.Repeat(new Complex(Math.Sqrt(0.125), 0), 8)];
        for (int repetition = 0; repetition < 2; repetition++)
        {
            expected = DenseState.Apply(cost.Scale(-Complex.ImaginaryOne * weights[2 + repetition]).Exp(), expected);
            expected = DenseState.Apply(mixer.Scale(-Complex.ImaginaryOne * weights[repetition]).Exp(), expected);
        }

        Circuit circuit = Layered.Circuit(3, new Qaoa(Edges, 2));
        Assert.Equal((0, 4), (circuit.FeatureCount, circuit.WeightCount));
        Complex[] actual = Layered.State(circuit, [], weights);
        Assert.All(expected, (amplitude, i) => Assert.Equal(0, Complex.Abs(amplitude - actual[i]), Layered.Exact));
    }

    [Fact]
    public void Gates_AreInTheOrderOfTheEdges() => Assert.Equal(
        "h 0; h 1; h 2; rzz(2*w[1]) 0,1; rzz(-w[1]) 2,1; rzz(3.5*w[1]) 0,2; rx(2*w[0]) 0; rx(2*w[0]) 1; rx(2*w[0]) 2",
        Layered.Text(Layered.Circuit(3, new Qaoa(Edges))));

    [Fact]
    public void Layers_AreComparedByValue() => Assert.Equal(new Qaoa([new(0, 1)]), new Qaoa([new(0, 1, 1)], 1));
}
