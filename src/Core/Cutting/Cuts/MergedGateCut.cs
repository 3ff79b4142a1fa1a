using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>Gates that act one after another on the same two qubits, cut as the one gate that they make.</summary>
/// <param name="Instructions">
/// Indices of the gates in the circuit's instructions, ascending: two-qubit gates on the pair, and one-qubit gates between them.
/// </param>
public sealed record MergedGateCut(EquatableArray<int> Instructions) : Cut
{
    /// <inheritdoc/>
    public override IEnumerable<Cut> Parts() => Instructions.Select(i => new GateCut(i));

    /// <inheritdoc/>
    public override string ToString() => $"the gates at instructions {string.Join(", ", Instructions)} as one";
}
