using CutAwareQnn.Circuits;
using CutAwareQnn.Estimation;
using CutAwareQnn.Learning;
using CutAwareQnn.Simulation;
using CutAwareQnn.Unit.Cutting;
using Xunit;

namespace CutAwareQnn.Unit.Learning;

/// <summary>Class probabilities as observables, and what a regression and weights of samples do to a step.</summary>
public sealed class ClassProbabilitiesTests
{
    private static readonly double[] Features = [0.3, -0.7, 1.1, 0.4];
    private static readonly double[] Weights = [0.2, 1.3, -0.4, 2.1, 0.9, -1.7, 0.6, 0.1];

    [Theory]
    [InlineData(2, 2)]
    [InlineData(3, 0, 2)]
    [InlineData(4, 3, 1)]
    [InlineData(5, 1, 3, 0)]
    public void TheirValues_AreTheSumsOfTheStatesSquares_CutToo(int classCount, params int[] qubits)
    {
        double[] expected = new double[classCount];
        System.Numerics.Complex[] state = CircuitSimulator.FinalState(StudyCircuit.Circuit, Features, Weights).ToArray();
        for (int x = 0; x < state.Length; x++)
        {
            int read = qubits.Select((q, i) => ((x >> q) & 1) << i).Sum();
            expected[read % classCount] += state[x].Magnitude * state[x].Magnitude;
        }

        PauliSum[] observables = ClassProbabilities.Observables(4, qubits, classCount);
        EstimatorQuery[] query = [new(0, Features, Weights)];
        Assert.Equal(classCount, observables.Length);
        for (int c = 0; c < classCount; c++)
        {
            Assert.Equal(expected[c], new ExactEstimator(StudyCircuit.Circuit, observables[c]).Estimate(query)[0].Value, 1e-12);
            var cut = new CutEstimator(StudyCircuit.Plan("AABC", observables[c]), new(ShotBudget.Exact));
            Assert.Equal(expected[c], cut.Estimate(query)[0].Value, 1e-10);
        }
    }

    [Theory]
    [InlineData("1 qubit has 2 outcomes but there are 3 classes", 3, 0)]
    [InlineData("qubits 4 cannot be read for classes; give 1 to 10 distinct ones of 0 to 3", 2, 4)]
    [InlineData("qubits 1,1 cannot be read for classes", 2, 1, 1)]
    [InlineData("qubits  cannot be read for classes", 2)]
    public void WhatCannotBeRead_IsRefused(string part, int classCount, params int[] qubits) => Assert.Contains(
        part,
        Assert.Throws<CircuitException>(() => ClassProbabilities.Observables(4, qubits, classCount)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void ARegressionOfItsOwnOutputs_HasNoLoss_AndWeightsCountAsRepetitions()
    {
        Model model = StoredTraining.Model;
        LabelledSample[] samples = [.. SmallModels.Samples(model, 4).Select((s, i) => s with { Label = 0.3 * i })];
        LabelledSample[] weighted = [.. samples.Select((s, i) => s with { Weight = i == 0 ? 0 : i == 1 ? 2 : 1 })];
        (double loss, double[] weights) = Step([samples[1], samples[1], samples[2], samples[3]]);
        (double own, double[] ownWeights) = Step(weighted);
        Assert.Equal(loss, own, 1e-14);
        Assert.All(weights, (w, i) => Assert.Equal(w, ownWeights[i], 1e-13));

        (TrainingState state, _) = Run(samples);
        double[] outputs = Outputs(model, samples, state.Weights);
        (_, StepReport report) = Run([.. samples.Select((s, i) => s with { Label = outputs[i] })], state.Weights);
        Assert.Equal(0, report.Loss, 1e-28);
        Assert.Null(report.Accuracy);

        (double, double[]) Step(LabelledSample[] of) => Run(of) is var (next, found) ? (found.Loss, next.Weights) : default;

        (TrainingState State, StepReport Report) Run(LabelledSample[] of, double[]? first = null)
        {
            var training = new Training(
                model, of, new(1, 4, new GradientDescent(0.1), Loss.Regression, GradientMethod.Adjoint, Seed: 4) { FirstWeights = first });
            TrainingState start = training.Start();
            return training.Advance(start, StoredTraining.Exact.Estimate(training.Queries(start), training.Gradient));
        }
    }

    [Fact]
    public void TargetsAndModels_ThatDoNotSuit_AreRefused()
    {
        LabelledSample[] samples = SmallModels.Samples(StoredTraining.Model, 4);
        Refused("the model has 2 outputs but a regression predicts one number", SmallModels.Named("two"), samples);
        Refused("give finite numbers", StoredTraining.Model, [.. samples.Select(s => s with { Label = double.NaN })]);
        Refused("all samples have one target", StoredTraining.Model, [.. samples.Select(s => s with { Label = 0.5 })]);
        Refused("a sample has weight -1; give finite weights", StoredTraining.Model, [.. samples.Select(s => s with { Weight = -1 })]);
        Assert.Contains(
            "range from 2 to 2; give targets that differ",
            Assert.Throws<DatasetException>(() => TargetScale.Fit([2, 2])).Message,
            StringComparison.Ordinal);
        var scale = TargetScale.Fit([3, 7, 4]);
        Assert.Equal((-1, 1, 6.5), (scale.Scaled(3), scale.Scaled(7), scale.Target(scale.Scaled(6.5))));

        static void Refused(string part, Model model, LabelledSample[] samples) => Assert.Contains(
            part,
            Assert.Throws<CircuitException>(() => new Training(
                model, samples, new(1, 4, new GradientDescent(0.1), Loss.Regression, GradientMethod.Adjoint, Seed: 4))).Message,
            StringComparison.Ordinal);
    }

    private static double[] Outputs(Model model, LabelledSample[] samples, double[] weights)
    {
        ModelBatch batch = Evaluation.Batch(model, samples, weights, 0);
        IReadOnlyList<Estimate> estimates = StoredTraining.Exact.Estimate(batch.Queries);
        return [.. samples.Select((_, i) => batch.Outputs(estimates, i)[0])];
    }
}
