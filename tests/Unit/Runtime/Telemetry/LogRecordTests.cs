using System.Reactive.Concurrency;
using System.Text.Json;
using CutAwareQnn.Estimation;
using CutAwareQnn.Runtime;
using Xunit;

namespace CutAwareQnn.Unit.Runtime;

public sealed class LogRecordTests
{
    /// <summary>The names are a contract: DESIGN.md §8 and docs/log-format.md.</summary>
    private static readonly string[] BatchFields =
    [
        "kind", "run", "batch", "step", "purpose", "query_count", "mode", "fragments", "cuts", "gamma", "log10_gamma",
        "sampling_overhead", "log10_sampling_overhead", "terms_joint", "log10_terms_joint", "circuits_emitted", "log10_circuits_emitted",
        "circuits_unique", "log10_circuits_unique", "circuits_run", "shots", "total_shots", "t_partition_s", "t_generate_s",
        "t_execute_s", "t_reconstruct_s", "t_total_s", "workers", "policy", "straggler_probability", "straggler_delay_s",
        "stragglers_injected", "straggler_tail", "straggler_total_s", "mitigation", "retries", "copies", "copies_won", "incomplete",
        "cache_lookups", "cache_hits", "backend", "reproducible",
    ];

    [Fact]
    public void ABatch_HasItsFields() => Assert.Equal(BatchFields, Names(TelemetryRecords.Batch));

    [Fact]
    public void AStep_HasItsFields() => Assert.Equal(
        ["kind", "run", "step", "epoch", "loss", "accuracy", "gradient_norm", "gradient_variance", "learning_rate", "t_step_s"],
        Names(TelemetryRecords.Step));

    [Fact]
    public void AnEvaluation_HasItsFields() => Assert.Equal(
        ["kind", "run", "step", "epoch", "split", "loss", "accuracy", "r_squared", "sample_count"], Names(TelemetryRecords.Evaluation));

    [Fact]
    public void ASummary_HasItsFields()
    {
        StageStatistics stage = new(0.1, 0.25);
        RunSummary summary = new("iris-1", [0.5], 0.3, 1, 60, 4800, 2.5, new(stage, stage, stage, stage, 0.5));
        JsonElement json = JsonSerializer.SerializeToElement(summary, LogJson.Default.RunSummary);
        Assert.Equal(
            ["run", "weights", "train_loss", "test_accuracy", "epochs", "queries", "t_total_s", "stages", "test_r_squared", "stop_reason",
                "robustness"],
            json.EnumerateObject().Select(p => p.Name));
        Assert.Equal(
            ["partition", "generate", "execute", "reconstruct", "reconstruction_share"],
            json.GetProperty("stages").EnumerateObject().Select(p => p.Name));
        Assert.Equal(["median_s", "share"], json.GetProperty("stages").GetProperty("execute").EnumerateObject().Select(p => p.Name));
    }

    [Fact]
    public void EveryField_IsDocumented()
    {
        string page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Docs", "log-format.md"));
        LogRecord[] records = [TelemetryRecords.Batch, TelemetryRecords.Step, TelemetryRecords.Evaluation];
        Assert.All(records.SelectMany(Names), name => Assert.Contains($"`{name}`", page, StringComparison.Ordinal));
    }

    [Fact]
    public void TheLinesOfTheDocumentation_AreRecords()
    {
        string[] lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Docs", "log-format.md"));
        string[] records = lines.Where(l => l.StartsWith("{\"kind\"", StringComparison.Ordinal)).ToArray();
        Assert.Equal(4, records.Length);
        Assert.All(records, line => Assert.Equal(line, JsonSerializer.Serialize(Read(line), LogJson.Default.LogRecord)));
    }

    [Fact]
    public void Records_AreReadBackAsTheyWere()
    {
        foreach (LogRecord record in (LogRecord[])[TelemetryRecords.Batch, TelemetryRecords.Step, TelemetryRecords.Evaluation])
        {
            Assert.Equal(record, Read(JsonSerializer.Serialize(record, LogJson.Default.LogRecord)));
        }
    }

    [Fact]
    public void ARecorder_TellsThePlansFactsAndThePassesCounts()
    {
        var settings = new EstimatorSettings(ShotBudget.Each(1024));
        EstimatorQuery[] queries = SmallCircuits.Queries(1);
        queries = [queries[0] with { Weights = [.. queries[0].Weights[..^1], Math.PI / 2] }];
        ImmediateScheduler scheduler = ImmediateScheduler.Instance;
        var workers = new Workers(new InProcessBackend(scheduler), 1, new EagerPolicy(), scheduler);
        StageTimes times = new(
            TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(10));
        var stage = new StageRecord(BatchPurpose.Forward, 1, 70, 71680, times);
        var outcome = new BatchOutcome(new(5, queries, Step: 6), [new(0.5, 0.1)], [stage]);
        BatchRecord record = Assert.Single(new BatchRecorder("r", new(SmallCircuits.Plan("AB"), settings), workers).Records(outcome));
        Assert.Equal((5, 6, BatchPurpose.Forward, 1), (record.Batch, record.Step, record.Purpose, record.QueryCount));
        Assert.Equal((2, 2, "lean", "eager", 1), (record.Fragments, record.Cuts, record.Mode, record.Policy, record.Workers));

        // A CX and an RZZ(π/2): γ = 3 each; 6 joint terms and 5 operations per side each.
        Assert.Equal(9, record.Gamma!.Value, 1e-12);
        Assert.Equal(81, record.SamplingOverhead!.Value, 1e-11);
        Assert.Equal(Math.Log10(81), record.Log10SamplingOverhead, 1e-12);
        Assert.Equal((36, 72, 50), (record.TermsJoint, record.CircuitsEmitted, record.CircuitsUnique));
        Assert.Equal((70, 1024, 71680), (record.CircuitsRun, record.Shots, record.TotalShots));
        Assert.Equal(
            (1, 2, 3, 4, 10),
            (record.PartitionSeconds, record.GenerateSeconds, record.ExecuteSeconds, record.ReconstructSeconds, record.TotalSeconds));
    }

    [Fact]
    public void Times_AreReadBackToTheTick()
    {
        for (long ticks = 0; ticks < 3_000_000; ticks += 4_999)
        {
            BatchRecord record = TelemetryRecords.Batch with { ExecuteSeconds = TimeSpan.FromTicks(ticks).TotalSeconds };
            Assert.Equal(ticks, record.Times.Execute.Ticks);
        }
    }

    [Fact]
    public void Shots_AreNullWhereATotalIsDivided_AndZeroInExactMode()
    {
        Assert.Null(new QueryFacts(SmallCircuits.Plan("AB"), new(ShotBudget.InTotal(100_000))).Shots);
        Assert.Equal(0, new QueryFacts(SmallCircuits.Plan("AB"), new(ShotBudget.Exact)).Shots);
    }

    private static IEnumerable<string> Names(LogRecord record) =>
        JsonSerializer.SerializeToElement(record, LogJson.Default.LogRecord).EnumerateObject().Select(p => p.Name);

    private static LogRecord Read(string line) => JsonSerializer.Deserialize(line, LogJson.Default.LogRecord)!;
}
