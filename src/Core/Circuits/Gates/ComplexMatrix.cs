using System.Numerics;

namespace CutAwareQnn.Circuits;

/// <summary>A small square complex matrix, row by row: the unitary of a gate.</summary>
public sealed class ComplexMatrix : IEquatable<ComplexMatrix>
{
    private readonly Complex[] _entries;

    /// <summary>Wraps entries given row by row.</summary>
    /// <param name="entries">dimension² entries; entry (r, c) is at <c>r * dimension + c</c>.</param>
    public ComplexMatrix(params Complex[] entries)
    {
        Dimension = 1;
        while (Dimension * Dimension < entries.Length)
        {
            Dimension++;
        }

        if (Dimension * Dimension != entries.Length)
        {
            throw new CircuitException(
                $"{Counted.Of(entries.Length, "entry", "does", "do")} not fill a square matrix; give dimension² of them");
        }

        _entries = entries;
    }

    /// <summary>Number of rows and of columns.</summary>
    public int Dimension { get; }

    /// <summary>The entries, row by row.</summary>
    public IReadOnlyList<Complex> Entries => _entries;

    /// <summary>The entry in a row and a column.</summary>
    public Complex this[int row, int column] => _entries[(row * Dimension) + column];

    /// <summary>Creates the identity.</summary>
    public static ComplexMatrix Identity(int dimension) => Create(dimension, (r, c) => r == c ? 1 : 0);

    /// <summary>Fills a matrix from a function of row and column.</summary>
    public static ComplexMatrix Create(int dimension, Func<int, int, Complex> entry) =>
        new(Enumerable.Range(0, dimension * dimension).Select(i => entry(i / dimension, i % dimension)).ToArray());

    /// <summary>The matrix product.</summary>
    public static ComplexMatrix operator *(ComplexMatrix left, ComplexMatrix right) => Create(
        left.Dimension,
        (r, c) => Enumerable.Range(0, left.Dimension).Aggregate(Complex.Zero, (sum, k) => sum + (left[r, k] * right[k, c])));

    /// <summary>Creates the matrix product; for languages without operators.</summary>
    public static ComplexMatrix Multiply(ComplexMatrix left, ComplexMatrix right) => left * right;

    /// <summary>Returns the conjugate transpose.</summary>
    public ComplexMatrix Adjoint() => Create(Dimension, (r, c) => Complex.Conjugate(this[c, r]));

    /// <summary>
    /// Returns the controlled form with the control as the first (least significant) qubit: index <c>2·target + control</c>, DESIGN's
    /// little-endian order of arguments.
    /// </summary>
    public ComplexMatrix Controlled() => Create(
        2 * Dimension,
        (r, c) => (r & 1) == 0 || (c & 1) == 0 ? (r == c ? 1 : 0) : this[r >> 1, c >> 1]);

    /// <summary>Returns the transpose.</summary>
    public ComplexMatrix Transpose() => Create(Dimension, (r, c) => this[c, r]);

    /// <inheritdoc/>
    public bool Equals(ComplexMatrix? other) => other is not null && _entries.SequenceEqual(other._entries);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ComplexMatrix);

    /// <inheritdoc/>
    public override int GetHashCode() => _entries.Aggregate(17, (hash, entry) => unchecked((hash * 31) + entry.GetHashCode()));

    /// <summary>Computes the largest deviation of <c>U†U</c> from the identity, in absolute value.</summary>
    public double UnitarityError()
    {
        ComplexMatrix product = Adjoint() * this;
        double error = 0;
        for (int r = 0; r < Dimension; r++)
        {
            for (int c = 0; c < Dimension; c++)
            {
                error = Math.Max(error, Complex.Abs(product[r, c] - (r == c ? 1 : 0)));
            }
        }

        return error;
    }
}
