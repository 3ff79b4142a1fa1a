using System.Globalization;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Learning;

/// <summary>How nodes that train on parts of the samples agree on weights.</summary>
public abstract record SyncScheme
{
    private protected SyncScheme()
    {
    }

    /// <summary>Reads <c>all-reduce</c>, <c>server:staleness=S</c> or <c>local:steps=W</c>, as <see cref="object.ToString"/> writes them.</summary>
    /// <exception cref="CircuitException">The text is none of these, or a number out of range.</exception>
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

    /// <summary>Whether a ready node may take up its next mini-batch.</summary>
    internal virtual bool MayBegin(ParallelState state) => true;

    /// <summary>What a node that begins works with.</summary>
    internal virtual NodeState Begin(ParallelState state, NodeState node) => node with { Phase = NodePhase.Working };

    /// <summary>Whether a node's next mini-batch starts from common weights that it does not have yet.</summary>
    internal virtual bool ReceivesWeights(NodeState node) => true;

    /// <summary>Whether what a node finds is for the others at once.</summary>
    /// <param name="isLast">Whether it is the node's last mini-batch.</param>
    internal virtual bool SendsResult(NodeState node, bool isLast) => true;

    /// <summary>Takes what a node has measured to the next state.</summary>
    /// <param name="nodes">Each node's own training.</param>
    internal abstract ParallelState Receive(ParallelState state, int node, BatchMeasure measure, IReadOnlyList<Training> nodes);

    /// <summary>Ready for the next mini-batch, or done.</summary>
    private protected static NodeState Behind(NodeState node, TrainingState training, Training own) =>
        node with { Training = training, Phase = own.IsComplete(training) ? NodePhase.Done : NodePhase.Ready, Measured = null };

    /// <summary>The nodes that wait, where no other is at work or about to be.</summary>
    private protected static int[] Assembled(ParallelState state) =>
        state.Nodes.Any(n => n.Phase is NodePhase.Working or NodePhase.Ready)
            ? []
            : [.. Enumerable.Range(0, state.Nodes.Count).Where(i => state.Nodes[i].Phase == NodePhase.Waiting)];
}
