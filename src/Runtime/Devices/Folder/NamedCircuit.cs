using System.Globalization;
using System.Text.Json;
using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;

namespace CutAwareQnn.Runtime;

/// <summary>Plans of manifests that name their circuit instead of carrying a plan: the study's, cut between labels.</summary>
internal static class NamedCircuit
{
    private const string Study = "study, ";
    private const string Qubits = " qubits";

    // The operation and the local gates after the cut together, as other tools name them for CX.
    private static readonly Dictionary<string, string> OwnName = new(StringComparer.Ordinal)
    {
        ["s"] = "I",
        ["sx"] = "I",
        ["sdg"] = "Z",
        ["sxdg"] = "Z",
        ["id"] = "Sdg",
        ["z"] = "S",
        ["x"] = "S",
        ["M"] = "M",
        ["Mx"] = "M",
    };

    /// <summary>Builds the query of a manifest without a plan.</summary>
    /// <exception cref="BackendException">Its circuit has no known name.</exception>
    public static (CutPlan Plan, EstimatorQuery Query) Query(DeviceManifest manifest)
    {
        string name = manifest.QueryText("circuit");
        if (!name.StartsWith(Study, StringComparison.Ordinal) || !name.EndsWith(Qubits, StringComparison.Ordinal)
            || !int.TryParse(
                name.AsSpan(Study.Length, Math.Max(0, name.Length - Study.Length - Qubits.Length)),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out int qubits) || qubits < 1)
        {
            throw new BackendException(
                $"{DeviceManifest.FileName} has no plan and its circuit '{ResultJson.Quote(name)}' has no known name; write "
                + "folders with 'cutqnn cut'");
        }

        Circuit circuit = new CircuitBuilder(qubits).Add(new ZFeatureMap()).Add(new RealAmplitudes(Reps: 1)).Build();
        CutPlan plan = CutPlanner.Plan(
            circuit,
            PauliSum.Parse(manifest.QueryText("observable")),
            PartitionLabels.Parse(manifest.QueryText("labels"), qubits),
            new(JoinsCuts: false));
        return (plan, new(0, Inputs(manifest, "x_", circuit.FeatureCount), Inputs(manifest, "w_", circuit.WeightCount)));
    }

    /// <summary>Returns the name that a leg's operation has here.</summary>
    public static string Operation(string name) => OwnName.GetValueOrDefault(name, name);

    private static double[] Inputs(DeviceManifest manifest, string prefix, int count) =>
        [.. Enumerable.Range(0, count).Select(i => manifest.Query.TryGetProperty("inputs", out JsonElement inputs)
            && inputs.TryGetProperty($"{prefix}{i}", out JsonElement value) && value.TryGetDouble(out double number)
                ? number
                : throw new BackendException($"query.inputs of {DeviceManifest.FileName} has no number '{prefix}{i}'"))];
}
