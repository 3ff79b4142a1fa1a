using System.Globalization;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Estimation;

/// <summary>
/// How many shots a query spends: none (exact), a number per circuit run, a number for the whole query, or as many as a standard
/// error takes.
/// </summary>
/// <example>
/// <code>
/// Console.WriteLine(string.Join(", ", ShotBudget.InTotal(10).Allocate(circuitCount: 3)));    // 4, 3, 3
/// Console.WriteLine(ShotBudget.ToError(0.01).Error);    // 0.01
/// </code>
/// </example>
public readonly record struct ShotBudget
{
    /// <summary>Most shots of a budget: sums over any number of circuits stay far from overflow.</summary>
    public const long MaxShots = 1_000_000_000_000;

    private ShotBudget(long perCircuit, long total, double error = 0)
    {
        Error = error;
        PerCircuit = perCircuit;
        Total = total;
    }

    /// <summary>Exact expectation values.</summary>
    public static ShotBudget Exact => default;

    /// <summary>Shots of each circuit run; 0 where another budget is set.</summary>
    public long PerCircuit { get; }

    /// <summary>Shots of the whole query, or the most that may be spent on a target error; 0 where another budget is set.</summary>
    public long Total { get; }

    /// <summary>The standard error at which a query is done; 0 where shots are given.</summary>
    public double Error { get; }

    /// <summary>Whether nothing is sampled.</summary>
    public bool IsExact => PerCircuit == 0 && Total == 0;

    /// <summary>Creates a budget of the same number of shots for every circuit run, as in the study.</summary>
    /// <exception cref="CutException">Less than 1, or more than <see cref="MaxShots"/>.</exception>
    public static ShotBudget Each(long shots) => new(Positive(shots, "shots"), 0);

    /// <summary>Creates a budget for the whole query, divided among its circuits.</summary>
    /// <exception cref="CutException">Less than 1, or more than <see cref="MaxShots"/>.</exception>
    public static ShotBudget InTotal(long shots) => new(0, Positive(shots, "total shots"));

    /// <summary>Creates a budget of as many shots as it takes to bring the standard error to a target, spent in rounds.</summary>
    /// <param name="error">The standard error, positive and finite.</param>
    /// <param name="atMost">The most shots of the whole query; when they are spent the estimate keeps the error it has.</param>
    /// <exception cref="CutException">The error is not positive and finite, or the limit is out of range.</exception>
    public static ShotBudget ToError(double error, long atMost = MaxShots) => error > 0 && error <= double.MaxValue
        ? new(0, Positive(atMost, "total shots"), error)
        : throw new CutException(string.Create(
            CultureInfo.InvariantCulture, $"target error {error} is no standard error; give a positive, finite number such as 0.01"));

    /// <summary>
    /// Returns the shots of each of a query's circuits if all get the same, in order; a remainder goes to the first ones.
    /// </summary>
    /// <exception cref="CutException">A total smaller than the number of circuits.</exception>
    public long[] Allocate(int circuitCount)
    {
        if (Total == 0 || circuitCount == 0)
        {
            return Enumerable.Repeat(PerCircuit, circuitCount).ToArray();
        }

        if (Total < circuitCount)
        {
            throw new CutException(
                $"total shots {Total} cannot cover the query's {Counted.Of(circuitCount, "circuit")}; give at least {circuitCount}");
        }

        long each = Total / circuitCount;
        long remainder = Total % circuitCount;
        return Enumerable.Range(0, circuitCount).Select(i => each + (i < remainder ? 1 : 0)).ToArray();
    }

    private static long Positive(long shots, string name) => shots is >= 1 and <= MaxShots
        ? shots
        : throw new CutException($"{name} {shots} is not a number of runs; give at least 1 and at most {MaxShots}, or 'exact'");
}
