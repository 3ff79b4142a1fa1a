namespace CutAwareQnn.Cutting;

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
