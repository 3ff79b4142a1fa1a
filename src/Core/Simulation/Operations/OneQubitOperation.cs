using System.Numerics;

namespace CutAwareQnn.Simulation;

/// <summary>A real 2 × 2 matrix on one qubit of a state, unitary or not.</summary>
internal static class OneQubitOperation
{
    private static readonly Lazy<PlacedMatrix>[] Placed =
    [
        .. Enumerable.Range(0, StateVector.MaxQubits).Select(
            qubit => new Lazy<PlacedMatrix>(() => new PlacedMatrix([qubit], 0, 0, 0, isReal: true))),
    ];

    /// <summary>Applies the matrix in place.</summary>
    /// <param name="re">Real parts.</param>
    /// <param name="im">Imaginary parts.</param>
    /// <param name="qubit">The qubit.</param>
    /// <param name="matrix">Four real entries, row by row.</param>
    public static void Apply(Span<double> re, Span<double> im, int qubit, ReadOnlySpan<Complex> matrix)
    {
        PlacedMatrix placed = Placed[qubit].Value;
        Span<double> coefficients = stackalloc double[placed.CoefficientCount];
        placed.Spread(matrix, coefficients);
        placed.Apply(re, im, 0, coefficients);
    }
}
