using System.Numerics;

namespace CutAwareQnn.Reference;

/// <summary>Textbook operations on dense complex matrices, indexed [row, column].</summary>
public static partial class DenseMatrix
{
    /// <summary>Returns the identity of the given dimension.</summary>
    public static Complex[,] Identity(int dimension)
    {
        var result = new Complex[dimension, dimension];
        for (int i = 0; i < dimension; i++)
            result[i, i] = Complex.One;
        return result;
    }

    /// <summary>Returns the square matrix with these entries on its diagonal.</summary>
    public static Complex[,] Diagonal(params Complex[] entries)
    {
        var result = new Complex[entries.Length, entries.Length];
        for (int i = 0; i < entries.Length; i++)
            result[i, i] = entries[i];
        return result;
    }

    /// <summary>Returns the matrix unit |row⟩⟨column|.</summary>
    public static Complex[,] Unit(int dimension, int row, int column)
    {
        var result = new Complex[dimension, dimension];
        result[row, column] = Complex.One;
        return result;
    }

    /// <summary>Returns the matrix product a·b; as operators, <paramref name="b"/> acts first.</summary>
    public static Complex[,] Multiply(this Complex[,] a, Complex[,] b)
    {
        if (a.GetLength(1) != b.GetLength(0))
            throw new ArgumentException($"a has {a.GetLength(1)} columns but b has {b.GetLength(0)} rows", nameof(b));
        var result = new Complex[a.GetLength(0), b.GetLength(1)];
        for (int i = 0; i < a.GetLength(0); i++)
        {
            for (int k = 0; k < a.GetLength(1); k++)
            {
                if (a[i, k] == Complex.Zero) continue; // embedded gates are mostly zeros
                for (int j = 0; j < b.GetLength(1); j++)
                    result[i, j] += a[i, k] * b[k, j];
            }
        }
        return result;
    }

    /// <summary>Returns the Kronecker product a ⊗ b; with qubit 0 least significant, <paramref name="a"/> is the higher qubit.</summary>
    public static Complex[,] Kronecker(this Complex[,] a, Complex[,] b)
    {
        int rows = b.GetLength(0), columns = b.GetLength(1);
        var result = new Complex[a.GetLength(0) * rows, a.GetLength(1) * columns];
        for (int i = 0; i < result.GetLength(0); i++)
        {
            for (int j = 0; j < result.GetLength(1); j++)
                result[i, j] = a[i / rows, j / columns] * b[i % rows, j % columns];
        }
        return result;
    }

    /// <summary>Returns the conjugate transpose.</summary>
    public static Complex[,] Adjoint(this Complex[,] a)
    {
        var result = new Complex[a.GetLength(1), a.GetLength(0)];
        for (int i = 0; i < a.GetLength(0); i++)
        {
            for (int j = 0; j < a.GetLength(1); j++)
                result[j, i] = Complex.Conjugate(a[i, j]);
        }
        return result;
    }

    /// <summary>Returns the entrywise sum.</summary>
    public static Complex[,] Add(this Complex[,] a, Complex[,] b)
    {
        RequireSameShape(a, b);
        var result = new Complex[a.GetLength(0), a.GetLength(1)];
        for (int i = 0; i < a.GetLength(0); i++)
        {
            for (int j = 0; j < a.GetLength(1); j++)
                result[i, j] = a[i, j] + b[i, j];
        }
        return result;
    }

    /// <summary>Returns the matrix with every entry multiplied by <paramref name="factor"/>.</summary>
    public static Complex[,] Scale(this Complex[,] a, Complex factor)
    {
        var result = new Complex[a.GetLength(0), a.GetLength(1)];
        for (int i = 0; i < a.GetLength(0); i++)
        {
            for (int j = 0; j < a.GetLength(1); j++)
                result[i, j] = a[i, j] * factor;
        }
        return result;
    }

    /// <summary>Computes the sum of the diagonal.</summary>
    public static Complex Trace(this Complex[,] a)
    {
        Complex sum = Complex.Zero;
        for (int i = 0; i < a.GetLength(0); i++)
            sum += a[i, i];
        return sum;
    }

    /// <summary>Computes max |a_ij - b_ij|.</summary>
    public static double MaxDistance(Complex[,] a, Complex[,] b)
    {
        RequireSameShape(a, b);
        double distance = 0;
        for (int i = 0; i < a.GetLength(0); i++)
        {
            for (int j = 0; j < a.GetLength(1); j++)
                distance = Math.Max(distance, Complex.Abs(a[i, j] - b[i, j]));
        }
        return distance;
    }

    /// <summary>Computes max |a_ij - e^{iφ} b_ij| for the phase φ of tr(b† a), the best one when a and b are the same gate.</summary>
    public static double MaxDistanceUpToPhase(Complex[,] a, Complex[,] b)
    {
        RequireSameShape(a, b);
        Complex overlap = b.Adjoint().Multiply(a).Trace();
        return MaxDistance(a, b.Scale(Complex.FromPolarCoordinates(1, overlap.Phase)));
    }

    private static void RequireSameShape(Complex[,] a, Complex[,] b)
    {
        if (a.GetLength(0) != b.GetLength(0) || a.GetLength(1) != b.GetLength(1))
        {
            throw new ArgumentException(
                $"the shapes differ: {a.GetLength(0)}x{a.GetLength(1)} and {b.GetLength(0)}x{b.GetLength(1)}", nameof(b));
        }
    }
}
