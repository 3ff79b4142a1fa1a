using System.Numerics;

namespace CutAwareQnn.Reference;

/// <summary>State vectors of length 2^n; qubit 0 is the index's least significant bit.</summary>
public static class DenseState
{
    /// <summary>|0…0⟩.</summary>
    public static Complex[] Zero(int qubitCount)
    {
        var state = new Complex[1 << qubitCount];
        state[0] = Complex.One;
        return state;
    }

    /// <summary>The matrix-vector product.</summary>
    public static Complex[] Apply(Complex[,] matrix, Complex[] state)
    {
        var result = new Complex[state.Length];
        for (int i = 0; i < state.Length; i++)
        {
            for (int j = 0; j < state.Length; j++)
                result[i] += matrix[i, j] * state[j];
        }
        return result;
    }

    /// <summary>⟨left|right⟩.</summary>
    public static Complex Inner(Complex[] left, Complex[] right)
    {
        Complex sum = Complex.Zero;
        for (int i = 0; i < left.Length; i++)
            sum += Complex.Conjugate(left[i]) * right[i];
        return sum;
    }

    /// <summary>⟨state|P|state⟩ for a Pauli string whose rightmost letter is qubit 0.</summary>
    public static double Expectation(Complex[] state, string pauli) =>
        Inner(state, Apply(DensePauli.Matrix(pauli), state)).Real;

    /// <summary>|state⟩⟨state|.</summary>
    public static Complex[,] Density(Complex[] state)
    {
        var rho = new Complex[state.Length, state.Length];
        for (int i = 0; i < state.Length; i++)
        {
            for (int j = 0; j < state.Length; j++)
                rho[i, j] = state[i] * Complex.Conjugate(state[j]);
        }
        return rho;
    }
}
