using System.CommandLine;
using CutAwareQnn.Circuits;
using CutAwareQnn.Learning;

namespace CutAwareQnn.Experiments;

/// <summary>
/// <c>cutqnn capacity</c>: what a model can learn, by Fisher information, and what its processors have to exchange for it.
/// </summary>
internal static class CapacityCommand
{
    private const int GridSize = 20;
    private const int AscentSteps = 2000;

    public static Command Create()
    {
        var options = new CapacityOptions();
        var json = new Option<bool>("--json") { Description = "Writes one JSON document to standard output, and nothing else." };
        var command = new Command(
            "capacity",
            "Computes effective parameters, effective dimension and what processors exchange, of a model on two processors or of a "
            + "circuit. Reads FILE and --data; writes no file.");
        options.AddTo(command);
        command.Add(json);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            ICapacityDocument document = options.Model(parsed) == CapacityOptions.Chsh
                ? Players(parsed, options)
                : Capacity(parsed, options, cancellationToken);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(parsed.GetValue(json) ? document.ToJson() : document.ToText())
                .ConfigureAwait(false);
            return 0;
        });
        return command;
    }

    private static ChshDocument Players(ParseResult parsed, CapacityOptions options)
    {
        var game = new ChshGame(options.Concurrence(parsed));
        (double[] angles, double s) = game.Ascend([0.1, 0.2, 0.3, 0.4], AscentSteps);
        return new(game, AscentSteps, angles, s);
    }

    private static CapacityDocument Capacity(ParseResult parsed, CapacityOptions options, CancellationToken cancellationToken)
    {
        OutcomeLabels labels = options.Labels(parsed);
        int drawCount = options.WeightSamples(parsed);
        ulong seed = options.Seed(parsed);
        double dataCount = options.DataCount(parsed), gamma = options.Gamma(parsed);
        ProcessorModel? model = options.Processors(parsed);
        (
            Func<double[], OutcomeJacobian[]> jacobians,
            int weightCount,
            int outcomeCount,
            int inputCount,
            string inputs,
            ProcessorsDocument? processors) =
            model is null ? OfFile(parsed, options, seed) : OfModel(parsed, options, model, seed);
        var draws = new FisherInformation[drawCount];
        for (int draw = 0; draw < drawCount; draw++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            draws[draw] = new(jacobians(CapacityOptions.Weights(seed, draw, weightCount)), labels);
        }

        return new(
            options.Model(parsed), weightCount, outcomeCount, labels, inputCount, inputs, drawCount,
            draws.Max(f => f.Rank()),
            draws.Average(f => f.Trace),
            EffectiveDimension.Of(draws, dataCount, gamma),
            dataCount,
            gamma,
            processors);
    }

    private static (Func<double[], OutcomeJacobian[]>, int, int, int, string, ProcessorsDocument?) OfFile(
        ParseResult parsed, CapacityOptions options, ulong seed)
    {
        (Circuit circuit, int[] readout) = options.File(parsed);
        var outcomes = new CircuitOutcomes(circuit, readout);
        int inputCount = circuit.FeatureCount == 0 ? 1 : options.InputCount(parsed, circuit.WeightCount);
        double[][]? rows = options.Rows(parsed, circuit.FeatureCount, inputCount);
        string source = rows is null ? "uniform" : "data";
        rows ??= CapacityOptions.UniformRows(seed, inputCount, circuit.FeatureCount);
        return (weights => outcomes.Jacobians(rows, weights), circuit.WeightCount, outcomes.OutcomeCount, rows.Length, source, null);
    }

    private static (Func<double[], OutcomeJacobian[]>, int, int, int, string, ProcessorsDocument?) OfModel(
        ParseResult parsed, CapacityOptions options, ProcessorModel model, ulong seed)
    {
        int inputCount = options.InputCount(parsed, model.WeightCount);
        double[][]? rows = options.Rows(parsed, model.FeatureCount, inputCount);
        ProcessorSamples samples = rows is null ? ProcessorSamples.Haar(model, inputCount, seed) : model.Embed(rows);
        var evaluator = new ProcessorEvaluator(model);
        ProcessorsDocument? processors = null;
        if (model.Resource != ProcessorResource.Single)
        {
            double[][] grid = CapacityOptions.UniformRows(seed, 2 * GridSize, model.Width);
            double[] readout = [0.9, -1.2, -0.7, 1.1];
            processors = new(
                CommunicationPrice.Of(model, rows is null ? new double[model.FeatureCount] : rows[0]),
                Concurrence.OfPairs(model.Concurrences),
                new DecisionMatrix(
                    model, CapacityOptions.Weights(seed, 0, model.WeightCount), readout, grid[..GridSize], grid[GridSize..]));
        }

        return (
            weights => evaluator.Jacobians(samples, weights),
            model.WeightCount,
            model.OutcomeCount,
            samples.Count,
            rows is null ? "haar" : "data",
            processors);
    }
}
