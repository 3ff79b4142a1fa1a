using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using CutAwareQnn.Experiments.Circuits;
using CutAwareQnn.Experiments.Report;
using CutAwareQnn.Runtime;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Experiments.Commands;

/// <summary><c>cutqnn sweep rq2</c>: how a batch of queries speeds up with workers, in virtual time or on this machine.</summary>
internal static class SpeedUpSweepCommand
{
    private const int MostWorkers = 4096;
    private static readonly string[] Partitions = ["AABB", "AABC", "ABCD"];

    // Service times are fitted on the first: its fragments differ in size and number of circuits.
    private static readonly string[] FittedFirst = ["AABC", "AABB", "ABCD"];

    public static Command Create()
    {
        var isVirtual = new Option<bool>("--virtual") { Description = "In virtual time, with modelled service times; without it at 1 and 2 workers here, beside what virtual time predicts." };
        var most = new Option<int>("--max-workers") { Description = "Workers from 1 by doubling up to this.", DefaultValueFactory = _ => MostWorkers };
        var queries = new Option<int>("--queries") { Description = "Queries of the batch.", DefaultValueFactory = _ => 4096 };
        var shots = new Option<string>("--shots") { Description = "Shots of each circuit run, or 'exact'.", DefaultValueFactory = _ => "1024" };
        var log = new Option<string?>("--fit")
        {
            Description = "A run folder written with --log task: service times are fitted on its log. Without it: round numbers, to compare schedules.",
        };
        var queue = new Option<double>("--queue-delay") { Description = "Seconds that every submission waits in a device's queue." };
        var shotTime = new Option<double>("--shot-time") { Description = "Seconds a shot takes on a device." };
        var seed = new Option<ulong>("--seed") { Description = "Keys all random numbers.", DefaultValueFactory = _ => 1 };
        var json = new Option<bool>("--json") { Description = "Writes one JSON document to standard output, and nothing else." };
        var execution = new ExecutionOptions();
        var command = new Command("rq2", "Speed-up with workers. Reads a run's log with --fit; writes no file.")
        {
            isVirtual, most, queries, shots, log, queue, shotTime, seed, json,
        };
        execution.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            int workerLimit = InRange("--max-workers", parsed.GetValue(most), MostWorkers);
            var settings = new EstimatorSettings(QueryOptions.Each(parsed.GetValue(shots)!), parsed.GetValue(seed));
            ServiceTimes times = (parsed.GetValue(log) is { } folder ? ServiceTimesFit.Of(RunLog.Read(folder)) : ServiceTimes.Default) with
            {
                QueueSeconds = NotNegative("--queue-delay", parsed.GetValue(queue)),
                ShotSeconds = NotNegative("--shot-time", parsed.GetValue(shotTime)),
            };
            EstimatorQuery[] asked = Queries(InRange("--queries", parsed.GetValue(queries), 1_000_000), settings.Seed);
            TextWriter output = parsed.InvocationConfiguration.Output;
            if (!parsed.GetValue(isVirtual))
            {
                var measured = new PredictionDocument(
                    "rq2",
                    await MeasuredSweep.RunAsync(FittedFirst, asked, settings, execution.Policy(parsed), cancellationToken).ConfigureAwait(false));
                await output.WriteLineAsync(parsed.GetValue(json)
                    ? JsonSerializer.Serialize(measured, ReportJson.Default.PredictionDocument)
                    : measured.ToText()).ConfigureAwait(false);
                return 0;
            }

            List<SpeedUpPoint> points = [];
            foreach (string partition in Partitions)
            {
                var estimator = new CutEstimator(
                    CutPlanner.Plan(IrisClassifier.Circuit, IrisClassifier.Observable, PartitionLabels.Parse(partition, 4)), settings);
                StageTimes? single = null;
                for (int workers = 1; workers <= workerLimit; workers *= 2)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    BatchOutcome outcome = VirtualRun.Of(
                        estimator, new(0, asked), workers, times, execution.Policy(parsed), execution.Settings(parsed, settings.Seed));
                    single ??= outcome.Stages[0].Times;
                    points.Add(SpeedUpPoint.Of(partition, estimator.Plan.Cuts.Count, workers, single.Value, outcome.Stages[0]));
                }
            }

            var document = new SpeedUpDocument("rq2", DispatchPolicies.Text(execution.Policy(parsed)), times, points);
            await output.WriteLineAsync(parsed.GetValue(json)
                ? JsonSerializer.Serialize(document, ReportJson.Default.SpeedUpDocument)
                : document.ToText()).ConfigureAwait(false);
            return 0;
        });
        return command;
    }

    private static EstimatorQuery[] Queries(int count, ulong seed)
    {
        var random = new CounterRandom(seed, 0x5357_4545_50, 0);
        double[] weights = Draw(ref random, IrisClassifier.Circuit.WeightCount);
        var queries = new EstimatorQuery[count];
        for (int q = 0; q < count; q++)
        {
            queries[q] = new((ulong)q, Draw(ref random, IrisClassifier.Circuit.FeatureCount), weights);
        }

        return queries;
    }

    private static double[] Draw(ref CounterRandom random, int count)
    {
        double[] values = new double[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = Math.PI * ((2 * random.NextDouble()) - 1);
        }

        return values;
    }

    private static int InRange(string option, int value, int most) => value >= 1 && value <= most
        ? value
        : throw new InputException($"{option} {value} is out of range; give 1 to {most}");

    private static double NotNegative(string option, double value) => value is >= 0 and <= 1e6
        ? value
        : throw new InputException(string.Create(CultureInfo.InvariantCulture, $"{option} {value} is not a time; give seconds from 0"));
}
