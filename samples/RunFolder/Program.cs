// A training with a run folder: its log and summary are what `cutqnn report` and src/Analysis.fsx read.
using System.Reactive.Linq;
using System.Text.Json.Serialization;
using CutAwareQnn.Circuits;
using CutAwareQnn.Estimation;
using CutAwareQnn.Learning;
using CutAwareQnn.Runtime;
using Recorded;

string path = args.Length == 1 ? args[0] : throw new ArgumentException("give the folder of the run, which must not exist");
var settings = new EstimatorSettings(ShotBudget.Each(256), Seed: 7);
var training =
    new TrainingSettings(Epochs: 3, BatchSize: 16, new Adam(0.1), Loss.MeanSquared, GradientMethod.ParameterShift, settings.Seed);
DataSplit split = DataSplit.Stratified(Iris.Load("setosa", "versicolor"), 0.2, settings.Seed).Scaled();

using var threads = new WorkerThreads(2);
var workers = new Workers(new InProcessBackend(threads), 2, new EagerPolicy(), threads.Schedulers[0]);
var partition = PartitionStage.For<Classifier>(settings, workers.Scheduler);
var model = new Model(Classifier.Circuit, Classifier.Observable);
var run = new TrainingPipeline(new QueryPipeline(partition.Estimator, workers), new Training(model, split.Train, training), split.Test);
using var folder = RunFolder.Create(path, new Config(nameof(Classifier), training.Epochs), Documents.Default.Config);
var log = new TrainingLog(folder, new BatchRecorder(folder.Run, new(partition.Estimator.Plan, settings), workers), workers.Scheduler);
await run.Start(partition.Time).Do(log.Record).LastAsync();
RunSummary summary = log.Summary();
folder.WriteSummary(summary, LogJson.Default.RunSummary);
Console.WriteLine($"{summary.Epochs} epochs, {summary.Queries} queries, {summary.Weights.Count} weights");

namespace Recorded
{
    [QuantumCircuit(qubits: 4), ZFeatureMap, RealAmplitudes(Reps = 1), Observable("ZZZZ"), Partition("AABB")]
    internal sealed partial class Classifier;

    internal sealed record Config(string Circuit, int Epochs);

    [JsonSerializable(typeof(Config))]
    internal sealed partial class Documents : JsonSerializerContext;
}
