using CutAwareQnn.Estimation;

namespace CutAwareQnn.Learning;

/// <summary>Driver of a training run over an estimator, step by step on the caller's thread.</summary>
/// <example>
/// <code>
/// DataSplit split = DataSplit.Stratified(Iris.Load(["setosa", "versicolor"]), testFraction: 0.2, seed: 1).Scaled();
/// Circuit circuit = new CircuitBuilder(4).Add(new ZFeatureMap()).Add(new RealAmplitudes(Reps: 1)).Build();
/// var model = new Model(circuit, PauliSum.Parse("ZZZZ"));
/// var settings = new TrainingSettings(
///     Epochs: 3, BatchSize: 16, new Adam(0.1), Loss.MeanSquared, GradientMethod.Adjoint, Seed: 1);
/// TrainingState end = Trainer.Run(new Training(model, split.Train, settings), new ExactEstimator(circuit, model.Observables[0]));
/// Console.WriteLine($"{end.Epoch} epochs, {end.Weights.Length} weights");    // 3 epochs, 8 weights
/// </code>
/// </example>
public static class Trainer
{
    /// <summary>Trains to the end and returns the last state.</summary>
    /// <param name="training">The run.</param>
    /// <param name="estimator">The estimator of its queries.</param>
    /// <param name="onStep">Called after each step; may be null.</param>
    /// <param name="from">The state to continue from; null for a new run.</param>
    public static TrainingState Run(
        Training training, IEstimator estimator, Action<StepReport>? onStep = null, TrainingState? from = null)
    {
        TrainingState state = from ?? training.Start();
        while (!training.IsComplete(state))
        {
            IReadOnlyList<Estimate> estimates = estimator.Estimate(training.Queries(state), training.GradientFor(state));
            if (state.IsValidating)
            {
                (state, _) = training.Validate(state, estimates);
                continue;
            }

            (state, StepReport report) = training.Advance(state, estimates);
            onStep?.Invoke(report);
        }

        return state;
    }
}
