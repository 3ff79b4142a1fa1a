using System.Text.Json;
using CutAwareQnn.Estimation;
using CutAwareQnn.Learning;
using CutAwareQnn.Unit.Cutting;
using CutAwareQnn.Unit.Simulation;

namespace CutAwareQnn.Unit.Learning;

/// <summary>The training run of <c>Data/training.json</c>: six samples, the study's circuit, loss mean (f - y)².</summary>
internal static class StoredTraining
{
    public static JsonElement Json { get; } = DataFiles.Read("training.json");

    public static IReadOnlyList<LabelledSample> Samples { get; } =
    [
        .. Json.GetProperty("X").EnumerateArray().Zip(
            ReferenceCircuits.Numbers(Json.GetProperty("y")), (x, y) => new LabelledSample(ReferenceCircuits.Numbers(x), y)),
    ];

    public static double[] FirstWeights { get; } = ReferenceCircuits.Numbers(Json.GetProperty("theta0"));

    public static double LearningRate { get; } = Json.GetProperty("lr").GetDouble();

    public static Model Model { get; } = new(StudyCircuit.Circuit, StudyCircuit.Observable);

    public static ExactEstimator Exact { get; } = new(StudyCircuit.Circuit, StudyCircuit.Observable);

    /// <summary>Returns the loss over all samples and its gradient.</summary>
    public static (double Loss, double[] Gradient) LossAt(double[] weights)
    {
        ModelBatch batch = Evaluation.Batch(Model, Samples, weights, 0);
        IReadOnlyList<Estimate> estimates = Exact.Estimate(batch.Queries, new(GradientMethod.Adjoint, GradientTargets.Weights));
        double[] gradient = new double[weights.Length];
        for (int s = 0; s < Samples.Count; s++)
        {
            for (int w = 0; w < gradient.Length; w++)
            {
                gradient[w] += Loss.MeanSquared.Derivative(estimates[s].Value, Samples[s].Label)
                    * estimates[s].Gradient!.Weights[w] / Samples.Count;
            }
        }

        return (Evaluation.Of(batch, Samples, estimates, Loss.MeanSquared).Loss, gradient);
    }
}
