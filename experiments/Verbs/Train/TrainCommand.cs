using System.CommandLine;
using System.Globalization;
using System.Reactive.Concurrency;
using CutAwareQnn.Circuits;
using CutAwareQnn.Circuits.OpenQasm;
using CutAwareQnn.Estimation;
using CutAwareQnn.Learning;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary><c>cutqnn train</c>: trains a classifier or a regression through the cut-aware estimator and writes a run folder.</summary>
internal sealed class TrainCommand
{
    private readonly DatasetOptions _dataset = new();
    private readonly ModelOptions _model = new();
    private readonly TrainingOptions _training = new();
    private readonly FirstWeightsOption _weights = new();
    private readonly RobustnessOptions _robustness = new();
    private readonly QueryOptions _query = new(defaultPartition: "none", defaultShots: "1024");
    private readonly CutOptions _cuts;
    private readonly ExecutionOptions _execution = new();
    private readonly Option<string?> _folder = PathOption.Folder("--out", "The run folder; by default a new one below runs/.");
    private readonly Option<string?> _resume = PathOption.Folder(
        "--resume", "Continues the run in this folder from its last checkpoint, with the options that it was started with.");

    private readonly Option<double> _checkpoint = Numbers.Seconds.Option(
        "--checkpoint-every", TrainingLog.DefaultCheckpointEvery.TotalSeconds, "The smallest number of seconds between checkpoints.");

    private readonly Option<string?> _log = Choices.Of("batch", "query", "task").Option(
        "--log",
        "batch",
        "What a line of the log describes: batch; query (each query is run and timed alone); task (a batch, and each of its jobs).");

    // A model that is read back needs none of the workers that it was trained with.
    private bool _isModelOnly;

    private TrainCommand()
    {
        _cuts = new(_query.Partition);
        _query.Partition.DefaultValueFactory = _model.DefaultPartition;
    }

    public static Command Create() => CreateWithOptions().Command;

