using System.Numerics;
using CutAwareQnn.Circuits;
using MathNet.Numerics.LinearAlgebra;

namespace CutAwareQnn.Learning;

/// <summary>Entanglement between two parts of a state, as a concurrence.</summary>
/// <example>
/// <code>
/// StateVector bell = CircuitSimulator.FinalState(new CircuitBuilder(2).Add(Gates.H, 0).Add(Gates.CX, 0, 1).Build(), [], []);
/// Console.WriteLine($"{Concurrence.OfPure(bell.ToArray(), part: [0]):F6}");    // 1.000000
/// </code>
/// </example>
public static class Concurrence
{
    private const double Rounding = 1e-9;

    /// <summary>Computes the concurrence of a mixed state of two qubits, <c>max(0, λ₁ - λ₂ - λ₃ - λ₄)</c>.</summary>
    /// <param name="state">The density matrix, 4 by 4, Hermitian and positive semidefinite of trace 1, in the basis 00, 01, 10, 11.</param>
    /// <returns>In [0, 1].</returns>
    /// <exception cref="CircuitException">The matrix is not a density matrix of two qubits.</exception>
    /// <remarks>
    /// With <c>ρ = W W†</c> the λ are the singular values of <c>Wᵀ (Y ⊗ Y) W</c>. Wootters 1998, PRL 80, 2245.
    /// </remarks>
    public static double OfMixed(Complex[,] state)
    {
        if (state.GetLength(0) != 4 || state.GetLength(1) != 4)
        {
            throw new CircuitException(
                $"a concurrence was requested of a {state.GetLength(0)} by {state.GetLength(1)} matrix; give a density matrix of "
                + "two qubits, 4 by 4");
        }

        Matrix<Complex> rho = Matrix<Complex>.Build.DenseOfArray(state);
        if (!((rho - rho.ConjugateTranspose()).FrobeniusNorm() < Rounding && Complex.Abs(rho.Trace() - 1) < Rounding))
        {
            throw new CircuitException("a concurrence was requested of a matrix that is not Hermitian with trace 1; give a density matrix");
        }

        MathNet.Numerics.LinearAlgebra.Factorization.Evd<Complex> parts = rho.Evd(Symmetricity.Hermitian);
        if (parts.EigenValues.Any(v => v.Real < -Rounding))
        {
            throw new CircuitException("a concurrence was requested of a matrix with a negative eigenvalue; give a density matrix");
        }

        Matrix<Complex> root = parts.EigenVectors
            * Matrix<Complex>.Build.DenseOfDiagonalVector(parts.EigenValues.Map(v => new Complex(Math.Sqrt(Math.Max(0, v.Real)), 0)));
        Matrix<Complex> flip = Matrix<Complex>.Build.Dense(4, 4, (i, j) => i + j != 3 ? 0 : i is 0 or 3 ? -1 : 1);
        double[] values = [.. (root.Transpose() * flip * root).Svd(computeVectors: false).S.Select(s => s.Real)];
        return Math.Max(0, (2 * values.Max()) - values.Sum());
    }

    /// <summary>Computes the concurrence <c>√(2 (1 - tr ρ_A²))</c> of a pure state between some qubits and the others.</summary>
    /// <param name="amplitudes">2^n amplitudes of norm 1; qubit 0 is the least significant bit of the index.</param>
    /// <param name="part">The qubits of one part.</param>
    /// <returns>In [0, √2); 1 for one Bell pair.</returns>
    /// <exception cref="CircuitException">The state is not normalised, or a qubit is outside it.</exception>
    public static double OfPure(IReadOnlyList<Complex> amplitudes, IReadOnlyCollection<int> part)
    {
        int qubitCount = BitOperations.Log2((uint)amplitudes.Count);
        double norm = amplitudes.Sum(a => (a.Real * a.Real) + (a.Imaginary * a.Imaginary));
        if (amplitudes.Count != 1 << qubitCount || !(Math.Abs(norm - 1) < Rounding) || part.Any(q => q < 0 || q >= qubitCount))
        {
            throw new CircuitException(
                $"a concurrence was requested of {Counted.Of(amplitudes.Count, "amplitude")} and the part {string.Join(",", part)}; give "
                + "2^n amplitudes of norm 1 and qubits from 0 to n - 1");
        }

        int mask = part.Aggregate(0, (m, q) => m | (1 << q));
        int[] own = [.. Enumerable.Range(0, amplitudes.Count).Where(i => (i & ~mask) == 0)];
        int[] others = [.. Enumerable.Range(0, amplitudes.Count).Where(i => (i & mask) == 0)];
        double purity = 0;
        foreach (int a in own)
        {
            foreach (int b in own)
            {
                Complex entry = Complex.Zero;
                foreach (int rest in others)
                {
                    entry += amplitudes[a | rest] * Complex.Conjugate(amplitudes[b | rest]);
                }

                purity += (entry.Real * entry.Real) + (entry.Imaginary * entry.Imaginary);
            }
        }

        return Math.Sqrt(Math.Max(0, 2 * (1 - purity)));
    }

    /// <summary>
    /// Computes the concurrence between two processors that share pairs, <c>√(2 (1 - Π(1 - C_i²/2)))</c>; no local gate changes it.
    /// </summary>
    /// <param name="pairs">One concurrence in [0, 1] per pair.</param>
    public static double OfPairs(IEnumerable<double> pairs) =>
        Math.Sqrt(2 * (1 - pairs.Aggregate(1.0, (product, c) => product * (1 - (c * c / 2)))));
}
