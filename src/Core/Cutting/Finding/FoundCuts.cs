using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>How cuts were found.</summary>
public enum FinderMethod
{
    /// <summary>Branch and bound.</summary>
    Exact,

    /// <summary>Multilevel partitioning with refinement; branch and bound found nothing better.</summary>
    Heuristic,
}

/// <summary>Cuts that keep to limits, and what is known about better ones.</summary>
/// <param name="Circuit">
/// The circuit that the cuts' positions refer to: the one given, with wider gates written as two-qubit gates. Where only gates are
/// cut these are the gates across fragments alone, so that positions are those of the given circuit if there are none.
/// </param>
/// <param name="Cuts">The cuts, in time order, as <see cref="CutPlanner"/> takes them with <see cref="Circuit"/>.</param>
/// <param name="Labels">The same as labels; null where a wire is cut.</param>
/// <param name="Widths">Qubits of the connected fragments, widest first.</param>
/// <param name="Gamma">γ of all cuts, each by itself, with the largest γ of a gate whose angle has a symbol; +∞ beyond 1e308.</param>
/// <param name="Log10Overhead">Decimal logarithm of the sampling overhead γ².</param>
/// <param name="Log10LowerBound">Decimal logarithm of a proven lower bound of γ² within the limits.</param>
/// <param name="IsOptimal">Whether the bound is reached: no cuts of the allowed kinds, each by itself, have a smaller γ.</param>
/// <param name="Method">What found the cuts.</param>
/// <param name="NodeCount">Nodes of the exact search.</param>
public sealed record FoundCuts(
    Circuit Circuit,
    EquatableArray<Cut> Cuts,
    PartitionLabels? Labels,
    EquatableArray<int> Widths,
    double Gamma,
    double Log10Overhead,
    double Log10LowerBound,
    bool IsOptimal,
    FinderMethod Method,
    long NodeCount)
{
    /// <summary>The sampling overhead γ²; +∞ beyond 1e308.</summary>
    public double Overhead => Gamma * Gamma;

    /// <summary>The proven lower bound of γ²; +∞ beyond 1e308.</summary>
    public double LowerBound => IsOptimal ? Overhead : Elementary.Exp(Log10LowerBound * Elementary.Log(10));

    /// <summary>How many decimal orders of magnitude γ² may lie above the optimum; 0 where it is proven.</summary>
    public double Log10Gap => Log10Overhead - Log10LowerBound;
}