    private static (TrainCommand Options, Command Command) CreateWithOptions()
    {
        var options = new TrainCommand();
        var command = new Command(
            "train",
            "Trains a classifier or a regression. Reads DATASET; writes config.json, log.jsonl, checkpoint.json and summary.json to "
                + "the run folder.");
        options._dataset.AddTo(command);
        options._model.AddTo(command);
        options._training.AddTo(command);
        options._weights.AddTo(command);
        options._robustness.AddTo(command);
        foreach (Option option in new Option[] { options._folder, options._resume, options._checkpoint, options._log })
        {
            command.Add(option);
        }

        options._query.AddTo(command);
        options._cuts.AddTo(command);
        options._execution.AddTo(command);
        options._execution.AddBackendTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            TextWriter output = parsed.InvocationConfiguration.Output;
            bool isJson = parsed.GetValue(options._query.Json);
            if (parsed.GetValue(options._resume) is not { } path)
            {
                return options.RunAsync(parsed, null, output, isJson, cancellationToken);
            }

            return options.ResumeAsync(command, parsed, path, output, isJson, cancellationToken);
        });
        return (options, command);
    }

    private async Task<int> ResumeAsync(
        Command command, ParseResult parsed, string path, TextWriter output, bool isJson, CancellationToken cancellationToken)
    {
        Option<int> epochs = _training.Epochs;
        if (_dataset.Name(parsed) is { } name)
        {
            throw new InputException(
                $"data set {QuotedText.Of(name)} is given with --resume, which continues the run as it was started; omit it");
        }

        if (command.Options.FirstOrDefault(o => parsed.IsGiven(o) && o != _resume && o != epochs && o != _query.Json) is { } other)
        {
            throw new InputException($"{other.Name} is given with --resume, which continues the run as it was started; omit it");
        }

        int? more = parsed.IsGiven(epochs) ? parsed.GetValue(epochs) : null;
        var stopped = StoppedRun.Open(path, more);
        using RunFolder folder = stopped.Folder;
        ParseResult begun = command.Parse(stopped.Arguments(epochs.Name, more), Cli.Parser);
        return begun.Errors.Count == 0
            ? await RunAsync(begun, stopped, output, isJson, cancellationToken).ConfigureAwait(false)
            : throw new InputException(
                $"run folder {path} cannot be continued: {begun.Errors[0].Message.TrimEnd('.')}; restore its config.json");
    }

    private async Task<int> RunAsync(
        ParseResult parsed, StoppedRun? stopped, TextWriter output, bool isJson, CancellationToken cancellationToken)
    {
        using PreparedTraining prepared = await PrepareAsync(parsed, null, null, cancellationToken).ConfigureAwait(false);
        stopped?.Agree(prepared.Config);
        string path = stopped?.Path ?? parsed.GetValue(_folder) ?? DefaultFolder(prepared.Config);
        RunSummary summary;
        using (var screen = new TrainingScreen(isJson ? null : output, prepared.Config.Epochs))
        {
            var run = new TrainingRun(
                prepared.Training, prepared.Samples.Split.Test, prepared.Stages, prepared.Settings, _robustness.Magnitudes(parsed))
            {
                CheckpointEvery = TimeSpan.FromSeconds(parsed.GetValue(_checkpoint)),
                LogDetail = parsed.GetValue(_log)!,
            };
            summary = await run.RunAsync(
                stopped?.Folder ?? RunFolder.Create(path, prepared.Config, ReportJson.Default.TrainConfig),
                stopped?.Checkpoint,
                prepared.Workers.Workers,
                screen.Show,
                cancellationToken).ConfigureAwait(false);
        }

        await output.WriteLineAsync(isJson ? SummaryText.ToJson(summary) : SummaryText.ToText(summary, path)).ConfigureAwait(false);
        return ExitCode.Done;
    }

    /// <summary>Prepares the model of a run folder for new samples, with exact values unless shots are given.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="rows">
    /// The new samples, which take the place of the test part; they are reduced and scaled as the training part is.
    /// </param>
    /// <param name="settings">How queries are run.</param>
    /// <param name="cancellationToken">Cancels reading and planning.</param>
    /// <exception cref="InputException">Data or circuit are not those that the run was trained with.</exception>
    public static async Task<PreparedTraining> OfRunAsync(
        string path, NewSamples rows, EstimatorSettings settings, CancellationToken cancellationToken)
    {
        TrainConfig config = RunFolder.ReadConfig(path, ReportJson.Default.TrainConfig);
        if (config.Arguments.Count == 0)
        {
            throw new InputException($"run folder {path} is of a sweep, whose models are not kept; give the folder of a 'cutqnn train'");
        }

        (TrainCommand options, Command command) = CreateWithOptions();
        options._isModelOnly = true;
        ParseResult begun = command.Parse(config.Arguments, Cli.Parser);
        if (begun.Errors.Count > 0)
        {
            throw new InputException($"run folder {path} cannot be used: {begun.Errors[0].Message.TrimEnd('.')}; restore its config.json");
        }

        using (PreparedTraining trained = await options.PrepareAsync(begun, null, null, cancellationToken).ConfigureAwait(false))
        {
            StoppedRun.Agree(path, config with { Epochs = trained.Config.Epochs }, trained.Config, withBuild: false);
        }

        return await options.PrepareAsync(begun, rows, settings, cancellationToken).ConfigureAwait(false);
    }

    private async Task<PreparedTraining> PrepareAsync(
        ParseResult parsed, NewSamples? rows, EstimatorSettings? otherSettings, CancellationToken cancellationToken)
    {
        EstimatorSettings settings = _query.Settings(parsed);
        _execution.Check(parsed, isGradient: false, settings);
        settings = otherSettings ?? settings;
        double[]? magnitudes = _robustness.Magnitudes(parsed);
        OpenQasmProgram program = _model.Program(parsed);
        TrainingSamples samples =
            await _dataset.ReadAsync(parsed, program.Circuit.FeatureCount, _query.Seed(parsed), rows, cancellationToken)
            .ConfigureAwait(false);
        PauliSum[] observables = _model.Observables(parsed, program.Circuit, _cuts.HasPlan(parsed), samples.Classes.Count);
        Loss loss = _training.Loss(parsed, samples.Targets is not null, _model.ClassQubits(parsed) is not null);
        if (loss.IsRegression && magnitudes is not null)
        {
            throw new InputException("--robustness classifies perturbed samples but --target predicts numbers; omit one of them");
        }

        LocalWorkers workers =
            await _execution.WorkersAsync(parsed, _query.GivenWorkers(parsed), settings.Seed, _isModelOnly, cancellationToken)
            .ConfigureAwait(false);
        try
        {
            PartitionStage[] stages = Partition(parsed, program, observables, settings, workers.Workers.Scheduler, cancellationToken);
            Model model = _model.Model(
                parsed,
                program.Circuit,
                [.. stages.Select(s => s.Estimator.Plan.GivenObservable)],
                samples.Classes.Count,
                loss);
            DataSplit validation = _training.Validation(parsed, samples.Split.Train, _query.Seed(parsed), loss);
            validation = validation with
            {
                Train = _training.Coreset(parsed, validation.Train, _query.Seed(parsed), loss),
            };
            TrainingSettings trainingSettings = _training.Settings(parsed, validation.Train.Count, _query.Seed(parsed), loss) with
            {
                FirstWeights = _weights.Read(parsed),
            };
            if (settings.Mode == QueryMode.Published
                && trainingSettings is { Gradient: GradientMethod.Adjoint, Optimiser.WantsGradient: true })
            {
                throw new InputException("--gradient adjoint has no published mode; give parameter-shift, or --mode lean");
            }

            if (parsed.GetValue(_log) == "query" && stages.Length > 1)
            {
                throw new InputException(
                    "--log query runs each query alone, but a sample needs one per observable; give batch or task, or one --observable");
            }

            TrainConfig config = _training.Describe(
                parsed, Describe(parsed, program, model, samples, validation, settings, magnitudes), trainingSettings) with
            {
                FirstWeights = trainingSettings.FirstWeights,
                Inputs = new(
                    InputDigest.Of(samples.Split),
                    InputDigest.Of(program),
                    InputDigest.Of(stages.Select(s => s.Estimator.Plan)),
                    InputDigest.Build),
                Arguments = [.. parsed.Tokens.Select(t => t.Value).SkipWhile(t => t == parsed.CommandResult.Command.Name)],
            };
            return new(new(model, validation.Train, trainingSettings, validation.Test), samples, stages, settings, config, workers);
        }
        catch
        {
            workers.Dispose();
            throw;
        }
    }

    // The same cuts for every observable; a plan file has its own. What was compiled at build time is run so.
    private PartitionStage[] Partition(
        ParseResult parsed,
        OpenQasmProgram program,
        PauliSum[] observables,
        EstimatorSettings settings,
        IScheduler scheduler,
        CancellationToken cancellationToken) =>
        ReferenceEquals(program.Circuit, IrisClassifier.Circuit)
        && observables is [var observable]
        && observable == IrisClassifier.Observable
        && _cuts.Letters(parsed, program) == IrisClassifier.Partition.Letters
            ? [PartitionStage.For<IrisClassifier>(settings, scheduler)]
            : [.. observables.DefaultIfEmpty<PauliSum?>(null)
                .Select(o => _cuts.Partition(parsed, program, o, settings, scheduler, cancellationToken))];

    private TrainConfig Describe(
        ParseResult parsed,
        OpenQasmProgram program,
        Model model,
        TrainingSamples samples,
        DataSplit validation,
        EstimatorSettings settings,
        double[]? magnitudes) => new()
        {
            Dataset = samples.Dataset,
            Label = samples.Label,
            Target = samples.Target,
            Classes = samples.Classes,
            Reduction = samples.Reduction,
            Scale = samples.Scale,
            TestFraction = samples.TestFraction,
            Circuit = _model.CircuitName(parsed),
            Observable = [.. model.Observables.Select(o => o.ToString())],
            ClassQubits = _model.ClassQubits(parsed),
            Linear = model.Linear is not null,
            Partition = _cuts.Letters(parsed, program),
            MaxQubits = _cuts.Width(parsed),
            Plan = _cuts.PlanFile(parsed)?.Name,
            Mode = _query.ModeName(parsed),
            Shots = settings.Shots.IsExact ? "exact"
            : settings.Shots.Total > 0 ? null
            : settings.Shots.PerCircuit.ToString(CultureInfo.InvariantCulture),
            TotalShots = settings.Shots.Total > 0 ? settings.Shots.Total : null,
            Workers = _query.Workers(parsed),
            Robustness = magnitudes,
            Seed = settings.Seed,
            TrainCount = validation.Train.Count,
            ValidationCount = validation.Test.Count,
            TestCount = samples.Split.Test.Count,
        };

    private static string DefaultFolder(TrainConfig config) => Path.Combine("runs", string.Create(
        CultureInfo.InvariantCulture,
        $"{Path.GetFileNameWithoutExtension(config.Dataset)}-{config.Partition ?? "cut"}-seed{config.Seed}-"
            + $"{DateTime.Now:yyyyMMdd-HHmmss-fff}"));
}
