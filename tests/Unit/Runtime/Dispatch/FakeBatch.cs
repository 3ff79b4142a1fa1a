using CutAwareQnn.Estimation;

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

    private static void Assert(bool completed) => Xunit.Assert.True(completed, "a pass was started before the last one was complete");
}
