using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using CutAwareQnn.Runtime;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Experiments;

/// <summary>A batch of queries of the study's circuit, cut in a given way: what rq2 and rq3 run.</summary>
/// <param name="Partition">Labels of the four qubits, or none.</param>
/// <param name="Settings">How they are answered.</param>
/// <param name="Estimator">Answers them.</param>
/// <param name="Queries">Features at random, the same weights; angles in radians from -π to π.</param>
internal sealed record StudyBatch(string Partition, EstimatorSettings Settings, CutEstimator Estimator, EstimatorQuery[] Queries)
{
    private const ulong AngleStream = 0x5357_4545_50;

    /// <summary>Cuts.</summary>
    public int CutCount => Estimator.Plan.Cuts.Count;

    /// <summary>The batch as a request.</summary>
    public BatchRequest Request => new(0, Queries);

    /// <summary>Returns the number of jobs that it takes.</summary>
    public int TaskCount() => Estimator.Start(Queries, null).InOrder().First().Generate().Count;

    /// <summary>Makes a batch.</summary>
    /// <param name="partition">Labels of the four qubits, or none.</param>
    /// <param name="count">Queries.</param>
    /// <param name="settings">How they are answered; the seed keys the angles too.</param>
    public static StudyBatch Of(string partition, int count, EstimatorSettings settings)
    {
        var random = new CounterRandom(settings.Seed, AngleStream, 0);
        double[] weights = Draw(ref random, IrisClassifier.Circuit.WeightCount);
        var queries = new EstimatorQuery[count];
        for (int q = 0; q < count; q++)
        {
            queries[q] = new((ulong)q, Draw(ref random, IrisClassifier.Circuit.FeatureCount), weights);
        }

        PartitionLabels labels = PartitionLabels.Parse(partition, IrisClassifier.Circuit.QubitCount);
        return new(partition, settings, new(CutPlanner.Plan(IrisClassifier.Circuit, IrisClassifier.Observable, labels), settings), queries);
    }

    private static double[] Draw(ref CounterRandom random, int count)
    {
        double[] values = new double[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = Math.PI * ((2 * random.NextDouble()) - 1);
        }

        return values;
    }
}
