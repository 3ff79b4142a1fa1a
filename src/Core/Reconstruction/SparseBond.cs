namespace CutAwareQnn.Reconstruction;

/// <summary>The entries of a bond matrix that are not zero: a few per row, whatever the dimension.</summary>
internal sealed class SparseBond
{
    private SparseBond((int Row, int Column, double Value)[] entries)
    {
        Entries = entries;
    }

    /// <summary>The entries, row by row.</summary>
    public (int Row, int Column, double Value)[] Entries { get; }

    /// <summary>Collects the entries of a matrix given row by row.</summary>
    public static SparseBond Of(ReadOnlySpan<double> matrix, int columns)
    {
        var entries = new List<(int, int, double)>();
        for (int next = 0; next < matrix.Length; next++)
        {
            int zeros = matrix[next..].IndexOfAnyExcept(0.0);
            if (zeros < 0)
            {
                break;
            }

            next += zeros;
            entries.Add((next / columns, next % columns, matrix[next]));
        }

        return new([.. entries]);
    }

    /// <summary>Returns the bonds of a network.</summary>
    public static SparseBond[] Of(double[][] bonds, IReadOnlyList<NetworkEdge> edges) =>
        [.. bonds.Select((bond, e) => Of(bond, edges[e].Second))];
}
