using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>What a planner may do to make a plan cheaper; the defaults allow all.</summary>
/// <param name="JoinsCuts">
/// Whether gates on one pair of qubits are cut as one, and parallel gates between the same two fragments together, where that lowers γ.
/// Cuts given by position stay as they are given.
/// </param>
/// <param name="DropsUnseen">
/// Whether instructions outside the observable's causal cone, and idle qubits, are left out before cutting.
/// </param>
public sealed record PlanSettings(bool JoinsCuts = true, bool DropsUnseen = true)
{
    /// <summary>
    /// Whether X and phases under several controls are cut as one gate, at the price of one CX; else they are written out first.
    /// </summary>
    public bool KeepsWideGates { get; init; } = true;

    /// <summary>
    /// Whether a phase or X under controls across three labels is cut as one gate, where the second and the third label become one
    /// subexperiment of local operations: γ 27/4 for CCX instead of 127. That saves shots and is worth it for shots alone, because both
    /// labels are then simulated together; off by default.
    /// </summary>
    public bool LinksSides { get; init; }

    /// <summary>
    /// Whether runs of gates between labels may be written as rotations about Pauli strings, where those are cheaper to cut: CX, RZ, CX as
    /// RZZ.
    /// </summary>
    public bool FindsGadgets { get; init; } = true;

    /// <summary>
    /// Whether the last Clifford gates may become part of the observable where that lowers γ. The plan then has the expectation value of
    /// the circuit, but no longer its state: leave it off for distributions and samples.
    /// </summary>
    public bool MovesTail { get; init; }

    /// <summary>
    /// The values of symbols at which rewritings are compared by their γ; null for the largest γ that any values give. The plan is right
    /// at all values.
    /// </summary>
    public Func<Symbol, double>? PriceAt { get; init; }

    /// <summary>Every gate and wire on its own, wide gates written out, and everything kept: what the published tools do.</summary>
    public static PlanSettings Plain { get; } = new(JoinsCuts: false, DropsUnseen: false)
    {
        KeepsWideGates = false,
        FindsGadgets = false,
    };
}
