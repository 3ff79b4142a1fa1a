using System.CommandLine;
using System.Diagnostics;
using System.Text.Json.Nodes;
using CutAwareQnn.Circuits;
using CutAwareQnn.Circuits.OpenQasm;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using CutAwareQnn.Runtime;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Experiments;

/// <summary><c>cutqnn estimate</c>: expectation values of a circuit file, cut.</summary>
internal sealed class EstimateCommand
{
    // Beyond this the exact value would take longer than anybody waits for a figure next to the one that was asked for.
    private const int WidestExact = 24;

    private readonly CircuitFile _file = new();
    private readonly ObservableList _observables = new();
    private readonly InputTable _inputs = new();
    private readonly QueryOptions _query = new(defaultPartition: "none", defaultShots: "exact", hasAllocation: true);
    private readonly ExecutionOptions _execution = new();
    private readonly CutOptions _cuts;
    private readonly PairOptions _pairs = new();
    private readonly FoldOptions _fold = new();
    private readonly MitigateOption _mitigate = new();
    private readonly DryRunOptions _dryRun = new();
    private readonly ForgeOptions _forge = new();
    private readonly Option<bool> _gradient = new("--gradient")
    {
        Description = "Also the derivatives by every input: with shots by parameter shifts with standard errors, else exact.",
    };

    private EstimateCommand()
    {
        _cuts = new(_query.Partition);
    }

