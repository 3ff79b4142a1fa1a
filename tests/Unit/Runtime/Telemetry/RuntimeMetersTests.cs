using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reactive.Concurrency;
using CutAwareQnn.Estimation;
using CutAwareQnn.Runtime;
using Xunit;

namespace CutAwareQnn.Unit.Runtime;

public sealed class RuntimeMetersTests
{
    /// <summary>Tests run in parallel: what this one did is recognised by its own number of queries and its batch.</summary>
    [Fact]
    public void ABatch_IsMeasuredAndTraced()
    {
        const long Batch = 987_654;
        ConcurrentQueue<long> queries = [];
        ConcurrentQueue<(string Stage, double Seconds)> stages = [];
        ConcurrentQueue<Activity> spans = [];
        using var meters = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == RuntimeMeters.Name)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        meters.SetMeasurementEventCallback<long>((instrument, value, _, _) =>
        {
            if (instrument.Name == "cutqnn.queries")
            {
                queries.Enqueue(value);
            }
        });
        meters.SetMeasurementEventCallback<double>((_, value, tags, _) => stages.Enqueue(((string)tags[1].Value!, value)));
        meters.Start();
        using var activities = new ActivityListener
        {
            ShouldListenTo = source => source.Name == RuntimeMeters.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(activities);

        var scheduler = new HistoricalScheduler(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var backend = new ModelledBackend(_ => TimeSpan.FromMilliseconds(7001), scheduler);
        var pipeline = new QueryPipeline(
            new CutEstimator(SmallCircuits.Plan("AB"), new(ShotBudget.Each(10))), new(backend, 2, new EagerPolicy(), scheduler));
        using IDisposable subscription = pipeline.Run(new BatchRequest(Batch, SmallCircuits.Queries(31))).Subscribe();
        scheduler.Start();

        Assert.Contains(31, queries);
        Assert.Contains(("execute", 7.001), stages);
        Activity batch = Assert.Single(spans, s => s.OperationName == "batch" && Equals(s.GetTagItem("batch"), Batch));
        Assert.Equal(31, batch.GetTagItem("query_count"));
        Assert.Equal(7.001, batch.Duration.TotalSeconds);
        Activity[] children = [.. spans.Where(s => s.ParentSpanId == batch.SpanId)];
        Assert.Equal(["partition", "generate", "execute", "reconstruct"], children.Select(c => c.OperationName));
        Assert.Equal(7.001, children[2].Duration.TotalSeconds);
    }
}
