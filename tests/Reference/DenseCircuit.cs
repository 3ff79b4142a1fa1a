using System.Numerics;

namespace CutAwareQnn.Reference;

/// <summary>Circuits as products of 2^n x 2^n matrices.</summary>
public static partial class DenseCircuit
{
    /// <summary>
    /// Returns the operator on n qubits that acts as <paramref name="matrix"/> on the given ones and as identity elsewhere.
    /// </summary>
    /// <param name="qubitCount">n.</param>
    /// <param name="matrix">2^k x 2^k.</param>
    /// <param name="qubits">k distinct qubits; the first is the matrix's least significant bit.</param>
    public static Complex[,] Embed(int qubitCount, Complex[,] matrix, int[] qubits)
    {
        LocalIndex.Require(qubitCount, matrix.GetLength(0), qubits);
        int dimension = 1 << qubitCount;
        var result = new Complex[dimension, dimension];
        for (int row = 0; row < dimension; row++)
        {
            for (int column = 0; column < dimension; column++)
            {
                if (LocalIndex.Rest(row, qubits) == LocalIndex.Rest(column, qubits))
                    result[row, column] = matrix[LocalIndex.Of(row, qubits), LocalIndex.Of(column, qubits)];
            }
        }
        return result;
    }

    /// <summary>Returns the circuit's matrix; gates in time order.</summary>
    public static Complex[,] Unitary(int qubitCount, IEnumerable<ReferenceGate> gates)
    {
        Complex[,] result = DenseMatrix.Identity(1 << qubitCount);
        foreach (ReferenceGate gate in gates)
            result = Embed(qubitCount, gate.Matrix(), gate.Qubits).Multiply(result);
        return result;
    }

    /// <summary>Computes the circuit's state vector from |0…0⟩; gates in time order.</summary>
    public static Complex[] State(int qubitCount, IEnumerable<ReferenceGate> gates)
    {
        Complex[] state = DenseState.Zero(qubitCount);
        foreach (ReferenceGate gate in gates)
            state = DenseState.Apply(gate.Matrix(), gate.Qubits, state);
        return state;
    }

    /// <summary>Computes ⟨0…0|U† P U|0…0⟩ for a Pauli string whose rightmost letter is qubit 0.</summary>
    public static double Expectation(int qubitCount, IEnumerable<ReferenceGate> gates, string pauli) =>
        DenseState.Expectation(State(qubitCount, gates), pauli);
}
