using CutAwareQnn.Circuits;
using CutAwareQnn.Estimation;

namespace CutAwareQnn.Learning;

/// <summary>
/// The estimators of several observables of one circuit as one estimator. Its queries are divided into equal shares, one per observable
/// in order, as <see cref="ModelBatch"/> orders them.
/// </summary>
/// <param name="estimators">One estimator per observable, in order.</param>
public sealed class ObservableEstimators(IReadOnlyList<IEstimator> estimators) : IEstimator
{
    /// <inheritdoc/>
    public IReadOnlyList<Estimate> Estimate(IReadOnlyList<EstimatorQuery> queries, GradientRequest? gradient = null) =>
        [.. Shares(queries, estimators.Count).SelectMany((own, k) => estimators[k].Estimate(own, gradient))];

    /// <summary>Starts a batch over the estimators' plans, for a driver that takes its passes through the stages.</summary>
    /// <param name="estimators">One estimator per observable, in order.</param>
    public static Passes Start(
        IReadOnlyList<CutEstimator> estimators, IReadOnlyList<EstimatorQuery> queries, GradientRequest? gradient) =>
        estimators.Count == 1
            ? estimators[0].Start(queries, gradient)
            : new ObservableBatch([.. Shares(queries, estimators.Count).Select((own, k) => estimators[k].Start(own, gradient))]);

    private static IEnumerable<EstimatorQuery[]> Shares(IReadOnlyList<EstimatorQuery> queries, int count)
    {
        int share = queries.Count / count;
        return share * count == queries.Count
            ? Enumerable.Range(0, count).Select(k => queries.Skip(k * share).Take(share).ToArray())
            : throw new Circuits.CircuitException(
                $"{Counted.Of(queries.Count, "query")} cannot be shared among {Counted.Of(count, "observable")}; give each of them equally "
                + "many");
    }

    private sealed class ObservableBatch(Passes[] batches) : Passes
    {
        public override IEnumerable<Pass> InOrder() => batches.SelectMany(b => b.InOrder());

        public override IReadOnlyList<Estimate> Estimates() => [.. batches.SelectMany(b => b.Estimates())];
    }
}
