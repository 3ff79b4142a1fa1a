using CutAwareQnn.Circuits;
using CutAwareQnn.Estimation;

namespace CutAwareQnn.Learning;

/// <summary>
/// Data-parallel training as a pure state machine: the samples are divided among nodes, each node evaluates mini-batches of its own, and a
/// scheme combines their results into common weights. <see cref="Dispatch"/> returns the evaluations that can begin now, and
/// <see cref="Receive"/> takes one node's estimates. The driver decides who evaluates and in which order results arrive. With one node the
/// run is that of <see cref="Training"/>, bit for bit.
/// </summary>
/// <remarks>
/// Nodes exchange vectors of weights or derivatives. A sample's queries, cut or uncut, are evaluated and reconstructed on its node.
/// </remarks>
public sealed class ParallelTraining
{
    /// <summary>The largest number of nodes: each has 2^40 query ids of its own below those of evaluations.</summary>
    public const int MaxNodeCount = 256;

    private readonly Training[] _nodes;

    /// <summary>Prepares a run.</summary>
    /// <param name="model">The model to train.</param>
    /// <param name="samples">The training part.</param>
    /// <param name="settings">
    /// The settings; a batch is one node's. The optimiser has to need the gradient alone, and early stopping has to be off.
    /// </param>
    /// <param name="nodeCount">Number of nodes, from 1 to the number of samples and at most <see cref="MaxNodeCount"/>.</param>
    /// <param name="scheme">The scheme that combines the nodes' results.</param>
    /// <exception cref="CircuitException">The settings are out of range, or the samples or the loss do not suit the model.</exception>
    public ParallelTraining(
        Model model, IReadOnlyList<LabelledSample> samples, TrainingSettings settings, int nodeCount, SyncScheme scheme)
    {
        if (nodeCount is < 1 or > MaxNodeCount || nodeCount > samples.Count)
        {
            throw new CircuitException(
                $"{Counted.Of(samples.Count, "sample")} cannot be divided among {Counted.Of(nodeCount, "node")}; give 1 to "
                + $"{Math.Min(samples.Count, MaxNodeCount)}");
        }

        if (settings.Optimiser is { WantsGradient: false } or { WantsMetric: true } or { WantsAllSamples: true })
        {
            throw new CircuitException(
                $"{settings.Optimiser.GetType().Name} needs more than the gradient of a node's mini-batch; give sgd, adam, adamw "
                + "or rmsprop");
        }

        if (settings.EarlyStopping is not null)
        {
            throw new CircuitException("early stopping watches one loss but every node has its own; omit it");
        }

        TrainingChecks.Check(model, samples, settings);
        Scheme = scheme;
        _nodes = [.. Shards(samples, nodeCount).Select(shard => Training.OfShard(model, shard, settings))];
    }

    /// <summary>The scheme that combines the nodes' results.</summary>
    public SyncScheme Scheme { get; }

    /// <summary>Number of nodes.</summary>
    public int NodeCount => _nodes.Length;

    /// <summary>Divides samples into contiguous parts whose sizes differ by at most one, larger parts first.</summary>
    public static IReadOnlyList<IReadOnlyList<LabelledSample>> Shards(IReadOnlyList<LabelledSample> samples, int count)
    {
        int size = samples.Count / count;
        int larger = samples.Count % count;
        return [.. Enumerable.Range(0, count).Select(i =>
            samples.Skip((i * size) + Math.Min(i, larger)).Take(size + (i < larger ? 1 : 0)).ToArray())];
    }

    /// <summary>Returns the state before the first step, in which all nodes have the same weights.</summary>
    public ParallelState Start()
    {
        TrainingState[] states = [.. _nodes.Select((n, i) => n.Start() with { NextQuery = (ulong)i << 40 })];
        return new(states[0].Weights, states[0].Optimiser, 0, [.. states.Select(s => new NodeState(s, NodePhase.Ready))]);
    }

    /// <summary>Starts the ready nodes that the scheme lets begin, those with the fewest steps first.</summary>
    public (ParallelState State, IReadOnlyList<NodeTask> Tasks) Dispatch(ParallelState state)
    {
        List<NodeTask> tasks = [];
        ParallelState next = state;
        foreach (int i
            in Enumerable.Range(0, NodeCount).Where(i => state.Nodes[i].Phase == NodePhase.Ready)
                .OrderBy(i => state.Nodes[i].Training.Step))
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
                i,
                node.Training.Step + 1,
                _nodes[i].Queries(node.Training),
                _nodes[i].Gradient,
                receives,
                Scheme.SendsResult(node, isLast)));
        }

        return (next, tasks);
    }

    /// <summary>Advances the state with the result of one node.</summary>
    /// <param name="state">The state.</param>
    /// <param name="node">Index of the node; it must be working.</param>
    /// <param name="estimates">The estimates of its task's queries.</param>
    /// <exception cref="CircuitException">The node is not working, or the loss or a weight is no longer finite.</exception>
    public ParallelState Receive(ParallelState state, int node, IReadOnlyList<Estimate> estimates) =>
        state.Nodes[node].Phase == NodePhase.Working
            ? Scheme.Receive(state, node, _nodes[node].Measure(state.Nodes[node].Training, estimates), _nodes)
            : throw new CircuitException($"node {node} delivered estimates but has no task; deliver once per task of Dispatch");
}
