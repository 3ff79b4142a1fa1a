using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using CutAwareQnn.Circuits;
using CutAwareQnn.Estimation;
using CutAwareQnn.Learning;
using CutAwareQnn.Runtime;
using CutAwareQnn.Unit.Cutting;
using CutAwareQnn.Unit.Learning;
using Xunit;

namespace CutAwareQnn.Unit.Runtime;

/// <summary>Data-parallel training over nodes with workers of their own, in virtual time and on threads.</summary>
public sealed class ParallelPipelineTests
{
    private const int StepCount = 12;

    private static readonly ServiceTimes Times = new(1e-5, 1e-9, 1e-7, 2e-6, 1e-8, 3e-6);

    private static readonly IReadOnlyList<LabelledSample> Samples =
        DataSplit.Stratified(Iris.Load("versicolor", "virginica"), 0.2, 1).Scaled().Train;

    private static readonly CutEstimator Estimator = new(StudyCircuit.Plan("AABB"), new(ShotBudget.Each(64), Seed: 2));

    [Theory]
    [InlineData("all-reduce", 4)]
    [InlineData("local:steps=3", 4)]
    [InlineData("local:steps=3", 1)]
    [InlineData("server:staleness=3", 1)]
    public void WhereNothingDependsOnArrival_VirtualTimeGivesTheLoopsBits(string scheme, int nodeCount)
    {
        double[] expected = ParallelTrainer.Run(Training(scheme, nodeCount), Estimator).Weights;
        Assert.Equal(expected, Run(scheme, nodeCount, 1e-4, straggles: true).State.Weights);
    }

    [Fact]
    public void AServersRun_IsTheSameAgain_AndKeepsItsBound()
    {
        (ParallelState state, TimeSpan time) = Run("server:staleness=2", 5, 1e-4, straggles: true);
        (ParallelState again, TimeSpan timeAgain) = Run("server:staleness=2", 5, 1e-4, straggles: true);
        Assert.Equal(state.Weights, again.Weights);
        Assert.Equal(time, timeAgain);
        Assert.Equal(2, state.LargestStaleness);
        Assert.Equal(5 * StepCount, state.Version);
        Assert.NotEqual(state.Weights, Run("server:staleness=2", 5, 2e-3, straggles: false).State.Weights);
    }

    [Theory]
    [InlineData("all-reduce", StepCount)]
    [InlineData("local:steps=1", StepCount)]
    [InlineData("local:steps=3", StepCount / 3)]
    [InlineData("local:steps=5", 3)]
    public void EveryRound_CostsTwoLinks(string scheme, int rounds)
    {
        (ParallelState state, TimeSpan far) = Run(scheme, 4, 1e-3, straggles: false);
        TimeSpan near = Run(scheme, 4, 0, straggles: false).Time;
        Assert.Equal(rounds, state.Version);
        Assert.Equal(TimeSpan.FromSeconds(2e-3 * rounds), far - near);
        Assert.Equal(2 * 4 * rounds, state.MessageCount);
    }

    [Fact]
    public void NodesThatNeedNotWait_AreFasterWhereSomeStraggle()
    {
        TimeSpan waiting = Run("all-reduce", 4, 0, straggles: true).Time;
        Assert.True(Run("server:staleness=16", 4, 0, straggles: true).Time < waiting);
        Assert.True(Run("local:steps=4", 4, 0, straggles: true).Time < waiting);
    }

    [Fact]
    public async Task NodesOnThreads_GiveTheSameBits()
    {
        using var threads = new WorkerThreads(3);
        ParallelTraining training = Training("local:steps=2", 3);
        QueryPipeline[] nodes = [.. Enumerable.Range(0, 3).Select(node =>
            new QueryPipeline(
                Estimator,
                new Workers(new InProcessBackend(threads.Schedulers[node]), 1, new EagerPolicy(), ImmediateScheduler.Instance)))];
        ParallelState state = await new ParallelPipeline(training, nodes, TimeSpan.Zero, ImmediateScheduler.Instance).Run()
            .FirstAsync(s => s.IsComplete).ToTask(TaskPoolScheduler.Default);
        Assert.Equal(ParallelTrainer.Run(training, Estimator).Weights, state.Weights);
    }

    [Fact]
    public void AFaultOfANode_EndsTheRun()
    {
        LabelledSample[] samples = [.. Samples];
        samples[^1] = samples[^1] with { Features = [0, double.NaN, 0, 0] };
        var training = new ParallelTraining(StoredTraining.Model, samples, Settings, 2, new AllReduce());
        Assert.Contains("feature 1 of query", Assert.Throws<CircuitException>(
            () => VirtualNodes.Run(training, Estimator, Times, TimeSpan.Zero, _ => new())).Message, StringComparison.Ordinal);
    }

    // 80 samples in batches of 5: 4 nodes take 4 steps per epoch.
    private static TrainingSettings Settings { get; } =
        new(3, 5, new Adam(0.1), Loss.MeanSquared, GradientMethod.ParameterShift, 2);

    private static ParallelTraining Training(string scheme, int nodeCount) => new(
        StoredTraining.Model, [.. Samples.Take(20 * nodeCount)], Settings, nodeCount, SyncScheme.Parse(scheme));

    private static (ParallelState State, TimeSpan Time) Run(
        string scheme, int nodeCount, double linkSeconds, bool straggles) => VirtualNodes.Run(
        Training(scheme, nodeCount),
        Estimator,
        Times,
        TimeSpan.FromSeconds(linkSeconds),
        node => straggles ? new() { Stragglers = new(0.1, TimeSpan.FromMilliseconds(5), null, (ulong)node) } : new());
}
