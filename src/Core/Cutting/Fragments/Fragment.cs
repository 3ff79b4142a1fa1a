using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>One connected piece of a cut circuit; runs alone on a device of its own width.</summary>
/// <param name="Index">Position in the plan, from 0.</param>
/// <param name="Circuit">
/// Its own circuit: local qubits from 0, <see cref="CutEnd"/> marks where legs act, and weight <c>i</c> is slot <c>i</c>, the
/// bound angle of one gate occurrence. A wire that begins at a cut starts in |0⟩ like any other.
/// </param>
/// <param name="Wires">The original qubit of each local qubit; a qubit cut in time comes back as a further wire.</param>
/// <param name="Legs">The cut ends, in the order of their cuts; the tensor's legs in this order, the last fastest.</param>
/// <param name="Slots">The angles that depend on features or weights, one for each occurrence in a gate.</param>
/// <param name="Observables">The distinct Pauli strings that the observable's terms leave on this fragment.</param>
public sealed record Fragment(
    int Index,
    Circuit Circuit,
    EquatableArray<int> Wires,
    EquatableArray<Leg> Legs,
    EquatableArray<Slot> Slots,
    EquatableArray<PauliString> Observables)
{
    /// <summary>How many of its qubits, the last ones, are helpers of cut gates of three or more qubits.</summary>
    public int HelperCount { get; init; }

    /// <summary>Number of qubits without ancillas.</summary>
    public int QubitCount => Circuit.QubitCount;

    /// <summary>Number of qubits that its widest variant needs, ancillas included.</summary>
    public int Width => QubitCount + Legs.Count(l => l.Basis.HasAncilla);

    /// <summary>Entries of the fragment tensor for one observable: the product of the legs' dimensions.</summary>
    public int TensorSize => Legs.Aggregate(1, (size, leg) => checked(size * leg.Basis.Dimension));

    /// <summary>Distinct combinations of physical operations at the legs, for one observable.</summary>
    public int VariantCount => Legs.Aggregate(1, (count, leg) => checked(count * leg.Basis.Operations.Count));

    /// <summary>State vectors that the tensor needs: the product of the legs' insertions.</summary>
    public int KetCount => Legs.Aggregate(1, (count, leg) => checked(count * leg.Basis.InsertionCount));
}
