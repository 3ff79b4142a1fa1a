using CutAwareQnn.Estimation;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Unit.Runtime;

/// <summary>Passes of a given number of subexperiment batches; a pass's results are folded into a list.</summary>
internal sealed class FakeBatch(params FakeRun[] runs) : Passes
{
    public bool Closed { get; private set; }

    public override IEnumerable<Pass> InOrder()
    {
        try
        {
            foreach (FakeRun run in runs)
            {
                yield return run;
                Assert(run.Completed);
            }
        }
        finally
        {
            Closed = true;
        }
    }

    public override IReadOnlyList<Estimate> Estimates() => [new(runs.Sum(r => r.Added.Count), 0)];

    private static void Assert(bool completed) => Xunit.Assert.True(completed, "a pass was asked for before the last one was complete");
}

internal sealed class FakeRun(PassPurpose purpose, int batchCount, int failing = -1) : Pass
{
    public override PassPurpose Purpose => purpose;

    public override long QueryCount => 1;

    public bool Generated { get; private set; }

    public bool Completed { get; private set; }

    public List<int> Added { get; } = [];

    /// <summary>What folding takes, on the clock.</summary>
    public Action OnAdd { get; init; } = () => { };

    /// <summary>What executing a batch does, on its worker.</summary>
    public Action OnExecute { get; init; } = () => { };

    public override IReadOnlyList<Job> Generate()
    {
        Generated = true;
        return Enumerable.Range(0, batchCount).Select(i => new FakeSubexperiments(i, i == failing, OnExecute)).ToArray();
    }

    public override void Add(JobResult result)
    {
        Added.Add(result.Job);
        OnAdd();
    }

    public override void Complete() => Completed = true;

    private sealed class FakeSubexperiments(int index, bool fails, Action onExecute) : Job(index)
    {
        public override long CircuitCount => 2;

        public override long ShotCount => 1000;

        public override int ResultLength => 1;

        public override JobResult Execute()
        {
            onExecute();
            return fails ? throw new DivideByZeroException("Attempted to divide by zero.") : new(Index, [Index]);
        }
    }
}
