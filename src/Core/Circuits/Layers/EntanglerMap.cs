namespace CutAwareQnn.Circuits;

/// <summary>
/// Which qubits a layer's gates join, and in which order: a named pattern, or blocks listed one by one. Compared by value; the
/// default value is <see cref="Entanglement.ReverseLinear"/>.
/// </summary>
public readonly struct EntanglerMap : IEquatable<EntanglerMap>
{
    private readonly EquatableArray<EquatableArray<int>>? _listed;

    private EntanglerMap(Entanglement pattern, EquatableArray<EquatableArray<int>>? listed)
    {
        Pattern = pattern;
        _listed = listed;
    }

    /// <summary>The pattern; without meaning where <see cref="IsListed"/>.</summary>
    public Entanglement Pattern { get; }

    /// <summary>Whether the blocks are listed one by one.</summary>
    public bool IsListed => _listed is not null;

    /// <summary>The listed blocks in time order; none for a pattern.</summary>
    public EquatableArray<EquatableArray<int>> Listed => _listed ?? default;

    /// <summary>A named pattern.</summary>
    public static implicit operator EntanglerMap(Entanglement pattern) => FromEntanglement(pattern);

    /// <summary>Pairs listed one by one, in time order.</summary>
    public static implicit operator EntanglerMap((int First, int Second)[] pairs) => FromPairs(pairs);

    /// <summary>Creates a named pattern.</summary>
    public static EntanglerMap FromEntanglement(Entanglement pattern) => new(pattern, null);

    /// <summary>Creates a map of pairs listed one by one, in time order.</summary>
    public static EntanglerMap FromPairs(IEnumerable<(int First, int Second)> pairs) =>
        FromBlocks(pairs.Select(p => new[] { p.First, p.Second }));

    /// <summary>
    /// Creates blocks listed one by one, in time order. A gate of k qubits takes the blocks of k qubits; without blocks of one qubit, those
    /// of a feature map's one-letter strings are all qubits in turn.
    /// </summary>
    public static EntanglerMap FromBlocks(IEnumerable<IReadOnlyList<int>> blocks) =>
        new(default, blocks.Select(b => b.ToEquatableArray()).ToEquatableArray());

    /// <summary>Whether both are the same pattern or list the same blocks in the same order.</summary>
    public static bool operator ==(EntanglerMap left, EntanglerMap right) => left.Equals(right);

    /// <summary>Whether they differ in the pattern or in a block.</summary>
    public static bool operator !=(EntanglerMap left, EntanglerMap right) => !left.Equals(right);

    /// <summary>Returns the blocks for a gate, in time order; none in a register of one qubit for a gate of more.</summary>
    /// <param name="qubitCount">Number of qubits of the circuit, at least 1.</param>
    /// <param name="size">Number of qubits of the gate, at least 1.</param>
    /// <param name="repetition">
    /// The layer's repetition from 0; only <see cref="Entanglement.ShiftedCircularAlternating"/> depends on it.
    /// </param>
    /// <returns>Arrays of <paramref name="size"/> distinct qubits.</returns>
    /// <exception cref="CircuitException">
    /// The pattern is not defined or has no blocks of this size, no listed block has it, or one has a qubit twice or outside.
    /// </exception>
    public IReadOnlyList<EquatableArray<int>> Blocks(int qubitCount, int size, int repetition = 0)
    {
        if (_listed is { } listed)
        {
            return Fitting(listed, qubitCount, size);
        }

        if (Pattern is < Entanglement.ReverseLinear or > Entanglement.ShiftedCircularAlternating)
        {
            throw EntanglementBlocks.Undefined(Pattern);
        }

        if (qubitCount == 1 && size > 1)
        {
            return [];
        }

        if (size > qubitCount)
        {
            throw new CircuitException(
                $"a block of {Counted.Of(size, "qubit")} does not fit the circuit of {qubitCount}; use smaller gates or more qubits");
        }

        return EntanglementBlocks.Of(Pattern, qubitCount, size, repetition).ToArray();
    }

    /// <inheritdoc/>
    public bool Equals(EntanglerMap other) => Pattern == other.Pattern && IsListed == other.IsListed && Listed == other.Listed;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is EntanglerMap other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => IsListed ? Listed.GetHashCode() : (int)Pattern;

    /// <summary>Returns the pattern's name, or the listed blocks.</summary>
    public override string ToString() => IsListed ? Listed.ToString() : Pattern.ToString();

    private static EquatableArray<int>[] Fitting(EquatableArray<EquatableArray<int>> listed, int qubitCount, int size)
    {
        foreach (EquatableArray<int> block in listed)
        {
            foreach (int qubit in block)
            {
                if (qubit < 0 || qubit >= qubitCount)
                {
                    throw new CircuitException(
                        $"entangler block {block} uses qubit {qubit} but the circuit has {Counted.Of(qubitCount, "qubit")}; use 0 to "
                        + $"{qubitCount - 1}");
                }
            }

            if (block.Distinct().Count() != block.Count)
            {
                throw new CircuitException($"entangler block {block} uses a qubit twice; give distinct qubits");
            }
        }

        EquatableArray<int>[] fitting = listed.Where(b => b.Count == size).ToArray();
        if (fitting.Length > 0 || listed.Count == 0)
        {
            return fitting;
        }

        return size == 1
            ? Enumerable.Range(0, qubitCount).Select(q => EquatableArray<int>.Of(q)).ToArray()
            : throw new CircuitException(
                $"the entangler blocks {listed} have none of {Counted.Of(size, "qubit")}; list blocks as large as each gate");
    }
}
