using System.CommandLine;
using System.Diagnostics;
using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using CutAwareQnn.Reconstruction;

namespace CutAwareQnn.Experiments;

/// <summary>
/// <c>cutqnn probabilities</c>: the output distribution of a circuit, of some of its qubits, or its most likely bit strings.
/// </summary>
internal static class ProbabilitiesCommand
{
    // 2^20 strings of 20 bits make a document of about 100 MB.
    private const int MostPrinted = 20;

    private const int MostStrings = 1_000_000;

    private const int MostRecursions = 10_000;

    // 256 bins per recursion of dynamic definition.
    private const int ActiveQubits = 8;

    public static Command Create()
    {
        var options = new OutputOptions();
        var shots = new ShotOptions();
        var function = new FunctionOption();
        Option<int?> top = Numbers.Between(1, MostStrings).Optional(
            "--top", 10, "Only so many most likely bit strings; in exact mode with proof that no other is likelier.");
        Option<int?> zoom = Numbers.Between(1, MostRecursions).Optional(
            "--zoom",
            8,
            "Resolves the distribution where it has most weight, so many times (dynamic definition): bins with * for either value cover "
                + "all strings of any number of qubits.");
        Option<FileInfo?> svg =
            PathOption.File("--svg", "Writes a figure of the distribution as SVG; the file is replaced where it exists.");
        var command = new Command(
            "probabilities",
            "Gives the probabilities of the uncut circuit's bit strings from its cut fragments. Reads FILE; writes no file without --svg.");
        command.Add(top);
        command.Add(zoom);
        command.Add(svg);
        options.AddTo(command);
        shots.AddTo(command);
        function.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            int? count = parsed.GetValue(top);
            int? recursions = parsed.GetValue(zoom);
            bool isSampled = shots.Shots(parsed) is not null;
            if (recursions is not null && (count is not null || isSampled))
            {
                throw new InputException($"--zoom and {(isSampled ? "--shots" : "--top")} are both given; give only one");
            }

            string mode = shots.Mode(parsed);
            long started = Stopwatch.GetTimestamp();
            OutputQuery query = options.Read(parsed);
            BitExpression? wanted = function.Read(parsed, query.Qubits);
            if (count is null && recursions is null && query.Qubits.Length > MostPrinted)
            {
                throw new InputException(
                    $"the distribution of {Counted.Of(query.Qubits.Length, "qubit")} has 2^{query.Qubits.Length} bit strings, at most "
                    + $"2^{MostPrinted} are printed; "
                    + "name fewer with --qubits, or give --top for the most likely ones or --zoom for bins");
            }

            CutPlan plan = options.Plan(parsed, query, isSampled, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            (IReadOnlyList<ListedString> listed, FunctionMean? mean, OutputEstimates? estimates) = isSampled
                ? Estimated(shots.Run(parsed, plan, query, options.Seed(parsed), cancellationToken), query.Qubits.Length, count, wanted)
                : Exact(plan, query, count, recursions, wanted, cancellationToken);
            if (parsed.GetValue(svg) is { } figure)
            {
                TargetFile.Write(figure, DistributionChart.Draw(listed, options.File(parsed).Name), options.File(parsed));
            }

            var document = new ProbabilitiesDocument(query.Qubits, listed, mean, estimates, mode, plan, Stopwatch.GetElapsedTime(started));
            await parsed.InvocationConfiguration.Output.WriteLineAsync(
                parsed.GetValue(options.Json) ? document.ToJson() : document.ToText())
                .ConfigureAwait(false);
            return 0;
        });
        return command;
    }

    private static (IReadOnlyList<ListedString>, FunctionMean?, OutputEstimates?) Exact(
        CutPlan plan, OutputQuery query, int? count, int? recursions, BitExpression? wanted, CancellationToken cancellationToken)
    {
        var outputs = CircuitOutputs.Of(plan, query.Features, query.Weights, cancellationToken);
        IReadOnlyList<ListedString> listed = count is { } most
            ? [.. outputs.Heaviest(most, cancellationToken).Strings.Select(s => ListedString.Exact(s.Bits, s.Probability))]
            : recursions is { } times
            ? [
                .. DynamicDefinition.Resolve(outputs, ActiveQubits, times, cancellationToken)
                    .Select(b => ListedString.Exact(b.Pattern, b.Mass)),
            ]
            : ListedString.All(outputs.Distribution(cancellationToken), query.Qubits.Length);
        return (listed, wanted is null ? null : Mean(outputs, wanted, cancellationToken), null);
    }

    private static FunctionMean Mean(CircuitOutputs outputs, BitExpression function, CancellationToken cancellationToken)
    {
        int[] qubits = [.. function.Qubits];
        if (qubits.Length > MostPrinted)
        {
            throw new InputException(
                $"--function depends on {Counted.Of(qubits.Length, "bit")}, at most {MostPrinted} are summed over exactly; estimate it "
                + "with 'cutqnn sample --function'");
        }

        double mean = outputs.Mean(qubits, x => function.Evaluate(q => (x >> Array.BinarySearch(qubits, q) & 1) == 1), cancellationToken);
        return new(function.ToString(), mean, 0);
    }

    private static (IReadOnlyList<ListedString>, FunctionMean?, OutputEstimates?) Estimated(
        ShotOutputs shots, int qubitCount, int? count, BitExpression? wanted)
    {
        IEnumerable<ListedString> estimated =
            shots.Estimates.Strings.Select(s => new ListedString(s.Bits, s.Probability, s.StandardError, s.Raw));
        IReadOnlyList<ListedString> listed = count is { } most
            ? [.. estimated.OrderByDescending(s => s.Probability).ThenByDescending(s => s.Raw).Take(most)]
            : ListedString.All(estimated, qubitCount, shots.UnseenError);
        if (wanted is null)
        {
            return (listed, null, shots.Estimates);
        }

        (double value, double error) = shots.Mean(wanted);
        return (listed, new(wanted.ToString(), value, error), shots.Estimates);
    }
}
