using CutAwareQnn.Circuits;
using CutAwareQnn.Estimation;
using CutAwareQnn.Learning;
using CutAwareQnn.Simulation;
using CutAwareQnn.Unit.Cutting;
using Xunit;

namespace CutAwareQnn.Unit.Learning;

/// <summary>The metric of states, and steps along it.</summary>
public sealed class NaturalGradientTests
{
    private static readonly double[] Features = [0.3, -0.8, 0.5, 0.1];
    private static readonly double[] Weights = [0.2, -0.4, 1.1, 0.7, -0.9, 0.35, 0.6, -1.3];

    [Fact]
    public void Metric_IsTheCurvatureOfTheFidelity()
    {
        // Of angles that occur once in a rotation the fidelity has frequency 1, so shifts by π/2 give its curvature exactly:
        // g = -∂²F/2. Mari, Bromley and Killoran 2021, arXiv:2008.06517, equation 23.
        var metric = new FubiniStudyMetric(StudyCircuit.Circuit);
        double[,] whole = metric.Whole(Features, Weights);
        StateVector here = State(Weights);
        for (int i = 0; i < 8; i++)
        {
            for (int j = 0; j < 8; j++)
            {
                double curvature = (Fidelity(i, 1, j, 1) - Fidelity(i, 1, j, -1) - Fidelity(i, -1, j, 1) + Fidelity(i, -1, j, -1)) / 4;
                Assert.Equal(-0.5 * curvature, whole[i, j], 1e-13);
            }
        }

        double Fidelity(int i, int signI, int j, int signJ)
        {
            double[] moved = [.. Weights];
            moved[i] += signI * Math.PI / 2;
            moved[j] += signJ * Math.PI / 2;
            return Math.Pow(StateVector.Inner(here, State(moved)).Magnitude, 2);
        }
    }

    [Fact]
    public void Blocks_AreTheLayersOfTheAnsatz()
    {
        var metric = new FubiniStudyMetric(StudyCircuit.Circuit);
        Assert.Equal([0, 0, 0, 0, 1, 1, 1, 1], metric.BlockOf);
        double[,] whole = metric.Whole(Features, Weights), blocks = metric.BlockDiagonal(Features, Weights);
        for (int i = 0; i < 8; i++)
        {
            for (int j = 0; j < 8; j++)
            {
                Assert.Equal(i / 4 == j / 4 ? whole[i, j] : 0, blocks[i, j]);
            }
        }
    }

    [Fact]
    public void WeightsThatMeetInALayer_OrOccurTwice_ShareABlock()
    {
        var circuit = new CircuitBuilder(3);
        Angle[] w = circuit.NewWeights(5);
        circuit.Add(Gates.RY, w[0], 0).Add(Gates.RX, w[1], 1);
        circuit.Add(Gates.RZZ, w[2], 0, 1).Add(Gates.RY, w[3], 2);
        circuit.Add(Gates.RX, w[0] * 0.5, 2);
        Assert.Equal([0, 0, 0, 0, -1], new FubiniStudyMetric(circuit.Build()).BlockOf);
    }

    [Fact]
    public void OneRotation_TakesTheStepOfTheClosedForm()
    {
        // f = cos θ and g = 1/4; with labels ±1 the mean squared loss is 1 + f², its slope -sin 2θ.
        var circuit = new CircuitBuilder(1);
        circuit.Add(Gates.RY, circuit.NewWeights(1)[0], 0);
        var model = new Model(circuit.Build(), PauliSum.Parse("Z"));
        LabelledSample[] samples = [new([], 1), new([], -1)];
        var training = new Training(
            model, samples, new(1, 2, new NaturalGradient(0.1, 0.01), Loss.MeanSquared, GradientMethod.Adjoint, 0));
        TrainingState start = training.Start() with { Weights = [0.7] };
        (TrainingState next, StepReport report) =
            training.Advance(start, SmallModels.Exact(model).Estimate(training.Queries(start), training.Gradient));
        Assert.Equal(0.7 + (0.1 * Math.Sin(1.4) / 0.26), next.Weights[0], 1e-14);
        Assert.Equal(Math.Sin(1.4), report.GradientNorm, 1e-14);
    }

    [Fact]
    public void Step_SolvesTheRegularisedSystem_AndMovesTheClassicalLayerPlainly()
    {
        // (g + λ) x = ∇L with g = (2 1 / 1 3), λ = 1: x = (4·1 - 1·6, 3·6 - 1·1)/11.
        OptimiserStep step = new NaturalGradient(0.5, 1).Step(
            [0, 0, 0], new StepState(0), [new(0, [1, 6, 7], new double[,] { { 2, 1 }, { 1, 3 } })], 1);
        Assert.Equal(0.5 * 2 / 11, step.Weights[0], 1e-15);
        Assert.Equal(-0.5 * 17 / 11, step.Weights[1], 1e-15);
        Assert.Equal(-3.5, step.Weights[2]);
    }

    [Fact]
    public void Training_LearnsIris()
    {
        DataSplit split = DataSplit.Stratified(Iris.Load("setosa", "versicolor"), 0.2, 1).Scaled();
        var model = new Model(StudyCircuit.Circuit, [StudyCircuit.Observable], new(1, 1));
        var training = new Training(
            model, split.Train, new(10, 10, new NaturalGradient(0.1, 0.01), Loss.MeanSquared, GradientMethod.Adjoint, 2));
        TrainingState state = Trainer.Run(training, StoredTraining.Exact);
        Assert.Equal(1, Evaluation.Of(model, split.Test, state.Weights, Loss.MeanSquared, StoredTraining.Exact).Accuracy);
    }

    [Fact]
    public void CircuitsWithoutExactStates_AreRefused()
    {
        Refused("17 qubits", new CircuitBuilder(17).Build());
        Refused("measurements, resets or conditions", new CircuitBuilder(1, 1).Add(new Reset(0)).Build());

        static void Refused(string part, Circuit circuit) => Assert.Contains(
            part, Assert.Throws<CircuitException>(() => new FubiniStudyMetric(circuit)).Message, StringComparison.Ordinal);
    }

    private static StateVector State(double[] weights)
    {
        var state = new StateVector(4);
        BoundCircuit bound = new CircuitBinder(StudyCircuit.Circuit).Bind(Features, weights);
        foreach (GateOperation? operation in bound.Operations)
        {
            if (operation is not null)
            {
                state.Apply(operation);
            }
        }

        return state;
    }
}
