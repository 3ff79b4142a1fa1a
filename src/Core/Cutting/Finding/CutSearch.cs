using System.Threading;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>The searches of one circuit.</summary>
internal sealed class CutSearch(Circuit circuit, FinderSettings settings, CancellationToken cancellation)
{
    private readonly Circuit _written = TwoQubitForm.Of(circuit);

    public FinderSettings Settings => settings;

    public CancellationToken Cancellation => cancellation;

    /// <summary>The cuts of smallest γ within limits; null where none are found.</summary>
    /// <param name="limits">The limits.</param>
    /// <param name="effort">The part of the settings' effort to be spent.</param>
    public FoundCuts? Cheapest(FinderLimits limits, double effort = 1)
    {
        JointModel model = Model(limits);
        GraphResult found = Run(model, effort);
        return found.Best is { } best
            ? Report(model, best.PartOf, found.Grouping!) with
            {
                Log10LowerBound = (found.IsComplete ? best.Cost : Math.Min(found.LowerBound, best.Cost)) * 2 / Elementary.Log(10),
                IsOptimal = found.IsComplete,
                Method = found.IsFoundExactly ? FinderMethod.Exact : FinderMethod.Heuristic,
                NodeCount = found.NodeCount,
            }
            : null;
    }

    /// <summary>What can be cut within limits.</summary>
    public JointModel Model(FinderLimits limits) => new(new(_written, limits.Kinds, limits.IsCommunicating), limits);

    /// <summary>Parts the circuit within a model's limits.</summary>
    public GraphResult Run(JointModel model, double effort)
    {
        FinderSettings share = settings with { Effort = (long)(settings.Effort * effort) };
        int[]? known = model.Limits.Kinds == CutKinds.Both ? ByGatesAlone(model, share) : null;
        return GraphSearch.Run(model, model.Limits, known, share, cancellation);
    }

    /// <summary>A parting with its cuts, without anything proven about it.</summary>
    /// <param name="model">What could be cut.</param>
    /// <param name="partOf">The part of every vertex.</param>
    /// <param name="grouping">How its cuts are made.</param>
    public FoundCuts Report(JointModel model, int[] partOf, Grouping grouping)
    {
        Timeline timeline = model.Timeline;
        CutLink[] cut = [.. timeline.Cuts(partOf)];
        PartitionLabels? labels = (model.Limits.Kinds & CutKinds.Wire) == 0 || cut.All(l => !l.IsWire)
            ? FoundLabels.Of(timeline.PartOfQubit(partOf), model.Limits.Widest)
            : null;
        Circuit written = labels is null ? timeline.Circuit : TwoQubitForm.Of(circuit, labels);
        var report = new CutReport(timeline, grouping, labels is null ? null : Positions(cut, written, labels));
        return new(
            written, report.Costs, report.Fragments, labels, grouping.Cost * 2 / Elementary.Log(10), 0, false, FinderMethod.Heuristic, 0);
    }

    // Both circuits write what lies across the labels in the same way, and so have the same cuts in the same order.
    private static Dictionary<int, int> Positions(CutLink[] cut, Circuit written, PartitionLabels labels)
    {
        int[] across = [.. Enumerable.Range(0, written.Instructions.Count)
            .Where(i => written.Instructions[i] is GateInstruction && Straddling.Straddles(written.Instructions[i], labels))];
        return Enumerable.Range(0, cut.Length).ToDictionary(i => ((GateCut)cut[i].Cut).Instruction, i => across[i]);
    }

    // Mixed cuts start from what gate cuts reach, which are far fewer to choose from.
    private int[]? ByGatesAlone(JointModel model, FinderSettings share)
    {
        var gates = new JointModel(new(_written, CutKinds.Gate), model.Limits with { Kinds = CutKinds.Gate });
        Separated? found = GraphSearch.Run(gates, gates.Limits, null, share with { Effort = share.Effort / 10 }, cancellation).Best;
        if (found is null)
        {
            return null;
        }

        int[] partOfQubit = gates.Timeline.PartOfQubit(found.PartOf);
        return [.. model.Timeline.Graph.Qubits.Select(qubits => partOfQubit[qubits[0]])];
    }
}
