using System.Diagnostics;
using CutAwareQnn.Learning;

namespace CutAwareQnn.Experiments;

/// <summary>Trains the sweep's models and measures their capacity.</summary>
/// <param name="settings">The settings.</param>
internal sealed class CommunicationRuns(CommunicationSettings settings)
{
    private const int GridSize = 20;
    private static readonly double NaturalOfTen = Math.Log(10);

    // Equal standard errors of 0.01.
    private const double ErrorSquared = 1e-4;

    private readonly ClusterData[] _sets = [.. Enumerable.Range(1, ClusterSets.Count).Select(ClusterSets.Read)];

    /// <summary>Runs one model: all its trainings, its capacity and its price.</summary>
    public CommunicationPoint Run(CommunicationCase model, CancellationToken cancellationToken)
    {
        ProcessorModel processors = model.Model();
        ProcessorSamples[] training = [.. _sets.Select(s => processors.Embed([.. s.Training.Select(x => x.Features)]))];
        ProcessorSamples[] validation = [.. _sets.Select(s => processors.Embed([.. s.Validation.Select(x => x.Features)]))];
        double[] accuracies = new double[settings.Seeds], trained = new double[settings.Seeds];
        double[] losses = new double[settings.Seeds];
        long spent = 0;
        for (int run = 0; run < settings.Seeds; run++)
        {
            int set = run % ClusterSets.Count;
            double[] labels = [.. _sets[set].Training.Select(s => s.Label)];
            var learner = new ProcessorTraining(
                processors, training[set], labels, new(settings.LearningRate, settings.BatchSize, (ulong)run + 1));
            ProcessorTrainingState state = learner.Start();
            long begun = Stopwatch.GetTimestamp();
            for (int step = 0; step < settings.Steps; step++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                state = learner.Step(state);
            }

            spent += Stopwatch.GetTimestamp() - begun;
            accuracies[run] = learner.Accuracy(state.Weights, validation[set], [.. _sets[set].Validation.Select(s => s.Label)]);
            trained[run] = learner.Accuracy(state.Weights, training[set], labels);
            losses[run] = state.Loss ?? 0;
        }

        (int parameters, double dimension) = Capacity(processors, cancellationToken);
        var price = CommunicationPrice.Of(processors, _sets[^1].Training[0].Features);
        return new(
            model.Name,
            model.Sublayers,
            model.Pairs,
            model.Concurrence,
            processors.WeightCount,
            accuracies.Average(),
            Deviation(accuracies),
            trained.Average(),
            losses.Average(),
            CommunicationPublished.Accuracy(model),
            parameters,
            dimension,
            price.Bits,
            price.Rounds,
            price.Ebits,
            price.LogGamma / NaturalOfTen,
            price.LogJointGamma / NaturalOfTen,
            ((2 * price.LogJointGamma) - Math.Log(ErrorSquared)) / NaturalOfTen,
            spent / (double)Stopwatch.Frequency / settings.Seeds);
    }

    /// <summary>Computes the decision matrix of a model at random weights.</summary>
    public static DecisionRow Decisions(CommunicationCase model)
    {
        ProcessorModel processors = model.Model();
        double[][] grid = CapacityOptions.UniformRows(1, 2 * GridSize, processors.Width);
        var matrix = new DecisionMatrix(
            processors, CapacityOptions.Weights(1, 0, processors.WeightCount), [0.9, -1.2, -0.7, 1.1], grid[..GridSize], grid[GridSize..]);
        return new(model.Name, model.Pairs, matrix.Rank, matrix.SingularValues);
    }

    /// <summary>Trains the players of CHSH with a pair.</summary>
    public static ChshRow Players(double concurrence)
    {
        var game = new ChshGame(concurrence);
        double s = game.Ascend([0.1, 0.2, 0.3, 0.4], 2000).S;
        return new(concurrence, s, game.LargestS, ChshGame.SingleShotSuccess(s), game.SignAccuracy());
    }

    private (int Parameters, double Dimension) Capacity(ProcessorModel model, CancellationToken cancellationToken)
    {
        var evaluator = new ProcessorEvaluator(model);
        ProcessorSamples random = ProcessorSamples.Haar(model, model.WeightCount + 20, 1);
        ProcessorSamples data = model.Embed([.. _sets[^1].Training.Take(settings.CapacityRows).Select(s => s.Features)]);
        var draws = new FisherInformation[settings.WeightSamples];
        int parameters = 0;
        for (int draw = 0; draw < draws.Length; draw++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            double[] weights = CapacityOptions.Weights(1, draw, model.WeightCount);
            draws[draw] = new(evaluator.Jacobians(data, weights), OutcomeLabels.Parity);

            // The rank is generic: a further draw only guards against a rare degenerate one.
            if (draw < 2)
            {
                parameters = Math.Max(parameters, new FisherInformation(evaluator.Jacobians(random, weights), OutcomeLabels.Parity).Rank());
            }
        }

        return (parameters, EffectiveDimension.Of(draws, settings.DataCount));
    }

    private static double Deviation(double[] values)
    {
        double mean = values.Average();
        return values.Length < 2 ? 0 : Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1));
    }
}
