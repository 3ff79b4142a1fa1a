using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>What the fragments of a cut circuit must keep to.</summary>
/// <param name="Widths">
/// Widest fragment in qubits, each at least 1. One width holds for every fragment. Several are devices: each takes one fragment, or
/// several pieces that fit next to one another.
/// </param>
/// <param name="FragmentCount">
/// Largest number of fragments; null for any. Pieces that are not connected share a fragment where that is needed to keep to it. A
/// qubit on which nothing but one-qubit gates happens is a fragment besides these and is not counted.
/// </param>
/// <param name="CutCount">Most cuts; null for any number.</param>
/// <param name="Kinds">The kinds of cut allowed.</param>
/// <example>
/// <code>
/// // One device of three qubits and one of two, and no cut of a wire.
/// var limits = new FinderLimits(EquatableArray&lt;int&gt;.Of(3, 2), Kinds: CutKinds.Gate);
/// Console.WriteLine(limits.Widest);    // 3
/// </code>
/// </example>
public sealed record FinderLimits(
    EquatableArray<int> Widths, int? FragmentCount = null, int? CutCount = null, CutKinds Kinds = CutKinds.Gate)
{
    /// <summary>The same width for every fragment.</summary>
    public FinderLimits(int width)
        : this(EquatableArray<int>.Of(width))
    {
    }

    /// <summary>Whether gates between the same two fragments are cut together where that lowers γ.</summary>
    public bool IsJoint { get; init; } = true;

    /// <summary>
    /// Whether the outcomes of cut wires may reach the next fragment shot by shot. No fragment then waits, through others, for itself.
    /// </summary>
    public bool IsCommunicating { get; init; }

    /// <summary>Most numbers that one fragment may give per query; null for any. Estimators refuse plans beyond theirs.</summary>
    public double? ResultCount { get; init; }

    /// <summary>Whether <see cref="ResultCount"/> counts circuits with shots, or exact results.</summary>
    public bool IsSampled { get; init; }

    /// <summary>The largest of <see cref="Widths"/>.</summary>
    public int Widest => Widths.Max();

    /// <summary>
    /// Whether a gate in three fragments may be cut as one: with shots, and where two fragments together are narrow enough to be simulated.
    /// </summary>
    internal bool LinksSides => IsSampled && IsJoint && 2 * Widest <= CutPlanner.WidestLinked;

    /// <summary>Requires limits that make sense.</summary>
    /// <exception cref="CutException">A width, the number of fragments or the number of cuts is too small.</exception>
    internal void Check()
    {
        if (Widths.Count == 0)
        {
            throw new CutException("finder limits have no width; give the widest fragment in qubits, e.g. 4");
        }

        if (Widths.Any(w => w < 1))
        {
            throw new CutException($"fragment width {Widths.First(w => w < 1)} is below 1; give at least one qubit");
        }

        if (FragmentCount < 1)
        {
            throw new CutException($"number of fragments {FragmentCount} is below 1; allow at least one");
        }

        if (CutCount < 0)
        {
            throw new CutException($"number of cuts {CutCount} is below 0; allow 0 or more");
        }

        if ((Kinds & ~CutKinds.Both) != 0)
        {
            throw new CutException($"cut kinds {(int)Kinds} are not known; allow gates, wires or both");
        }
    }
}
