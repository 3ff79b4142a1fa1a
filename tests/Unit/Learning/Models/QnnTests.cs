using CutAwareQnn.Circuits;
using CutAwareQnn.Estimation;
using CutAwareQnn.Learning;
using Xunit;

namespace CutAwareQnn.Unit.Learning;

/// <summary>Networks over any circuit and estimator.</summary>
public sealed class QnnTests
{
    private static readonly double[][] Features = [.. SmallModels.Samples(StoredTraining.Model, 3).Select(s => s.Features)];

    [Theory]
    [InlineData("one")]
    [InlineData("three")]
    [InlineData("two-linear-three")]
    public void Backward_IsTheDifferenceQuotientOfForward(string name)
    {
        // The number Σ u·outputs with fixed u.
        var network = Qnn.Exact(SmallModels.Named(name), seed: 6);
        double[][] slopes =
            [.. Features.Select((_, s) => Enumerable.Range(0, network.Model.OutputCount).Select(o => 0.5 + s - (0.7 * o)).ToArray())];
        QnnGradient gradient = network.Backward(Features, slopes, GradientTargets.Weights | GradientTargets.Features);

        // Central differences with h = 1e-5: h² times a third derivative of about 10, and rounding 1e-16/h.
        const double H = 1e-5;
        double[] weights = [.. network.Weights];
        for (int w = 0; w < weights.Length; w++)
        {
            double Moved(double shift)
            {
                network.Weights = [.. weights.Select((value, i) => i == w ? value + shift : value)];
                return Number(network.Forward(Features));
            }

            Assert.Equal((Moved(H) - Moved(-H)) / (2 * H), gradient.Weights[w], 1e-8);
        }

        network.Weights = weights;
        for (int f = 0; f < 4; f++)
        {
            double Moved(double shift) => Number(network.Forward(
                [Features[0], [.. Features[1].Select((x, i) => i == f ? x + shift : x)], Features[2]]));
            Assert.Equal((Moved(H) - Moved(-H)) / (2 * H), gradient.Features[1][f], 1e-8);
        }

        double Number(double[][] outputs) => outputs.Select((o, s) => o.Zip(slopes[s], (a, b) => a * b).Sum()).Sum();
    }

    [Fact]
    public void Targets_NotAskedFor_AreEmpty()
    {
        var network = Qnn.Exact(StoredTraining.Model, seed: 6);
        double[][] slopes = [[1], [1], [1]];
        Assert.Empty(network.Backward(Features, slopes, GradientTargets.Weights).Features);
        Assert.Empty(network.Backward(Features, slopes, GradientTargets.Features).Weights);
    }

    [Fact]
    public void SavedNetwork_GoesOnWithTheSameBits()
    {
        Model model = SmallModels.Named("three");
        Qnn Sampled(ulong seed) => new(
            model, new ObservableEstimators(SmallModels.Cut(model, "AABB", ShotBudget.Each(100))), seed, GradientMethod.ParameterShift);
        Qnn first = Sampled(1), second = Sampled(2);
        double[][] before = first.Forward(Features);
        second.Load(first.Save());
        double[][] after = first.Forward(Features);
        Assert.Equal(after, second.Forward(Features));
        Assert.Equal(first.Weights, second.Weights);
        Assert.NotEqual(before, after);
    }

    [Fact]
    public void StatesThatDoNotFit_AreRefused_AndLeaveTheWeightsAlone()
    {
        var network = Qnn.Exact(SmallModels.Named("three"), seed: 1);
        double[] weights = [.. network.Weights];
        Refused("4 qubits, 4 features, 8 weights, 1 output from ZZZZ", Qnn.Exact(StoredTraining.Model, 1).Save());
        Refused("null was given", "null");
        Refused("not the state of a network", "{\"qubit_count\":4");
        Refused("not the state of a network", "{}");
        Assert.Equal(weights, network.Weights);
        Assert.Contains(
            "7 weights were given to a model of 8",
            Assert.Throws<CircuitException>(() => network.Weights = new double[7]).Message,
            StringComparison.Ordinal);

        void Refused(string part, string json) =>
            Assert.Contains(part, Assert.Throws<CircuitException>(() => network.Load(json)).Message, StringComparison.Ordinal);
    }
}
