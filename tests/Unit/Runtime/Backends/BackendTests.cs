using System.Reactive.Concurrency;
using System.Reactive.Threading.Tasks;
using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using CutAwareQnn.Runtime;
using Xunit;

namespace CutAwareQnn.Unit.Runtime;

public sealed class BackendTests
{
    [Theory]
    [InlineData(QueryMode.Lean, 0)]
    [InlineData(QueryMode.Lean, 1024)]
    [InlineData(QueryMode.Published, 0)]
    public async Task Interpreted_AgreesWithPrograms(QueryMode mode, long shots)
    {
        var estimator = new CutEstimator(SmallCircuits.Plan("AB"), new(shots == 0 ? ShotBudget.Exact : ShotBudget.Each(shots), 3, mode));
        GradientRequest? gradient = mode == QueryMode.Lean ? new(GradientMethod.Adjoint, GradientTargets.Weights) : null;
        var request = new BatchRequest(0, SmallCircuits.Queries(3), gradient);
        using var threads = new WorkerThreads(2);
        var workers = new Workers(new InProcessBackend(threads, isInterpreted: true), 2, new EagerPolicy(), threads.Schedulers[0]);
        BatchOutcome outcome = await new QueryPipeline(estimator, workers).Run(request).ToTask(TaskPoolScheduler.Default);
        foreach ((Estimate expected, Estimate found) in estimator.Estimate(request.Queries, gradient).Zip(outcome.Estimates))
        {
            Assert.Equal(expected.Value, found.Value, 1e-10);
            for (int w = 0; w < expected.Gradient?.Weights.Length; w++)
            {
                Assert.Equal(expected.Gradient.Weights[w], found.Gradient!.Weights[w], 1e-10);
            }
        }
    }

    /// <summary>A device without noise draws the very outcomes of the simulator, after its latency.</summary>
    [Theory]
    [InlineData(QueryMode.Lean)]
    [InlineData(QueryMode.Published)]
    public void AQpuWithoutNoise_GivesTheSimulatorsBits_AfterItsLatency(QueryMode mode)
    {
        var estimator = new CutEstimator(SmallCircuits.Plan("AB"), new(ShotBudget.Each(1000), 3, mode));
        var settings =
            new QpuSettings { QueueDelay = TimeSpan.FromMinutes(10), ExecutionDelay = TimeSpan.FromSeconds(1), ShotSeconds = 1e-6 };
        (BatchOutcome outcome, Pass pass) = OnQpu(estimator, settings, new());
        Assert.Equal(estimator.Estimate(SmallCircuits.Queries(1)), outcome.Estimates);
        double seconds = pass.Generate().Sum(b => 601 + (1e-6 * b.ShotCount));
        Assert.Equal(seconds, outcome.Stages[0].Times.Execute.TotalSeconds, 1e-3);
    }

    /// <summary>
    /// One fragment, one qubit, Z after RY(0.6): readout error r shrinks the mean by 1 - 2r, depolarising by 1 - λ. 10^8 shots: one
    /// standard deviation is 1e-4, the tolerance five (chance 6e-7 to fail).
    /// </summary>
    [Fact]
    public void Noise_ShrinksTheMean()
    {
        var circuit = new CircuitBuilder(2).Add(Gates.RY, 0.6, 0).Add(Gates.CX, 0, 1).Build();
        CutPlan plan = CutPlanner.Plan(circuit, PauliSum.Parse("ZZ"), PartitionLabels.Parse("AA", 2));
        var estimator = new CutEstimator(plan, new(ShotBudget.Each(100_000_000), 3));
        var settings = new QpuSettings { Noise = new(0.02, 0.01, 0.1) };
        (BatchOutcome outcome, _) = OnQpu(estimator, settings, new(), [new(0, [], [])]);
        double exact = estimator.Plan.Fragments.Count == 1
            ? new ExactEstimator(circuit, plan.Observable).Estimate([new(0, [], [])])[0].Value
            : double.NaN;
        Assert.Equal(exact * 0.96 * 0.96 * 0.99 * 0.9, outcome.Estimates[0].Value, 5e-4);
    }

    [Fact]
    public void Failures_AreRetried_AndChangeNoBits()
    {
        var estimator = new CutEstimator(SmallCircuits.Plan("AB"), new(ShotBudget.Each(1000), 3));
        var settings = new QpuSettings { FailureProbability = 0.7, Seed = 4 };
        (BatchOutcome outcome, _) = OnQpu(estimator, settings, new() { Retries = new(50) });
        Assert.True(outcome.Stages[0].Incidents.Retries > 0);
        Assert.Equal(estimator.Estimate(SmallCircuits.Queries(1)), outcome.Estimates);
    }

    [Theory]
    [InlineData("qpu:width=1.5", "backend qpu was given width='1.5'; give a whole number from 1")]
    [InlineData("qpu:breadth=2", "backend qpu has no parameter 'breadth'; it takes width, rate_per_s, queue_s, ")]
    [InlineData("interpreted:x=1", "backend interpreted has no parameter 'x'; it takes none")]
    [InlineData("cloud", "backend 'cloud' is unknown; give one of in-process, interpreted, qpu, process")]
    public void ABadBackend_IsToldWhatItTakes(string text, string message)
    {
        using var threads = new WorkerThreads(1);
        BackendException error = Assert.Throws<BackendException>(() => Backends.Parse(text, threads, ImmediateScheduler.Instance, 0));
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ADevice_CannotGiveExactValues()
    {
        var estimator = new CutEstimator(SmallCircuits.Plan("AB"), new(ShotBudget.Exact));
        BackendException error = Assert.Throws<BackendException>(() => OnQpu(estimator, new(), new()));
        Assert.Contains("a device cannot give exact values", error.Message, StringComparison.Ordinal);
    }

    private static (BatchOutcome Outcome, Pass Run) OnQpu(
        CutEstimator estimator, QpuSettings qpu, ExecutionSettings settings, EstimatorQuery[]? queries = null)
    {
        var scheduler = new HistoricalScheduler();
        queries ??= SmallCircuits.Queries(1);
        var workers = new Workers(new SimulatedQpu(qpu, [scheduler], scheduler), 1, new EagerPolicy(), scheduler, settings);
        BatchOutcome? outcome = null;
        Exception? fault = null;
        using IDisposable subscription =
            new QueryPipeline(estimator, workers).Run(new BatchRequest(0, queries)).Subscribe(o => outcome = o, e => fault = e);
        scheduler.Start();
        return fault is null ? (outcome!, estimator.Start(queries, null).InOrder().First()) : throw fault;
    }
}
