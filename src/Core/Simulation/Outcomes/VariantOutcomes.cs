using System.Globalization;
using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Lowering;

namespace CutAwareQnn.Simulation;

/// <summary>
/// The law of one shot of every variant of a fragment: the sign that its cut ends measure, and the outcome of its resolved qubits.
/// </summary>
public sealed class VariantOutcomes
{
    // 2^27 numbers are 1 GiB.
    private const double MaxLength = 1 << 27;

    private readonly double[] _laws;

    private VariantOutcomes(int variantCount, int outcomeCount, double[] laws)
    {
        VariantCount = variantCount;
        OutcomeCount = outcomeCount;
        _laws = laws;
    }

    /// <summary>Combinations of operations at the legs, the last leg's fastest.</summary>
    public int VariantCount { get; }

    /// <summary>Outcomes of the resolved qubits.</summary>
    public int OutcomeCount { get; }

    /// <summary>Computes the laws.</summary>
    /// <param name="fragment">The fragment.</param>
    /// <param name="tensor">Its exact outcome tensor.</param>
    /// <exception cref="CircuitException">They would have more than 2^27 numbers.</exception>
    public static VariantOutcomes Of(Fragment fragment, OutcomeTensor tensor)
    {
        int outcomes = tensor.OutcomeCount;
        double length = fragment.Legs.Aggregate(2.0 * outcomes, (n, leg) => n * leg.Basis.Operations.Count);
        if (length > MaxLength)
        {
            throw new CircuitException(string.Create(
                CultureInfo.InvariantCulture,
                $"the variants of fragment {fragment.Index} have {length:G3} outcomes, at most {MaxLength:G3} fit; cut it at fewer "
                + $"places, or name fewer qubits"));
        }

        LegTransform wide = LegTransform.WideExpansion(fragment);
        int[] signed = Rows(fragment, isSigned: true);
        int[] unsigned = Rows(fragment, isSigned: false);
        double[] laws = new double[signed.Length * 2 * outcomes];
        double[] entries = new double[wide.InputLength];
        double[] means = new double[wide.OutputLength];
        for (int x = 0; x < outcomes; x++)
        {
            for (int e = 0; e < entries.Length; e++)
            {
                entries[e] = tensor.Row(e)[x];
            }

            wide.Apply(entries, means);
            for (int v = 0; v < signed.Length; v++)
            {
                laws[(2 * v * outcomes) + x] = Math.Max(0, (means[unsigned[v]] + means[signed[v]]) / 2);
                laws[(((2 * v) + 1) * outcomes) + x] = Math.Max(0, (means[unsigned[v]] - means[signed[v]]) / 2);
            }
        }

        return new(signed.Length, outcomes, laws);
    }

    /// <summary>Returns the probabilities of a variant's outcomes: those with sign +1, then those with sign -1.</summary>
    public ReadOnlySpan<double> Law(int variant) => _laws.AsSpan(2 * variant * OutcomeCount, 2 * OutcomeCount);

    // For every variant the row of the wide expansion that has its result with all signs, or with none.
    private static int[] Rows(Fragment fragment, bool isSigned)
    {
        int[] strides = Strides.Of([.. fragment.Legs.Select(l => LegTransform.WideCount(l.Basis))]);
        int[] rows = [0];
        foreach ((int l, Leg leg) in fragment.Legs.Index())
        {
            rows = [.. rows.SelectMany(row => Enumerable.Range(0, leg.Basis.Operations.Count)
                .Select(o => row + (LegTransform.WideRow(leg.Basis, o, isSigned) * strides[l])))];
        }

        return rows;
    }
}
