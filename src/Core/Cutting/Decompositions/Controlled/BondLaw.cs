using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>How the bond of a form depends on one angle, where that is no product of two-qubit interactions.</summary>
/// <param name="Angle">The angle in radians.</param>
internal abstract record BondLaw(Angle Angle)
{
    /// <summary>The largest γ for any angle.</summary>
    public abstract double LargestGamma { get; }

    /// <summary>Angles at which every joint term occurs that occurs at any angle.</summary>
    public abstract IReadOnlyList<double> Samples { get; }

    /// <summary>What <see cref="Polynomial"/> takes sine and cosine of.</summary>
    public abstract Angle Turn { get; }

    /// <summary>Computes the bond, row (first end) by row.</summary>
    public abstract double[] Bond(CutForm form, double angle);

    /// <summary>Computes its derivative by the angle.</summary>
    public abstract double[] Derivative(CutForm form, double angle);

    /// <summary>
    /// Returns a bond of the same channel as a sum of <c>cosⁿ sinᵐ</c> times a bond each; its entries need not have the least 1-norm.
    /// </summary>
    public abstract IEnumerable<(int Cosines, int Sines, double[] Bond)> Polynomial(CutForm form);
}
