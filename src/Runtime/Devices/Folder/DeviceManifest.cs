using System.Text.Json;
using System.Text.Json.Nodes;
using CutAwareQnn.Circuits;
using CutAwareQnn.Estimation;

namespace CutAwareQnn.Runtime;

/// <summary>The manifest of a results folder, as far as reading results needs it; <c>docs/devices.md</c> describes the file.</summary>
internal sealed class DeviceManifest
{
    /// <summary>Its file in the folder.</summary>
    public const string FileName = "manifest.json";

    /// <summary>What its field <c>format</c> holds.</summary>
    public const string Format = "cutqnn-subexperiments";

    /// <summary>The version that is written and read.</summary>
    public const int Version = 1;

    private readonly JsonElement _root;

    private DeviceManifest(JsonElement root)
    {
        _root = root;
        Circuits = [.. Required(root, "circuits", JsonValueKind.Array).EnumerateArray().Select(Circuit)];
        Probe = root.TryGetProperty("probe", out JsonElement probe) && probe.ValueKind == JsonValueKind.Object ? Circuit(probe) : null;
        Calibration = root.TryGetProperty("calibration", out JsonElement calibration) && calibration.ValueKind == JsonValueKind.Array
            ? [.. calibration.EnumerateArray().Select(Circuit)]
            : [];
    }

    public IReadOnlyList<ManifestCircuit> Circuits { get; }

    /// <summary>The circuit that tells the order of bits; null where there is none.</summary>
    public ManifestCircuit? Probe { get; }

    /// <summary>The circuits that tell readout errors: all qubits in |0⟩, and all in |1⟩; empty where there are none.</summary>
    public IReadOnlyList<ManifestCircuit> Calibration { get; }

    public JsonElement Query => Required(_root, "query", JsonValueKind.Object);

    /// <summary>The plan; null in a manifest that only names its circuit.</summary>
    public string? Plan => _root.TryGetProperty("plan", out JsonElement plan) ? plan.GetRawText() : null;

    /// <summary>The plans of further observables.</summary>
    public IEnumerable<string> FurtherPlans =>
        _root.TryGetProperty("further_plans", out JsonElement plans) && plans.ValueKind == JsonValueKind.Array
        ? plans.EnumerateArray().Select(p => p.GetRawText())
        : [];

    /// <summary>The features and weights of each row.</summary>
    public IReadOnlyList<EstimatorQuery> Rows => RowElements is { } rows
        ? [.. rows.Select((row, i) => new EstimatorQuery((ulong)i, Numbers(row, "features") ?? [], Numbers(row, "weights") ?? []))]
        : [new(0, Numbers(Query, "features") ?? [], Numbers(Query, "weights") ?? [])];

    /// <summary>How values are continued to no noise; null where circuits run as they are.</summary>
    public ZeroNoiseSettings? ZeroNoise =>
        _root.TryGetProperty("zero_noise", out JsonElement given) && given.ValueKind == JsonValueKind.Object
        ? ZeroNoiseSettings.Of(
            (Numbers(given, "scales") ?? []).Select(s => (int)s),
            Word<FoldingKind>(given, "fold"),
            Word<ExtrapolationMethod>(given, "extrapolation"))
        : null;

    public string? PlanSha256 => _root.TryGetProperty("plan_sha256", out JsonElement digest) ? digest.GetString() : null;

    public string Dialect => Text(_root, "dialect");

    /// <summary>Whether measurements were deferred to the end of each circuit.</summary>
    public bool IsDeferred => _root.TryGetProperty("deferred_measurements", out JsonElement flag) && flag.ValueKind == JsonValueKind.True;

    private JsonElement[]? RowElements =>
        _root.TryGetProperty("rows", out JsonElement rows) && rows.ValueKind == JsonValueKind.Array && rows.GetArrayLength() > 0
        ? [.. rows.EnumerateArray()]
        : null;

