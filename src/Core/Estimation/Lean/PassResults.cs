using CutAwareQnn.Reconstruction;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Estimation;

/// <summary>
/// What the forward passes of a batch have measured and reconstructed: for each query its means, its moments where these are other
/// numbers, the shots that they rest on, the value with its variance, and the environments.
/// </summary>
public sealed class PassResults
{
    private readonly EstimatorQuery[] _queries;
    private readonly double[] _inputs;
    private readonly double[] _outputs;
    private readonly double[]? _moments;
    private readonly int[] _momentStart;
    private readonly int[] _variantStart;
    private readonly double[] _shots;
    private readonly ShotTally?[] _tallies;

    /// <summary>Room for a batch.</summary>
    internal PassResults(LeanPlan prepared, EstimatorQuery[] queries, bool wantsEnvironments)
    {
        Prepared = prepared;
        Reconstructor = prepared.ReconstructorFor(wantsEnvironments);
        _queries = queries;
        _inputs = new double[queries.Length * Reconstructor.InputLength];
        _outputs = new double[queries.Length * Reconstructor.OutputLength];
        IReadOnlyList<FragmentMeasurements> measurements = prepared.Measurements ?? [];
        _momentStart = [0, .. measurements.Select((_, f) => measurements.Take(f + 1).Sum(s => s.MomentCount))];
        _variantStart = [0, .. measurements.Select((_, f) => measurements.Take(f + 1).Sum(s => s.Variants.Count))];
        _moments = measurements.All(s => s.IsPlain) ? null : new double[queries.Length * _momentStart[^1]];
        _shots = prepared.Shots is { } shots ? [.. shots.SelectMany(s => s.Shots).Select(n => (double)n)] : [];
        _tallies = new ShotTally?[prepared.Shots is null ? queries.Length : 0];
    }

    internal LeanPlan Prepared { get; }

    internal Reconstructor Reconstructor { get; }

    /// <summary>Returns the value and standard error of a query, once complete; the error is 0 in exact mode.</summary>
    public Estimate EstimateOf(int query)
    {
        ReadOnlySpan<double> outputs = OutputsOf(query);
        return new(outputs[Reconstructor.ValueOutput], Math.Sqrt(outputs[Reconstructor.VarianceOutput]));
    }

    /// <summary>Takes in what a fragment's batch gives for a query: tensors, or with shots moments.</summary>
    internal void Store(int query, int fragment, ReadOnlySpan<double> result)
    {
        Span<double> inputs = _inputs.AsSpan(query * Reconstructor.InputLength, Reconstructor.InputLength)[Reconstructor.Inputs(fragment)];
        if (_moments is null)
        {
            result.CopyTo(inputs);
            return;
        }

        Prepared.Measurements![fragment].Means(result, inputs);
        result.CopyTo(_moments.AsSpan((query * _momentStart[^1]) + _momentStart[fragment]));
    }

    /// <summary>Takes in what the rounds of a query have measured.</summary>
    internal void Store(int query, ShotTally tally)
    {
        for (int f = 0; f < Prepared.Plan.Fragments.Count; f++)
        {
            Store(query, f, tally.Moments[_momentStart[f].._momentStart[f + 1]]);
        }

        _tallies[query] = tally;
    }

    /// <summary>Reconstructs queries whose results are all there.</summary>
    internal void Evaluate(int first, int count)
    {
        Reconstructor.Evaluate(
            _inputs.AsSpan(first * Reconstructor.InputLength, count * Reconstructor.InputLength),
            Prepared.BindBonds(_queries.AsSpan(first, count)),
            count,
            _outputs.AsSpan(first * Reconstructor.OutputLength, count * Reconstructor.OutputLength));
        for (int q = first; Prepared.Measurements is not null && !Prepared.HasOwnVariance && q < first + count; q++)
        {
            double variance = 0;
            for (int f = 0; f < Prepared.Plan.Fragments.Count; f++)
            {
                variance += Variance(q, f, OutputsOf(q)[Reconstructor.Environment(f)]);
            }

            _outputs[(q * Reconstructor.OutputLength) + Reconstructor.VarianceOutput] = variance;
        }
    }

