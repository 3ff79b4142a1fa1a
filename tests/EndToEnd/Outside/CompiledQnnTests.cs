using CutAwareQnn.Circuits;
using CutAwareQnn.Estimation;
using CutAwareQnn.Experiments;
using CutAwareQnn.Learning;
using Xunit;

namespace CutAwareQnn.EndToEnd;

/// <summary>A network over a compiled circuit is the network over the same circuit at run time.</summary>
public sealed class CompiledQnnTests
{
    private static readonly double[][] Features = [[0.1, 0.9, 0.3, -0.4], [1, 0, 0.5, 0.25], [-0.2, 0.6, 0.8, 0.7]];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void CompiledCutAndRuntimeNetworks_AreOneModel(bool isLinear)
    {
        LinearLayer? linear = isLinear ? new(1, 2) : null;
        var compiled = new Qnn<IrisClassifier>(seed: 3, linear);
        IQnn[] others =
        [
            Qnn.Exact(new(IrisClassifier.Circuit, [IrisClassifier.Observable], linear), seed: 3),
            compiled.Cut(new(ShotBudget.Exact)),
        ];
        double[][] slopes = [.. Features.Select((_, s) => isLinear ? new[] { 1.0, -s } : [1.0 + s])];
        QnnGradient gradient = compiled.Backward(Features, slopes, GradientTargets.Weights | GradientTargets.Features);
        foreach (IQnn other in others)
        {
            Assert.Equal(compiled.Weights, other.Weights);
            Close(compiled.Forward(Features), other.Forward(Features));
            QnnGradient own = other.Backward(Features, slopes, GradientTargets.Weights | GradientTargets.Features);
            Close([gradient.Weights], [own.Weights]);
            Close(gradient.Features, own.Features);
        }
    }

    [Fact]
    public void States_GoFromOneToTheOther()
    {
        var compiled = new Qnn<IrisClassifier>(seed: 3);
        Qnn sampled = compiled.Cut(new(ShotBudget.Each(100), Seed: 4));
        sampled.Forward(Features);
        compiled.Weights = [1, 2, 3, 4, 5, 6, 7, 8];
        sampled.Load(compiled.Save());
        Assert.Equal(compiled.Weights, sampled.Weights);
        Assert.Throws<CircuitException>(() => compiled.Weights = [1]);
    }

    private static void Close(double[][] expected, double[][] actual) =>
        Assert.All(expected.SelectMany(e => e).Zip(actual.SelectMany(a => a)), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
}
