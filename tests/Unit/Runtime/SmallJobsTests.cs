using System.Reactive.Concurrency;
using System.Reactive.Linq;
using CutAwareQnn.Estimation;
using CutAwareQnn.Runtime;
using CutAwareQnn.Simulation;
using Xunit;

namespace CutAwareQnn.Unit.Runtime;

public sealed class SmallJobsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void JobsThatAreLargeEnough_StayAsTheyAre(double leastWork)
    {
        Job[] jobs = [Sized(0, 0, 10), Sized(1, 1, 10)];
        Assert.Same(jobs, SmallJobs.Together(jobs, leastWork));
    }

    /// <summary>Two qubits: 4 + 7, then 20; three qubits: 5 + 3, which stays below 10.</summary>
    [Fact]
    public void JobsOfAWidth_AreGroupedInOrder_UntilTheyAreLargeEnough()
    {
        Job[] jobs = [Sized(0, 0, 4, 2), Sized(1, 1, 5, 3), Sized(2, 2, 7, 2), Sized(3, 1, 3, 3), Sized(4, 0, 20, 2)];
        JobGroup[] groups = [.. SmallJobs.Together(jobs, 10).Cast<JobGroup>()];
        Assert.Equal(["0,2", "1,3", "4"], groups.Select(g => string.Join(',', g.Jobs.Select(j => j.Index))));
        Assert.Equal([0, 1, 2], groups.Select(g => g.Index));
        Assert.Equal([11.0, 8, 20], groups.Select(g => g.Work));
        Assert.Equal([null, 1, 0], groups.Select(g => g.Fragment));
        Assert.Equal([2, 3, 2], groups.Select(g => g.Width));
    }

    /// <summary>A circuit on its own counts as 50,000 operations.</summary>
    [Fact]
    public void CircuitsOneByOne_CountByTheirNumber()
    {
        Job[] jobs = [.. Enumerable.Range(0, 6).Select(i => Sized(i, null, 1))];
        Assert.Equal(
            ["0,1", "2,3", "4,5"],
            SmallJobs.Together(jobs, 1e5).Cast<JobGroup>().Select(g => string.Join(',', g.Jobs.Select(j => j.Index))));
    }

    [Fact]
    public void AGroup_IsExecutedAndTakenApart()
    {
        var group = new JobGroup(5, [Sized(3, 0, 1), Sized(8, 0, 1)]);
        JobResult result = group.Execute();
        group.Check(result);
        Assert.Equal(["3: 3", "8: 8"], group.Split(result).Select(r => $"{r.Job}: {Assert.Single(r.Values)}"));
    }

    /// <summary>100 queries of three fragments, of one and two qubits: 12 jobs that go out as 2 groups, folded and counted as 12.</summary>
    [Theory]
    [InlineData(0, 12)]
    [InlineData(1e9, 2)]
    public void APass_GivesTheSameBits_InFewerJobs(double leastWork, int submitted)
    {
        EstimatorQuery[] queries = SmallCircuits.Queries(100, 4);
        foreach (ShotBudget budget in (ShotBudget[])[ShotBudget.Exact, ShotBudget.Each(1)])
        {
            var estimator = new CutEstimator(SmallCircuits.Plan("AABC"), new(budget, Seed: 2));
            var backend = new Grouping(leastWork);
            var pipeline = new QueryPipeline(estimator, new(backend, 2, new EagerPolicy(), ImmediateScheduler.Instance));
            BatchOutcome? outcome = null;
            using IDisposable subscription = pipeline.Run(new BatchRequest(0, queries)).Subscribe(o => outcome = o);
            Assert.Equal(estimator.Estimate(queries), outcome!.Estimates);
            Assert.Equal(submitted, backend.SubmitCount);
            Assert.Equal(
                estimator.Start(queries, null).InOrder().First().Generate().Sum(j => j.CircuitCount), outcome.Stages[0].CircuitCount);
        }
    }

    private static Described Sized(int index, int? fragment, double work, int width = 1) => new(index, fragment, work, width);

    private sealed class Described(int index, int? fragment, double work, int width) : Job(index)
    {
        public override long CircuitCount => 1;

        public override long ShotCount => 0;

        public override int ResultLength => 1;

        public override int? Fragment => fragment;

        public override double Work => work;

        public override int Width => width;

        public override JobResult Execute() => new(Index, [Index]);
    }

    private sealed class Grouping(double leastWork) : IBackend
    {
        public string Name => "grouping";

        public int WorkerLimit => 2;

        public double LeastWork => leastWork;

        public int SubmitCount { get; private set; }

        public IObservable<JobResult> Submit(JobAttempt attempt, int worker) => Observable.Defer(() =>
        {
            SubmitCount++;
            return Observable.Return(attempt.Job.Execute());
        });
    }
}
