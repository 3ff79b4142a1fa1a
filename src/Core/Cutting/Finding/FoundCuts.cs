using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>Cuts that keep to limits, what they cost, and what is known about better ones.</summary>
/// <param name="Circuit">
/// The circuit that the cuts' positions refer to: the one given, with wider gates written as two-qubit gates. Where only gates are
/// cut these are the gates across fragments alone, so that positions are those of the given circuit if there are none.
/// </param>
/// <param name="Costs">The cuts, in time order of the first of each, with what they cost.</param>
/// <param name="Fragments">The connected fragments, by their lowest qubit; of wires that begin at a cut in the order of the cuts.</param>
/// <param name="Labels">The fragments as labels; null where a wire is cut. They do not show which cuts are made together.</param>
/// <param name="Log10Overhead">Decimal logarithm of the sampling overhead γ².</param>
/// <param name="Log10LowerBound">Decimal logarithm of a proven lower bound of γ² within the limits.</param>
/// <param name="IsOptimal">
/// Whether that is proven: within the limits no cuts of the allowed kinds have a smaller γ, or with
/// <see cref="FinderObjective.Depth"/> no smaller depth.
/// </param>
/// <param name="Method">What found the cuts.</param>
/// <param name="NodeCount">Nodes of the exact search.</param>
public sealed record FoundCuts(
    Circuit Circuit,
    EquatableArray<CutCost> Costs,
    EquatableArray<FoundFragment> Fragments,
    PartitionLabels? Labels,
    double Log10Overhead,
    double Log10LowerBound,
    bool IsOptimal,
    FinderMethod Method,
    long NodeCount)
{
    /// <summary>The rule by which these are the cheapest.</summary>
    public FinderRule Rule { get; init; }

    /// <summary>Whether a gate in three fragments is cut as one, and two of them run as one with shots.</summary>
    public bool LinksSides { get; init; }

    /// <summary>Whether pieces that are not connected share a fragment.</summary>
    public bool SharesFragments { get; init; }

    /// <summary>The fragments as processors that exchange measured bits, and then nothing is cut; null where none cross.</summary>
    public LinkedPlan? Linked { get; init; }

    /// <summary>The cuts, in time order of the first of each.</summary>
    public EquatableArray<Cut> Cuts => Costs.Select(c => c.Cut).ToEquatableArray();

    /// <summary>How many gates and wires are cut.</summary>
    public int CutCount => Costs.Sum(c => c.Size);

    /// <summary>Whether some cuts are made together or communicate.</summary>
    public bool IsJoint => Costs.Any(c => c.Cut is JointGateCut or CommunicatingWireCut);

    /// <summary>γ of all cuts, with the largest γ of a gate whose angle has a symbol; +∞ beyond 1e308.</summary>
    public double Gamma => Costs.Aggregate(1.0, (gamma, c) => gamma * c.Gamma);

    /// <summary>Qubits of the connected fragments, ancillas included, widest first.</summary>
    public EquatableArray<int> Widths => Fragments.Select(f => f.Width).OrderByDescending(w => w).ToEquatableArray();

    /// <summary>The most two-qubit gates, one after another, that a fragment keeps.</summary>
    public int TwoQubitDepth => Fragments.Select(f => f.TwoQubitDepth).DefaultIfEmpty().Max();

    /// <summary>The sampling overhead γ²; +∞ beyond 1e308.</summary>
    public double Overhead => Gamma * Gamma;

    /// <summary>The proven lower bound of γ²; +∞ beyond 1e308.</summary>
    public double LowerBound => Log10LowerBound >= Log10Overhead ? Overhead : Elementary.Exp(Log10LowerBound * Elementary.Log(10));

    /// <summary>How many decimal orders of magnitude γ² may lie above the optimum; 0 where it is proven.</summary>
    public double Log10Gap => Log10Overhead - Log10LowerBound;

    /// <summary>
    /// Returns the plan of these cuts. Fragments with links between them run shot by shot as one, and are planned as one.
    /// </summary>
    /// <param name="observable">The observable.</param>
    /// <param name="isSampled">
    /// Whether values come from shots: exact ones gain nothing from communication, and wires are then cut one by one.
    /// </param>
    /// <exception cref="CutException">The planner does not take the cuts.</exception>
    /// <exception cref="CircuitException">The observable has another number of qubits than the circuit.</exception>
    public CutPlan Plan(PauliSum observable, bool isSampled)
    {
        if (Linked is not null)
        {
            return CutPlanner.Plan(Circuit, observable, PartitionLabels.None(Circuit.QubitCount));
        }

        Func<int, object?>? groupOf = SharesFragments && Labels is not null ? FragmentOf : null;
        return Labels is not null && !IsJoint && !Costs.Any(c => c.Cut is MergedGateCut)
            ? CutPlanner.Plan(Circuit, observable, Labels, new(JoinsCuts: false) { LinksSides = LinksSides && isSampled }, groupOf)
            : CutPlanner.Plan(Circuit, observable, Planned(isSampled), new(), groupOf, Labels);
    }

    /// <summary>
    /// Returns the cuts as <see cref="CutPlanner"/> takes them: of a joint cut with more combinations of operators than
    /// <see cref="CutForm.MaxInsertionCount"/> the parallel gates are cut in several groups, and those with an ancilla that are too many by
    /// themselves.
    /// </summary>
    /// <param name="isSampled">Whether wires that are cut with communication stay so, or are cut one by one.</param>
    public IReadOnlyList<Cut> Planned(bool isSampled) =>
        Cuts.SelectMany(cut => cut switch
        {
            JointGateCut joint => Split(joint),
            CommunicatingWireCut when !isSampled => cut.Parts(),
            _ => [cut],
        }).ToArray();

    private object? FragmentOf(int qubit) => Fragments.FirstOrDefault(f => f.Qubits.Contains(qubit));

    private IEnumerable<Cut> Split(JointGateCut joint)
    {
        List<List<int>> groups = [];
        int size = 0;
        foreach (int gate in joint.Instructions)
        {
            int rank = GatePrice.Of(Circuit.Instructions[gate])!.Rank;
            if (groups.Count == 0 || size * rank > CutForm.MaxInsertionCount)
            {
                groups.Add([]);
                size = 1;
            }

            groups[groups.Count - 1].Add(gate);
            size *= rank;
        }

        return groups.SelectMany((group, i) => i > 0 && joint.Form == JointForm.Ancilla
            ? group.Select(g => (Cut)new GateCut(g))
            : [new JointGateCut(group.ToEquatableArray(), joint.Form)]);
    }
}
