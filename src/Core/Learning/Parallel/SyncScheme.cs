using System.Globalization;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Learning;

/// <summary>A scheme by which nodes that train on parts of the samples combine their results into common weights.</summary>
public abstract record SyncScheme
{
    private protected SyncScheme()
    {
    }

    /// <summary>
    /// Reads <c>all-reduce</c>, <c>server:staleness=S</c> or <c>local:steps=W</c>, the texts that <see cref="object.ToString"/> writes.
    /// </summary>
    /// <exception cref="CircuitException">The text is none of these, or a number is out of range.</exception>
    public static SyncScheme Parse(string text)
    {
        string[] parts = text.Split('=');
        int number = 0;
        bool hasNumber = parts.Length == 2 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out number);
        return parts[0] switch
        {
            "all-reduce" when parts.Length == 1 => new AllReduce(),
            "server:staleness" when hasNumber => new ParameterServer(number),
            "local:steps" when hasNumber => new LocalSteps(number),
            _ => throw new CircuitException(
                $"synchronisation '{text}' is unknown; give all-reduce, server:staleness=S or local:steps=W"),
        };
    }

    /// <summary>Returns whether a ready node may begin its next mini-batch.</summary>
    internal virtual bool MayBegin(ParallelState state) => true;

    /// <summary>Returns the state of a node that begins a mini-batch.</summary>
    internal virtual NodeState Begin(ParallelState state, NodeState node) => node with { Phase = NodePhase.Working };

    /// <summary>Returns whether a node's next mini-batch needs common weights that the node does not have yet.</summary>
    internal virtual bool ReceivesWeights(NodeState node) => true;

    /// <summary>Returns whether the result of a node's mini-batch is sent at once.</summary>
    /// <param name="node">The node.</param>
    /// <param name="isLast">Whether this is the node's last mini-batch.</param>
    internal virtual bool SendsResult(NodeState node, bool isLast) => true;

    /// <summary>Advances the state with the result of one node.</summary>
    /// <param name="state">The state.</param>
    /// <param name="node">Index of the node.</param>
    /// <param name="measure">The node's result.</param>
    /// <param name="nodes">The training of each node.</param>
    internal abstract ParallelState Receive(ParallelState state, int node, BatchMeasure measure, IReadOnlyList<Training> nodes);

    /// <summary>Returns the node's state after a mini-batch: ready for the next one, or done.</summary>
    private protected static NodeState After(NodeState node, TrainingState training, Training own) =>
        node with { Training = training, Phase = own.IsComplete(training) ? NodePhase.Done : NodePhase.Ready, Measured = null };

    /// <summary>Returns the waiting nodes once no other node is working or ready; none before.</summary>
    private protected static int[] Assembled(ParallelState state) =>
        state.Nodes.Any(n => n.Phase is NodePhase.Working or NodePhase.Ready)
            ? []
            : [.. Enumerable.Range(0, state.Nodes.Count).Where(i => state.Nodes[i].Phase == NodePhase.Waiting)];
}
