using System.Threading;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>The searches of one circuit.</summary>
internal sealed class CutSearch(Circuit circuit, FinderSettings settings, CancellationToken cancellation)
{
    private readonly Circuit _given = circuit;
    private Circuit _source = circuit;
    private Circuit _written = TwoQubitForm.Of(circuit);

    public FinderSettings Settings => settings;

    public CancellationToken Cancellation => cancellation;

    /// <summary>Returns the cuts of smallest γ within limits; null where none are found.</summary>
    /// <param name="limits">The limits.</param>
    /// <param name="effort">The part of the settings' effort to be spent.</param>
    public FoundCuts? Cheapest(FinderLimits limits, double effort = 1)
    {
        (JointModel model, GraphResult found, double bound) = Settle(limits, effort);
        if (found.Best is not { } best)
        {
            return null;
        }

        FoundCuts report = Report(model, best.PartOf, found.Grouping!) with
        {
            Log10LowerBound = Math.Min(bound, best.Cost) * 2 / Elementary.Log(10),
            IsOptimal = found.IsComplete && !Exactness.IsBelow(bound, best.Cost),
            Method = found.IsFoundExactly ? FinderMethod.Exact : FinderMethod.Heuristic,
            NodeCount = found.NodeCount,
        };
        return settings.FindsGadgets && limits.IsJoint && report is { Labels: { } labels, Cuts.Count: > 0 }
            ? WithGadgets(report, labels, limits)
            : report;
    }

    // The same parts with runs of gates between them written as rotations about Pauli strings, where that is cheaper. What was proven
    // holds for the gates as they were.
    private FoundCuts WithGadgets(FoundCuts report, PartitionLabels labels, FinderLimits limits)
    {
        Circuit written = GadgetRewriting.Write(_given, labels);
        if (ReferenceEquals(written, _given))
        {
            return report;
        }

        var search = new CutSearch(written, settings, cancellation);
        JointModel model = search.Model(limits);
        int[] partOf = [.. model.Timeline.Graph.Qubits.Select(qubits => (int)labels.Letters[qubits[0]])];
        if (model.Timeline.Scattered(partOf).Any())
        {
            return report;
        }

        Grouping grouping = model.Group(Coarsening.Numbered(partOf));
        FoundCuts other = search.Report(model, Coarsening.Numbered(partOf), grouping);
        return Exactness.IsBelow(other.Log10Overhead, report.Log10Overhead)
            ? other with
            {
                Method = report.Method,
                NodeCount = report.NodeCount,
                Log10LowerBound = Math.Min(report.Log10LowerBound, other.Log10Overhead),
            }
            : report;
    }

    /// <summary>
    /// Parts the circuit so that every wide gate is in at most two parts: those that come out in more are written as gates in fewer, and
    /// the search is repeated. The bound is that of the first search, in which all of them could be cut as they are.
    /// </summary>
    public (JointModel Model, GraphResult Found, double Bound) Settle(FinderLimits limits, double effort)
    {
        double? bound = null;
        while (true)
        {
            JointModel model = Model(limits);
            GraphResult found = Run(model, effort);
            bound ??= found is { Best: { } best, IsComplete: true } ? best.Cost : found.LowerBound;
            HashSet<int> scattered = found.Best is { } cut ? [.. model.Timeline.Scattered(cut.PartOf)] : [];
            if (scattered.Count == 0)
            {
                return (model, found, bound.Value);
            }

            _source = _written with
            {
                Instructions = _written.Instructions
                    .SelectMany(
                        (instruction, i) => scattered.Contains(i)
                            ? model.Timeline.Split(i, found.Best!.PartOf)
                            : (IEnumerable<Instruction>)[instruction])
                    .ToEquatableArray(),
            };
            _written = TwoQubitForm.Of(_source);
        }
    }

    /// <summary>Returns what can be cut within limits.</summary>
    public JointModel Model(FinderLimits limits) => new(new(_written, limits.Kinds, limits.IsCommunicating, limits.LinksSides), limits);

    /// <summary>Parts the circuit within a model's limits.</summary>
    public GraphResult Run(JointModel model, double effort)
    {
        FinderSettings share = settings with { Effort = (long)(settings.Effort * effort) };
        int[]? known = model.Limits.Kinds == CutKinds.Both ? ByGatesAlone(model, share) : null;
        return GraphSearch.Run(model, model.Limits, known, share, cancellation);
    }

    /// <summary>Returns a parting with its cuts, without anything proven about it.</summary>
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
        Circuit written = labels is null ? timeline.Circuit : TwoQubitForm.Of(_source, labels, model.Limits.LinksSides);
        var report = new CutReport(timeline, grouping, model.Limits, labels is null ? null : Positions(cut, written, labels));
        return new(
            written, report.Costs, report.Fragments, labels, grouping.Cost * 2 / Elementary.Log(10), 0, false, FinderMethod.Heuristic, 0)
        {
            SharesFragments = report.SharesFragments,
            LinksSides = model.Limits.LinksSides,
        };
    }

    // Both circuits write what lies across the labels in the same way, and so have the same cuts in the same order.
    private static Dictionary<int, int> Positions(CutLink[] cut, Circuit written, PartitionLabels labels)
    {
        int[] across = [.. Enumerable.Range(0, written.Instructions.Count)
            .Where(i => written.Instructions[i] is GateInstruction && Straddling.Straddles(written.Instructions[i], labels))];
        int[] gates = [.. cut.SelectMany(l => l.Cut.Parts()).Cast<GateCut>().Select(g => g.Instruction).OrderBy(i => i)];
        return Enumerable.Range(0, gates.Length).ToDictionary(i => gates[i], i => across[i]);
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
