using CutAwareQnn.Estimation;
using CutAwareQnn.Learning;
using CutAwareQnn.Unit.Cutting;
using Xunit;

namespace CutAwareQnn.Unit.Learning;

/// <summary>Whole training runs on Iris.</summary>
public sealed class TrainerTests
{
    private const int Epochs = 20;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void SetosaAgainstVersicolor_IsLearntCompletely_AndTheCutRunIsTheUncutRun(ulong seed)
    {
        DataSplit split = DataSplit.Stratified(Iris.Load("setosa", "versicolor"), 0.2, seed).Scaled();
        var training = new Training(
            StoredTraining.Model, split.Train, new(Epochs, 10, new Adam(0.1), Loss.MeanSquared, GradientMethod.Adjoint, seed));
        var uncutLosses = new List<double>();
        TrainingState uncut = Trainer.Run(training, StoredTraining.Exact, r => uncutLosses.Add(r.Loss));
        Assert.Equal(1.0, Accuracy(StoredTraining.Exact));
        foreach (string labels in new[] { "AABB", "ABCD" })
        {
            var cutLosses = new List<double>();
            var estimator = new CutEstimator(StudyCircuit.Plan(labels), new(ShotBudget.Exact));
            TrainingState cut = Trainer.Run(training, estimator, r => cutLosses.Add(r.Loss));

            // Gradients agree to 1e-14; 160 steps of Adam, which divides by their size, keep that below 1e-9.
            Assert.All(uncutLosses, (loss, i) => Assert.Equal(loss, cutLosses[i], 1e-9));
            Assert.All(uncut.Weights, (weight, i) => Assert.Equal(weight, cut.Weights[i], 1e-9));
            Assert.Equal(1.0, Accuracy(estimator));
        }

        double Accuracy(IEstimator estimator) => Evaluation.Of(
            StoredTraining.Model, split.Test, uncut.Weights, Loss.MeanSquared, estimator).Accuracy!.Value;
    }

    [Fact]
    public void SampledRun_WithParameterShift_IsReproducible_AndLearnsToo()
    {
        DataSplit split = DataSplit.Stratified(Iris.Load("setosa", "versicolor"), 0.2, 1).Scaled();
        var training = new Training(
            StoredTraining.Model, split.Train, new(8, 10, new Adam(0.1), Loss.Logistic, GradientMethod.ParameterShift, 1));
        var estimator = new CutEstimator(StudyCircuit.Plan("AABC"), new(ShotBudget.Each(1024), Seed: 1));
        TrainingState first = Trainer.Run(training, estimator);
        TrainingState second = Trainer.Run(training, estimator);
        Assert.Equal(first.Weights, second.Weights);
        var test = Evaluation.Of(StoredTraining.Model, split.Test, first.Weights, Loss.Logistic, StoredTraining.Exact);
        Assert.InRange(test.Accuracy!.Value, 0.95, 1);
    }

    [Fact]
    public void Evaluation_CountsSigns_AndAveragesTheLoss()
    {
        LabelledSample[] samples = [new([], 1), new([], -1), new([], 1), new([], -1)];
        double[][] outputs = [[0.5], [-0.25], [-1], [0]];
        var evaluation = Evaluation.Of(samples, outputs, Loss.MeanSquared);
        Assert.Equal(new(0.5, (0.25 + 0.5625 + 4 + 1) / 4, 4), evaluation);
    }
}
