using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace CutAwareQnn.Runtime;

/// <summary>
/// What a log records of batches of queries, as <see cref="System.Diagnostics.Metrics"/> and activities, for whoever listens: OpenTelemetry
/// takes both by <see cref="Name"/>. Where nobody listens they cost one comparison per batch.
/// </summary>
public static class RuntimeMeters
{
    /// <summary>The name of the meter and of the activity source.</summary>
    public const string Name = "CutAwareQnn.Runtime";

    private static readonly Meter Meter = new(Name);
    private static readonly ActivitySource Activities = new(Name);
    private static readonly Counter<long> Queries = Meter.CreateCounter<long>("cutqnn.queries", "{query}");
    private static readonly Counter<long> Circuits = Meter.CreateCounter<long>("cutqnn.circuits", "{circuit}");
    private static readonly Counter<long> Shots = Meter.CreateCounter<long>("cutqnn.shots", "{shot}");
    private static readonly Counter<long> Stragglers = Meter.CreateCounter<long>("cutqnn.stragglers", "{batch}");
    private static readonly Counter<long> Retries = Meter.CreateCounter<long>("cutqnn.retries", "{try}");
    private static readonly Counter<long> Copies = Meter.CreateCounter<long>("cutqnn.copies", "{copy}");
    private static readonly Counter<long> Failures = Meter.CreateCounter<long>("cutqnn.failures", "{batch}");
    private static readonly Histogram<double> StageTime = Meter.CreateHistogram<double>("cutqnn.stage.duration", "s");

    /// <summary>Records a batch.</summary>
    internal static void Record(BatchOutcome outcome)
    {
        foreach (StageRecord stage in outcome.Stages)
        {
            var purpose = new KeyValuePair<string, object?>("purpose", stage.Purpose.ToString().ToLowerInvariant());
            Queries.Add(stage.QueryCount, purpose);
            Circuits.Add(stage.CircuitCount, purpose);
            Shots.Add(stage.ShotCount, purpose);
            Stragglers.Add(stage.Incidents.Stragglers, purpose);
            Retries.Add(stage.Incidents.Retries, purpose);
            Copies.Add(stage.Incidents.Copies, purpose);
            foreach ((string name, TimeSpan time) in Stages(stage.Times))
            {
                StageTime.Record(time.TotalSeconds, purpose, new("stage", name));
            }
        }
    }

    /// <summary>Records a batch that failed.</summary>
    internal static void RecordFailure() => Failures.Add(1);

    /// <summary>
    /// Records the span of a batch that has just ended, with one child per purpose and stage laid end to end; in fact they overlap.
    /// </summary>
    internal static void Trace(BatchOutcome outcome, DateTimeOffset end)
    {
        if (!Activities.HasListeners())
        {
            return;
        }

        TimeSpan whole = outcome.Stages.Aggregate(TimeSpan.Zero, (sum, s) => sum + s.Times.Total);
        DateTimeOffset time = end - whole;
        using Activity? batch = Activities.StartActivity("batch", ActivityKind.Internal, parentContext: default, startTime: time);
        batch?.SetTag("batch", outcome.Request.Batch).SetTag("query_count", outcome.Request.Queries.Count);
        foreach (StageRecord stage in outcome.Stages)
        {
            foreach ((string name, TimeSpan length) in Stages(stage.Times))
            {
                using Activity? span = Activities.StartActivity(name, ActivityKind.Internal, batch?.Context ?? default, startTime: time);
                span?.SetTag("purpose", stage.Purpose.ToString().ToLowerInvariant());
                time += length;
                span?.SetEndTime(time.UtcDateTime);
            }
        }

        batch?.SetEndTime(end.UtcDateTime);
    }

    private static (string Name, TimeSpan Time)[] Stages(StageTimes times) =>
    [
        ("partition", times.Partition), ("generate", times.Generate), ("execute", times.Execute), ("reconstruct", times.Reconstruct),
    ];
}
