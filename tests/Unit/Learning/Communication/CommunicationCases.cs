using System.Text.Json;
using CutAwareQnn.Circuits;
using CutAwareQnn.Learning;

namespace CutAwareQnn.Unit.Learning;

/// <summary>The stored values of models on two processors, from a numpy reference, and the formulas of their weights and inputs.</summary>
internal static class CommunicationCases
{
    private static readonly JsonElement Root = DataFiles.Read("communication.json");

    public static IEnumerable<JsonElement> Of(string section) => Root.GetProperty(section).EnumerateArray();

    public static JsonElement Section(string section) => Root.GetProperty(section);

    public static double[] Numbers(this JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(v => v.GetDouble())];

    public static double[] Weights(int count) => [.. Enumerable.Range(0, count).Select(k => Math.PI * Math.Sin(k + 1))];

    public static double[] Features(int sample, int count) =>
        [.. Enumerable.Range(0, count).Select(i => Math.PI / 2 * Math.Sin((3 * sample) + i + 1))];

    /// <summary>Returns a model by the name that the stored values give it: nc, cc, qc, single, bell1, bell2, ….</summary>
    public static ProcessorModel Model(string name, int sublayers, int width = 4) => name switch
    {
        "nc" => new(ProcessorResource.None, sublayers, width: width),
        "cc" => new(ProcessorResource.Classical, sublayers, width: width),
        "qc" => new(ProcessorResource.Quantum, sublayers, width: width),
        "single" => new(ProcessorResource.Single, sublayers, width: width),
        _ => new(ProcessorResource.None, sublayers, [.. Enumerable.Repeat(1.0, int.Parse(name["bell".Length..]))], width),
    };
}
