using System.Numerics;

namespace CutAwareQnn.Reference;

/// <summary>A linear map on k-qubit density matrices, as a 4^k x 4^k matrix. It need not preserve trace or positivity.</summary>
/// <remarks>Column-stacking: entry (row, column) of ρ sits at row + 2^k·column, so a unitary channel is conj(U) ⊗ U.</remarks>
public sealed partial class SuperOperator
{
    private SuperOperator(int qubitCount, Complex[,] matrix)
    {
        QubitCount = qubitCount;
        Matrix = matrix;
    }

    /// <summary>k.</summary>
    public int QubitCount { get; }

    /// <summary>4^k x 4^k, acting on column-stacked density matrices.</summary>
    public Complex[,] Matrix { get; }

    private int Dimension => 1 << QubitCount;

    /// <summary>Tabulates a linear map by its action on every matrix unit |row⟩⟨column|.</summary>
    public static SuperOperator FromMap(int qubitCount, Func<Complex[,], Complex[,]> map)
    {
        int d = 1 << qubitCount;
        var matrix = new Complex[d * d, d * d];
        for (int column = 0; column < d; column++)
        {
            for (int row = 0; row < d; row++)
            {
                Complex[] image = Stack(map(DenseMatrix.Unit(d, row, column)));
                for (int i = 0; i < image.Length; i++)
                    matrix[i, row + d * column] = image[i];
            }
        }
        return new(qubitCount, matrix);
    }

    /// <summary>Returns the image of a 2^k x 2^k matrix.</summary>
    public Complex[,] Apply(Complex[,] rho) => Unstack(DenseState.Apply(Matrix, Stack(rho)), Dimension);

    /// <summary>Returns the image of an n-qubit matrix when the map acts on the given qubits, the first being its qubit 0.</summary>
    public Complex[,] ApplyTo(int qubitCount, int[] qubits, Complex[,] rho)
    {
        LocalIndex.Require(qubitCount, Dimension, qubits);
        int full = 1 << qubitCount;
        var result = new Complex[full, full];
        for (int row = 0; row < full; row++)
        {
            for (int column = 0; column < full; column++)
            {
                int target = LocalIndex.Of(row, qubits) + Dimension * LocalIndex.Of(column, qubits);
                for (int source = 0; source < Dimension * Dimension; source++)
                {
                    int fromRow = LocalIndex.With(row, qubits, source % Dimension);
                    int fromColumn = LocalIndex.With(column, qubits, source / Dimension);
                    result[row, column] += Matrix[target, source] * rho[fromRow, fromColumn];
                }
            }
        }
        return result;
    }

    /// <summary>Returns this map, and after it <paramref name="next"/>.</summary>
    public SuperOperator Then(SuperOperator next) => new(QubitCount, next.Matrix.Multiply(Matrix));

    /// <summary>Returns the sum of two maps.</summary>
    public SuperOperator Plus(SuperOperator other) => new(QubitCount, Matrix.Add(other.Matrix));

    /// <summary>Returns the map times a number.</summary>
    public SuperOperator Times(double factor) => new(QubitCount, Matrix.Scale(factor));

    /// <summary>
    /// Creates the product of <paramref name="first"/> on the low qubits and <paramref name="second"/> on those above them.
    /// </summary>
    public static SuperOperator Tensor(SuperOperator first, SuperOperator second)
    {
        int low = first.Dimension, high = second.Dimension, d = low * high;
        var matrix = new Complex[d * d, d * d];
        for (int column = 0; column < d; column++)
        {
            for (int row = 0; row < d; row++)
            {
                // |row⟩⟨column| is a Kronecker product of units, high qubits on the left.
                Complex[,] lowImage = first.Apply(DenseMatrix.Unit(low, row % low, column % low));
                Complex[,] highImage = second.Apply(DenseMatrix.Unit(high, row / low, column / low));
                Complex[] image = Stack(highImage.Kronecker(lowImage));
                for (int i = 0; i < image.Length; i++)
                    matrix[i, row + d * column] = image[i];
            }
        }
        return new(first.QubitCount + second.QubitCount, matrix);
    }

    /// <summary>Computes the largest difference between two entries of the matrices.</summary>
    public static double Distance(SuperOperator a, SuperOperator b) => DenseMatrix.MaxDistance(a.Matrix, b.Matrix);

    /// <summary>
    /// Computes the transfer matrix: entry (P, Q) is tr(P Λ(Q))/2^k, with Pauli strings in the order of <see cref="DensePauli.Labels"/>.
    /// </summary>
    public double[,] PauliTransfer()
    {
        Complex[][,] paulis = [.. DensePauli.Labels(QubitCount).Select(DensePauli.Matrix)];
        var result = new double[paulis.Length, paulis.Length];
        for (int q = 0; q < paulis.Length; q++)
        {
            Complex[,] image = Apply(paulis[q]);
            for (int p = 0; p < paulis.Length; p++)
                result[p, q] = paulis[p].Multiply(image).Trace().Real / Dimension;
        }
        return result;
    }

    private static Complex[] Stack(Complex[,] rho)
    {
        int d = rho.GetLength(0);
        var vector = new Complex[d * d];
        for (int i = 0; i < vector.Length; i++)
            vector[i] = rho[i % d, i / d];
        return vector;
    }

    private static Complex[,] Unstack(Complex[] vector, int d)
    {
        var rho = new Complex[d, d];
        for (int i = 0; i < vector.Length; i++)
            rho[i % d, i / d] = vector[i];
        return rho;
    }
}
