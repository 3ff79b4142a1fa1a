// An annotated class: its values, cut and uncut, its gradient, and a training that runs the generated code.
using Annotated;
using CutAwareQnn.Estimation;
using CutAwareQnn.Learning;

double[] features = [0.1, 0.2, 0.3, 0.4];
double[] weights = [.. Enumerable.Range(0, Classifier.Circuit.WeightCount).Select(i => 0.1 * i)];
double[] value = new double[1];
double[] cut = new double[1];
double[] byFeature = new double[features.Length];
double[] byWeight = new double[weights.Length];

Classifier.EvaluateWithGradient(features, weights, value, byFeature, byWeight);
Classifier.EvaluateCut(features, weights, cut);
Console.WriteLine($"uncut {value[0]:F12}, cut {cut[0]:F12}");
Console.WriteLine($"by the first weight {byWeight[0]:F12}, by the first feature {byFeature[0]:F12}");

const ulong Seed = 1;
DataSplit split = DataSplit.Stratified(Iris.Load("setosa", "versicolor"), testFraction: 0.2, Seed).Scaled();
var settings = new TrainingSettings(
    Epochs: 5, BatchSize: 16, new Adam(0.1), Loss.MeanSquared, GradientMethod.Adjoint, Seed);
CutEstimator estimator = CutEstimator.For<Classifier>(new(ShotBudget.Exact));
var training = new Training(new(Classifier.Circuit, Classifier.Observable), split.Train, settings);
TrainingState end = Trainer.Run(training, estimator);
Evaluation evaluation = Evaluation.Of(training.Model, split.Test, end.Weights, settings.Loss, estimator);
Console.WriteLine($"test accuracy {evaluation.Accuracy:P0}, loss {evaluation.Loss:F4}");
