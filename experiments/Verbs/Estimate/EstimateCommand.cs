using System.CommandLine;
using System.Diagnostics;
using CutAwareQnn.Circuits;
using CutAwareQnn.Circuits.OpenQasm;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary><c>cutqnn estimate</c>: one expectation value of a circuit file, cut.</summary>
internal static class EstimateCommand
{
    // Beyond this the exact value would take longer than anybody waits for a figure beside the figure asked for.
    private const int WidestExact = 24;

    public static Command Create()
    {
        var file = new CircuitFile();
        var observable = new Option<string>("--observable")
        {
            Description = "A Pauli sum such as ZZZZ or 0.5*ZZII - XIXI; the rightmost letter is qubit 0; a plan file has its own.",
        };
        var options = new QueryOptions(defaultPartition: "none", defaultShots: "exact", hasAllocation: true);
        var gradient = new Option<bool>("--gradient")
        {
            Description = "Also the derivatives by every input: with shots by parameter shifts with standard errors, else exact.",
        };
        var command = new Command("estimate", "Estimates an observable of a circuit from its cut fragments. Reads FILE; writes no file.");
        file.AddTo(command);
        command.Add(observable);
        file.AddValuesTo(command);
        command.Add(gradient);
        var cuts = new CutOptions(options.Partition);
        var pairs = new PairOptions();
        var execution = new ExecutionOptions();
        options.AddTo(command);
        execution.AddTo(command);
        execution.AddBackendTo(command);
        cuts.AddTo(command);
        pairs.AddTo(command);
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed, file, parsed.GetValue(observable), parsed.GetValue(gradient), options, execution, cuts, pairs, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        ParseResult parsed,
        CircuitFile file,
        string? paulis,
        bool isGradient,
        QueryOptions options,
        ExecutionOptions execution,
        CutOptions cuts,
        PairOptions pairs,
        CancellationToken cancellationToken)
    {
        if (paulis is null != cuts.HasPlan(parsed))
        {
            throw new InputException(paulis is null
                ? "no observable is given; give --observable, e.g. --observable ZZZZ"
                : "--observable and --plan are both given; a plan has its own observable, so leave --observable away");
        }

        OpenQasmProgram program = file.Read(parsed);
        Circuit circuit = program.Circuit;
        (double[] features, double[] weights) = file.Values(parsed, program);
        PauliSum? observable = paulis is null ? null : PauliSum.Parse(paulis, circuit.QubitCount);
        EstimatorSettings settings = options.Settings(parsed);
        execution.Check(parsed, isGradient, settings);
        if (Processors(parsed, program, observable, new(0, features, weights), isGradient, settings, options, cuts, pairs, cancellationToken) is { } run)
        {
            var answer = new EstimateDocument(run.Estimate, ExactValue(circuit, observable!, [new(0, features, weights)]), run.Record, settings, program)
            {
                Resource = run.Resource,
            };
            await parsed.InvocationConfiguration.Output.WriteLineAsync(parsed.GetValue(options.Json) ? answer.ToJson() : answer.ToText())
                .ConfigureAwait(false);
            return 0;
        }

        using var workers = execution.Workers(parsed, options.Workers(parsed), settings.Seed);
        PartitionStage partition = cuts.Partition(parsed, program, observable, settings, workers.Workers.Scheduler, cancellationToken);
        EstimatorQuery[] queries = [new(0, features, weights)];
        var request = new BatchRequest(0, queries, isGradient ? Gradient(settings) : null, PartitionTime: partition.Time);
        BatchOutcome? outcome = null;
        await LocalWorkers.RunAsync(
            new QueryPipeline(partition.Estimator, workers.Workers).Run(request),
            o => outcome = o,
            cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();

        double? exact = ExactValue(circuit, partition.Estimator.Plan.Observable, queries);
        BatchRecord[] records = [.. new BatchRecorder("estimate", new(partition.Estimator.Plan, settings), workers.Workers).Records(outcome!)];
        var document = new EstimateDocument(outcome!.Estimates[0], exact, Total(records), settings, program);
        await parsed.InvocationConfiguration.Output.WriteLineAsync(parsed.GetValue(options.Json) ? document.ToJson() : document.ToText())
            .ConfigureAwait(false);
        return 0;
    }

    // Runs the query on processors that share links or pairs; null where they share neither, and for gradients and shots over links, which the
    // linked processors serve as one fragment.
    private static ProcessorRun? Processors(
        ParseResult parsed,
        OpenQasmProgram program,
        PauliSum? observable,
        EstimatorQuery query,
        bool isGradient,
        EstimatorSettings settings,
        QueryOptions options,
        CutOptions cuts,
        PairOptions pairs,
        CancellationToken cancellationToken)
    {
        Circuit circuit = program.Circuit;
        if (pairs.Budget(parsed, cuts.IsCommunicating(parsed)) is { } pair)
        {
            if (observable is null || isGradient || settings.Shots.Total > 0 || settings.Mode != QueryMode.Lean || cuts.Width(parsed) is not null)
            {
                throw new InputException("--pairs takes --partition, and --shots per circuit or 'exact'; omit --gradient, --total-shots, --target-error, --mode, --plan and --max-qubits");
            }

            return ProcessorRun.Paired(
                circuit.Bind(query.Features, query.Weights),
                PartitionLabels.Parse(parsed.GetValue(options.Partition)!, circuit.QubitCount),
                pair,
                observable,
                settings.Shots.PerCircuit,
                settings.Seed,
                cancellationToken);
        }

        if (observable is null || isGradient || !settings.Shots.IsExact || settings.Mode != QueryMode.Lean || cuts.Letters(parsed, program) is not { } letters)
        {
            return null;
        }

        long begun = Stopwatch.GetTimestamp();
        return LinkedPlan.Of(circuit, PartitionLabels.Parse(letters, circuit.QubitCount)) is { } plan
            ? ProcessorRun.Linked(plan, Stopwatch.GetElapsedTime(begun), observable, query)
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

    // Null where it would take too long; each measurement or reset can double the states to follow.
    private static double? ExactValue(Circuit circuit, PauliSum observable, EstimatorQuery[] queries)
    {
        int splits = circuit.Instructions.Count(i => i.Unconditional() is Measurement or Reset);
        return circuit.QubitCount + splits <= WidestExact
            ? new ExactEstimator(circuit, observable).Estimate(queries)[0].Value
            : null;
    }
}
