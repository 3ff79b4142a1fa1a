using System.Globalization;
using System.Text.Json.Nodes;

namespace CutAwareQnn.Experiments;

/// <summary>The mean of a function of the bits.</summary>
/// <param name="Function">The function as it was given.</param>
/// <param name="Value">The mean.</param>
/// <param name="StandardError">0 where it is exact.</param>
internal sealed record FunctionMean(string Function, double Value, double StandardError)
{
    public JsonObject ToJson() => new() { ["expression"] = Function, ["value"] = Value, ["standard_error"] = StandardError };

    public string ToText()
    {
        string spread = StandardError == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" ± {StandardError:G3}");
        return string.Create(CultureInfo.InvariantCulture, $"mean       {Value:G10}{spread} of {Function}");
    }
}
