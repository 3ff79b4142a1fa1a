using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>Several gates between the same two fragments, cut together, which costs less than one by one.</summary>
/// <param name="Instructions">Indices of the gates in the circuit's instructions, from 0, ascending.</param>
/// <param name="Form">How they are cut.</param>
public sealed record JointGateCut(EquatableArray<int> Instructions, JointForm Form) : Cut
{
    /// <inheritdoc/>
    public override IEnumerable<Cut> Parts() => Instructions.Select(i => new GateCut(i));

    /// <inheritdoc/>
    public override string ToString() =>
        $"the gates at instructions {string.Join(", ", Instructions)} together, "
        + $"{(Form == JointForm.Parallel ? "in parallel" : "with ancillas")}";
}
