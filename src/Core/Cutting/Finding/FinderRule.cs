namespace CutAwareQnn.Cutting;

/// <summary>Which cuts within limits <see cref="CutFinder"/> calls the cheapest.</summary>
public enum FinderRule
{
    /// <summary>Those of smallest γ², the shots of an estimator that draws joint terms.</summary>
    Overhead,

    /// <summary>
    /// Those of fewest shots where each fragment's tensor is estimated once and shared by all terms: the smallest <c>(Σ_f Π γ)²</c> over
    /// the cuts on each fragment. Fragments that communicate count as one, so that communication may take more shots than it saves.
    /// </summary>
    SharedTensors,
}
