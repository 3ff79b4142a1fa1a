using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using CutAwareQnn.Learning;
using CutAwareQnn.Runtime;
using CutAwareQnn.Simulation;
using CutAwareQnn.Unit.Learning;
using Xunit;

namespace CutAwareQnn.Unit.Runtime.Remote;

public sealed class ChannelBackendTests : IDisposable
{
    private readonly WorkerThreads _threads = new(3);

    public void Dispose() => _threads.Dispose();

    /// <summary>
    /// Two workers in other orders, one of them lost every seventh job, every answer twice: the weights are those of the plain loop, and
    /// every job is counted once.
    /// </summary>
    [Theory]
    [InlineData(GradientMethod.Adjoint, 0, 0)]
    [InlineData(GradientMethod.Adjoint, 0, 2000)]
    [InlineData(GradientMethod.ParameterShift, 0, 0)]
    [InlineData(GradientMethod.ParameterShift, 0, 2000)]
    [InlineData(GradientMethod.Adjoint, 100, 0)]
    [InlineData(GradientMethod.ParameterShift, 100, 0)]
    [InlineData(GradientMethod.ParameterShift, 100, 100_000)]
    public async Task Training_GivesTheWeightsOfOneProcess(GradientMethod gradient, long shots, double leastWork)
    {
        Model model = StoredTraining.Model;
        LabelledSample[] samples = [.. StoredTraining.Samples];
        CutPlan plan = CutPlanner.Plan(model.Circuit, model.Observables[0], PartitionLabels.Parse("AABB", 4));
        var estimator = new CutEstimator(plan, new(shots == 0 ? ShotBudget.Exact : ShotBudget.Each(shots), Seed: 3));
        var training = new Training(model, samples, new(3, 3, new Adam(0.1), Loss.MeanSquared, gradient, Seed: 5));
        var channel = new LoopbackChannel(Runner(), Runner()) { ReversedBy = 3, LosesEvery = 7, AnswersTwice = true };
        var backend = new ChannelBackend(channel, Guid.NewGuid(), lanes: 4) { LeastWork = leastWork };
        var workers = new Workers(backend, 4, new EagerPolicy(), ImmediateScheduler.Instance);
        TrainingProgress end = await new TrainingPipeline(new(estimator, workers), training, samples)
            .Start(TimeSpan.Zero)
            .LastAsync()
            .ToTask();

        TrainingState state = training.Start();
        while (!training.IsComplete(state))
        {
            (state, _) = training.Advance(state, estimator.Estimate(training.Queries(state), training.Gradient));
        }

        Assert.Equal(Bits(state.Weights), Bits(end.State.Weights));
        Assert.InRange(channel.LossCount, 1, int.MaxValue);
        Assert.InRange(channel.MostInFlight, 1, 4);
        Assert.Equal(channel.Sent.Count, channel.Sent.Distinct().Count());
        Assert.Equal(channel.Published.Count, channel.Published.Distinct().Count());
    }

    [Fact]
    public async Task AnAnswerThatIsDamagedOrAnotherJobs_IsTriedAgain()
    {
        EstimatorQuery[] queries = SmallCircuits.Queries(70, 3);
        var estimator = new CutEstimator(SmallCircuits.Plan("AAB"), new(ShotBudget.Exact));
        ReadOnlyMemory<byte> other = default;
        var channel = new LoopbackChannel(Runner())
        {
            Carries = (key, answer) =>
            {
                if (key.Index == 0)
                {
                    other = answer;
                }

                return key switch
                {
                    { Index: 1, Attempt: 0 } => Damaged(answer),
                    { Index: 2, Attempt: 0 } => other,
                    { Index: 3, Attempt: 0 } => answer[..^1],
                    _ => answer,
                };
            },
        };
        var workers = new Workers(
            new ChannelBackend(channel, Guid.NewGuid(), lanes: 1) { LeastWork = 0 },
            1,
            new EagerPolicy(),
            ImmediateScheduler.Instance,
            new() { Retries = new(2) });
        BatchOutcome outcome = await new QueryPipeline(estimator, workers).Run(new BatchRequest(0, queries)).ToTask();
        Assert.Equal(3, outcome.Stages[0].Incidents.Retries);
        Assert.Equal(estimator.Estimate(queries), outcome.Estimates);
        Assert.Equal(3, channel.Sent.Count(k => k.Attempt == 1));
    }

