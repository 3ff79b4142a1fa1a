namespace CutAwareQnn.Lowering;

/// <summary>What one node of a shared contraction computes.</summary>
/// <param name="Products">
/// The contractions of a tensor of the left node with one of the right; of a fragment its observables, and 0.
/// </param>
/// <param name="Tensors">Each tensor of the node as a sum of products.</param>
internal sealed record SharedNode(IReadOnlyList<(int Left, int Right)> Products, IReadOnlyList<IReadOnlyList<WeightedProduct>> Tensors);
