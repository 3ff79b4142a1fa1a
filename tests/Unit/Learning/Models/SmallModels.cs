using CutAwareQnn.Circuits;
using CutAwareQnn.Estimation;
using CutAwareQnn.Learning;
using CutAwareQnn.Simulation;
using CutAwareQnn.Unit.Cutting;

namespace CutAwareQnn.Unit.Learning;

/// <summary>Models over the study's circuit with one and several outputs, and samples of as many classes.</summary>
internal static class SmallModels
{
    private static readonly PauliSum[] Three =
        [PauliSum.Parse("ZIIZ"), PauliSum.Parse("0.5*IZZI + 0.25*XIII"), PauliSum.Parse("IZIY - IIXX")];

    public static IReadOnlyList<string> Names { get; } = ["one", "one-linear", "two", "three", "two-linear-three"];

    public static Model Named(string name) => name switch
    {
        "one" => StoredTraining.Model,
        "one-linear" => new(StudyCircuit.Circuit, [StudyCircuit.Observable], new(1, 1)),
        "two" => new(StudyCircuit.Circuit, Three[..2]),
        "three" => new(StudyCircuit.Circuit, Three),
        _ => new(StudyCircuit.Circuit, Three[..2], new(2, 3)),
    };

    public static IEstimator Exact(Model model) =>
        new ObservableEstimators([.. model.Observables.Select(o => new ExactEstimator(model.Circuit, o))]);

    public static CutEstimator[] Cut(Model model, string labels, ShotBudget shots) =>
        [.. model.Observables.Select(o => new CutEstimator(StudyCircuit.Plan(labels, o), new(shots, Seed: 5)))];

    /// <summary>Draws samples with features in [-1, 1], classes in turn.</summary>
    public static LabelledSample[] Samples(Model model, int count)
    {
        int classCount = Math.Max(2, model.OutputCount);
        var random = new CounterRandom(3, 5, 7);
        var samples = new LabelledSample[count];
        for (int s = 0; s < count; s++)
        {
            double[] features = new double[model.Circuit.FeatureCount];
            for (int f = 0; f < features.Length; f++)
            {
                features[f] = (2 * random.NextDouble()) - 1;
            }

            samples[s] = new(features, ClassLabels.Of(s % classCount, classCount));
        }

        return samples;
    }
}
