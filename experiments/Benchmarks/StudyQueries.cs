using CutAwareQnn.Estimation;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Benchmarks;

/// <summary>Seeded queries of the study's circuit.</summary>
internal static class StudyQueries
{
    public static double[] Weights { get; } = Numbers(8, 1, Math.PI);

    public static double[] Features(int count) => Numbers(4 * count, 2, 1);

    public static EstimatorQuery[] Queries(int count)
    {
        double[] features = Features(count);
        return Enumerable.Range(0, count)
            .Select(q => new EstimatorQuery((ulong)q, features[(4 * q)..(4 * (q + 1))], Weights))
            .ToArray();
    }

    private static double[] Numbers(int count, ulong stream, double scale)
    {
        var random = new CounterRandom(2026, stream, 0);
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++)
        {
            numbers[i] = scale * random.NextDouble();
        }

        return numbers;
    }
}
