using System.Globalization;
using System.Text.Json.Nodes;
using CutAwareQnn.Estimation;

namespace CutAwareQnn.Experiments;

/// <summary>What a value without noise was continued from, as the console prints it.</summary>
internal static class ZeroNoiseText
{
    /// <summary>Returns the field <c>zero_noise</c> of a document.</summary>
    public static JsonObject Json(ZeroNoiseEstimate estimate)
    {
        double[] weights = estimate.Settings.Weights;
        return new()
        {
            ["fold"] = FoldOptions.NameOf(estimate.Settings.Kind),
            ["extrapolation"] = FoldOptions.NameOf(estimate.Settings.Method),
            ["points"] = new JsonArray([.. estimate.Points.Select((point, i) => new JsonObject
            {
                ["scale"] = point.Scale,
                ["value"] = point.Estimate.Value,
                ["standard_error"] = point.Estimate.StandardError,
                ["weight"] = weights[i],
            })]),
        };
    }

    /// <summary>Returns the line of a text.</summary>
    public static string Line(ZeroNoiseEstimate estimate) =>
        $"zero noise   {FoldOptions.NameOf(estimate.Settings.Method)} from "
        + string.Join(", ", estimate.Points.Select(p => string.Create(
            CultureInfo.InvariantCulture, $"{p.Estimate.Value:G6} ± {p.Estimate.StandardError:G3} at {p.Scale}")))
        + $" ({FoldOptions.NameOf(estimate.Settings.Kind)} folded)";
}
