using System.CommandLine;
using System.Diagnostics;
using CutAwareQnn.Cutting;
using CutAwareQnn.Reconstruction;

namespace CutAwareQnn.Experiments;

/// <summary><c>cutqnn sample</c>: bit strings drawn from a circuit's output distribution.</summary>
internal static class SampleCommand
{
    private const int MostSamples = 1_000_000_000;

    public static Command Create()
    {
        var options = new OutputOptions();
        var shots = new ShotOptions();
        var function = new FunctionOption();
        Option<int> count = Numbers.Between(1, MostSamples).Option("--count", 1024, "Number of samples.");
        var command = new Command(
            "sample",
            "Draws bit strings of the uncut circuit: exact and independent, fragment by fragment, or from what shots estimate. "
            + "Reads FILE; writes no file.");
        command.Add(count);
        options.AddTo(command);
        shots.AddTo(command);
        function.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            int samples = parsed.GetValue(count);
            bool isSampled = shots.Shots(parsed) is not null;
            string mode = shots.Mode(parsed);
            long started = Stopwatch.GetTimestamp();
            OutputQuery query = options.Read(parsed);
            BitExpression? wanted = function.Read(parsed, query.Qubits);
            CutPlan plan = options.Plan(parsed, query, isSampled, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            ulong seed = options.Seed(parsed);
            ShotOutputs? estimated = isSampled ? shots.Run(parsed, plan, query, seed, cancellationToken) : null;
            IReadOnlyList<StringCount> counts = estimated is null
                ? CircuitOutputs.Of(plan, query.Features, query.Weights, cancellationToken).Sample(samples, seed, cancellationToken)
                : estimated.Estimates.Sample(samples, seed);
            FunctionMean? mean = wanted is null ? null
                : estimated is null ? MeanOf(counts, wanted, query.Qubits)
                : MeanOf(estimated, wanted);
            var document = new SampleDocument(
                query.Qubits, samples, counts, estimated?.Estimates, mean, mode, plan, Stopwatch.GetElapsedTime(started));
            await parsed.InvocationConfiguration.Output.WriteLineAsync(
                parsed.GetValue(options.Json) ? document.ToJson() : document.ToText())
                .ConfigureAwait(false);
            return 0;
        });
        return command;
    }

    private static FunctionMean MeanOf(ShotOutputs estimated, BitExpression function)
    {
        (double value, double error) = estimated.Mean(function);
        return new(function.ToString(), value, error);
    }

    // Of independent exact samples: the sample mean, with the standard error of their spread.
    private static FunctionMean MeanOf(IReadOnlyList<StringCount> counts, BitExpression function, int[] qubits)
    {
        double count = counts.Sum(c => (double)c.Count);
        double[] values = [.. counts.Select(c => function.Evaluate(q => c.Bits[^(Array.BinarySearch(qubits, q) + 1)] == '1'))];
        double mean = counts.Zip(values, (c, v) => c.Count * v).Sum() / count;
        double square = counts.Zip(values, (c, v) => c.Count * (v - mean) * (v - mean)).Sum();
        return new(function.ToString(), mean, count > 1 ? Math.Sqrt(square / (count - 1) / count) : 0);
    }
}
