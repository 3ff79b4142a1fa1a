using System.CommandLine;
using CutAwareQnn.Estimation;
using CutAwareQnn.Learning;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary><c>cutqnn predict</c>: a trained model applied to new rows.</summary>
internal static class PredictCommand
{
    private const string SummaryName = "summary.json";

    public static Command Create()
    {
        Argument<string> run =
            PathOption.FolderArgument("DIR", "The folder of a finished 'cutqnn train'; its data and circuit files are read again.");
        Argument<FileInfo> table = PathOption.FileArgument(
            "TABLE", "A CSV file with a header line and one row per sample, with the columns of the training data.");
        var label = new Option<string?>("--label")
        {
            Description = "The column of TABLE with the classes, for the accuracy. Default: that of the training data, where TABLE has it.",
        };
        Option<string> shots = QueryOptions.Shots("exact");
        Option<ulong> seed = Numbers.Seed.Option("--seed", 1, "The key of all random numbers.");
        var json = new Option<bool>("--json") { Description = "Writes one JSON document to standard output, and nothing else." };
        var command = new Command(
            "predict",
            "Applies a trained model to new rows: a class or a number per row, and the model's outputs. Reads DIR and TABLE; writes no "
                + "file.")
        {
            run, table, label, shots, seed, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            string path = parsed.GetValue(run)!;
            RunSummary summary = RecordedRun.Document(path, SummaryName, LogJson.Default.RunSummary)
                ?? throw new InputException(
                    $"folder {path} holds no finished run ({SummaryName}); give one, or finish it with train --resume");
            PredictDocument document = await PredictAsync(
                path,
                summary,
                NewSamples.Read(parsed.GetValue(table)!, parsed.GetValue(label)),
                new(QueryOptions.Each(parsed.GetValue(shots)!), parsed.GetValue(seed)),
                cancellationToken).ConfigureAwait(false);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(parsed.GetValue(json) ? document.ToJson() : document.ToText())
                .ConfigureAwait(false);
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<PredictDocument> PredictAsync(
        string path, RunSummary summary, NewSamples rows, EstimatorSettings settings, CancellationToken cancellationToken)
    {
        using PreparedTraining model = await TrainCommand.OfRunAsync(path, rows, settings, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<LabelledSample> samples = model.Samples.Split.Test;
        CutEstimator[] estimators = [.. model.Stages.Select(s => s.Estimator)];
        ModelBatch batch = Evaluation.Batch(model.Training.Model, samples, [.. summary.Weights], Evaluation.FirstQuery);
        BatchOutcome? outcome = null;
        await LocalWorkers.RunAsync(
            new QueryPipeline(request => ObservableEstimators.Start(estimators, request.Queries, request.Gradient), model.Workers.Workers)
                .Run(new BatchRequest(0, batch.Queries, IsEvaluation: true)),
            o => outcome = o,
            cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return new(
            summary.Run,
            model.Samples.Classes,
            [.. samples.Select((_, i) => batch.Outputs(outcome!.Estimates, i))],
            model.Samples.NewClasses)
        {
            Loss = model.Training.Settings.Loss,
            Targets = model.Samples.Targets,
            GivenTargets = model.Samples.NewTargets,
        };
    }
}
