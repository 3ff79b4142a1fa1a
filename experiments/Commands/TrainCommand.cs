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
        var dataset = new Argument<string>("DATASET") { Description = "iris." };
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
        var options = new QueryOptions(defaultPartition: IrisClassifier.Partition.Letters, defaultShots: "1024");
        var command = new Command("train", "Trains a classifier. Writes config.json, log.jsonl and summary.json to the run folder.")
        {
            dataset, epochs, batchSize, learningRate, loss, gradient, classes, testFraction, folder,
        };
        var execution = new ExecutionOptions();
        options.AddTo(command);
        execution.AddTo(command);
        execution.AddBackendTo(command);
        command.SetAction((parsed, cancellationToken) =>
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
            };
            LocalWorkers workers = execution.Workers(parsed, config.Workers, settings.Seed);
            string path = parsed.GetValue(folder) ?? DefaultFolder(config);
            return RunAsync(parsed, config, workers, training, settings, labels, split, path, parsed.GetValue(options.Json), cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        ParseResult parsed,
        TrainConfig config,
        LocalWorkers workers,
        TrainingSettings training,
        EstimatorSettings settings,
        PartitionLabels labels,
        DataSplit split,
        string path,
        bool isJson,
        CancellationToken cancellationToken)
    {
        using LocalWorkers disposed = workers;
        PartitionStage partition = PartitionStage.Plan(
            IrisClassifier.Circuit, IrisClassifier.Observable, labels, settings, workers.Workers.Scheduler);
        var run = new TrainingPipeline(
            new QueryPipeline(partition.Estimator, workers.Workers),
            new Training(IrisClassifier.Circuit, split.Train, training),
            split.Test,
            training.Loss);

        using RunFolder folder = RunFolder.Create(path, config, ReportJson.Default.TrainConfig);
        var log = new TrainingLog(
            folder,
            new BatchRecorder(folder.Run, new(partition.Estimator.Plan, settings), workers.Workers),
            training.Optimiser.LearningRate,
            workers.Workers.Scheduler);
        TextWriter output = parsed.InvocationConfiguration.Output;
        using (var screen = new TrainingScreen(isJson ? null : output, training.Epochs))
        {
            await LocalWorkers.RunAsync(
                run.Start(partition.Time),
                progress =>
                {
                    log.Record(progress);
                    screen.Show(progress);
                },
                cancellationToken).ConfigureAwait(false);
        }

        cancellationToken.ThrowIfCancellationRequested();
        RunSummary summary = log.Summary();
        folder.WriteSummary(summary, ReportJson.Default.RunSummary);
        await output.WriteLineAsync(isJson ? SummaryText.ToJson(summary) : SummaryText.ToText(summary, path)).ConfigureAwait(false);
        return 0;
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
}
