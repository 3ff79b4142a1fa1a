using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using BenchmarkDotNet.Attributes;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using CutAwareQnn.Experiments;
using CutAwareQnn.Learning;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Benchmarks;

/// <summary>
/// What does the log cost a training run? Twenty epochs of Iris, fully cut, with the console's defaults: not logged, logged by batch, query
/// or task, and logged with a run folder's checkpoints. One worker.
/// </summary>
public class TelemetryCost : IDisposable
{
    private static readonly JsonTypeInfo<string> Text = (JsonTypeInfo<string>)JsonSerializerOptions.Default.GetTypeInfo(typeof(string));

    private readonly WorkerThreads _threads = new(1);
    private readonly string _folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
    private Workers _workers = null!;
    private TrainingPipeline _training = null!;
    private QueryFacts _facts = null!;
    private int _runCount;

    [Params("batch", "query", "task")]
    public string Detail { get; set; } = "";

    [GlobalSetup]
    public void Prepare()
    {
        Directory.CreateDirectory(_folder);
        var settings = new EstimatorSettings(ShotBudget.Each(1024));
        CutPlan plan = CutPlanner.Plan(IrisClassifier.Circuit, IrisClassifier.Observable, PartitionLabels.Parse("ABCD", 4));
        var estimator = new CutEstimator(plan, settings);
        _facts = new(plan, settings);
        _workers = new(new InProcessBackend(_threads), 1, new EagerPolicy(), new EventLoopScheduler());
        DataSplit split = DataSplit.Stratified(Iris.Load("setosa", "versicolor"), 0.2, 1).Scaled();
        _training = new(
            new(request => estimator.Start(request.Queries, request.Gradient), _workers) { IsQueryByQuery = Detail == "query" },
            new(
                new(IrisClassifier.Circuit, IrisClassifier.Observable),
                split.Train,
                new(20, 8, new Adam(0.1), Loss.MeanSquared, GradientMethod.ParameterShift, 1)),
            split.Test);
        double[] weights = Silent();
        if (!weights.SequenceEqual(Logged()) || !weights.SequenceEqual(Checkpointed()))
        {
            throw new InvalidOperationException("logging changed the run");
        }
    }

    [GlobalCleanup]
    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        _threads.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true)]
    public double[] Silent()
    {
        _workers.OnJob = null;
        return _training.Start(TimeSpan.Zero).Wait().State.Weights;
    }

    [Benchmark]
    public double[] Logged()
    {
        using var log = new JsonLinesWriter(Path.Combine(_folder, $"{_runCount++}.jsonl"));
        _workers.OnJob = Detail == "task" ? report => log.Write(JobRecord.Of("run", report)) : null;
        var recorder = new BatchRecorder("run", _facts, _workers);
        return _training.Start(TimeSpan.Zero).Do(progress => log.Write(recorder.Records(progress.Outcome))).Wait().State.Weights;
    }

    [Benchmark]
    public double[] Checkpointed()
    {
        using RunFolder folder = RunFolder.Create(Path.Combine(_folder, $"{_runCount++}"), Detail, Text);
        _workers.OnJob = Detail == "task" ? report => folder.Log.Write(JobRecord.Of("run", report)) : null;
        var log = new TrainingLog(folder, new BatchRecorder("run", _facts, _workers), _workers.Scheduler);
        double[] weights = _training.Start(TimeSpan.Zero).Do(log.Record).Wait().State.Weights;
        log.Checkpoint();
        return weights;
    }
}
