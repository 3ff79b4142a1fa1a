using System.Numerics;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Simulation;

/// <summary>Gates on the same few qubits, in time order, that are applied as one matrix.</summary>
internal sealed class GateBlock
{
    private readonly List<BlockFactor> _factors = [];
    private bool? _isDiagonal;

    /// <summary>Creates a block without gates: the identity.</summary>
    /// <param name="qubits">The circuit's qubits; the first is the least significant bit of the matrix's index.</param>
    public GateBlock(params int[] qubits)
    {
        Qubits = qubits;
        QubitMask = qubits.Sum(q => 1 << q);
    }

    /// <summary>The circuit's qubits; the first is the least significant bit of the matrix's index.</summary>
    public int[] Qubits { get; }

    /// <summary>Mask of these qubits.</summary>
    public int QubitMask { get; }

    /// <summary>The gates and inserted operators, in time order.</summary>
    public IReadOnlyList<BlockFactor> Factors => _factors;

    /// <summary>Combinations of the factors' choices.</summary>
    public int ChoiceCount => _factors.Aggregate(1, (count, factor) => count * factor.ChoiceCount);

    /// <summary>Whether all entries are real at all angles.</summary>
    public bool IsReal => _factors.TrueForAll(factor => factor.IsReal);

    /// <summary>Whether nothing off the diagonal can be other than 0, so that it commutes with every other diagonal block.</summary>
    public bool IsDiagonal => _isDiagonal ??= FindDiagonal();

    /// <summary>Whether a parameter depends on a slot.</summary>
    public bool HasSlots => _factors.Exists(factor => factor.Slots.Count > 0);

    /// <summary>The shape of the block's only gate; null where there are more factors.</summary>
    public GateShape? Shape => _factors is [GateFactor gate] ? gate.Shape : null;

    /// <summary>Adds factors after the others.</summary>
    public GateBlock Add(params IEnumerable<BlockFactor> factors)
    {
        _factors.AddRange(factors);
        _isDiagonal = null;
        return this;
    }

    /// <summary>Returns the combination of choices of a ket.</summary>
    public int Choose(int ket)
    {
        int choice = 0;
        foreach (BlockFactor factor in _factors)
        {
            choice = (choice * factor.ChoiceCount) + factor.Choose(ket);
        }

        return choice;
    }

    /// <summary>Computes the matrix.</summary>
    /// <param name="choice">A combination of choices.</param>
    /// <param name="angles">The bound angles of the program.</param>
    /// <param name="columns">The columns that are wanted.</param>
    /// <param name="matrix">Receives 2^k rows of so many entries.</param>
    public void Matrix(int choice, ReadOnlySpan<double> angles, ReadOnlySpan<int> columns, Span<Complex> matrix)
    {
        Identity(columns, matrix);
        for (int f = 0; f < _factors.Count; f++)
        {
            Multiply(_factors[f].Matrix(Digit(choice, f), angles), Places(_factors[f]), matrix, columns.Length, isTransposed: false);
        }
    }

    /// <summary>Adds the derivatives of <c>Σ 2 Re(M[r, c]·R[r, c])</c> by the slots.</summary>
    /// <param name="choice">A combination of choices.</param>
    /// <param name="angles">The bound angles of the program.</param>
    /// <param name="chain">The derivatives of parameters by slots.</param>
    /// <param name="columns">The columns of M.</param>
    /// <param name="transition">R, row by row; used up.</param>
    /// <param name="gradient">By slot, per radian.</param>
    public void AddGradient(
        int choice, ReadOnlySpan<double> angles, ReadOnlySpan<double> chain, ReadOnlySpan<int> columns, Span<Complex> transition,
        Span<double> gradient)
    {
        // With M = L·F·P for a factor F: Σ R·dM = Σ_ab dF[a, b]·(Lᵀ R Pᵀ)[a, b], summed over the qubits that F does not touch.
        int size = columns.Length << Qubits.Length;
        Complex[] before = new Complex[_factors.Count * size];
        Identity(columns, before);
        ComplexMatrix[] matrices = new ComplexMatrix[_factors.Count];
        for (int f = 0; f < _factors.Count; f++)
        {
            matrices[f] = _factors[f].Matrix(Digit(choice, f), angles);
            if (f + 1 < _factors.Count)
            {
                Span<Complex> next = before.AsSpan((f + 1) * size, size);
                before.AsSpan(f * size, size).CopyTo(next);
                Multiply(matrices[f], Places(_factors[f]), next, columns.Length, isTransposed: false);
            }
        }

        for (int f = _factors.Count - 1; f >= 0; f--)
        {
            foreach (FactorSlot slot in _factors[f].Slots)
            {
                ComplexMatrix derivative = _factors[f].Derivative(slot.Parameter, angles);
                double value = Contract(derivative, Places(_factors[f]), transition, before.AsSpan(f * size, size), columns.Length);
                gradient[slot.Slot] += 2 * value * chain[slot.Chain];
            }

            Multiply(matrices[f], Places(_factors[f]), transition, columns.Length, isTransposed: true);
        }
    }

