// A table of one's own: two features, two classes, one column of labels.
using CutAwareQnn.Circuits;
using CutAwareQnn.Learning;
using CutAwareQnn.Estimation;
using OwnData;

const ulong Seed = 3;
string table = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "flowers.csv"));
CsvSamples samples = CsvSamples.Read(table, "flowers.csv", labelColumn: "kind");
Console.WriteLine(
    $"{samples.Samples.Count} samples, features {string.Join(", ", samples.FeatureNames)}, classes {string.Join(", ", samples.Classes)}");

DataSplit split = DataSplit.Stratified(samples.Samples, testFraction: 0.25, Seed).Scaled();
var settings = new TrainingSettings(Epochs: 20, BatchSize: 4, new Adam(0.2), Loss.MeanSquared, GradientMethod.Adjoint, Seed);
CutEstimator estimator = CutEstimator.For<Flowers>(new(ShotBudget.Exact));
var training = new Training(new(Flowers.Circuit, Flowers.Observable), split.Train, settings);
TrainingState end = Trainer.Run(training, estimator);

var network = new Qnn<Flowers>(Seed) { Weights = [.. end.Weights] };
foreach (LabelledSample sample in split.Test)
{
    double output = network.Forward([sample.Features])[0][0];
    Console.WriteLine($"label {sample.Label:+0;-0}, output {output:+0.000;-0.000}");
}

namespace OwnData
{
    [QuantumCircuit(qubits: 2), AngleEncoding(Axis = Pauli.Y), RealAmplitudes(Reps = 1), Observable("ZI"), Partition("AB")]
    internal sealed partial class Flowers;
}
