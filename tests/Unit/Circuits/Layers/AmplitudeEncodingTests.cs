using System.Numerics;
using CutAwareQnn.Circuits;
using CutAwareQnn.Reference;
using Xunit;

namespace CutAwareQnn.Unit.Circuits;

public sealed class AmplitudeEncodingTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void State_OfARealVector_IsTheVectorWithItsSigns(int qubitCount)
    {
        var random = new Random(qubitCount);
        for (int repetition = 0; repetition < 20; repetition++)
        {
            double[] vector =
            [
                .. Enumerable.Range(0, 1 << qubitCount)
                    .Select(_ => repetition % 2 == 1 && random.Next(3) == 0 ? 0 : random.NextDouble() - 0.5),
            ];
            vector[random.Next(vector.Length)] = -0.3;
            Complex[] expected = Normalized([.. vector.Select(a => new Complex(a, 0))]);
            Assert.Equal(0, Distance(expected, Prepared(qubitCount, new AmplitudeEncoding(vector, normalize: true))), Layered.Exact);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void State_OfAComplexVector_IsTheVectorUpToAPhase(int qubitCount)
    {
        var random = new Random(100 + qubitCount);
        for (int repetition = 0; repetition < 20; repetition++)
        {
            Complex[] vector = [.. Enumerable.Range(0, 1 << qubitCount).Select(_ => repetition % 2 == 1 && random.Next(3) == 0
                ? 0
                : new Complex(random.NextDouble() - 0.5, random.Next(4) == 0 ? 0 : random.NextDouble() - 0.5))];
            vector[random.Next(vector.Length)] = new(0.1, -0.2);
            vector = Normalized(vector);
            Assert.Equal(0, DistanceUpToPhase(vector, Prepared(qubitCount, new AmplitudeEncoding(vector))), Layered.Exact);
        }
    }

    [Fact]
    public void State_OfEveryBasisVector_IsThatVector()
    {
        for (int index = 0; index < 8; index++)
        {
            Complex[] basis = new Complex[8];
            basis[index] = -1;
            Assert.Equal(0, Distance(basis, Prepared(3, new AmplitudeEncoding(basis))), Layered.Exact);
            basis[index] = Complex.ImaginaryOne;
            Assert.Equal(0, DistanceUpToPhase(basis, Prepared(3, new AmplitudeEncoding(basis))), Layered.Exact);
        }
    }

    [Theory]
    [InlineData(1e-310)]
    [InlineData(1e-160)]
    [InlineData(1e200)]
    [InlineData(4e307)]
    public void State_OfExtremeNumbers_IsNormalised(double scale)
    {
        double[] vector = [3 * scale, 0, -scale, 4 * scale];
        Complex[] expected = Normalized([3, 0, -1, 4]);
        Assert.Equal(0, Distance(expected, Prepared(2, new AmplitudeEncoding(vector, normalize: true))), 1e-12);
    }

    [Fact]
    public void Padding_ComesBeforeNormalising()
    {
        Complex[] expected = Normalized([1, 2, 0.5, 0.5]);
        Assert.Equal(0, Distance(expected, Prepared(2, new AmplitudeEncoding([1.0, 2.0], padWith: 0.5, normalize: true))), Layered.Exact);
        Assert.Equal(0, Distance([0.6, 0.8, 0, 0], Prepared(2, new AmplitudeEncoding([0.6, 0.8], padWith: 0))), Layered.Exact);
    }

    [Fact]
    public void RealVector_NeedsRotationsAboutYOnly_OneFewerThanAmplitudes()
    {
        Circuit circuit = Layered.Circuit(4, new AmplitudeEncoding(Enumerable.Range(1, 16).Select(i => Math.Sin(i)), normalize: true));
        Assert.Equal(15, circuit.Gates.Count(g => g.Gate == Gates.RY));
        Assert.Equal(14, circuit.Gates.Count(g => g.Gate == Gates.CX));
        Assert.Equal(29, circuit.Instructions.Count);
        Assert.Equal("", Layered.Text(Layered.Circuit(2, new AmplitudeEncoding([1.0, 0, 0, 0]))));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void State_OfFeatures_IsTheirVectorNormalised(int qubitCount)
    {
        var random = new Random(200 + qubitCount);
        int featureCount = (1 << qubitCount) - qubitCount + 1;
        Circuit circuit = Layered.Circuit(qubitCount, new AmplitudeFeatureMap(featureCount));
        Assert.Equal(featureCount, circuit.FeatureCount);
        for (int repetition = 0; repetition < 10; repetition++)
        {
            double[] features = [.. Enumerable.Range(0, featureCount).Select(_ => random.Next(3) == 0 ? 0 : random.NextDouble() - 0.5)];
            features[random.Next(featureCount)] = -0.3;
            Complex[] padded = [.. features.Select(a => new Complex(a, 0)), .. new Complex[(1 << qubitCount) - featureCount]];
            Assert.Equal(0, Distance(Normalized(padded), Layered.State(circuit, features, [])), Layered.Exact);
        }
    }

    [Fact]
    public void State_OfFeaturesThatAreAllZero_IsTheZeroState()
    {
        Circuit circuit = Layered.Circuit(2, new AmplitudeFeatureMap());
        Assert.Equal(0, Distance([1, 0, 0, 0], Layered.State(circuit, [0, 0, 0, 0], [])), Layered.Exact);
    }

    [Fact]
    public void FeatureAngles_OfEightQubits_StayWithinTheirLimit() =>
        Assert.Equal(255, Layered.Circuit(8, new AmplitudeFeatureMap()).Gates.Count(g => g.Gate == Gates.RY));

    [Fact]
    public void Layers_AreComparedByValue()
    {
        Assert.Equal(new AmplitudeEncoding([0.6, 0.8]), new AmplitudeEncoding([0.6, 0.8]));
        Assert.NotEqual(new AmplitudeEncoding([0.6, 0.8]), new AmplitudeEncoding([0.8, 0.6]));
        Assert.NotEqual(new AmplitudeEncoding([0.6, 0.8]), new AmplitudeEncoding([0.6, 0.8], padWith: 0));
    }

    private static Complex[] Prepared(int qubitCount, Layer layer) => Layered.State(Layered.Circuit(qubitCount, layer), [], []);

    private static Complex[] Normalized(Complex[] vector)
    {
        double norm = Math.Sqrt(vector.Sum(a => (a * Complex.Conjugate(a)).Real));
        return [.. vector.Select(a => a / norm)];
    }

    private static double Distance(Complex[] expected, Complex[] actual) => expected.Zip(actual, (a, b) => Complex.Abs(a - b)).Max();

    private static double DistanceUpToPhase(Complex[] expected, Complex[] actual)
    {
        Complex overlap = DenseState.Inner(actual, expected);
        return Distance(expected, [.. actual.Select(a => a * overlap / Complex.Abs(overlap))]);
    }
}
