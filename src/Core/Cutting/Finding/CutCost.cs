namespace CutAwareQnn.Cutting;

/// <summary>What one cut, or several made together, cost.</summary>
/// <param name="Cut">The cut.</param>
/// <param name="Gamma">γ; +∞ beyond 1e308.</param>
/// <param name="First">Fragment of the first qubit of its first gate, or upstream of a wire.</param>
/// <param name="Second">The fragment on the other side.</param>
/// <param name="Log10Gamma">Decimal logarithm of γ.</param>
/// <param name="Log10TermCount">Decimal logarithm of the number of its decomposition's terms.</param>
/// <param name="Log10FirstVariantCount">Decimal logarithm of the number of local operations on the first side.</param>
/// <param name="Log10SecondVariantCount">The same on the second side.</param>
/// <param name="Log10Dimension">Decimal logarithm of its index in a fragment tensor: 4 per gate of rank 2 or wire, else 16.</param>
public sealed record CutCost(
    Cut Cut,
    double Gamma,
    int First,
    int Second,
    double Log10Gamma,
    double Log10TermCount,
    double Log10FirstVariantCount,
    double Log10SecondVariantCount,
    double Log10Dimension)
{
    /// <summary>How many gates or wires it cuts.</summary>
    public int Size => Cut switch
    {
        JointGateCut joint => joint.Instructions.Count,
        CommunicatingWireCut wires => wires.Wires.Count,
        _ => 1,
    };
}
