using System.Numerics;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>
/// What is at one end of a cut, in three languages. In amplitudes: the fragment's kets, one for each combination of operators
/// inserted at the cut's places. In the fragment tensor: real entries, <see cref="Dimension"/> a leg. On a device: physical operations.
/// A test compares the three through superoperators. Bases of one name are equal.
/// </summary>
public sealed class LegBasis : IEquatable<LegBasis>
{
    internal LegBasis(
        string name,
        IReadOnlyList<IReadOnlyList<Pauli>> places,
        IReadOnlyList<string> entries,
        IReadOnlyList<LegOperation> operations,
        double[,] assembly,
        double[,] expansion,
        double[,] unsigned,
        Complex[,,] projection,
        bool isWireOut,
        bool hasAncilla)
    {
        Name = name;
        Places = places;
        Entries = entries;
        Operations = operations;
        Assembly = assembly;
        Expansion = expansion;
        Unsigned = unsigned;
        Projection = projection;
        IsWireOut = isWireOut;
        HasAncilla = hasAncilla;
    }

    /// <summary>
    /// A side of a gate cut of operator Schmidt rank 2: CX, RZZ and their like. Entries I, Z, R, T; operations I, Z, S, S†, M.
    /// </summary>
    public static LegBasis RankTwoGate { get; } = ParallelLeg.Of(1);

    /// <summary>Creates a side of a gate that is local: the same Pauli on both sides, and nothing to choose.</summary>
    internal static LegBasis Local(Pauli pauli) => new LegBasisBuilder($"local {pauli}", [[pauli]])
        .AddEntry(pauli.ToString(), (0, 0, 1))
        .AddOperation(LegOperation.At(pauli.ToString(), LegOperation.On(pauli, 0)), (0, 1))
        .Assemble(0, 0, 1)
        .Build();

    /// <summary>A side of a gate cut of rank 4: SWAP and its like. 16 entries, 22 operations.</summary>
    public static LegBasis RankFourGate { get; } = RankFourLeg.Create();

    /// <summary>
    /// The upstream end of a wire cut: the Pauli X, Y, Z of the wire is measured, or nothing. Peng et al., arXiv:1904.00102.
    /// </summary>
    public static LegBasis WireOut { get; } = WireLegs.Out();

    /// <summary>The downstream end of a wire cut: the six Pauli eigenstates are prepared; entries are the Paulis as inputs.</summary>
    public static LegBasis WireIn { get; } = WireLegs.In();

    /// <summary>An end where nothing happens: the far one of a communicating cut, whose channel acts as a whole at the near one.</summary>
    public static LegBasis Nothing { get; } = new LegBasisBuilder("nothing", []).AddEntry("1", (0, 0, 1)).AddOperation(
        new("nothing", EquatableArray<EquatableArray<Instruction>>.Empty), (0, 1)).Assemble(0, 0, 1).Build();

    /// <summary>What the leg represents; determines the basis.</summary>
    public string Name { get; }

    /// <summary>For each place of the cut the operators inserted there; the wire's upstream end inserts nothing but the identity.</summary>
    public IReadOnlyList<IReadOnlyList<Pauli>> Places { get; }

    /// <summary>Number of combinations of inserted operators, each a ket; the last place's operators run fastest.</summary>
    public int InsertionCount => Places.Aggregate(1, (count, operators) => count * operators.Count);

    /// <summary>The names of the tensor entries.</summary>
    public IReadOnlyList<string> Entries { get; }

    /// <summary>The leg's dimension in the fragment tensor.</summary>
    public int Dimension => Entries.Count;

    /// <summary>The distinct physical operations.</summary>
    public IReadOnlyList<LegOperation> Operations { get; }

    /// <summary>Entry e of the tensor is <c>Σ_o Assembly[e, o]·(mean of operation o)</c>; each operation feeds few entries.</summary>
    public double[,] Assembly { get; }

    /// <summary>The mean of operation o is <c>Σ_e Expansion[o, e]·(entry e)</c>.</summary>
    public double[,] Expansion { get; }

    /// <summary>
    /// The same for a measuring operation whose outcome is left out of the sign; for the others the row of <see cref="Expansion"/>.
    /// </summary>
    public double[,] Unsigned { get; }

    /// <summary>Entry e is <c>Σ_ji Projection[e, j, i]·⟨ψ_j|O|ψ_i⟩</c> over the kets of this leg.</summary>
    public Complex[,,] Projection { get; }

    /// <summary>Whether the entries are Paulis measured on the leg's qubit (the upstream end of a wire) and no ket is added.</summary>
    public bool IsWireOut { get; }

    /// <summary>Whether the operations need an ancilla qubit, which starts in |0⟩.</summary>
    public bool HasAncilla { get; }

    /// <summary>
    /// Returns the operation whose run gives this operation's result as well, once its own outcome is left out of the sign: a wire is
    /// discarded by measuring it and not looking. The operation itself where there is none.
    /// </summary>
    public int CarrierOf(int operation)
    {
        int carrier = operation;
        for (int o = 0; !Operations[operation].Measures && o < Operations.Count; o++)
        {
            bool gives = Operations[o].Measures;
            for (int e = 0; e < Dimension; e++)
            {
                gives &= Unsigned[o, e] == Expansion[operation, e];
            }

            carrier = gives ? o : carrier;
        }

        return carrier;
    }

    /// <inheritdoc/>
    public bool Equals(LegBasis? other) => other?.Name == Name;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as LegBasis);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Name);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
