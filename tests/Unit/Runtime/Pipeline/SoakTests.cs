using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using CutAwareQnn.Estimation;
using CutAwareQnn.Runtime;
using Xunit;

namespace CutAwareQnn.Unit.Runtime;

/// <summary>What only shows in a process that does nothing else meanwhile.</summary>
[Collection(Alone)]
[Trait("Tier", "slow")]
public sealed class SoakTests
{
    /// <summary>A collection that runs when all others are done.</summary>
    public const string Alone = "alone";

    /// <summary>
    /// 100,000 queries through two threads, eight in flight: no thread remains, and the memory that is held when all is done is what
    /// was held after the first tenth, within 4 MB (a kept query would be 100 bytes at least, 9 MB in all).
    /// </summary>
    [Fact]
    public async Task ASoak_KeepsMemoryFlat_AndLeaksNoThread()
    {
        var estimator = new CutEstimator(SmallCircuits.Plan("AB"), new(ShotBudget.Each(100), Seed: 5));
        EstimatorQuery[] few = SmallCircuits.Queries(100);
        long early = 0;
        long late = 0;
        long told = 0;
        var threads = new WorkerThreads(2);
        using (threads)
        {
            var workers = new Workers(new InProcessBackend(threads), 2, new EagerPolicy(), threads.Schedulers[0]);
            IEnumerable<BatchRequest> requests = Enumerable.Range(0, 1000).Select(i => new BatchRequest(
                i, [.. few.Select((q, k) => q with { Id = (ulong)((i * few.Length) + k) })]));
            await new QueryPipeline(estimator, workers).Run(requests, 8).Do(outcome =>
            {
                told += outcome.Estimates.Count;
                early = outcome.Request.Batch == 100 ? GC.GetTotalMemory(forceFullCollection: true) : early;
                late = outcome.Request.Batch == 999 ? GC.GetTotalMemory(forceFullCollection: true) : late;
            }).LastAsync().ToTask(TaskPoolScheduler.Default);
            Assert.Equal(100_000, told);
            Assert.Equal(2, threads.LiveCount);
        }

        // A thread ends at disposal, within the time of a task.
        Assert.True(SpinWait.SpinUntil(() => threads.LiveCount == 0, TimeSpan.FromSeconds(60)));
        Assert.InRange(late - early, long.MinValue, 4 << 20);
    }
}
