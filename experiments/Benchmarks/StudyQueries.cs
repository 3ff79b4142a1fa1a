using CutAwareQnn.Estimation;

namespace CutAwareQnn.Benchmarks;

/// <summary>Seeded queries of the study's circuit.</summary>
internal static class StudyQueries
{
    public static double[] Weights { get; } = SeededNumbers.Of(8, 1, Math.PI);

    public static double[] Features(int count) => SeededNumbers.Of(4 * count, 2, 1);

    public static EstimatorQuery[] Queries(int count)
    {
        double[] features = Features(count);
        return Enumerable.Range(0, count)
            .Select(q => new EstimatorQuery((ulong)q, features[(4 * q)..(4 * (q + 1))], Weights))
            .ToArray();
    }
}
