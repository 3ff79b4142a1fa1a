using CutAwareQnn.Circuits;
using CutAwareQnn.Estimation;

namespace CutAwareQnn.Learning;

/// <summary>
/// Data-parallel training as a pure state machine: the samples are divided among nodes, each node evaluates mini-batches of its own, and a
/// scheme says how they agree on weights. <see cref="Dispatch"/> names what nodes are to evaluate now, <see cref="Receive"/> takes one
/// node's answers; who evaluates, and in which order answers come, is the driver's. A single node is <see cref="Training"/>, bit for bit.
/// </summary>
/// <remarks>What nodes exchange are vectors of weights or derivatives; a sample's queries, cut or not, are evaluated and put together on its node.</remarks>
public sealed class ParallelTraining
{
    /// <summary>Most nodes: each has 2^40 query ids of its own below those of evaluations.</summary>
    public const int MaxNodeCount = 256;

    private readonly Training[] _nodes;

    /// <summary>Prepares a run.</summary>
    /// <param name="model">What is trained.</param>
    /// <param name="samples">The training part.</param>
    /// <param name="settings">How it is trained; a batch is one node's. The optimiser has to follow the gradient, and no early stopping is watched.</param>
    /// <param name="nodeCount">Number of nodes, from 1 to one for each <see cref="TrainingSettings.BatchSize"/> samples.</param>
    /// <param name="scheme">How they agree.</param>
    /// <exception cref="CircuitException">Settings out of range, or samples or a loss that do not fit the model.</exception>
    public ParallelTraining(
        Model model, IReadOnlyList<LabelledSample> samples, TrainingSettings settings, int nodeCount, SyncScheme scheme)
    {
        if (nodeCount is < 1 or > MaxNodeCount || nodeCount > samples.Count)
        {
            throw new CircuitException(
                $"{samples.Count} samples cannot be divided among {nodeCount} nodes; give 1 to {Math.Min(samples.Count, MaxNodeCount)}");
        }

        if (settings.Optimiser is { WantsGradient: false } or { WantsMetric: true } or { WantsAllSamples: true })
        {
            throw new CircuitException(
                $"{settings.Optimiser.GetType().Name} needs more than the gradient of a node's mini-batch; give sgd, adam, adamw or rmsprop");
        }

        if (settings.EarlyStopping is not null)
        {
            throw new CircuitException("early stopping watches one loss but every node has its own; leave it away");
        }

        TrainingChecks.Check(model, samples, settings);
        Scheme = scheme;
        _nodes = [.. Shards(samples, nodeCount).Select(shard => Training.OfShard(model, shard, settings))];
    }

    /// <summary>How the nodes agree.</summary>
    public SyncScheme Scheme { get; }

    /// <summary>Number of nodes.</summary>
    public int NodeCount => _nodes.Length;

    /// <summary>The samples in contiguous parts whose sizes differ by at most one, the larger ones first.</summary>
    public static IReadOnlyList<IReadOnlyList<LabelledSample>> Shards(IReadOnlyList<LabelledSample> samples, int count)
    {
        int size = samples.Count / count;
        int larger = samples.Count % count;
        return [.. Enumerable.Range(0, count).Select(i =>
            samples.Skip((i * size) + Math.Min(i, larger)).Take(size + (i < larger ? 1 : 0)).ToArray())];
    }

    /// <summary>The state before the first step: all nodes have the same weights.</summary>
    public ParallelState Start()
    {
        TrainingState[] states = [.. _nodes.Select((n, i) => n.Start() with { NextQuery = (ulong)i << 40 })];
        return new(states[0].Weights, states[0].Optimiser, 0, [.. states.Select(s => new NodeState(s, NodePhase.Ready))]);
    }

    /// <summary>Sets nodes to work that are ready and may begin: those that have done least first.</summary>
    public (ParallelState State, IReadOnlyList<NodeTask> Tasks) Dispatch(ParallelState state)
    {
        List<NodeTask> tasks = [];
        ParallelState next = state;
        foreach (int i in Enumerable.Range(0, NodeCount).Where(i => state.Nodes[i].Phase == NodePhase.Ready).OrderBy(i => state.Nodes[i].Training.Step))
        {
            if (!Scheme.MayBegin(next))
            {
                break;
            }

            NodeState node = Scheme.Begin(next, next.Nodes[i]);
            bool receives = Scheme.ReceivesWeights(node);
            next = next.With(i, node) with { MessageCount = next.MessageCount + (receives ? 1 : 0) };
            bool isLast = node.Training.Step + 1 == _nodes[i].BatchCount * _nodes[i].Settings.Epochs;
            tasks.Add(new(
                i, node.Training.Step + 1, _nodes[i].Queries(node.Training), _nodes[i].Gradient, receives, Scheme.SendsResult(node, isLast)));
        }

        return (next, tasks);
    }

    /// <summary>Takes a node's answers to the next state.</summary>
    /// <param name="node">Which node; it must be at work.</param>
    /// <param name="estimates">The answers to its task's queries.</param>
    /// <exception cref="CircuitException">The loss or a weight is no longer finite.</exception>
    /// <exception cref="InvalidOperationException">The node is not at work.</exception>
    public ParallelState Receive(ParallelState state, int node, IReadOnlyList<Estimate> estimates) =>
        state.Nodes[node].Phase == NodePhase.Working
            ? Scheme.Receive(state, node, _nodes[node].Measure(state.Nodes[node].Training, estimates), _nodes)
            : throw new InvalidOperationException($"node {node} delivered without being at work");
}
