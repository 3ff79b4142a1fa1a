using System.Reactive.Concurrency;
using System.Runtime.ExceptionServices;
using CutAwareQnn.Circuits;
using CutAwareQnn.Estimation;
using CutAwareQnn.Learning;

namespace CutAwareQnn.Runtime;

/// <summary>
/// Data-parallel training in virtual time: the order in which nodes deliver, and so every bit, follows from the model and the seed.
/// </summary>
public static class VirtualNodes
{
    /// <summary>Trains to the end.</summary>
    /// <param name="training">The run.</param>
    /// <param name="estimator">Answers the queries of every node, each with one worker.</param>
    /// <param name="times">How long things take on a node.</param>
    /// <param name="linkTime">How long a vector of weights or derivatives takes to a node or from one.</param>
    /// <param name="settings">What may go wrong on a node, and what is done about it.</param>
    /// <exception cref="BackendException">The times reach beyond virtual time, some 5000 years.</exception>
    /// <returns>The last state, and the virtual time that it took.</returns>
    public static (ParallelState State, TimeSpan Time) Run(
        ParallelTraining training, CutEstimator estimator, ServiceTimes times, TimeSpan linkTime, Func<int, ExecutionSettings> settings)
    {
        var scheduler = new HistoricalScheduler();
        var backend = new VirtualBackend(times, scheduler, 1);
        QueryPipeline[] nodes = [.. Enumerable.Range(0, training.NodeCount).Select(node => new QueryPipeline(
            estimator, new Workers(backend, 1, new EagerPolicy(), scheduler, settings(node)) { Model = times }))];
        DateTimeOffset start = scheduler.Now;
        DateTimeOffset end = start;
        ParallelState? last = null;
        Exception? fault = null;
        using IDisposable subscription = new ParallelPipeline(training, nodes, linkTime, scheduler).Run().Subscribe(
            state => (last, end) = (state, scheduler.Now), error => fault = error);
        scheduler.Start();
        if (fault is not null)
        {
            ExceptionDispatchInfo.Throw(fault);
        }

        return (last!, end - start);
    }
}