    [Fact]
    public async Task WithoutTriesLeft_TheErrorNamesTheHostAndTheReason()
    {
        var channel = new LoopbackChannel(Runner()) { Carries = (_, answer) => Damaged(answer) };
        BackendException error = await Fault(new ChannelBackend(channel, Guid.NewGuid()));
        Assert.Contains(
            "failed on backend loopback: worker worker 0 returned no result: a result form of ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("is damaged: its checksum does not fit; send it again", error.Message, StringComparison.Ordinal);
        Assert.True(error.IsFailure);
    }

    [Fact]
    public async Task WhatAWorkerRefuses_IsNoFailure_AndSaysWhatIsNeeded()
    {
        var channel = new LoopbackChannel(new JobRunner(_threads, width: 1));
        BackendException error = await Fault(new ChannelBackend(channel, Guid.NewGuid()));
        Assert.EndsWith(
            "a job needs 2 qubits but this worker runs 1; send it to a wider worker, or cut into smaller fragments",
            error.Message,
            StringComparison.Ordinal);
        Assert.False(error.IsFailure);
    }

    [Fact]
    public async Task JobsCarryTheirKeyWidthAndPlan()
    {
        var run = Guid.NewGuid();
        var channel = new LoopbackChannel(Runner());
        var workers = new Workers(new ChannelBackend(channel, run, incarnation: 2), 2, new EagerPolicy(), ImmediateScheduler.Instance);
        var estimator = new CutEstimator(SmallCircuits.Plan("AAB"), new(ShotBudget.Exact));
        await new QueryPipeline(estimator, workers).Run(new BatchRequest(9, SmallCircuits.Queries(1, 3))).ToTask();
        Assert.Equal(
            [new(run, 2, 9, 0, 0, 0), new(run, 2, 9, 0, 1, 0)],
            channel.Sent.OrderBy(k => k.Index));
        Assert.Equal([1, 2], channel.Needs.Select(n => n.Width).Order());
        Assert.Equal(channel.Published.Order(), channel.Needs.Select(n => n.Plan!).Order());
        Assert.Equal(2, channel.FetchCount);
    }

    [Fact]
    public void AJobThatIsNoPasss_IsRefusedBeforeItIsSent()
    {
        var channel = new LoopbackChannel(Runner());
        var backend = new ChannelBackend(channel, Guid.NewGuid());
        Job job = new FakeRun(PassPurpose.Forward, 1).Generate()[0];
        Exception? error = null;
        backend.Submit(new(job, 0, 0), 0).Subscribe(_ => { }, e => error = e);
        Assert.Equal("a job that the program's passes do not make cannot be sent to other machines; run it in process", error?.Message);
        Assert.Empty(channel.Sent);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(ChannelBackend.MostLanes + 1)]
    public void LanesOutOfRange_AreRefused(int lanes) => Assert.Equal(
        $"{lanes} lanes were given for channel loopback; give 1 to 65536",
        Assert.Throws<BackendException>(() => new ChannelBackend(new LoopbackChannel(Runner()), Guid.NewGuid(), lanes: lanes)).Message);

    private static async Task<BackendException> Fault(ChannelBackend backend)
    {
        var estimator = new CutEstimator(SmallCircuits.Plan("AAB"), new(ShotBudget.Exact));
        var workers = new Workers(backend, 1, new EagerPolicy(), ImmediateScheduler.Instance);
        return await Assert.ThrowsAsync<BackendException>(
            () => new QueryPipeline(estimator, workers).Run(new BatchRequest(0, SmallCircuits.Queries(1, 3))).ToTask());
    }

    private static ReadOnlyMemory<byte> Damaged(ReadOnlyMemory<byte> answer)
    {
        byte[] damaged = answer.ToArray();
        damaged[30] ^= 1;
        return damaged;
    }

    private static long[] Bits(IEnumerable<double> values) => [.. values.Select(BitConverter.DoubleToInt64Bits)];

    private JobRunner Runner() => new(_threads);
}
