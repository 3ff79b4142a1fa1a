using CutAwareQnn.Estimation;

namespace CutAwareQnn.Learning;

/// <summary>Drives data-parallel training over an estimator on the caller's thread: nodes answer in the order in which they began.</summary>
public static class ParallelTrainer
{
    /// <summary>Trains to the end.</summary>
    /// <param name="training">The run.</param>
    /// <param name="estimator">Answers every node's queries.</param>
    /// <param name="next">Which of the nodes at work, oldest first, answers next; null for the oldest.</param>
    /// <param name="from">The state to go on from, with no node at work; null for the beginning.</param>
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
