using CutAwareQnn.Circuits;

namespace CutAwareQnn.Simulation;

/// <summary>How many of n independent trials succeed: one draw replaces n simulated shots.</summary>
/// <remarks>
/// Exact in distribution up to the rounding of doubles, at a cost that does not grow with n. Below n·min(p, 1-p) = 10 the
/// cumulated masses are searched from 0 on; from there Hörmann's BTRS rejects from a transformed uniform ("The generation
/// of binomial random variates", J. Stat. Comput. Simul. 46, 1993, 101-110). Its acceptance test takes the masses as Loader
/// does ("Fast and accurate computation of binomial probabilities", 2000): the paper's own sum of logarithms loses n·2^-53.
/// </remarks>
public static class Binomial
{
    /// <summary>2^52: every count up to here and its half are doubles.</summary>
    public const long MaxTrialCount = 1L << 52;

    private const double RejectionMean = 10;

    /// <summary>A mean below 10 leaves this count with a chance below 2^-80; only rounding can carry a search beyond it.</summary>
    private const int LongestSearch = 64;

    /// <summary>δ(k) = ln k! - ln(√(2πk)·(k/e)^k), k = 0 … 15, with √(2π·0) read as 1.</summary>
    private static ReadOnlySpan<double> StirlingErrors =>
    [
        0, 0.08106146679532726, 0.0413406959554093, 0.02767792568499834, 0.020790672103765093, 0.016644691189821193,
        0.013876128823070748, 0.01189670994589177, 0.010411265261972096, 0.009255462182712733, 0.00833056343336287,
        0.007573675487951841, 0.00694284010720953, 0.006408994188004207, 0.0059513701127588475, 0.005554733551962801,
    ];

    /// <summary>Draws the number of successes.</summary>
    /// <param name="random">Advanced: by 1 number below n·min(p, 1-p) = 10, by 2.3 to 3 on average from there.</param>
    /// <param name="n">Trials, in [0, 2^52].</param>
    /// <param name="p">Chance of a success; at or below 0 none succeeds, at or above 1 all do.</param>
    /// <returns>In [0, n].</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="n"/> is out of its range or <paramref name="p"/> is NaN.</exception>
    public static long Draw(ref CounterRandom random, long n, double p)
    {
        if ((ulong)n > (ulong)MaxTrialCount)
        {
            throw new ArgumentOutOfRangeException(nameof(n), n, "the number of trials must be in [0, 2^52]");
        }

        if (double.IsNaN(p)) throw new ArgumentOutOfRangeException(nameof(p), p, "the chance of a success is not a number");
        if (p <= 0) return 0;
        if (p >= 1) return n;
        if (p > 0.5) return n - DrawRarer(ref random, n, 1 - p);
        return DrawRarer(ref random, n, p);
    }

    private static long DrawRarer(ref CounterRandom random, long n, double p)
        => n * p < RejectionMean ? Search(ref random, n, p) : Reject(ref random, n, p);

    /// <summary>Returns the least k whose cumulated mass exceeds a uniform number, by mass(k) = mass(k-1)·(n-k+1)/k·p/(1-p).</summary>
    private static long Search(ref CounterRandom random, long n, double p)
    {
        double odds = p / (1 - p);
        double none = Elementary.Exp(n * LogOneMinus(p));
        while (true)
        {
            double u = random.NextDouble();
            double mass = none;
            for (long k = 0; k <= n && k <= LongestSearch;)
            {
                if (u < mass) return k;
                u -= mass;
                k++;
                mass *= (n - k + 1) * odds / k;
            }
        }
    }

    /// <summary>
    /// Draws by BTRS for p ≤ 1/2 and n·p ≥ 10: k = ⌊(2a/(1/2 - |u|) + b)·u + c⌋ has nearly the binomial's shape; v decides, in 70 to 79 of
    /// 100 cases by a bound on both coordinates (the squeeze), else by mass(k)/mass(mode).
    /// </summary>
    private static long Reject(ref CounterRandom random, long n, double p)
    {
        double mean = n * p;
        double deviation = Math.Sqrt(mean * (1 - p));
        double b = 1.15 + (2.53 * deviation);
        double a = -0.0873 + (0.0248 * b) + (0.01 * p);
        double c = mean + 0.5;
        double squeeze = 0.92 - (4.2 / b);
        while (true)
        {
            double v = random.NextDouble();
            double u = random.NextDouble() - 0.5;
            double edge = 0.5 - Math.Abs(u);
            double k = Math.Floor((((2 * a / edge) + b) * u) + c);
            if (edge >= 0.07 && v <= squeeze) return (long)k;
            if (!(k >= 0 && k <= n)) continue;
            double alpha = (2.83 + (5.1 / b)) * deviation;
            double height = v * alpha / ((a / (edge * edge)) + b);
            double mode = Math.Floor((n + 1) * p);
            double logRatio = LogShape(k, n, p) - LogShape(mode, n, p);
            if (0.5 * Elementary.Log(height * height * Spread(k, n) / Spread(mode, n)) <= logRatio) return (long)k;
        }
    }

    /// <summary>
    /// Computes ln mass(k) = LogShape(k) - ½·ln Spread(k) + a constant: what is left of Stirling's formula, and the deviances.
    /// </summary>
    internal static double LogShape(double k, double n, double p)
        => -(StirlingError(k) + StirlingError(n - k) + Deviance(k, n * p) + Deviance(n - k, n * (1 - p)));

    /// <summary>Computes k·(n - k), where 0 counts as 1/(2π): Stirling's √(2πk) is 1 there.</summary>
    internal static double Spread(double k, double n)
    {
        const double zero = 0.15915494309189535;
        return Math.Max(k, zero) * Math.Max(n - k, zero);
    }

    /// <summary>Computes x·ln(x/mean) + mean - x, by a series where the terms would cancel; 0·ln 0 is 0.</summary>
    private static double Deviance(double x, double mean)
    {
        double difference = x - mean;
        double sum = x + mean;
        if (Math.Abs(difference) >= 0.1 * sum) return x == 0 ? mean : (x * Elementary.Log(x / mean)) - difference;

        double v = difference / sum;
        double deviance = difference * v;
        double term = 2 * x * v;
        v *= v;
        for (int j = 3; ; j += 2)
        {
            term *= v;
            double next = deviance + (term / j);
            if (next == deviance) return deviance;
            deviance = next;
        }
    }

    private static double StirlingError(double k)
    {
        if (k < StirlingErrors.Length) return StirlingErrors[(int)k];
        double square = k * k;
        return ((1.0 / 12) - (((1.0 / 360) - (((1.0 / 1260) - (1.0 / 1680 / square)) / square)) / square)) / k;
    }

    /// <summary>Computes ln(1 - p) to a few last bits for small p too: the rounding of 1 - p is divided out (Kahan).</summary>
    private static double LogOneMinus(double p)
    {
        double rest = 1 - p;
        return rest == 1 ? -p : Elementary.Log(rest) * (p / (1 - rest));
    }
}
