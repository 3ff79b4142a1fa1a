using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;

namespace CutAwareQnn.Experiments.Report;

/// <summary>Measured times beside predicted ones, as they are printed.</summary>
internal sealed record PredictionDocument(string Question, IReadOnlyList<PredictionPoint> Points)
{
    public string ToText()
    {
        var text = new StringBuilder("partition   workers   policy                  measured      predicted    ratio   reconstruction share\n");
        foreach (PredictionPoint p in Points)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{p.Partition,-9}   {p.Workers,7}   {p.Policy,-20}   {1000 * p.TotalSeconds,8:F3} ms   {1000 * p.PredictedSeconds,8:F3} ms   {p.Ratio,6:F2}   {100 * p.ReconstructionShare,18:F1} %");
        }

        return text.ToString().TrimEnd();
    }
}

/// <summary>One run.</summary>
internal sealed record PredictionPoint(
    string Partition,
    int Workers,
    string Policy,
    [property: JsonPropertyName("t_total_s")] double TotalSeconds,
    [property: JsonPropertyName("t_predicted_s")] double PredictedSeconds,
    double ReconstructionShare)
{
    /// <summary>Predicted over measured.</summary>
    public double Ratio => PredictedSeconds / TotalSeconds;
}
