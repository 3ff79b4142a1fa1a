using System.CommandLine;
using System.Globalization;
using System.Reactive.Concurrency;
using CutAwareQnn.Circuits;
using CutAwareQnn.Circuits.OpenQasm;
using CutAwareQnn.Estimation;
using CutAwareQnn.Learning;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary><c>cutqnn train</c>: trains a classifier through the cut-aware estimator and writes a run folder.</summary>
internal sealed class TrainCommand
{
    private readonly DatasetOptions _dataset = new();
    private readonly ModelOptions _model = new();
    private readonly TrainingOptions _training = new();
    private readonly RobustnessOptions _robustness = new();
    private readonly QueryOptions _query = new(defaultPartition: "none", defaultShots: "1024");
    private readonly CutOptions _cuts;
    private readonly ExecutionOptions _execution = new();
    private readonly Option<string?> _folder = new("--out") { Description = "The run folder; by default a new one below runs/." };
    private readonly Option<string?> _resume = new("--resume")
    {
        Description = "Goes on with the run in this folder from its last checkpoint; all else is as the run was begun.",
    };

    private readonly Option<double> _checkpoint = new("--checkpoint-every")
    {
        Description = "The least number of seconds between checkpoints.",
        DefaultValueFactory = _ => TrainingLog.DefaultCheckpointEvery.TotalSeconds,
    };

    private readonly Option<string> _log = new("--log")
    {
        Description = "What a line of the log is about: batch; query (each query run and timed alone); task (batch, and each batch of subexperiments).",
        DefaultValueFactory = _ => "batch",
    };

    private TrainCommand()
    {
        _cuts = new(_query.Partition);
        _query.Partition.DefaultValueFactory = _model.DefaultPartition;
        _log.AcceptOnlyFromAmong("batch", "query", "task");
    }

    public static Command Create()
    {
        var options = new TrainCommand();
        var command = new Command(
            "train",
            "Trains a classifier. Reads DATASET; writes config.json, log.jsonl, checkpoint.json and summary.json to the run folder.");
        options._dataset.AddTo(command);
        options._model.AddTo(command);
        options._training.AddTo(command);
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

            if (parsed.Tokens.FirstOrDefault(t => !options.GoesWithResume(parsed, t.Value)) is { } other)
            {
                throw new InputException($"'{other.Value}' is given beside --resume, which goes on as the run was begun; leave it away");
            }

            var stopped = StoppedRun.Open(path);
            ParseResult begun = command.Parse(stopped.Config.Arguments);
            return begun.Errors.Count == 0
                ? options.RunAsync(begun, stopped, output, isJson, cancellationToken)
                : throw new InputException($"run folder {path} cannot be continued: {begun.Errors[0].Message.TrimEnd('.')}; restore its config.json");
        });
        return command;
    }

    private bool GoesWithResume(ParseResult parsed, string token) =>
        token == parsed.CommandResult.Command.Name || token == _resume.Name || token == _query.Json.Name || token == parsed.GetValue(_resume);

    private async Task<int> RunAsync(
        ParseResult parsed, StoppedRun? stopped, TextWriter output, bool isJson, CancellationToken cancellationToken)
    {
        using RunFolder? opened = stopped?.Folder;
        EstimatorSettings settings = _query.Settings(parsed);
        _execution.Check(parsed, isGradient: false, settings);
        double[]? magnitudes = _robustness.Magnitudes(parsed);
        OpenQasmProgram program = _model.Program(parsed);
        PauliSum[] observables = _model.Observables(parsed, program.Circuit, _cuts.HasPlan(parsed));
        TrainingSamples samples = await _dataset.ReadAsync(parsed, program.Circuit.FeatureCount, settings.Seed, cancellationToken)
            .ConfigureAwait(false);
        using LocalWorkers workers = _execution.Workers(parsed, _query.Workers(parsed), settings.Seed);
        PartitionStage[] stages = Partition(parsed, program, observables, settings, workers.Workers.Scheduler, cancellationToken);
        Model model = _model.Model(
            parsed, program.Circuit, [.. stages.Select(s => s.Estimator.Plan.Observable)], samples.Classes.Count, _training.Loss(parsed));
        DataSplit validation = _training.Validation(parsed, samples.Split.Train, settings.Seed);
        TrainingSettings trainingSettings = _training.Settings(parsed, validation.Train.Count, settings.Seed);
        if (settings.Mode == QueryMode.Published && trainingSettings is { Gradient: GradientMethod.Adjoint, Optimiser.WantsGradient: true })
        {
            throw new InputException("--gradient adjoint has no published mode; give parameter-shift, or --mode lean");
        }

        var training = new Training(model, validation.Train, trainingSettings, validation.Test);
        TrainConfig config = _training.Describe(
            parsed, Describe(parsed, program, model, samples, validation, settings, magnitudes), trainingSettings);
        config = config with { Arguments = [.. parsed.Tokens.Select(t => t.Value).SkipWhile(t => t == parsed.CommandResult.Command.Name)] };
        string path = stopped?.Path ?? parsed.GetValue(_folder) ?? DefaultFolder(config);
        TimeSpan every = ExecutionOptions.Seconds("--checkpoint-every", parsed.GetValue(_checkpoint));

        RunSummary summary;
        using (var screen = new TrainingScreen(isJson ? null : output, trainingSettings.Epochs))
        {
            var run = new TrainingRun(training, samples.Split.Test, stages, settings, magnitudes)
            {
                CheckpointEvery = every,
                LogDetail = parsed.GetValue(_log)!,
            };
            summary = await run.RunAsync(
                opened ?? RunFolder.Create(path, config, ReportJson.Default.TrainConfig),
                stopped?.Checkpoint,
                workers.Workers,
                screen.Show,
                cancellationToken).ConfigureAwait(false);
        }

        await output.WriteLineAsync(isJson ? SummaryText.ToJson(summary) : SummaryText.ToText(summary, path)).ConfigureAwait(false);
        return 0;
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
            Classes = samples.Classes,
            Reduction = samples.Reduction,
            Scale = samples.Scale,
            TestFraction = samples.TestFraction,
            Circuit = _model.CircuitName(parsed),
            Observable = [.. model.Observables.Select(o => o.ToString())],
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
        $"{Path.GetFileNameWithoutExtension(config.Dataset)}-{config.Partition ?? "cut"}-seed{config.Seed}-{DateTime.Now:yyyyMMdd-HHmmss-fff}"));
}
