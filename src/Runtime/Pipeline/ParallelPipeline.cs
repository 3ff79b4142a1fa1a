using System.Reactive.Concurrency;
using System.Reactive.Linq;
using CutAwareQnn.Learning;

namespace CutAwareQnn.Runtime;

/// <summary>Drives data-parallel training over nodes, each a pipeline with workers of its own.</summary>
/// <param name="training">The run.</param>
/// <param name="nodes">One pipeline per node.</param>
/// <param name="linkTime">How long a vector of weights or derivatives takes to a node or from one.</param>
/// <param name="scheduler">The clock.</param>
/// <remarks>
/// Where all nodes wait for all, results are the same bits whatever arrives first; with a parameter server they depend on the order of
/// arrival, which is the same again in virtual time only.
/// </remarks>
public sealed class ParallelPipeline(
    ParallelTraining training, IReadOnlyList<QueryPipeline> nodes, TimeSpan linkTime, IScheduler scheduler)
{
    /// <summary>Returns the run: the state after every delivery. Cold; the same again for each subscription.</summary>
    /// <returns>
    /// In virtual time in order; nodes on threads of their own may overtake each other, so wait for the one that is complete.
    /// </returns>
    public IObservable<ParallelState> Run() => Observable.Defer(() =>
    {
        var gate = new Lock();
        ParallelState state = training.Start();
        long batch = 0;
        return Begun().Expand(_ => Begun());

        // One thread at a time takes the state on.
        IObservable<ParallelState> Begun()
        {
            IReadOnlyList<NodeTask> tasks;
            BatchRequest[] requests;
            lock (gate)
            {
                (state, tasks) = training.Dispatch(state);
                requests = [.. tasks.Select(t => new BatchRequest(batch++, t.Queries, t.Gradient, Step: t.Step))];
            }

            return tasks.Select((task, i) => Delivered(task, requests[i])).Merge();
        }

        IObservable<ParallelState> Delivered(NodeTask task, BatchRequest request) =>
            Sent(task.ReceivesWeights)
                .SelectMany(_ => nodes[task.Node].Run(request))
                .SelectMany(outcome => Sent(task.SendsResult).Select(_ => outcome))
                .Select(outcome =>
                {
                    lock (gate)
                    {
                        return state = training.Receive(state, task.Node, outcome.Estimates);
                    }
                });
    });

    private IObservable<long> Sent(bool isSent) =>
        isSent && linkTime > TimeSpan.Zero ? Observable.Timer(linkTime, scheduler) : Observable.Return(0L);
}
