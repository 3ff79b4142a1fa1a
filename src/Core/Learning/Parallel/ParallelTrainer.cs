using CutAwareQnn.Estimation;

namespace CutAwareQnn.Learning;

/// <summary>
/// Driver of data-parallel training over an estimator on the caller's thread; by default nodes deliver in the order in which they began.
/// </summary>
public static class ParallelTrainer
{
    /// <summary>Trains until every node is done.</summary>
    /// <param name="training">The run.</param>
    /// <param name="estimator">The estimator of every node's queries.</param>
    /// <param name="next">Selects which of the working nodes, oldest first, delivers next; null for the oldest.</param>
    /// <param name="from">The state to continue from, in which no node is working; null for a new run.</param>
    public static ParallelState Run(
        ParallelTraining training, IEstimator estimator, Func<IReadOnlyList<NodeTask>, int>? next = null, ParallelState? from = null)
    {
        ParallelState state = from ?? training.Start();
        List<NodeTask> working = [];
        while (!state.IsComplete)
        {
            (state, IReadOnlyList<NodeTask> begun) = training.Dispatch(state);
            working.AddRange(begun);
            int chosen = next?.Invoke(working) ?? 0;
            NodeTask task = working[chosen];
            working.RemoveAt(chosen);
            state = training.Receive(state, task.Node, estimator.Estimate(task.Queries, task.Gradient));
        }

        return state;
    }
}
