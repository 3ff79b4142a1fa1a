namespace CutAwareQnn.Learning;

/// <summary>Reduction of an image to the averages of a grid of blocks, one feature per block.</summary>
public sealed class Downsampling
{
    private readonly int _columnCount;
    private readonly int[] _rowEdges;
    private readonly int[] _columnEdges;

    /// <summary>Chooses the grid whose blocks are most nearly square.</summary>
    /// <param name="rowCount">Pixels from top to bottom.</param>
    /// <param name="columnCount">Pixels from left to right.</param>
    /// <param name="featureCount">Number of blocks, at most one per pixel.</param>
    /// <exception cref="DatasetException">No grid with this number of blocks fits.</exception>
    public Downsampling(int rowCount, int columnCount, int featureCount)
    {
        int[] rows = [.. Enumerable.Range(1, Math.Max(featureCount, 0))
            .TakeWhile(r => r <= rowCount)
            .Where(r => featureCount % r == 0 && featureCount / r <= columnCount)];
        if (rows.Length == 0)
        {
            throw new DatasetException(
                $"{featureCount} blocks fill no grid within {rowCount} x {columnCount} pixels; give a product of two such numbers, "
                + "e.g. 4 or 16");
        }

        // A block is rowCount/r high and columnCount/c wide; the comparison avoids the division. Of two equal grids the one with fewer rows
        // wins.
        BlockRows = rows.MinBy(r => Math.Abs(((long)rowCount * (featureCount / r)) - ((long)columnCount * r)));
        BlockColumns = featureCount / BlockRows;
        _columnCount = columnCount;
        _rowEdges = Edges(rowCount, BlockRows);
        _columnEdges = Edges(columnCount, BlockColumns);
    }

    /// <summary>Blocks from top to bottom.</summary>
    public int BlockRows { get; }

    /// <summary>Blocks from left to right.</summary>
    public int BlockColumns { get; }

    /// <summary>Returns the averages of an image's blocks, row by row.</summary>
    /// <param name="pixels">[row · columns + column].</param>
    public double[] Apply(double[] pixels)
    {
        double[] averages = new double[BlockRows * BlockColumns];
        for (int block = 0; block < averages.Length; block++)
        {
            (int top, int bottom) = (_rowEdges[block / BlockColumns], _rowEdges[(block / BlockColumns) + 1]);
            (int left, int right) = (_columnEdges[block % BlockColumns], _columnEdges[(block % BlockColumns) + 1]);
            double sum = 0;
            for (int row = top; row < bottom; row++)
            {
                for (int column = left; column < right; column++)
                {
                    sum += pixels[(row * _columnCount) + column];
                }
            }

            averages[block] = sum / ((bottom - top) * (right - left));
        }

        return averages;
    }

    /// <summary>Replaces every image of both parts by its block averages.</summary>
    public DataSplit Apply(DataSplit split) => split.Select(Apply);

    private static int[] Edges(int length, int count) =>
        [.. Enumerable.Range(0, count + 1).Select(i => (int)((long)i * length / count))];
}
