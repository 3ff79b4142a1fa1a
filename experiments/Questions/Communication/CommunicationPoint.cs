using System.Globalization;
using System.Text.Json.Serialization;

namespace CutAwareQnn.Experiments;

/// <summary>One model after its trainings.</summary>
/// <param name="Model">single, nc, cc, qc or pairs.</param>
/// <param name="Sublayers">Sub-layers per convolution.</param>
/// <param name="Pairs">Number of shared pairs.</param>
/// <param name="Concurrence">Concurrence of each; 0 without pairs.</param>
/// <param name="Weights">Weights of the circuit.</param>
/// <param name="Accuracy">Mean validation accuracy.</param>
/// <param name="AccuracyDeviation">Standard deviation over the trainings; 0 for one.</param>
/// <param name="TrainAccuracy">Mean accuracy on the training rows.</param>
/// <param name="TrainLoss">Mean loss of the last batch.</param>
/// <param name="Published">The study's accuracy; null where there is none.</param>
/// <param name="EffectiveParameters">Largest rank of the parity Fisher matrix, on Haar-random states.</param>
/// <param name="EffectiveDimension">On rows of data set 3, parity labels.</param>
/// <param name="BitsPerSample">Classical bits exchanged per sample.</param>
/// <param name="Rounds">Rounds of communication per sample.</param>
/// <param name="EbitsPerSample">Bell pairs per sample.</param>
/// <param name="LogGamma">log₁₀ of γ where gates across the border are cut one by one.</param>
/// <param name="LogJointGamma">log₁₀ of γ where they are cut together.</param>
/// <param name="LogTotalShots">log₁₀ of the shots per value for a standard error of 0.01 by cutting jointly.</param>
/// <param name="TrainingSeconds">Mean time of a training, while others run on the other cores.</param>
internal sealed record CommunicationPoint(
    string Model,
    int Sublayers,
    int Pairs,
    double Concurrence,
    int Weights,
    double Accuracy,
    double AccuracyDeviation,
    double TrainAccuracy,
    double TrainLoss,
    double? Published,
    int EffectiveParameters,
    double EffectiveDimension,
    int BitsPerSample,
    int Rounds,
    double EbitsPerSample,
    [property: JsonPropertyName("log10_gamma")] double LogGamma,
    [property: JsonPropertyName("log10_gamma_joint")] double LogJointGamma,
    [property: JsonPropertyName("log10_total_shots")] double LogTotalShots,
    [property: JsonPropertyName("t_training_s")] double TrainingSeconds)
{
    public string ToText() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Model,-6}  {Sublayers,10}  {Pairs,5}  {Concurrence,11:F2}  {100 * Accuracy,5:F1} ({100 * AccuracyDeviation:F1})  "
        + $"{Text(Published),11}  {EffectiveParameters,15}  {EffectiveDimension,14:F1}  "
        + $"{BitsPerSample,4}  {EbitsPerSample,5}  {LogGamma,11:F2}  {LogJointGamma,7:F2}  {TrainingSeconds,6:F2} s");

    private static string Text(double? share) => share is { } s ? (100 * s).ToString("F1", CultureInfo.InvariantCulture) : "–";
}
