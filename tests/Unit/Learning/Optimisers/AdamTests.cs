using System.Text.Json;
using CutAwareQnn.Estimation;
using CutAwareQnn.Learning;
using CutAwareQnn.Unit.Simulation;
using Xunit;

namespace CutAwareQnn.Unit.Learning;

/// <summary>Adam, and the gradients it takes, against five stored steps.</summary>
public sealed class AdamTests
{
    /// <summary>Five steps of size 0.1, each with gradients right to 1e-13; Adam divides by their size, about 0.1.</summary>
    private const double Exact = 1e-10;

    [Fact]
    public void Model_HasTheStoredValuesAndGradients()
    {
        IReadOnlyList<Estimate> estimates = StoredTraining.Exact.Estimate(
            Evaluation.Batch(StoredTraining.Model, StoredTraining.Samples, StoredTraining.FirstWeights, 0).Queries,
            new(GradientMethod.Adjoint, GradientTargets.Weights | GradientTargets.Features));
        for (int s = 0; s < estimates.Count; s++)
        {
            Assert.Equal(StoredTraining.Json.GetProperty("f0")[s].GetDouble(), estimates[s].Value, Exact);
            AssertClose(StoredTraining.Json.GetProperty("grad_f0")[s], estimates[s].Gradient!.Weights);
            AssertClose(StoredTraining.Json.GetProperty("input_grad_f0")[s], estimates[s].Gradient!.Features);
        }
    }

    [Fact]
    public void GradientDescent_FollowsTheStoredLosses()
    {
        JsonElement stored = StoredTraining.Json.GetProperty("gd");
        double[] weights = StoredTraining.FirstWeights;
        foreach (double expected in ReferenceCircuits.Numbers(stored.GetProperty("losses")))
        {
            (double loss, double[] gradient) = StoredTraining.LossAt(weights);
            Assert.Equal(expected, loss, Exact);
            weights = [.. weights.Zip(gradient, (w, g) => w - (StoredTraining.LearningRate * g))];
        }

        AssertClose(stored.GetProperty("theta5"), weights);
    }

    [Fact]
    public void FiveSteps_AreTheStoredOnes()
    {
        JsonElement stored = StoredTraining.Json.GetProperty("adam");
        var adam = new Adam(
            StoredTraining.LearningRate, stored.GetProperty("beta1").GetDouble(), stored.GetProperty("beta2").GetDouble(),
            stored.GetProperty("eps").GetDouble());
        double[] weights = StoredTraining.FirstWeights;
        AdamState state = adam.Start(weights.Length);
        foreach (double expected in ReferenceCircuits.Numbers(stored.GetProperty("losses")))
        {
            (double loss, double[] gradient) = StoredTraining.LossAt(weights);
            Assert.Equal(expected, loss, Exact);
            (weights, state) = adam.Step(weights, gradient, state);
        }

        Assert.Equal(5, state.StepCount);
        AssertClose(stored.GetProperty("theta5"), weights);
    }

    [Fact]
    public void Defaults_AreThePapers() => Assert.Equal(new(0.05, 0.9, 0.999, 1e-8), new Adam(0.05));

    [Fact]
    public void FirstStep_HasTheLengthOfTheLearningRate_AndLeavesItsArgumentsAlone()
    {
        double[] weights = [1, 1, 1];
        double[] gradient = [1e-3, -50, 0];
        var adam = new Adam(0.1);
        AdamState start = adam.Start(3);
        (double[] next, AdamState state) = adam.Step(weights, gradient, start);

        // g/(|g| + ε) with ε = 1e-8: short of 1 by 1e-5 for the smallest gradient.
        Assert.Equal(0.9, next[0], 2e-6);
        Assert.Equal(1.1, next[1], 1e-10);
        Assert.Equal(1, next[2]);
        Assert.Equal([1, 1, 1], weights);
        Assert.Equal([0, 0, 0], start.First);
        Assert.Equal((0, 1), (start.StepCount, state.StepCount));
    }

    private static void AssertClose(JsonElement stored, double[] actual)
    {
        double[] expected = ReferenceCircuits.Numbers(stored);
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected, (value, i) => Assert.Equal(value, actual[i], Exact));
    }
}
