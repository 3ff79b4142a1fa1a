using CutAwareQnn.Cutting;

namespace CutAwareQnn.Simulation;

/// <summary>
/// A fragment's variants with some operations exchanged: fewer are run, and the moments of the others follow from theirs.
/// </summary>
public sealed class FragmentExchange
{
    private readonly FragmentMeasurements _measurements;
    private readonly (int Stride, int Count, OperationExchange Exchange)[] _legs;
    private readonly int[] _variantOf;

    /// <summary>Exchanges operations.</summary>
    /// <param name="measurements">The fragment's measured variants.</param>
    /// <param name="exchanges">By leg; at one leg no operation that is dropped may occur in another exchange.</param>
    public FragmentExchange(FragmentMeasurements measurements, IReadOnlyList<(int Leg, OperationExchange Exchange)> exchanges)
    {
        _measurements = measurements;
        Exchanges = exchanges;
        _legs = exchanges
            .Select(e => (Stride(measurements.Fragment, e.Leg), measurements.Fragment.Legs[e.Leg].Basis.Operations.Count, e.Exchange))
            .ToArray();
        _variantOf = new int[measurements.ReadingCount];
        foreach (MeasuredVariant variant in measurements.Variants)
        {
            foreach (Reading reading in variant.Readings)
            {
                _variantOf[reading.Index] = variant.Index;
            }
        }
    }

    /// <summary>The exchanges.</summary>
    public IReadOnlyList<(int Leg, OperationExchange Exchange)> Exchanges { get; }

    /// <summary>Returns whether a variant is not run.</summary>
    public bool IsDropped(MeasuredVariant variant) =>
        Array.Exists(_legs, l => variant.Readings[0].Index / l.Stride % l.Count == l.Exchange.Dropped);

    /// <summary>Puts in the moments of the variants that were not run.</summary>
    /// <param name="moments">Those of the variants that were, and room for the others.</param>
    public void Impute(Span<double> moments)
    {
        // Leg by leg: what an exchange gets wrong because it needs a later one, that one puts right.
        foreach ((int stride, int count, OperationExchange exchange) in _legs)
        {
            foreach (MeasuredVariant variant in _measurements.Variants)
            {
                int reading = variant.Readings[0].Index;
                if (reading / stride % count == exchange.Dropped)
                {
                    Span<double> own = Moments(moments, variant.Index);
                    Span<double> first = Moments(moments, _variantOf[reading + ((exchange.First - exchange.Dropped) * stride)]);
                    Span<double> second = Moments(moments, _variantOf[reading + ((exchange.Second - exchange.Dropped) * stride)]);
                    Span<double> subtracted = Moments(moments, _variantOf[reading + ((exchange.Subtracted - exchange.Dropped) * stride)]);
                    for (int m = 0; m < own.Length; m++)
                    {
                        own[m] = first[m] + second[m] - subtracted[m];
                    }
                }
            }
        }
    }

    /// <summary>Turns derivatives by all means into derivatives by those that were run; the others become 0.</summary>
    public void PullBack(Span<double> sensitivities)
    {
        for (int l = _legs.Length - 1; l >= 0; l--)
        {
            (int stride, int count, OperationExchange exchange) = _legs[l];
            for (int r = 0; r < sensitivities.Length; r++)
            {
                if (r / stride % count == exchange.Dropped)
                {
                    double own = sensitivities[r];
                    sensitivities[r] = 0;
                    sensitivities[r + ((exchange.First - exchange.Dropped) * stride)] += own;
                    sensitivities[r + ((exchange.Second - exchange.Dropped) * stride)] += own;
                    sensitivities[r + ((exchange.Subtracted - exchange.Dropped) * stride)] -= own;
                }
            }
        }
    }

    // The step in a variant's number from one operation of a leg to the next; the last leg is fastest.
    private static int Stride(Fragment fragment, int leg) =>
        fragment.Legs.Skip(leg + 1).Aggregate(1, (stride, l) => stride * l.Basis.Operations.Count);

    private Span<double> Moments(Span<double> moments, int variant) =>
        moments.Slice(_measurements.Variants[variant].FirstMoment, _measurements.Variants[variant].MomentCount);
}
