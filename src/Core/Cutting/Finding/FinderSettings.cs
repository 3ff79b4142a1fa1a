namespace CutAwareQnn.Cutting;

/// <summary>How much <see cref="CutFinder"/> tries. Equal settings find equal cuts, on every machine.</summary>
/// <param name="Seed">Keys the order in which the heuristic tries things.</param>
/// <param name="RestartCount">Starts of the heuristic; at least 1. Large circuits get fewer.</param>
/// <param name="Effort">
/// Bounds the proof of optimality: search nodes, each counted by the gate pairs it looks at. The default is about a second; 0 does
/// without the search and gives the bound of the circuit as a whole.
/// </param>
public sealed record FinderSettings(ulong Seed = 0, int RestartCount = 48, long Effort = FinderSettings.DefaultEffort)
{
    /// <summary>What is made small.</summary>
    public FinderObjective Objective { get; init; }

    /// <summary>What makes cuts the cheapest, where the objective is the overhead.</summary>
    public FinderRule Rule { get; init; }

    /// <summary>
    /// Whether runs of gates may be written as rotations about Pauli strings first, where those are cheaper to cut; never where each gate
    /// is cut by itself. Bounds are then those of the gates as they were written, and found cuts may be below them.
    /// </summary>
    public bool FindsGadgets { get; init; }

    /// <summary>The effort where none is given.</summary>
    public const long DefaultEffort = 100_000_000;
}
