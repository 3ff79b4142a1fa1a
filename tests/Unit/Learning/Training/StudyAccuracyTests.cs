using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using CutAwareQnn.Learning;
using CutAwareQnn.Unit.Cutting;
using Xunit;

namespace CutAwareQnn.Unit.Learning;

/// <summary>
/// The accuracies of the study's classifier on Iris over many seeds; features scaled to [0, 1], a fifth kept for testing.
/// </summary>
[Trait("Tier", "slow")]
public sealed class StudyAccuracyTests
{
    [Fact]
    public void SetosaAgainstVersicolor_IsClassifiedCompletely_UncutAndWithEveryNumberOfCuts_SeedBySeed()
    {
        string[] partitions = ["AAAA", "AABB", "AABC", "ABCD"];
        Assert.Equal([0, 1, 2, 3], partitions.Select(labels => StudyCircuit.PlanByLabel(labels).Cuts.Count));
        var accuracies = new List<double>();
        for (ulong seed = 1; seed <= 10; seed++)
        {
            DataSplit split = DataSplit.Stratified(Iris.Load("setosa", "versicolor"), 0.2, seed).Scaled();
            (double uncut, double[] weights) = Train(split, seed, StoredTraining.Exact);
            accuracies.Add(uncut);
            foreach (string labels in partitions)
            {
                CutPlan plan = StudyCircuit.PlanByLabel(labels);
                (double cut, double[] cutWeights) = Train(split, seed, new CutEstimator(plan, new(ShotBudget.Exact)));
                Assert.Equal(uncut, cut);

                // Gradients agree to 1e-14; 300 steps of Adam, which divides by their size, keep that below 1e-8.
                Assert.All(weights, (weight, i) => Assert.Equal(weight, cutWeights[i], 1e-8));
            }
        }

        double[] sorted = [.. accuracies.Order()];
        Assert.Equal(1, 0.5 * (sorted[4] + sorted[5]));
    }

    [Fact]
    public void VersicolorAgainstVirginica_IsClassifiedTo91PercentOnAverage()
    {
        double mean = Enumerable.Range(1, 50).Average(seed => Train(
            DataSplit.Stratified(Iris.Load("versicolor", "virginica"), 0.2, (ulong)seed).Scaled(),
            (ulong)seed,
            StoredTraining.Exact).Accuracy);
        Assert.InRange(mean, 0.91, 1);
    }

    private static (double Accuracy, double[] Weights) Train(DataSplit split, ulong seed, IEstimator estimator)
    {
        var training = new Training(
            StoredTraining.Model, split.Train, new(30, 8, new Adam(0.1), Loss.MeanSquared, GradientMethod.Adjoint, seed));
        TrainingState state = Trainer.Run(training, estimator);
        var test = Evaluation.Of(StoredTraining.Model, split.Test, state.Weights, Loss.MeanSquared, estimator);
        return (test.Accuracy!.Value, state.Weights);
    }
}
