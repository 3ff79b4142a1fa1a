using System.CommandLine;
using System.Text.Json;

namespace CutAwareQnn.Experiments;

/// <summary>The option that gives a training its first weights.</summary>
internal sealed class FirstWeightsOption
{
    private const string SummaryName = "summary.json";

    private readonly Option<FileInfo?> _weights = PathOption.File(
        "--weights",
        "First weights: a JSON file with a list of numbers, or with one under \"weights\" as summary.json, or the folder of a "
            + "finished run. "
            + "By default the seed draws them.");

    public void AddTo(Command command) => command.Add(_weights);

    /// <summary>Reads the weights; null where none are given.</summary>
    /// <exception cref="InputException">The file cannot be read, or holds no list of finite numbers.</exception>
    public double[]? Read(ParseResult parsed)
    {
        if (parsed.GetValue(_weights) is not { } given)
        {
            return null;
        }

        var file = Directory.Exists(given.FullName) ? new FileInfo(Path.Combine(given.FullName, SummaryName)) : given;
        try
        {
            using var document = JsonDocument.Parse(SourceFile.Read(file));
            JsonElement list = document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("weights", out JsonElement weights) ? weights : document.RootElement;
            double[] values = [.. list.EnumerateArray().Select(w => w.GetDouble())];
            return values.All(double.IsFinite) ? values : throw new JsonException("a number is not finite");
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            throw new InputException(
                $"--weights {given} holds no list of finite numbers; give a JSON file such as [0.1, -0.2], or a run's summary.json", error);
        }
    }
}
