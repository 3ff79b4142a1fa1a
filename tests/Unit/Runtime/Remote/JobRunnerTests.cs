using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using CutAwareQnn.Runtime;
using CutAwareQnn.Simulation;
using Xunit;

namespace CutAwareQnn.Unit.Runtime.Remote;

public sealed class JobRunnerTests : IDisposable
{
    private readonly WorkerThreads _threads = new(2);
    private readonly List<string> _fetched = [];

    public void Dispose() => _threads.Dispose();

    [Fact]
    public async Task JobsThatNeedAPlanTogether_FetchItOnce()
    {
        var runner = new JobRunner(_threads);
        Job[] jobs = Jobs(SmallCircuits.Plan("AAB"), 100);
        JobForm[] forms = [.. jobs.Where(j => j.Fragment == 0).Select(JobForm.Of)];
        var plan = new TaskCompletionSource<ReadOnlyMemory<byte>>(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<ReadOnlyMemory<byte>>[] answers = [.. forms.Select(form => runner.Run(
            form.Bytes,
            (digest, _) =>
            {
                _fetched.Add(digest);
                return plan.Task;
            },
            CancellationToken.None))];
        Assert.Equal([forms[0].Plans[0].Digest], _fetched);
        plan.SetResult(forms[0].Plans[0].Bytes);
        await Task.WhenAll(answers);
        Assert.Equal(4, answers.Length);
        foreach ((JobForm form, Task<ReadOnlyMemory<byte>> answer) in forms.Zip(answers))
        {
            JobResult result = ResultForm.Read((await answer).Span, form.Checksum);
            Assert.Equal(jobs[result.Job].Execute().Values, result.Values);
        }
    }

    /// <summary>Room for two plans: the third one drops the plan that was not used for longest, which is fetched again.</summary>
    [Fact]
    public async Task ThePlanNotUsedForLongest_IsForgotten()
    {
        var runner = new JobRunner(_threads, plans: 2);
        JobForm[] forms = [.. ((string[])["AB", "AAB", "AAAB"]).Select(labels => JobForm.Of(Jobs(SmallCircuits.Plan(labels), 1)[0]))];
        foreach (int job in (int[])[0, 1, 0, 2, 0, 1])
        {
            await Run(runner, forms[job]);
        }

        Assert.Equal([.. ((int[])[0, 1, 2, 1]).Select(f => forms[f].Plans[0].Digest)], _fetched);
    }

    [Fact]
    public async Task AFetchThatFails_IsTriedAgainByTheNextJob()
    {
        var runner = new JobRunner(_threads);
        JobForm form = JobForm.Of(Jobs(SmallCircuits.Plan("AB"), 1)[0]);
        byte[] damaged = form.Plans[0].Bytes.ToArray();
        damaged[20] ^= 1;
        BackendException error = await Assert.ThrowsAsync<BackendException>(
            () => runner.Run(form.Bytes, (_, _) => Task.FromResult<ReadOnlyMemory<byte>>(damaged), CancellationToken.None));
        Assert.Equal(
            $"a plan arrived with digest {PlanForm.DigestOf(damaged)} instead of {form.Plans[0].Digest}; send it again", error.Message);
        Assert.True(error.IsFailure);
        await Run(runner, form);
    }

    [Fact]
    public async Task AWithdrawnJob_LeavesTheFetchToOthers()
    {
        var runner = new JobRunner(_threads);
        JobForm form = JobForm.Of(Jobs(SmallCircuits.Plan("AB"), 1)[0]);
        var plan = new TaskCompletionSource<ReadOnlyMemory<byte>>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var cancel = new CancellationTokenSource();
        Task<ReadOnlyMemory<byte>> withdrawn = runner.Run(form.Bytes, (_, _) => plan.Task, cancel.Token);
        Task<ReadOnlyMemory<byte>> other = runner.Run(
            form.Bytes, (_, _) => throw new InvalidOperationException("fetched twice"), CancellationToken.None);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => withdrawn);
        plan.SetResult(form.Plans[0].Bytes);
        ResultForm.Read((await other).Span, form.Checksum);
    }

    [Fact]
    public async Task AJobThatCannotBeRead_IsRefusedBeforeAPlanIsFetched()
    {
        var runner = new JobRunner(_threads);
        JobForm form = JobForm.Of(Jobs(SmallCircuits.Plan("AB"), 1)[0]);
        byte[] damaged = form.Bytes.ToArray();
        damaged[50] ^= 4;
        await Assert.ThrowsAsync<BackendException>(() => Run(runner, damaged, form));
        Assert.Empty(_fetched);
    }

    /// <summary>2^40 amplitudes: the worker's reason is the simulator's.</summary>
    [Fact]
    public async Task WhatTheSimulatorRefuses_IsRefusedInItsWords()
    {
        Circuit circuit = new CircuitBuilder(40).Add(Gates.RX, Angle.Weight(0), 0).Build();
        var job = new CircuitJob(0, [new(circuit, EquatableArray<int>.Empty, PauliString.Parse(new string('Z', 40)), [0.1], 0, 1, 2, 3)]);
        BackendException error = await Assert.ThrowsAsync<BackendException>(() => Run(new(_threads), JobForm.Of(job)));
        Assert.Contains("40 qubits", error.Message, StringComparison.Ordinal);
        Assert.False(error.IsFailure);
    }

    private static Job[] Jobs(CutPlan plan, int queries) => [.. new CutEstimator(plan, new(ShotBudget.Exact))
        .Start(SmallCircuits.Queries(queries, plan.Circuit.QubitCount), null).InOrder().First().Generate()];

    private Task<ReadOnlyMemory<byte>> Run(JobRunner runner, JobForm form) => Run(runner, form.Bytes, form);

    private Task<ReadOnlyMemory<byte>> Run(JobRunner runner, ReadOnlyMemory<byte> job, JobForm form) => runner.Run(
        job,
        (digest, _) =>
        {
            _fetched.Add(digest);
            return Task.FromResult(form.Plans[0].Bytes);
        },
        CancellationToken.None);
}
