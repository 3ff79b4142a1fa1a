using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;

namespace CutAwareQnn.Estimation;

/// <summary>How the value without noise is found.</summary>
/// <param name="Scales">How often folded gates run: odd, ascending from 1, at least two of them.</param>
/// <param name="Kind">Which gates are folded.</param>
/// <param name="Method">How the values are continued to no noise.</param>
public sealed record ZeroNoiseSettings(EquatableArray<int> Scales, FoldingKind Kind, ExtrapolationMethod Method)
{
    /// <summary>The weights of the values at the scales.</summary>
    public double[] Weights => Extrapolation.Weights([.. Scales.Select(s => (double)s)], Method);

    /// <summary>Checks the scales.</summary>
    /// <exception cref="CutException">They are not odd numbers that ascend from 1, or fewer than two.</exception>
    public static ZeroNoiseSettings Of(IEnumerable<int> scales, FoldingKind kind, ExtrapolationMethod method)
    {
        var given = scales.ToEquatableArray();
        string list = string.Join(",", given);
        return given.Count < 2 ? throw new CutException($"one scale of noise, {list}, determines no value without it; give at least "
            + "two, e.g. 1,3")
            : given[0] != 1 ? throw new CutException($"the scales of noise {list} do not begin with 1, the circuit as it is; give e.g. "
                + "1,3,5")
            : given.Any(s => s % 2 == 0 || s > CircuitFolding.MaxScale)
                ? throw new CutException($"the scales of noise {list} are not all odd and at most {CircuitFolding.MaxScale}: G (G† G)^k "
                    + "runs 1 + 2k gates; give e.g. 1,3,5")
            : given.Zip(given.Skip(1)).Any(p => p.Second <= p.First)
                ? throw new CutException($"the scales of noise {list} do not ascend; give each once, e.g. 1,3,5")
            : new(given, kind, method);
    }

    /// <summary>Returns the plan at each scale.</summary>
    /// <exception cref="CutException">A fragment cannot be folded.</exception>
    public CutPlan[] Fold(CutPlan plan) => [.. Scales.Select(s => CircuitFolding.Fold(plan, s, Kind))];

    /// <summary>Divides shots among the scales in proportion to the weights, which is best where errors at equal shots are equal.</summary>
    /// <param name="total">Shots of all scales together.</param>
    /// <exception cref="CutException">There are fewer shots than scales.</exception>
    public long[] Divide(long total) => total >= Scales.Count
        ? Apportionment.Divide(total, [.. Weights.Select(Math.Abs)])
        : throw new CutException($"total shots {total} cannot cover {Counted.Of(Scales.Count, "scale")} of noise; give more");

    /// <summary>Continues values at the scales to no noise.</summary>
    /// <param name="values">One per scale.</param>
    /// <param name="observable">The observable, whose constant noise leaves.</param>
    /// <exception cref="ReconstructionException">The values cannot be continued so.</exception>
    public ZeroNoiseEstimate ToZero(IReadOnlyList<Estimate> values, PauliSum observable)
    {
        ScaledEstimate[] points = Points(values);
        return new(Extrapolation.ToZero(points, Method, Constant(observable)), this, points);
    }

    /// <summary>Computes the derivative of the value without noise by the value at each scale.</summary>
    /// <param name="values">One per scale.</param>
    /// <param name="observable">The observable.</param>
    /// <exception cref="ReconstructionException">The values cannot be continued so.</exception>
    public double[] Derivatives(IReadOnlyList<Estimate> values, PauliSum observable) =>
        Extrapolation.Derivatives(Points(values), Method, Constant(observable));

    private static double Constant(PauliSum observable) => observable.Terms.Where(t => t.String.IsIdentity).Sum(t => t.Coefficient);

    private ScaledEstimate[] Points(IReadOnlyList<Estimate> values) => [.. values.Select((v, i) => new ScaledEstimate(Scales[i], v))];
}
