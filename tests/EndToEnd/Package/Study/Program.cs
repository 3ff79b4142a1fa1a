using System.Globalization;
using System.Reactive.Linq;
using System.Text.Json.Serialization;
using CutAwareQnn.Estimation;
using CutAwareQnn.Learning;
using CutAwareQnn.Runtime;
using Study;

double[] features = [0.1, 0.2, 0.3, 0.4];
double[] weights = [.. Enumerable.Range(0, Classifier.Circuit.WeightCount).Select(i => 0.1 * i)];
double[] uncut = new double[1];
double[] cut = new double[1];
Classifier.Evaluate(features, weights, uncut);
Classifier.EvaluateCut(features, weights, cut);
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"uncut {uncut[0]:F12}"));
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"cut {cut[0]:F12}"));

var settings = new EstimatorSettings(ShotBudget.Exact, Seed: 7);
var training = new TrainingSettings(2, 16, new Adam(0.1), Loss.MeanSquared, GradientMethod.Adjoint, settings.Seed);
DataSplit split = DataSplit.Stratified(Iris.Load("setosa", "versicolor"), 0.2, settings.Seed).Scaled();
var qnn = new Qnn<Classifier>(settings.Seed);
using var threads = new WorkerThreads(2);
var workers = new Workers(new InProcessBackend(threads), 2, new EagerPolicy(), threads.Schedulers[0]);
var partition = PartitionStage.For<Classifier>(settings, workers.Scheduler);
var run = new TrainingPipeline(new QueryPipeline(partition.Estimator, workers), new Training(qnn.Model, split.Train, training), split.Test);
using var folder = RunFolder.Create(args[0], new Config(nameof(Classifier), training.Epochs), Documents.Default.Config);
var log = new TrainingLog(folder, new BatchRecorder(folder.Run, new(partition.Estimator.Plan, settings), workers), workers.Scheduler);
await run.Start(partition.Time).Do(log.Record).LastAsync();
RunSummary summary = log.Summary();
folder.WriteSummary(summary, LogJson.Default.RunSummary);
qnn.Weights = [.. summary.Weights];
Console.WriteLine(
    string.Create(
        CultureInfo.InvariantCulture, $"trained {qnn.Cut(settings).Forward([features])[0][0]:F12} {qnn.Forward([features])[0][0]:F12}"));

internal sealed record Config(string Circuit, int Epochs);

[JsonSerializable(typeof(Config))]
internal sealed partial class Documents : JsonSerializerContext;
