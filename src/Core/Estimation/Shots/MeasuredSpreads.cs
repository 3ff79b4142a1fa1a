using CutAwareQnn.Simulation;

namespace CutAwareQnn.Estimation;

/// <summary>
/// σ of every variant, in Neyman's n ∝ σ: the standard deviation that one shot adds to the value, with all run or some exchanged.
/// </summary>
/// <param name="measurements">Measured variants per fragment.</param>
/// <param name="sensitivities">[fragment][state][mean]: derivatives in states that are averaged over.</param>
/// <param name="law">The moments of the shots, in the order of fragments.</param>
internal sealed class MeasuredSpreads(IReadOnlyList<FragmentMeasurements> measurements, double[][][] sensitivities, double[] law)
{
    // An exchange that saves less than this of the sum is as likely to be noise.
    private const double WorthWhile = 0.98;

    // Trying all exchanges costs as many evaluations of the variants.
    private const int LargestTried = 2000;

    /// <summary>Computes σ of all variants, in the order of fragments; 0 for those that are exchanged.</summary>
    /// <param name="exchanges">For each fragment; null where all is run.</param>
    public double[] Spreads(FragmentExchange[]? exchanges) =>
        Enumerable.Range(0, measurements.Count).SelectMany(f => OfFragment(f, exchanges?[f])).ToArray();

    /// <summary>Returns the exchanges of each fragment that lower the sum of σ, one after the other while it pays.</summary>
    public FragmentExchange[] BestExchanges() => Enumerable.Range(0, measurements.Count).Select(BestExchange).ToArray();

    private FragmentExchange BestExchange(int fragment)
    {
        FragmentMeasurements own = measurements[fragment];
        var best = new FragmentExchange(own, []);
        if (own.Variants.Count > LargestTried)
        {
            return best;
        }

        double least = OfFragment(fragment, null).Sum();
        while (true)
        {
            FragmentExchange? better = null;
            double limit = WorthWhile * least;
            foreach ((int leg, OperationExchange exchange) in own.Exchanges.Where(e => Fits(best, e.Leg, e.Exchange)))
            {
                var tried = new FragmentExchange(own, [.. best.Exchanges, (leg, exchange)]);
                double sum = OfFragment(fragment, tried).Sum();
                if (sum < limit)
                {
                    limit = sum;
                    better = tried;
                }
            }

            if (better is null)
            {
                return best;
            }

            best = better;
            least = limit;
        }
    }

    private static bool Fits(FragmentExchange chosen, int leg, OperationExchange exchange) => chosen.Exchanges
        .Where(e => e.Leg == leg)
        .All(e => !Uses(exchange, e.Exchange.Dropped) && !Uses(e.Exchange, exchange.Dropped) && e.Exchange.Dropped != exchange.Dropped);

    private static bool Uses(OperationExchange exchange, int operation) =>
        exchange.First == operation || exchange.Second == operation || exchange.Subtracted == operation;

    private double[] OfFragment(int fragment, FragmentExchange? exchange)
    {
        FragmentMeasurements own = measurements[fragment];
        int first = measurements.Take(fragment).Sum(s => s.MomentCount);
        double[] squares = new double[own.Variants.Count];
        foreach (double[] state in sensitivities[fragment])
        {
            double[] pulled = exchange is null ? state : [.. state];
            exchange?.PullBack(pulled);
            foreach (MeasuredVariant variant in own.Variants)
            {
                squares[variant.Index] += MeasurementVariance.OfShot(variant, pulled, law.AsSpan(first, own.MomentCount), 1);
            }
        }

        return squares.Select(s => Math.Sqrt(s / sensitivities[fragment].Length)).ToArray();
    }
}
