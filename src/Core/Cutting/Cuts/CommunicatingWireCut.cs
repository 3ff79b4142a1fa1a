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
    public override string ToString() => $"CommunicatingWireCut {{ Wires = {string.Join(", ", Wires)}, Form = {Form} }}";
}

/// <summary>Which measure-and-prepare channels replace <c>n</c> wires.</summary>
public enum CommunicationForm
{
    /// <summary>
    /// Mutually unbiased bases, γ = 2^{n+1} - 1. Brenner, Piveteau and Sutter, arXiv:2302.03366; Harada, Wada and Yamamoto,
    /// arXiv:2303.07340.
    /// </summary>
    Optimal,

    /// <summary>
    /// A random basis, or a random state for the wires, γ = 2^{n+1} + 1. Lowe et al., arXiv:2207.14734.
    /// </summary>
    Randomised,
}
