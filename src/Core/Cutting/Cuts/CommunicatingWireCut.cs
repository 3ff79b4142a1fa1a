using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>
/// Wires cut together at one moment with one-way classical communication: what was measured upstream decides, shot by shot, what is
/// prepared downstream. Both sides run as one linked subexperiment.
/// </summary>
/// <param name="Wires">One to three wires, all from one fragment to one other.</param>
/// <param name="Form">Which channels replace the wires.</param>
public sealed record CommunicatingWireCut(
    EquatableArray<WireCut> Wires, CommunicationForm Form = CommunicationForm.Optimal) : Cut
{
    /// <inheritdoc/>
    public override IEnumerable<Cut> Parts() => Wires;

    /// <inheritdoc/>
    public override string ToString() => $"together {string.Join(", ", Wires)}, with communication";
}