    private static void Identity(ReadOnlySpan<int> columns, Span<Complex> matrix)
    {
        matrix.Clear();
        for (int c = 0; c < columns.Length; c++)
        {
            matrix[(columns[c] * columns.Length) + c] = 1;
        }
    }

    // The block's bits on which a factor acts.
    private int[] Places(BlockFactor factor) => Array.ConvertAll(factor.Qubits, q => Array.IndexOf(Qubits, q));

    // The last factor's choice is the fastest digit.
    private int Digit(int choice, int factor)
    {
        for (int f = _factors.Count - 1; f > factor; f--)
        {
            choice /= _factors[f].ChoiceCount;
        }

        return choice % _factors[factor].ChoiceCount;
    }

    // matrix ← F·matrix, or Fᵀ·matrix.
    private void Multiply(ComplexMatrix factor, int[] places, Span<Complex> matrix, int columnCount, bool isTransposed)
    {
        int acting = LocalBits.Spread(factor.Dimension - 1, places);
        Span<Complex> column = stackalloc Complex[factor.Dimension];
        for (int rest = 0; rest < 1 << Qubits.Length; rest++)
        {
            if ((rest & acting) != 0)
            {
                continue;
            }

            for (int c = 0; c < columnCount; c++)
            {
                for (int r = 0; r < column.Length; r++)
                {
                    column[r] = matrix[((rest | LocalBits.Spread(r, places)) * columnCount) + c];
                }

                for (int r = 0; r < column.Length; r++)
                {
                    Complex sum = 0;
                    for (int k = 0; k < column.Length; k++)
                    {
                        sum += (isTransposed ? factor[k, r] : factor[r, k]) * column[k];
                    }

                    matrix[((rest | LocalBits.Spread(r, places)) * columnCount) + c] = sum;
                }
            }
        }
    }

    // Re Σ F[a, b]·(Σ over the rest and the columns of left[a]·right[b])
    private double Contract(ComplexMatrix factor, int[] places, ReadOnlySpan<Complex> left, ReadOnlySpan<Complex> right, int columnCount)
    {
        int acting = LocalBits.Spread(factor.Dimension - 1, places);
        double value = 0;
        for (int a = 0; a < factor.Dimension; a++)
        {
            for (int b = 0; b < factor.Dimension; b++)
            {
                if (factor[a, b] == 0)
                {
                    continue;
                }

                Complex sum = 0;
                for (int rest = 0; rest < 1 << Qubits.Length; rest++)
                {
                    for (int c = 0; (rest & acting) == 0 && c < columnCount; c++)
                    {
                        sum += left[((rest | LocalBits.Spread(a, places)) * columnCount) + c]
                            * right[((rest | LocalBits.Spread(b, places)) * columnCount) + c];
                    }
                }

                value += (factor[a, b] * sum).Real;
            }
        }

        return value;
    }

    // Whether nothing off the diagonal can be other than 0: a product of the factors' patterns.
    private bool FindDiagonal()
    {
        int dimension = 1 << Qubits.Length;
        int[] columns = [.. Enumerable.Range(0, dimension)];
        Complex[] product = new Complex[dimension * dimension];
        Identity(columns, product);
        foreach (BlockFactor factor in _factors)
        {
            ComplexMatrix pattern = factor.Pattern();
            Multiply(
                ComplexMatrix.Create(pattern.Dimension, (r, c) => pattern[r, c] == 0 ? 0 : 1), Places(factor), product, dimension,
                isTransposed: false);
        }

        return columns.All(r => columns.All(c => r == c || product[(r * dimension) + c] == 0));
    }
}
