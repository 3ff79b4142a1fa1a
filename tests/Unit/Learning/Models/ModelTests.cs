using CutAwareQnn.Circuits;
using CutAwareQnn.Estimation;
using CutAwareQnn.Learning;
using CutAwareQnn.Unit.Cutting;
using Xunit;

namespace CutAwareQnn.Unit.Learning;

/// <summary>Models of one and several outputs: which queries training needs, and what it learns from them.</summary>
public sealed class ModelTests
{
    public static TheoryData<string, string> ModelsAndLosses
    {
        get
        {
            var pairs = new TheoryData<string, string>();
            foreach (string model in SmallModels.Names)
            {
                foreach (string loss in Losses.Names)
                {
                    if (SmallModels.Named(model).OutputCount >= Losses.Named(loss).FewestOutputs)
                    {
                        pairs.Add(model, loss);
                    }
                }
            }

            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(ModelsAndLosses))]
    public void AStepOfPlainDescent_IsTheDifferenceQuotientOfTheMeanLoss(string name, string lossName)
    {
        Model model = SmallModels.Named(name);
        LabelledSample[] samples = SmallModels.Samples(model, 7);
        Loss loss = Losses.Named(lossName);
        IEstimator estimator = SmallModels.Exact(model);
        var training = new Training(
            model, samples, new(1, samples.Length, new GradientDescent(1), loss, GradientMethod.Adjoint, Seed: 4));
        TrainingState start = training.Start();
        (TrainingState end, StepReport report) =
            training.Advance(start, estimator.Estimate(training.Queries(start), training.Gradient));

        // Central differences with h = 1e-5: h² times a third derivative of about 10, and rounding 1e-16/h.
        const double H = 1e-5;
        double[] quotients = [.. start.Weights.Select((_, w) => (At(w, H) - At(w, -H)) / (2 * H))];
        Assert.All(quotients, (quotient, w) => Assert.Equal(quotient, start.Weights[w] - end.Weights[w], 1e-8));
        Assert.Equal(At(0, 0), report.Loss, 1e-13);
        Assert.Equal(Math.Sqrt(quotients.Sum(q => q * q)), report.GradientNorm, 1e-7);
        double mean = quotients.Average();
        Assert.Equal(quotients.Average(q => (q - mean) * (q - mean)), report.GradientVariance, 1e-7);
        Assert.Equal(Evaluation.Of(model, samples, start.Weights, loss, estimator).Accuracy, report.Accuracy);

        double At(int weight, double shift)
        {
            double[] moved = [.. start.Weights];
            moved[weight] += shift;
            return Evaluation.Of(model, samples, moved, loss, estimator).Loss;
        }
    }

    [Theory]
    [InlineData("three", "AABB")]
    [InlineData("two-linear-three", "ABCD")]
    public void CutObservables_TrainAsUncutOnes(string name, string labels)
    {
        Model model = SmallModels.Named(name);
        LabelledSample[] samples = SmallModels.Samples(model, 9);
        var training = new Training(
            model, samples, new(4, 3, new Adam(0.1), Loss.SoftmaxCrossEntropy, GradientMethod.Adjoint, Seed: 2));
        TrainingState uncut = Trainer.Run(training, SmallModels.Exact(model));
        TrainingState cut = Trainer.Run(training, new ObservableEstimators(SmallModels.Cut(model, labels, ShotBudget.Exact)));

        // Gradients agree to 1e-14; 12 steps of Adam, which divides by their size, keep that below 1e-9.
        Assert.All(uncut.Weights, (weight, i) => Assert.Equal(weight, cut.Weights[i], 1e-9));
    }

