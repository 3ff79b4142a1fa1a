using CutAwareQnn.Simulation;

namespace CutAwareQnn.Reconstruction;

/// <summary>Rows of numbers per outcome; a weighted sum of the rows is the mass of every outcome.</summary>
internal sealed class OutcomeTable
{
    // Above 2^10 outcomes a draw first takes a block of neighbouring outcomes, then one of the block.
    private const int LargestPlain = 1 << 10;

    private readonly double[] _values;
    private readonly Lazy<OutcomeTable>? _blocks;

    /// <summary>Creates a table.</summary>
    /// <param name="values">[row][outcome].</param>
    /// <param name="outcomeCount">Outcomes per row; only powers of two have blocks.</param>
    public OutcomeTable(double[] values, int outcomeCount)
    {
        _values = values;
        OutcomeCount = outcomeCount;
        RowCount = values.Length / outcomeCount;
        BlockSize = outcomeCount <= LargestPlain || !int.IsPow2(outcomeCount) ? 0 : 1 << (int.Log2(outcomeCount) / 2);
        _blocks = BlockSize == 0 ? null : new(Summed);
    }

    /// <summary>Number of outcomes.</summary>
    public int OutcomeCount { get; }

    /// <summary>Number of rows.</summary>
    public int RowCount { get; }

    /// <summary>Outcomes per block; 0 where there are none.</summary>
    public int BlockSize { get; }

    /// <summary>The table whose outcomes are the blocks; null where there are none.</summary>
    public OutcomeTable? Blocks => _blocks?.Value;

    /// <summary>Computes the masses of some neighbouring outcomes.</summary>
    /// <param name="weights">One per row.</param>
    /// <param name="first">The first outcome.</param>
    /// <param name="masses">Receives one mass per outcome.</param>
    public void Masses(ReadOnlySpan<double> weights, int first, Span<double> masses)
    {
        masses.Clear();
        for (int row = 0; row < RowCount; row++)
        {
            OutcomeKernel.AddScaled(masses, weights[row], _values.AsSpan((row * OutcomeCount) + first, masses.Length));
        }
    }

    private OutcomeTable Summed()
    {
        double[] sums = new double[_values.Length / BlockSize];
        for (int block = 0; block < sums.Length; block++)
        {
            double sum = 0;
            foreach (double value in _values.AsSpan(block * BlockSize, BlockSize))
            {
                sum += value;
            }

            sums[block] = sum;
        }

        return new(sums, OutcomeCount / BlockSize);
    }
}
