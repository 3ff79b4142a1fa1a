using System.CommandLine;
using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using CutAwareQnn.Experiments.Report;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments.Commands;

/// <summary><c>cutqnn estimate</c>: one expectation value of a circuit file, cut.</summary>
internal static class EstimateCommand
{
    // Beyond this the exact value would take longer than anybody waits for a figure beside the figure asked for.
    private const int WidestExact = 24;

    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "An OpenQASM 2 file." };
        var observable = new Option<string>("--observable")
        {
            Description = "A Pauli sum such as ZZZZ or 0.5*ZZII - XIXI; the rightmost letter is qubit 0.",
            Required = true,
        };
        var options = new QueryOptions(defaultPartition: "none", defaultShots: "exact");
        var command = new Command("estimate", "Estimates an observable of a circuit from its cut fragments. Reads FILE; writes no file.")
        {
            file,
            observable,
        };
        options.AddTo(command);
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed, parsed.GetValue(file)!, parsed.GetValue(observable)!, options, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        ParseResult parsed, FileInfo file, string paulis, QueryOptions options, CancellationToken cancellationToken)
    {
        Circuit circuit = SourceFile.ReadCircuit(file);
        PauliSum observable = PauliSum.Parse(paulis);
        EstimatorSettings settings = options.Settings(parsed);
        PartitionLabels labels = PartitionLabels.Parse(parsed.GetValue(options.Partition)!, circuit.QubitCount);
        using var workers = new LocalWorkers(options.Workers(parsed));
        PartitionStage partition = PartitionStage.Plan(circuit, observable, labels, settings, workers.Workers.Scheduler);
        EstimatorQuery[] queries = [new(0, [], [])];
        BatchOutcome? outcome = null;
        await LocalWorkers.RunAsync(
            new QueryPipeline(partition.Estimator, workers.Workers).Run(new BatchRequest(0, queries, PartitionTime: partition.Time)),
            o => outcome = o,
            cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();

        double? exact = ExactValue(circuit, observable, queries);
        BatchRecord record = new BatchRecorder("estimate", new(partition.Estimator.Plan, settings), workers.Workers).Records(outcome!).Single();
        var document = new EstimateDocument(outcome!.Estimates[0], exact, record);
        await parsed.InvocationConfiguration.Output.WriteLineAsync(parsed.GetValue(options.Json) ? document.ToJson() : document.ToText())
            .ConfigureAwait(false);
        return 0;
    }

    // Null where it would take too long; each measurement or reset can double the states to follow.
    private static double? ExactValue(Circuit circuit, PauliSum observable, EstimatorQuery[] queries)
    {
        int splits = circuit.Instructions.Count(i => i.Unconditional() is Measurement or Reset);
        return circuit.QubitCount + splits <= WidestExact
            ? new ExactEstimator(circuit, observable).Estimate(queries)[0].Value
            : null;
    }
}
