using System.Numerics;

namespace CutAwareQnn.Reference;

/// <summary>State vectors of length 2^n; qubit 0 is the index's least significant bit.</summary>
public static class DenseState
{
    /// <summary>Creates |0…0⟩.</summary>
    public static Complex[] Zero(int qubitCount)
    {
        var state = new Complex[1 << qubitCount];
        state[0] = Complex.One;
        return state;
    }

    /// <summary>Computes the matrix-vector product.</summary>
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

    /// <summary>
    /// Computes the product with the operator that acts as <paramref name="matrix"/> on the given qubits and as identity elsewhere.
    /// </summary>
    /// <param name="matrix">2^k x 2^k.</param>
    /// <param name="qubits">k distinct qubits; the first is the matrix's least significant bit.</param>
    /// <param name="state">Length 2^n.</param>
    public static Complex[] Apply(Complex[,] matrix, int[] qubits, Complex[] state)
    {
        LocalIndex.Require(BitOperations.Log2((uint)state.Length), matrix.GetLength(0), qubits);
        var result = new Complex[state.Length];
        for (int row = 0; row < state.Length; row++)
        {
            int local = LocalIndex.Of(row, qubits);
            for (int column = 0; column < matrix.GetLength(0); column++)
                result[row] += matrix[local, column] * state[LocalIndex.With(row, qubits, column)];
        }
        return result;
    }

    /// <summary>Computes ⟨left|right⟩.</summary>
    public static Complex Inner(Complex[] left, Complex[] right)
    {
        Complex sum = Complex.Zero;
        for (int i = 0; i < left.Length; i++)
            sum += Complex.Conjugate(left[i]) * right[i];
        return sum;
    }

    /// <summary>Computes ⟨state|P|state⟩ for a Pauli string whose rightmost letter is qubit 0.</summary>
    public static double Expectation(Complex[] state, string pauli)
    {
        Complex[] image = state;
        for (int qubit = 0; qubit < pauli.Length; qubit++)
            image = Apply(DensePauli.Matrix(pauli[pauli.Length - 1 - qubit].ToString()), [qubit], image);
        return Inner(state, image).Real;
    }

    /// <summary>Returns |state⟩⟨state|.</summary>
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
