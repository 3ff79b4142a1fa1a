namespace CutAwareQnn.Lowering;

/// <summary>
/// A term on the nodes that are not yet contracted: there, in ascending order, where it differs from the commonest tensor.
/// </summary>
internal sealed record SharedTerm(double Coefficient, (int Node, int Tensor)[] Parts)
{
    /// <summary>Returns its tensor on a node.</summary>
    public int At(int node, List<int> rests)
    {
        foreach ((int own, int tensor) in Parts)
        {
            if (own == node)
            {
                return tensor;
            }
        }

        return rests[node];
    }

    /// <summary>Returns what it is on all other nodes.</summary>
    public IEnumerable<(int Node, int Tensor)> Without(int[] nodes) => Parts.Where(p => Array.IndexOf(nodes, p.Node) < 0);

    /// <summary>
    /// Returns the same outside some nodes, with their contraction in their place; a node's number is above those of its parts.
    /// </summary>
    public SharedTerm With(int[] parts, int node, int tensor, int common, double coefficient)
    {
        IEnumerable<(int Node, int Tensor)> own = tensor == common ? [] : [(node, tensor)];
        return new(coefficient, [.. Without(parts).Concat(own).OrderBy(p => p.Node)]);
    }
}