    /// <summary>Parses a manifest.</summary>
    /// <exception cref="BackendException">The text is no manifest of this version.</exception>
    public static DeviceManifest Parse(byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            JsonElement root = document.RootElement.Clone();
            if (Text(root, "format") != Format || Required(root, "version", JsonValueKind.Number).GetDouble() != Version)
            {
                throw new BackendException($"{FileName} is not a {Format} of version {Version}; write folders with 'cutqnn cut'");
            }

            return new(root);
        }
        catch (JsonException error)
        {
            throw new BackendException($"{FileName} is not JSON at line {error.LineNumber + 1}; write folders with 'cutqnn cut'");
        }
    }

    /// <summary>The fields of a circuit's entry.</summary>
    public static JsonObject Entry(ManifestCircuit circuit, Circuit program, bool isMidCircuit)
    {
        JsonObject entry = Fields(circuit, program, isMidCircuit);
        if (circuit.SwapCount is { } swaps)
        {
            entry["swaps"] = swaps;
        }

        return entry;
    }

    private static JsonObject Fields(ManifestCircuit circuit, Circuit program, bool isMidCircuit) => new()
    {
        ["id"] = circuit.Id,
        ["file"] = circuit.File,
        ["sha256"] = circuit.Sha256,
        ["shots"] = circuit.Shots,
        ["qubits"] = program.QubitCount,
        ["registers"] = new JsonArray([.. circuit.Registers.Select(r => new JsonArray(r.Name, r.Size))]),
        ["measured"] = new JsonArray([.. circuit.Measured.Select(m => new JsonArray(m.Qubit, m.Bit))]),
        ["mid_circuit"] = isMidCircuit,
        ["fragment"] = circuit.Fragment,
        ["operations"] = new JsonArray([.. circuit.Operations.Select(o => JsonValue.Create(o))]),
    };

    /// <summary>The field <c>zero_noise</c>.</summary>
    public static JsonObject Written(ZeroNoiseSettings settings) => new()
    {
        ["fold"] = settings.Kind.ToString().ToLowerInvariant(),
        ["scales"] = new JsonArray([.. settings.Scales.Select(s => JsonValue.Create(s))]),
        ["extrapolation"] = settings.Method.ToString().ToLowerInvariant(),
    };

    /// <summary>Returns the exact value of an observable at a row; null where it is not known.</summary>
    public double? ExactOf(int row, int observable)
    {
        JsonElement exact = default;
        bool isKnown = RowElements is { } rows
            ? rows[row].TryGetProperty("exact", out exact) && exact.ValueKind == JsonValueKind.Array && observable < exact.GetArrayLength()
            : Query.TryGetProperty("exact", out exact);
        exact = isKnown && exact.ValueKind == JsonValueKind.Array ? exact[observable] : exact;
        return isKnown && exact.ValueKind == JsonValueKind.Number ? exact.GetDouble() : null;
    }

    private static T Word<T>(JsonElement parent, string name)
        where T : struct, Enum => Enum.TryParse(Text(parent, name), ignoreCase: true, out T word) && Enum.IsDefined(word)
            ? word
            : throw new BackendException($"'{name}' of {FileName} is unknown; write folders with 'cutqnn cut'");

    private static double[]? Numbers(JsonElement parent, string name) => parent.ValueKind == JsonValueKind.Object
        && parent.TryGetProperty(name, out JsonElement numbers) && numbers.ValueKind == JsonValueKind.Array
            ? [.. numbers.EnumerateArray().Select(n => n.ValueKind == JsonValueKind.Number
                ? n.GetDouble()
                : throw new BackendException($"'{name}' of {FileName} holds something that is no number"))]
            : null;

    /// <summary>Returns a text of the query.</summary>
    public string QueryText(string name) => Text(Query, name);

    private static ManifestCircuit Circuit(JsonElement circuit) => new(
        Text(circuit, "id"),
        Text(circuit, "file"),
        Text(circuit, "sha256"),
        Whole(circuit, "shots"),
        [.. Required(circuit, "registers", JsonValueKind.Array).EnumerateArray().Select(Register)],
        circuit.TryGetProperty("fragment", out JsonElement fragment) && fragment.ValueKind == JsonValueKind.Number
            ? (int)Whole(circuit, "fragment")
            : null,
        circuit.TryGetProperty("operations", out JsonElement operations) && operations.ValueKind == JsonValueKind.Array
            ? [.. operations.EnumerateArray().Select(o => o.ValueKind == JsonValueKind.String ? o.GetString()! : "")]
            : [],
        circuit.TryGetProperty("measured", out JsonElement measured) && measured.ValueKind == JsonValueKind.Array
            ? [.. measured.EnumerateArray().Select(m => m.ValueKind == JsonValueKind.Array && m.GetArrayLength() == 2
                && m[0].TryGetInt32(out int qubit) && m[1].TryGetInt32(out int bit)
                    ? (qubit, bit)
                    : throw new BackendException($"an entry of 'measured' of {FileName} is not [qubit, bit]; write folders with 'cutqnn "
                        + "cut'"))]
            : [],
        circuit.TryGetProperty("swaps", out JsonElement swaps) && swaps.ValueKind == JsonValueKind.Number
            ? (int)Whole(circuit, "swaps")
            : null);

    private static OutcomeRegister Register(JsonElement register) =>
        register.ValueKind == JsonValueKind.Array && register.GetArrayLength() == 2
            && register[0].ValueKind == JsonValueKind.String && register[1].ValueKind == JsonValueKind.Number
            && register[1].TryGetInt32(out int size)
            ? new(register[0].GetString()!, size)
            : throw new BackendException($"a register of {FileName} is not [name, size]; write folders with 'cutqnn cut'");

    private static long Whole(JsonElement parent, string name) =>
        Required(parent, name, JsonValueKind.Number).TryGetInt64(out long number) && number >= 0
            ? number
            : throw new BackendException($"'{name}' of {FileName} is not a whole number from 0; write folders with 'cutqnn cut'");

    private static string Text(JsonElement parent, string name) => Required(parent, name, JsonValueKind.String).GetString()!;

    private static JsonElement Required(JsonElement parent, string name, JsonValueKind kind) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out JsonElement field) && field.ValueKind == kind
            ? field
            : throw new BackendException($"{FileName} has no '{name}' of the right kind; write folders with 'cutqnn cut'");
}
