namespace CutAwareQnn.Reconstruction;

/// <summary>
/// One bond applied along one leg: <c>Y[o, r, i] = Σ_c B[r, c] X[o, c, i]</c>. Cost: the tensor's entries times the bond's non-zero
/// entries per row, of which a gate's bond has one or two.
/// </summary>
internal readonly record struct BondApplication(int Edge, int Outer, int Rows, int Columns, int Inner)
{
    public void Forward(SparseBond bond, ReadOnlySpan<double> x, Span<double> y)
    {
        y[..(Outer * Rows * Inner)].Clear();
        foreach ((int row, int column, double value) in bond.Entries)
        {
            Add(value, x, column, Columns, y, row, Rows);
        }
    }

    // X̄[o, c, i] = Σ_r B[r, c] Ȳ[o, r, i]
    public void Backward(SparseBond bond, ReadOnlySpan<double> yAdjoint, Span<double> xAdjoint)
    {
        xAdjoint[..(Outer * Columns * Inner)].Clear();
        foreach ((int row, int column, double value) in bond.Entries)
        {
            Add(value, yAdjoint, row, Rows, xAdjoint, column, Columns);
        }
    }

    // B̄[r, c] += Σ_oi Ȳ[o, r, i] X[o, c, i]
    public void AddAdjoint(ReadOnlySpan<double> x, ReadOnlySpan<double> yAdjoint, Span<double> bondAdjoint)
    {
        for (int r = 0; r < Rows; r++)
        {
            for (int c = 0; c < Columns; c++)
            {
                double sum = 0;
                for (int o = 0; o < Outer; o++)
                {
                    ReadOnlySpan<double> from = x.Slice(((o * Columns) + c) * Inner, Inner);
                    ReadOnlySpan<double> to = yAdjoint.Slice(((o * Rows) + r) * Inner, Inner);
                    for (int i = 0; i < Inner; i++)
                    {
                        sum = Math.FusedMultiplyAdd(from[i], to[i], sum);
                    }
                }

                bondAdjoint[(r * Columns) + c] += sum;
            }
        }
    }

    private void Add(double value, ReadOnlySpan<double> source, int s, int sources, Span<double> target, int t, int targets)
    {
        for (int o = 0; o < Outer; o++)
        {
            ReadOnlySpan<double> from = source.Slice(((o * sources) + s) * Inner, Inner);
            Span<double> to = target.Slice(((o * targets) + t) * Inner, Inner);
            for (int i = 0; i < Inner; i++)
            {
                to[i] = Math.FusedMultiplyAdd(value, from[i], to[i]);
            }
        }
    }
}
