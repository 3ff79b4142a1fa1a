using System.Numerics;

namespace CutAwareQnn.Simulation;

/// <summary>Diagonal blocks that are applied together: one factor per reading of all their qubits.</summary>
internal sealed class DiagonalBlocks : TileOperation
{
    private readonly GateBlock[] _blocks;
    private readonly int[][] _places;

    /// <summary>Creates the operation.</summary>
    /// <param name="blocks">The blocks.</param>
    /// <param name="qubits">All their qubits; the first is the least significant bit of the diagonal's index.</param>
    /// <param name="placed">The kernel.</param>
    public DiagonalBlocks(GateBlock[] blocks, int[] qubits, PlacedDiagonal placed)
        : base(placed)
    {
        _blocks = blocks;
        _places = Array.ConvertAll(blocks, block => Array.ConvertAll(block.Qubits, q => Array.IndexOf(qubits, q)));
        ChoiceCount = blocks.Aggregate(1, (count, block) => count * block.ChoiceCount);
    }

    /// <inheritdoc/>
    public override int ChoiceCount { get; }

    /// <inheritdoc/>
    public override bool HasSlots => Array.Exists(_blocks, block => block.HasSlots);

    /// <inheritdoc/>
    public override int Choose(int ket)
    {
        int choice = 0;
        foreach (GateBlock block in _blocks)
        {
            choice = (choice * block.ChoiceCount) + block.Choose(ket);
        }

        return choice;
    }

    /// <inheritdoc/>
    public override void Matrix(int choice, ReadOnlySpan<double> angles, Span<Complex> matrix)
    {
        Complex[][] diagonals = Diagonals(choice, angles);
        for (int i = 0; i < matrix.Length; i++)
        {
            matrix[i] = diagonals[0][LocalBits.Gather(i, _places[0])];
            for (int b = 1; b < diagonals.Length; b++)
            {
                matrix[i] *= diagonals[b][LocalBits.Gather(i, _places[b])];
            }
        }
    }

    /// <inheritdoc/>
    public override void AddGradient(
        int choice, ReadOnlySpan<double> angles, ReadOnlySpan<double> chain, Span<Complex> transition, Span<double> gradient)
    {
        Complex[][] diagonals = Diagonals(choice, angles);
        int rest = choice;
        for (int b = _blocks.Length - 1; b >= 0; rest /= _blocks[b].ChoiceCount, b--)
        {
            if (!_blocks[b].HasSlots)
            {
                continue;
            }

            // The other blocks' factors belong to what this block's diagonal is multiplied by.
            int dimension = diagonals[b].Length;
            Complex[] own = new Complex[dimension * dimension];
            for (int i = 0; i < transition.Length; i++)
            {
                Complex product = transition[i];
                for (int other = 0; other < diagonals.Length; other++)
                {
                    product *= other == b ? 1 : diagonals[other][LocalBits.Gather(i, _places[other])];
                }

                own[LocalBits.Gather(i, _places[b]) * (dimension + 1)] += product;
            }

            _blocks[b].AddGradient(
                rest % _blocks[b].ChoiceCount, angles, chain, [.. Enumerable.Range(0, dimension)], own, gradient);
        }
    }

    private Complex[][] Diagonals(int choice, ReadOnlySpan<double> angles)
    {
        var diagonals = new Complex[_blocks.Length][];
        int rest = choice;
        for (int b = _blocks.Length - 1; b >= 0; rest /= _blocks[b].ChoiceCount, b--)
        {
            int dimension = 1 << _blocks[b].Qubits.Length;
            Complex[] matrix = new Complex[dimension * dimension];
            _blocks[b].Matrix(rest % _blocks[b].ChoiceCount, angles, [.. Enumerable.Range(0, dimension)], matrix);
            diagonals[b] = [.. Enumerable.Range(0, dimension).Select(i => matrix[i * (dimension + 1)])];
        }

        return diagonals;
    }
}