    [Fact]
    public void ThreeSpecies_AreLearntByTheSoftmaxOfALinearLayer()
    {
        DataSplit split = DataSplit.Stratified(Iris.Load("setosa", "versicolor", "virginica"), 0.2, seed: 1).Scaled();
        var model = new Model(
            StudyCircuit.Circuit,
            [.. new[] { "IIIZ", "IIZI", "IZII", "ZIII" }.Select(p => PauliSum.Parse(p))],
            new(4, 3));
        var training = new Training(
            model, split.Train, new(30, 10, new Adam(0.1), Loss.SoftmaxCrossEntropy, GradientMethod.Adjoint, Seed: 1));
        IEstimator exact = SmallModels.Exact(model);
        TrainingState state = Trainer.Run(training, exact);
        Assert.InRange(Evaluation.Of(model, split.Test, state.Weights, Loss.SoftmaxCrossEntropy, exact).Accuracy!.Value, 0.9, 1);
    }

    [Fact]
    public void LinearLayer_IsTheMatrixTimesTheInputsAndTheOffsets()
    {
        // W = (1 2 / 3 4 / 5 6), b = (7, 8, 9).
        var layer = new LinearLayer(2, 3);
        double[] weights = [1, 2, 3, 4, 5, 6, 7, 8, 9];
        Assert.Equal(9, layer.WeightCount);
        Assert.Equal([7 - 10 + 200, 8 - 30 + 400, 9 - 50 + 600], layer.Apply(weights, [-10, 100]));
        Assert.Equal([1 + 30 + 500, 2 + 40 + 600], layer.Backward(weights, [1, 10, 100]));
        double[] gradient = new double[9];
        layer.AddGradient([-10, 100], [1, 2, 3], gradient);
        Assert.Equal([-10, 100, -20, 200, -30, 300, 1, 2, 3], gradient);
    }

    [Fact]
    public void FirstWeights_OfTheCircuitDoNotDependOnTheLayer_WhoseOffsetsAreZero()
    {
        Model plain = SmallModels.Named("two"), linear = SmallModels.Named("two-linear-three");
        double[] weights = linear.FirstWeights(3);
        Assert.Equal(plain.FirstWeights(3), weights[..8]);
        Assert.All(weights[8..14], w => Assert.InRange(Math.Abs(w), 1e-6, 1 / Math.Sqrt(2)));
        Assert.Equal([0, 0, 0], weights[14..]);
    }

    [Fact]
    public void Models_ThatDoNotFit_AreRefused()
    {
        Refused("no output", () => new Model(StudyCircuit.Circuit, []));
        Refused("has 3 letters per term but the circuit has 4 qubits", () => new Model(StudyCircuit.Circuit, PauliSum.Parse("ZZZ")));
        Refused(
            "from 2 to 3 values was given for 1 observable", () => new Model(StudyCircuit.Circuit, [StudyCircuit.Observable], new(2, 3)));
        Refused("7 weights were given to a model of 8", () => Evaluation.Batch(StoredTraining.Model, [], new double[7], 0));
        Refused("at least 2", () => Start(SmallModels.Named("one"), Loss.SoftmaxCrossEntropy, [0, 1]));
        Refused("separates 2 classes", () => Start(SmallModels.Named("one"), Loss.MeanSquared, [0, 1]));
        Refused("separates 3 classes", () => Start(SmallModels.Named("three"), Loss.MeanSquared, [-1, 1]));
        Refused("one class", () => Start(SmallModels.Named("one"), Loss.MeanSquared, [1, 1]));
        Refused("no weights", () => new Training(
            new(new CircuitBuilder(4).Add(new ZFeatureMap()).Build(), StudyCircuit.Observable),
            SmallModels.Samples(StoredTraining.Model, 2),
            new(1, 1, new Adam(0.1), Loss.MeanSquared, GradientMethod.Adjoint, 0)));

        static void Start(Model model, Loss loss, double[] labels) => _ = new Training(
            model,
            [.. labels.Select(l => new LabelledSample(new double[4], l))],
            new(1, 1, new Adam(0.1), loss, GradientMethod.Adjoint, 0));

        static void Refused(string part, Action act) =>
            Assert.Contains(part, Assert.Throws<CircuitException>(act).Message, StringComparison.Ordinal);
    }
}
