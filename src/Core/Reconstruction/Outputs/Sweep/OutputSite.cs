using CutAwareQnn.Cutting;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Reconstruction;

/// <summary>
/// One fragment in its place of a sweep. A boundary holds a number for every combination of entries of the bonds that lead from the
/// fragments before the place to the others; of its bonds some end here ("past"), the others pass by, and the fragment begins new ones
/// ("future").
/// </summary>
/// <param name="Qubits">The circuit's qubit of each bit of an outcome.</param>
/// <param name="PastSize">Combinations of entries of the bonds that end here.</param>
/// <param name="FutureSize">Combinations of entries of the bonds that begin here.</param>
/// <param name="LeftBases">
/// The basis of the earlier end of every bond of the boundary before the fragment, the last bond's entries fastest.
/// </param>
/// <param name="LeftIndex">[passing][past]: where a combination is in the boundary before the fragment.</param>
/// <param name="Values">[past][future][outcome]; the bonds' matrices are multiplied in at the past ends.</param>
internal sealed record OutputSite(
    IReadOnlyList<int> Qubits, int PastSize, int FutureSize, IReadOnlyList<LegBasis> LeftBases, int[] LeftIndex, double[] Values)
{
    /// <summary>Number of outcomes.</summary>
    public int OutcomeCount { get; } = Values.Length / (PastSize * FutureSize);

    /// <summary>Combinations of entries of the bonds that pass by.</summary>
    public int PassingSize => LeftIndex.Length / PastSize;

    /// <summary>Length of the boundary before the fragment.</summary>
    public int LeftLength => LeftIndex.Length;

    /// <summary>Length of the boundary after it, [passing][future].</summary>
    public int RightLength => PassingSize * FutureSize;

    /// <summary>Fixes the outcome: from the boundary before to the one after.</summary>
    /// <param name="left">The boundary before.</param>
    /// <param name="outcome">The outcome.</param>
    /// <param name="right">Receives the boundary after.</param>
    public void Advance(ReadOnlySpan<double> left, int outcome, Span<double> right)
    {
        int outcomes = OutcomeCount;
        for (int passing = 0; passing < PassingSize; passing++)
        {
            ReadOnlySpan<int> index = LeftIndex.AsSpan(passing * PastSize, PastSize);
            for (int future = 0; future < FutureSize; future++)
            {
                double sum = 0;
                for (int past = 0; past < index.Length; past++)
                {
                    sum = Math.FusedMultiplyAdd(left[index[past]], Values[(((past * FutureSize) + future) * outcomes) + outcome], sum);
                }

                right[(passing * FutureSize) + future] = sum;
            }
        }
    }

    /// <summary>Returns the fragment with its outcomes summed over: one outcome.</summary>
    public OutputSite Merged() => Viewed(_ => QubitView.Merged);

    /// <summary>Returns the fragment with some qubits summed over and others fixed; the active ones remain.</summary>
    public OutputSite Viewed(Func<int, QubitView> view)
    {
        int active = 0;
        int fixedMask = 0;
        int fixedBits = 0;
        for (int bit = 0; bit < Qubits.Count; bit++)
        {
            QubitView own = view(Qubits[bit]);
            active |= own == QubitView.Active ? 1 << bit : 0;
            fixedMask |= own is QubitView.Zero or QubitView.One ? 1 << bit : 0;
            fixedBits |= own == QubitView.One ? 1 << bit : 0;
        }

        if (active == OutcomeCount - 1)
        {
            return this;
        }

        int[] kept = [.. Enumerable.Range(0, Qubits.Count).Where(bit => (active >> bit & 1) == 1)];
        int outcomes = OutcomeCount;
        int bins = 1 << kept.Length;
        int[] bin = new int[outcomes];
        for (int x = 0; x < outcomes; x++)
        {
            bin[x] = (x & fixedMask) == fixedBits ? Gather(x, kept) : -1;
        }

        double[] values = new double[PastSize * FutureSize * bins];
        for (int row = 0; row < PastSize * FutureSize; row++)
        {
            ReadOnlySpan<double> from = Values.AsSpan(row * outcomes, outcomes);
            Span<double> to = values.AsSpan(row * bins, bins);
            for (int x = 0; x < outcomes; x++)
            {
                if (bin[x] >= 0)
                {
                    to[bin[x]] += from[x];
                }
            }
        }

        return new([.. kept.Select(bit => Qubits[bit])], PastSize, FutureSize, LeftBases, LeftIndex, values);
    }

    /// <summary>
    /// Computes the weight of every number of the boundary before the fragment in the mass of an outcome and all that follows.
    /// </summary>
    /// <param name="outcome">The outcome.</param>
    /// <param name="right">The weights of the boundary after.</param>
    /// <param name="left">Receives the weights of the boundary before.</param>
    public void Weights(int outcome, ReadOnlySpan<double> right, Span<double> left)
    {
        int outcomes = OutcomeCount;
        for (int passing = 0; passing < PassingSize; passing++)
        {
            for (int past = 0; past < PastSize; past++)
            {
                double sum = 0;
                for (int future = 0; future < FutureSize; future++)
                {
                    sum = Math.FusedMultiplyAdd(
                        right[(passing * FutureSize) + future], Values[(((past * FutureSize) + future) * outcomes) + outcome], sum);
                }

                left[LeftIndex[(passing * PastSize) + past]] = sum;
            }
        }
    }

    /// <summary>Sums the rows of the values over the future entries, with weights: [past][outcome].</summary>
    /// <param name="right">The weights of the boundary after; nothing passes by.</param>
    public double[] Closed(ReadOnlySpan<double> right)
    {
        int outcomes = OutcomeCount;
        double[] closed = new double[PastSize * outcomes];
        for (int past = 0; past < PastSize; past++)
        {
            for (int future = 0; future < FutureSize; future++)
            {
                OutcomeKernel.AddScaled(
                    closed.AsSpan(past * outcomes, outcomes),
                    right[future],
                    Values.AsSpan(((past * FutureSize) + future) * outcomes, outcomes));
            }
        }

        return closed;
    }

    /// <summary>Computes the weights of the rows of the values: their weighted sum is the mass of every outcome.</summary>
    /// <param name="left">The boundary before.</param>
    /// <param name="right">The weights of the boundary after.</param>
    /// <returns>[past][future].</returns>
    public double[] RowWeights(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        double[] weights = new double[PastSize * FutureSize];
        for (int past = 0; past < PastSize; past++)
        {
            for (int future = 0; future < FutureSize; future++)
            {
                double weight = 0;
                for (int passing = 0; passing < PassingSize; passing++)
                {
                    weight = Math.FusedMultiplyAdd(
                        left[LeftIndex[(passing * PastSize) + past]], right[(passing * FutureSize) + future], weight);
                }

                weights[(past * FutureSize) + future] = weight;
            }
        }

        return weights;
    }

    /// <summary>Computes the mass of every outcome.</summary>
    /// <param name="left">The boundary before.</param>
    /// <param name="right">The weights of the boundary after.</param>
    /// <param name="masses">Receives one mass per outcome.</param>
    public void Masses(ReadOnlySpan<double> left, ReadOnlySpan<double> right, Span<double> masses) =>
        new OutcomeTable(Values, OutcomeCount).Masses(RowWeights(left, right), 0, masses);

    // The bits of a number at some places, packed.
    private static int Gather(int x, int[] places)
    {
        int packed = 0;
        for (int i = 0; i < places.Length; i++)
        {
            packed |= (x >> places[i] & 1) << i;
        }

        return packed;
    }
}