    public static Command Create()
    {
        var options = new EstimateCommand();
        var command = new Command(
            "estimate",
            "Estimates observables of a circuit from its cut fragments. Reads FILE, and the files of --observables, --inputs and "
            + "--plan; writes no file.");
        options._file.AddTo(command);
        options._observables.AddTo(command);
        options._file.AddValuesTo(command);
        options._inputs.AddTo(command);
        command.Add(options._gradient);
        options._query.AddTo(command);
        options._execution.AddTo(command);
        options._execution.AddBackendTo(command);
        options._cuts.AddTo(command);
        options._pairs.AddTo(command);
        options._fold.AddTo(command);
        options._mitigate.AddTo(command);
        options._dryRun.AddTo(command);
        options._forge.AddTo(command);
        command.SetAction(options.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        OpenQasmProgram program = _file.Read(parsed);
        if (_forge.IsGiven(
            parsed,
            parsed.CommandResult.Command,
            [.. _file.Options, .. _observables.Options, _inputs.Option, .. _query.PlainOptions]))
        {
            await parsed.InvocationConfiguration.Output.WriteLineAsync(Forged(parsed, program)).ConfigureAwait(false);
            return ExitCode.Done;
        }

        PauliSum[] observables = _observables.Read(parsed, program.Circuit, _cuts.HasPlan(parsed));
        IReadOnlyList<(double[] Features, double[] Weights)> rows = _inputs.Rows(parsed, _file, program);
        bool isGradient = parsed.GetValue(_gradient);
        EstimatorSettings settings = _query.Settings(parsed);
        _execution.Check(parsed, isGradient, settings);
        ZeroNoiseSettings? folding = _fold.Read(parsed, settings, _execution.BackendName(parsed), isGradient);
        if (_dryRun.IsDry(parsed))
        {
            using LocalWorkers workers = await _execution.WorkersAsync(
                parsed, _query.GivenWorkers(parsed), settings.Seed, isHere: true, cancellationToken).ConfigureAwait(false);
            RunForecast forecast = Forecast(
                parsed,
                Stages(parsed, program, observables, rows, settings, workers.Workers, cancellationToken),
                rows,
                isGradient,
                settings,
                folding,
                workers.Workers);
            _dryRun.Check(parsed, forecast);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(
                parsed.GetValue(_query.Json) ? DryRunOptions.ToJson(forecast) : DryRunOptions.ToText(forecast)).ConfigureAwait(false);
            return ExitCode.Done;
        }

        List<EstimateDocument> documents = OnProcessors(parsed, program, observables, rows, isGradient, settings, cancellationToken)
            ?? await OnWorkersAsync(parsed, program, observables, rows, isGradient, settings, folding, cancellationToken)
                .ConfigureAwait(false);
        await parsed.InvocationConfiguration.Output.WriteLineAsync(Text(
            documents, _observables.IsList(parsed) || _inputs.IsGiven(parsed), parsed.GetValue(_query.Json))).ConfigureAwait(false);
        return ExitCode.Done;
    }

    // The observables are on both halves, side by side.
    private string Forged(ParseResult parsed, OpenQasmProgram low)
    {
        OpenQasmProgram high = _forge.High(parsed, low);
        Circuit both = new CircuitBuilder(low.Circuit.QubitCount + high.Circuit.QubitCount).Build();
        ShotBudget shots = _query.Settings(parsed).Shots;
        List<ForgedDocument> documents = [];
        foreach ((int row, (double[] Features, double[] Weights) values) in _inputs.Rows(parsed, _file, low).Index())
        {
            foreach (PauliSum observable in _observables.Read(parsed, both, hasPlan: false))
            {
                documents.Add(_forge.Estimate(
                    parsed, low, high, values, observable, shots, unchecked(_query.Seed(parsed) + (ulong)documents.Count)) with
                {
                    Row = _inputs.IsGiven(parsed) ? row : null,
                });
            }
        }

        bool isList = _observables.IsList(parsed) || _inputs.IsGiven(parsed);
        return (isList, parsed.GetValue(_query.Json)) switch
        {
            (false, true) => documents[0].ToJson().ToJsonString(ReadableJson.Options),
            (true, true) => new JsonObject { ["estimates"] = new JsonArray([.. documents.Select(d => d.ToJson())]) }
                .ToJsonString(ReadableJson.Options),
            _ => string.Join(Environment.NewLine + Environment.NewLine, documents.Select(
                d => (isList ? d.Heading() + Environment.NewLine : "") + d.ToText())),
        };
    }

    private async Task<List<EstimateDocument>> OnWorkersAsync(
        ParseResult parsed,
        OpenQasmProgram program,
        PauliSum[] observables,
        IReadOnlyList<(double[] Features, double[] Weights)> rows,
        bool isGradient,
        EstimatorSettings settings,
        ZeroNoiseSettings? folding,
        CancellationToken cancellationToken)
    {
        using LocalWorkers workers = await _execution.WorkersAsync(
            parsed, _query.GivenWorkers(parsed), settings.Seed, isHere: false, cancellationToken).ConfigureAwait(false);
        PartitionStage[] stages = Stages(parsed, program, observables, rows, settings, workers.Workers, cancellationToken);
        if (_dryRun.IsGiven(parsed))
        {
            _dryRun.Check(parsed, Forecast(parsed, stages, rows, isGradient, settings, folding, workers.Workers));
        }

        ExactEstimator?[] exact = [.. stages.Select(s => Exact(program.Circuit, s.Estimator.Plan.GivenObservable, settings.Threads))];

        long? calibration = _mitigate.Shots(
            parsed, settings, _execution.BackendName(parsed), isGradient, _execution.Settings(parsed, settings.Seed));
        if (calibration is { } calibrationShots)
        {
            return Mitigated(stages, exact, rows, workers.Workers, calibrationShots, settings, folding, program, _inputs.IsGiven(parsed));
        }

        CutEstimator[][] estimators = [.. stages.Select(s => AtScales(s.Estimator, settings, folding))];
        List<EstimateDocument> documents = [];
        foreach ((int row, (double[] features, double[] weights)) in rows.Index())
        {
            foreach ((int index, PartitionStage stage) in stages.Index())
            {
                int first = documents.Count * estimators[index].Length;
                EstimatorQuery query = new((ulong)first, features, weights);
                List<Estimate> estimates = [];
                List<BatchRecord> records = [];
                foreach ((int scale, CutEstimator estimator) in estimators[index].Index())
                {
                    // Every scale draws outcomes of its own.
                    EstimatorQuery own = query with { Id = query.Id + (ulong)scale };
                    BatchOutcome outcome = await OutcomeAsync(
                        new(
                            first + scale,
                            [own],
                            isGradient ? Gradient(settings) : null,
                            PartitionTime: row + scale == 0 ? stage.Time : TimeSpan.Zero),
                        estimator,
                        workers.Workers,
                        cancellationToken).ConfigureAwait(false);
                    records.AddRange(new BatchRecorder("estimate", new(estimator.Plan, settings), workers.Workers).Records(outcome));
                    estimates.Add(outcome.Estimates[0]);
                }

                ZeroNoiseEstimate? zeroNoise = folding?.ToZero(estimates, stage.Estimator.Plan.Observable);
                documents.Add(new(
                    zeroNoise?.Estimate ?? estimates[0], exact[index]?.Estimate([query])[0].Value, Total([.. records]), settings, program)
                {
                    Observable = stage.Estimator.Plan.GivenObservable.ToString(),
                    Row = _inputs.IsGiven(parsed) ? row : null,
                    IsCutOff = settings.Mode == QueryMode.Lean && workers.Workers.Settings.Deadline is not null,
                    ZeroNoise = zeroNoise,
                });
            }
        }

        return documents;
    }

    private PartitionStage[] Stages(
        ParseResult parsed,
        OpenQasmProgram program,
        PauliSum[] observables,
        IReadOnlyList<(double[] Features, double[] Weights)> rows,
        EstimatorSettings settings,
        Workers workers,
        CancellationToken cancellationToken) =>
    [
        .. observables.DefaultIfEmpty<PauliSum?>(null)
            .Select(o => _cuts.Partition(
                parsed,
                program,
                o,
                settings,
                workers.Scheduler,
                cancellationToken,
                symbol => (symbol.Kind == SymbolKind.Feature ? rows[0].Features : rows[0].Weights)[symbol.Index])),
    ];

    // What the estimates will take, the calibration included.
    private RunForecast Forecast(
        ParseResult parsed,
        PartitionStage[] stages,
        IReadOnlyList<(double[] Features, double[] Weights)> rows,
        bool isGradient,
        EstimatorSettings settings,
        ZeroNoiseSettings? folding,
        Workers workers)
    {
        long? calibration =
            _mitigate.Shots(parsed, settings, _execution.BackendName(parsed), isGradient, _execution.Settings(parsed, settings.Seed));
        var forecast = RunForecast.Of(
            from row in rows
            from stage in stages
            from estimator in AtScales(stage.Estimator, settings, folding)
            select estimator.Start([new(0, row.Features, row.Weights)], isGradient ? Gradient(settings) : null),
            workers);
        return calibration is { } shots
            ? forecast with
            {
                Circuits = forecast.Circuits + 2,
                Tasks = forecast.Tasks + 2,
                Shots = forecast.Shots + (2 * shots),
                Submissions = forecast.Submissions + 1,
            }
            : forecast;
    }

    // Counts are weighed shot by shot, so that circuits are run one by one on the backend itself.
    private static List<EstimateDocument> Mitigated(
        PartitionStage[] stages,
        ExactEstimator?[] exact,
        IReadOnlyList<(double[] Features, double[] Weights)> rows,
        Workers workers,
        long calibrationShots,
        EstimatorSettings settings,
        ZeroNoiseSettings? folding,
        OpenQasmProgram program,
        bool isTable)
    {
        var device = new MitigatedQuery(
            workers.Backend, stages.Max(s => s.Estimator.Plan.Fragments.Max(f => f.Width)), calibrationShots, settings.Seed);
        long[]? totals = settings.Shots.Total > 0 ? folding?.Divide(settings.Shots.Total) ?? [settings.Shots.Total] : null;
        List<EstimateDocument> documents = [];
        foreach ((int row, (double[] features, double[] weights)) in rows.Index())
        {
            foreach ((int index, PartitionStage stage) in stages.Index())
            {
                CutPlan plan = stage.Estimator.Plan;
                EstimatorQuery query = new((ulong)documents.Count, features, weights);
                CutPlan[] plans = folding?.Fold(plan) ?? [plan];
                long begun = Stopwatch.GetTimestamp();
                (Estimate estimate, ZeroNoiseEstimate? zeroNoise, long circuits, long shots) = device.Estimate(
                    plans, [.. plans.Select((_, i) => totals is null ? settings.Shots : ShotBudget.InTotal(totals[i]))], query, folding);
                TimeSpan partition = row == 0 ? stage.Time : TimeSpan.Zero, execute = Stopwatch.GetElapsedTime(begun);
                var record = new StageRecord(
                    BatchPurpose.Forward, 1, circuits, shots, new(partition, default, execute, default, partition + execute));
                var outcome = new BatchOutcome(new(documents.Count, [query], null, PartitionTime: partition), [estimate], [record]);
                documents.Add(new(
                    estimate,
                    exact[index]?.Estimate([query])[0].Value,
                    Total([.. new BatchRecorder("estimate", new(plan, settings), workers).Records(outcome)]),
                    settings,
                    program)
                {
                    Observable = plan.GivenObservable.ToString(),
                    Row = isTable ? row : null,
                    IsCutOff = false,
                    ZeroNoise = zeroNoise,
                    CalibrationShots = device.CalibrationShots,
                });
            }
        }

        return documents;
    }

    // One estimator per scale of noise; without folding the given one alone.
    private static CutEstimator[] AtScales(CutEstimator estimator, EstimatorSettings settings, ZeroNoiseSettings? folding)
    {
        if (folding is null)
        {
            return [estimator];
        }

        long[]? totals = settings.Shots.Total > 0 ? folding.Divide(settings.Shots.Total) : null;
        return [.. folding.Fold(estimator.Plan).Select((plan, i) =>
            new CutEstimator(plan, totals is null ? settings : settings with { Shots = ShotBudget.InTotal(totals[i]) }))];
    }

    private static async Task<BatchOutcome> OutcomeAsync(
        BatchRequest request, CutEstimator estimator, Workers workers, CancellationToken cancellationToken)
    {
        BatchOutcome? outcome = null;
        await LocalWorkers.RunAsync(new QueryPipeline(estimator, workers).Run(request), o => outcome = o, cancellationToken)
            .ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return outcome!;
    }

    private static string Text(List<EstimateDocument> documents, bool isList, bool isJson) => (isList, isJson) switch
    {
        (false, false) => documents[0].ToText(),
        (false, true) => documents[0].ToJson().ToJsonString(ReadableJson.Options),
        (true, false) => string.Join(
            Environment.NewLine + Environment.NewLine, documents.Select(d => d.Heading() + Environment.NewLine + d.ToText())),
        (true, true) => new JsonObject { ["estimates"] = new JsonArray([.. documents.Select(d => d.ToListedJson())]) }
            .ToJsonString(ReadableJson.Options),
    };

    // The documents of all rows and observables on processors that share links or pairs; null where they share neither.
    private List<EstimateDocument>? OnProcessors(
        ParseResult parsed,
        OpenQasmProgram program,
        PauliSum[] observables,
        IReadOnlyList<(double[] Features, double[] Weights)> rows,
        bool isGradient,
        EstimatorSettings settings,
        CancellationToken cancellationToken)
    {
        List<EstimateDocument> documents = [];
        foreach ((int row, (double[] features, double[] weights)) in rows.Index())
        {
            foreach (PauliSum? observable in observables.DefaultIfEmpty<PauliSum?>(null))
            {
                EstimatorQuery query = new((ulong)documents.Count, features, weights);
                if (OnProcessors(parsed, program, observable, query, isGradient, settings, cancellationToken) is not { } run)
                {
                    return null;
                }

                double? exact = Exact(program.Circuit, observable!, settings.Threads)?.Estimate([query])[0].Value;
                documents.Add(new(run.Estimate, exact, run.Record, settings, program)
                {
                    Observable = observable!.ToString(),
                    Row = _inputs.IsGiven(parsed) ? row : null,
                    Resource = run.Resource,
                    IsCutOff = false,
                });
            }
        }

        return documents;
    }

    // Runs the query on processors that share links or pairs; null where they share neither, and where links serve gradients, divided
    // shots or a backend as one fragment.
    private ProcessorRun? OnProcessors(
        ParseResult parsed,
        OpenQasmProgram program,
        PauliSum? observable,
        EstimatorQuery query,
        bool isGradient,
        EstimatorSettings settings,
        CancellationToken cancellationToken)
    {
        Circuit circuit = program.Circuit;
        if (_pairs.Budget(parsed, _cuts.IsCommunicating(parsed)) is { } pair)
        {
            if (_fold.IsGiven(parsed))
            {
                throw new InputException("--pairs and --fold are both given; pairs run on ideal processors, so omit --fold");
            }

            if (observable is null || isGradient || settings.Shots.Total > 0 || settings.Mode != QueryMode.Lean
                || _cuts.Width(parsed) is not null)
            {
                throw new InputException(
                    "--pairs takes --partition, and --shots per circuit or 'exact'; omit --gradient, --total-shots, "
                    + "--target-error, --mode, --plan and --max-qubits");
            }

            return ProcessorRun.Paired(
                circuit.Bind(query.Features, query.Weights),
                PartitionLabels.Parse(parsed.GetValue(_query.Partition)!, circuit.QubitCount),
                pair,
                observable,
                settings.Shots.PerCircuit,
                settings.Seed,
                cancellationToken);
        }

        bool isEach = settings.Shots.IsExact || settings.Shots.PerCircuit > 0;
        if (observable is null || isGradient || !isEach || settings.Mode != QueryMode.Lean || _fold.IsGiven(parsed)
            || _execution.BackendName(parsed) != Backends.Names[0])
        {
            return null;
        }

        long begun = Stopwatch.GetTimestamp();
        return _cuts.Links(parsed, program, cancellationToken) is { } plan
            ? ProcessorRun.Linked(plan, Stopwatch.GetElapsedTime(begun), observable, query, settings.Shots.PerCircuit, settings.Seed)
            : null;
    }

    // What one backward pass gives exactly needs no shifts.
    private static GradientRequest Gradient(EstimatorSettings settings)
    {
        bool isExact = settings.Shots.IsExact;
        return new(
            isExact && settings.Mode == QueryMode.Lean ? GradientMethod.Adjoint : GradientMethod.ParameterShift,
            GradientTargets.Features | GradientTargets.Weights,
            WithErrors: true);
    }

    // A gradient adds records of its own; the estimate took them all.
    private static BatchRecord Total(BatchRecord[] records) => records[0] with
    {
        CircuitsRun = records.Sum(r => r.CircuitsRun),
        TotalShots = records.Sum(r => r.TotalShots),
        PartitionSeconds = records.Sum(r => r.PartitionSeconds),
        GenerateSeconds = records.Sum(r => r.GenerateSeconds),
        ExecuteSeconds = records.Sum(r => r.ExecuteSeconds),
        ReconstructSeconds = records.Sum(r => r.ReconstructSeconds),
        TotalSeconds = records.Sum(r => r.TotalSeconds),
    };

    // Null where it would take too long; each measurement or reset can double the states that follow.
    private static ExactEstimator? Exact(Circuit circuit, PauliSum observable, ITileThreads? threads)
    {
        int splits = circuit.Instructions.Count(i => i.Unconditional() is Measurement or Reset);
        return circuit.QubitCount + splits <= WidestExact ? new(circuit, observable, threads) : null;
    }
}