    /// <summary>Replaces a query's value and variance by what the shots that arrived determine.</summary>
    /// <param name="query">Which query.</param>
    /// <param name="completeness">For each fragment the part of its shots that arrived, in [0, 1].</param>
    /// <remarks>
    /// With some shots of every fragment the variance is that of the shots that arrived. Without one fragment nothing is known but that a
    /// Pauli string's value lies in [-1, 1]: the value is the observable's constant, and the standard error the most that it can be off by.
    /// </remarks>
    internal void Widen(int query, double[] completeness)
    {
        Span<double> own = _outputs.AsSpan(query * Reconstructor.OutputLength, Reconstructor.OutputLength);
        if (Prepared.Shots is null || completeness.Min() == 0)
        {
            double constant = Prepared.Plan.Observable.Terms.Where(t => t.String.IsIdentity).Sum(t => t.Coefficient);
            double error = Prepared.Plan.Observable.OneNorm - Math.Abs(constant);
            own[Reconstructor.ValueOutput] = constant;
            own[Reconstructor.VarianceOutput] = error * error;
            return;
        }

        Reconstructor reconstructor = Prepared.ReconstructorFor(wantsEnvironments: true);
        double[] outputs = new double[reconstructor.OutputLength];
        reconstructor.Evaluate(InputsOf(query), Prepared.BindBonds([_queries[query]]), 1, outputs);
        double variance = 0;
        for (int f = 0; f < completeness.Length; f++)
        {
            double[] arrived = _shots[_variantStart[f].._variantStart[f + 1]];
            for (int s = 0; s < arrived.Length; s++)
            {
                arrived[s] = arrived[s] > 0 ? Math.Max(1, Math.Floor(arrived[s] * completeness[f])) : 0;
            }

            variance += MeasurementVariance.Estimate(
                Prepared.Measurements![f], outputs.AsSpan()[reconstructor.Environment(f)], MomentsOf(query, f), arrived, arrived);
        }

        own[Reconstructor.VarianceOutput] = variance;
    }

    /// <summary>Computes the variance of a weighted sum of a fragment's means.</summary>
    internal double Variance(int query, int fragment, ReadOnlySpan<double> sensitivities)
    {
        Range own = _variantStart[fragment].._variantStart[fragment + 1];
        return Prepared.Shots is null
            ? _tallies[query]!.Variance(fragment, own, sensitivities, MomentsOf(query, fragment))
            : MeasurementVariance.Estimate(
                Prepared.Measurements![fragment], sensitivities, MomentsOf(query, fragment), _shots.AsSpan(own), _shots.AsSpan(own));
    }

    /// <summary>Returns the shots that shifted runs of a fragment are given: as many as were spent on each variant of its own.</summary>
    internal FragmentShots? ShotsOf(int query, int fragment) => Prepared.Measurements is null || Prepared.Shots is not null
        ? Prepared.Shots?[fragment]
        : ShotDivision.Divide(Prepared.Measurements, Prepared.Seed, _tallies[query]!.Spent)[fragment];

    internal ReadOnlySpan<double> InputsOf(int query) => _inputs.AsSpan(query * Reconstructor.InputLength, Reconstructor.InputLength);

    internal ReadOnlySpan<double> OutputsOf(int query) => _outputs.AsSpan(query * Reconstructor.OutputLength, Reconstructor.OutputLength);

    private ReadOnlySpan<double> MomentsOf(int query, int fragment) => _moments is null
        ? InputsOf(query)[Reconstructor.Inputs(fragment)]
        : _moments.AsSpan((query * _momentStart[^1]) + _momentStart[fragment], _momentStart[fragment + 1] - _momentStart[fragment]);
}
