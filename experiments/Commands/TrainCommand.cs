using System.CommandLine;
using System.Globalization;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using CutAwareQnn.Experiments.Circuits;
using CutAwareQnn.Experiments.Report;
using CutAwareQnn.Learning;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments.Commands;

/// <summary><c>cutqnn train iris</c>: trains a classifier through the cut-aware estimator and writes a run folder.</summary>
internal static class TrainCommand
{
    public static Command Create()
    {
        var dataset = new Argument<string?>("DATASET") { Description = "iris.", Arity = ArgumentArity.ZeroOrOne };
        dataset.AcceptOnlyFromAmong("iris");
        var epochs = new Option<int>("--epochs") { Description = "Passes over the training part.", DefaultValueFactory = _ => 30 };
        var batchSize = new Option<int>("--batch-size") { Description = "Samples a step.", DefaultValueFactory = _ => 8 };
        var learningRate = new Option<double>("--learning-rate") { Description = "Adam's step size.", DefaultValueFactory = _ => 0.1 };
        var loss = new Option<string>("--loss") { Description = "mse or logistic.", DefaultValueFactory = _ => "mse" };
        var gradient = new Option<string>("--gradient")
        {
            Description = "parameter-shift (as a device can) or adjoint (exact, as only a simulator can).",
            DefaultValueFactory = _ => "parameter-shift",
        };
        var classes = new Option<string>("--classes")
        {
            Description = "Two species, the first labelled -1, the second +1.",
            DefaultValueFactory = _ => "setosa,versicolor",
        };
        var testFraction = new Option<double>("--test-fraction") { Description = "Share kept for testing.", DefaultValueFactory = _ => 0.2 };
        var folder = new Option<string?>("--out") { Description = "The run folder; by default a new one below runs/." };
        var resume = new Option<string?>("--resume")
        {
            Description = "Goes on with the run in this folder from its last checkpoint; all else is as the run was begun.",
        };
        var checkpoint = new Option<int>("--checkpoint-every") { Description = "Steps between checkpoints.", DefaultValueFactory = _ => 20 };
        var log = new Option<string>("--log")
        {
            Description = "What a line of the log is about: batch; query (each query run and timed alone); task (batch, and each batch of subexperiments).",
            DefaultValueFactory = _ => "batch",
        };
        log.AcceptOnlyFromAmong("batch", "query", "task");
        var options = new QueryOptions(defaultPartition: IrisClassifier.Partition.Letters, defaultShots: "1024");
        var command = new Command("train", "Trains a classifier. Writes config.json, log.jsonl and summary.json to the run folder.")
        {
            dataset, epochs, batchSize, learningRate, loss, gradient, classes, testFraction, folder,
            resume, checkpoint, log,
        };
        var execution = new ExecutionOptions();
        options.AddTo(command);
        execution.AddTo(command);
        execution.AddBackendTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            TextWriter output = parsed.InvocationConfiguration.Output;
            bool isJson = parsed.GetValue(options.Json);
            if (parsed.GetValue(resume) is not { } path)
            {
                return parsed.GetValue(dataset) is null
                    ? throw new InputException("no data set was given; give iris, or --resume DIR")
                    : RunAsync(parsed, null, output, isJson, cancellationToken);
            }

            Stopped stopped = new(path, RunFolder.Continue(path, ReportJson.Default.TrainConfig));
            return RunAsync(command.Parse(stopped.Opened.Config.Arguments), stopped, output, isJson, cancellationToken);
        });
        return command;

        Task<int> RunAsync(ParseResult parsed, Stopped? stopped, TextWriter output, bool isJson, CancellationToken cancellationToken)
        {
            EstimatorSettings settings = options.Settings(parsed);
            PartitionLabels labels = PartitionLabels.Parse(parsed.GetValue(options.Partition)!, IrisClassifier.Circuit.QubitCount);
            string[] species = Species(parsed.GetValue(classes)!);
            DataSplit split = DataSplit
                .Stratified(Iris.Load(species[0], species[1]), parsed.GetValue(testFraction), settings.Seed)
                .Scaled();
            var training = new TrainingSettings(
                parsed.GetValue(epochs),
                parsed.GetValue(batchSize),
                new Adam(PositiveRate(parsed.GetValue(learningRate))),
                NamedLoss(parsed.GetValue(loss)!),
                NamedGradient(parsed.GetValue(gradient)!),
                settings.Seed);
            if (settings.Mode == QueryMode.Published && training.Gradient == GradientMethod.Adjoint)
            {
                throw new InputException("--gradient adjoint has no published mode; give parameter-shift, or --mode lean");
            }

            var config = new TrainConfig
            {
                Dataset = "iris",
                Classes = species,
                Circuit = nameof(IrisClassifier),
                Observable = IrisClassifier.Observable.ToString(),
                Partition = labels.Letters,
                Mode = options.ModeName(parsed),
                Shots = settings.Shots.IsExact ? "exact"
                    : settings.Shots.Total > 0 ? null
                    : settings.Shots.PerCircuit.ToString(CultureInfo.InvariantCulture),
                TotalShots = settings.Shots.Total > 0 ? settings.Shots.Total : null,
                Workers = options.Workers(parsed),
                Epochs = training.Epochs,
                BatchSize = training.BatchSize,
                LearningRate = training.Optimiser.LearningRate,
                Loss = parsed.GetValue(loss)!,
                Gradient = parsed.GetValue(gradient)!,
                TestFraction = parsed.GetValue(testFraction),
                Seed = settings.Seed,
                TrainCount = split.Train.Count,
                TestCount = split.Test.Count,
                Arguments = [.. parsed.Tokens.Select(t => t.Value).SkipWhile(t => t == command.Name)],
            };
            int every = parsed.GetValue(checkpoint);
            if (every < 1)
            {
                throw new InputException($"--checkpoint-every {every} is not a number of steps; give at least 1");
            }

            LocalWorkers workers = execution.Workers(parsed, config.Workers, settings.Seed);
            var run = new Run(
                parsed.GetValue(folder) ?? DefaultFolder(config), stopped, config, training, settings, labels, split, every, parsed.GetValue(log)!);
            return run.Async(workers, output, isJson, cancellationToken);
        }
    }

    private static string DefaultFolder(TrainConfig config) => Path.Combine("runs", string.Create(
        CultureInfo.InvariantCulture,
        $"{config.Dataset}-{config.Partition}-seed{config.Seed}-{DateTime.Now:yyyyMMdd-HHmmss-fff}"));

    private static string[] Species(string classes)
    {
        string[] species = classes.Split(',', StringSplitOptions.TrimEntries);
        return species.Length == 2
            ? species
            : throw new InputException($"--classes '{classes}' names {species.Length} species; give two, e.g. setosa,versicolor");
    }

    private static double PositiveRate(double rate) => rate > 0 && double.IsFinite(rate)
        ? rate
        : throw new InputException(string.Create(
            CultureInfo.InvariantCulture, $"--learning-rate {rate} makes no step; give a number above 0"));

    private static Loss NamedLoss(string name) => name switch
    {
        "mse" => Loss.MeanSquared,
        "logistic" => Loss.Logistic,
        _ => throw new InputException($"--loss '{name}' is unknown; give mse or logistic"),
    };

    private static GradientMethod NamedGradient(string name) => name switch
    {
        "parameter-shift" => GradientMethod.ParameterShift,
        "adjoint" => GradientMethod.Adjoint,
        _ => throw new InputException($"--gradient '{name}' is unknown; give parameter-shift or adjoint"),
    };

    /// <summary>A run that was stopped: its folder as given, and opened.</summary>
    private sealed record Stopped(string Path, (RunFolder Folder, TrainConfig Config, Checkpoint? Checkpoint) Opened);

    private sealed record Run(
        string NewPath,
        Stopped? Stopped,
        TrainConfig Config,
        TrainingSettings Training,
        EstimatorSettings Settings,
        PartitionLabels Labels,
        DataSplit Split,
        int CheckpointEvery,
        string LogDetail)
    {
        public async Task<int> Async(LocalWorkers local, TextWriter output, bool isJson, CancellationToken cancellationToken)
        {
            using LocalWorkers disposed = local;
            Workers workers = local.Workers;
            PartitionStage partition = PartitionStage.Plan(
                IrisClassifier.Circuit, IrisClassifier.Observable, Labels, Settings, workers.Scheduler);
            var pipeline = new TrainingPipeline(
                new QueryPipeline(partition.Estimator, workers) { IsQueryByQuery = LogDetail == "query" },
                new Training(IrisClassifier.Circuit, Split.Train, Training),
                Split.Test,
                Training.Loss);
            using RunFolder folder = Stopped?.Opened.Folder ?? RunFolder.Create(NewPath, Config, ReportJson.Default.TrainConfig);
            if (LogDetail == "task")
            {
                workers.OnTask = report => folder.Log.Write(TaskRecord.Of(folder.Run, report));
            }

            var log = new TrainingLog(
                folder, new BatchRecorder(folder.Run, new(partition.Estimator.Plan, Settings), workers), Training.Optimiser.LearningRate, workers.Scheduler);
            Checkpoint? from = Stopped?.Opened.Checkpoint;
            if (from is not null)
            {
                log.Resume(from);
            }

            using (var screen = new TrainingScreen(isJson ? null : output, Training.Epochs))
            {
                await LocalWorkers.RunAsync(
                    from is null ? pipeline.Start(partition.Time) : pipeline.Continue(from),
                    progress =>
                    {
                        log.Record(progress);
                        screen.Show(progress);
                        if (progress.State.Step % CheckpointEvery == 0)
                        {
                            log.WriteCheckpoint();
                        }
                    },
                    cancellationToken).ConfigureAwait(false);
            }

            cancellationToken.ThrowIfCancellationRequested();
            RunSummary summary = log.Summary();
            folder.WriteSummary(summary, ReportJson.Default.RunSummary);
            await output.WriteLineAsync(isJson ? SummaryText.ToJson(summary) : SummaryText.ToText(summary, Stopped?.Path ?? NewPath))
                .ConfigureAwait(false);
            return 0;
        }
    }
}
