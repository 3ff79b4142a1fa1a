using System.Globalization;
using System.Text.Json.Serialization;
using CutAwareQnn.Learning;

namespace CutAwareQnn.Experiments;

/// <summary>One width and observable.</summary>
/// <param name="Qubits">Qubits, and features.</param>
/// <param name="Observable">What is read.</param>
/// <param name="Fragments">Fragments after cutting.</param>
/// <param name="Cuts">Gates cut.</param>
/// <param name="Weights">Weights of the circuit.</param>
/// <param name="PartitionSeconds">Planning and preparing the cut circuit.</param>
/// <param name="StepSeconds">Median wall time of a step: values and gradients of a mini-batch.</param>
/// <param name="TrainAccuracy">Over the last epoch, each sample at the weights of its own step.</param>
/// <param name="TestAccuracy">At the last weights.</param>
/// <param name="GradientVariance">
/// Variance of a derivative over uniform weights, mean over weights and training images: the closed form.
/// </param>
/// <param name="GradientVarianceMeasured">The same over the draws.</param>
/// <param name="GradientSquareMedian">Median over the draws of the squared derivative's mean over the weights.</param>
internal sealed record WidthPoint(
    int Qubits,
    WideObservable Observable,
    int Fragments,
    int Cuts,
    int Weights,
    [property: JsonPropertyName("t_partition_s")] double PartitionSeconds,
    [property: JsonPropertyName("t_step_s")] double StepSeconds,
    BootstrapInterval TrainAccuracy,
    BootstrapInterval TestAccuracy,
    double GradientVariance,
    double GradientVarianceMeasured,
    double GradientSquareMedian)
{
    public string ToText() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Qubits,6}  {(Observable == WideObservable.Mean ? "mean" : "parity"),-6}  {Fragments,9}  {Cuts,4}  {Weights,7}  "
        + $"{1e3 * StepSeconds,4:F1} ms  "
        + $"{Cell(TrainAccuracy),-21}  {Cell(TestAccuracy),-21}  {GradientVariance,9:E2}  {GradientVarianceMeasured,9:E2}  "
        + $"{GradientSquareMedian,9:E2}");

    private static string Cell(BootstrapInterval interval) => string.Create(
        CultureInfo.InvariantCulture, $"{interval.Median:F3} [{interval.Lower:F3}, {interval.Upper:F3}]");
}
