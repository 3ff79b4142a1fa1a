using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CutAwareQnn.Circuits;
using CutAwareQnn.Circuits.OpenQasm;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Runtime;

/// <summary>
/// A folder that takes a query to a device: <c>manifest.json</c>, one circuit file per variant, a probe that tells the order of bits, and
/// <c>results</c> for whatever comes back.
/// </summary>
public sealed class DeviceFolder
{
    /// <summary>Where results are looked for.</summary>
    public const string ResultsName = "results";

    /// <summary>The probe's name.</summary>
    internal const string ProbeName = "probe";

    private const string CircuitsName = "circuits";

    private DeviceFolder(string path, DeviceManifest manifest, DeviceQuery query, int[] entryOf)
    {
        Path = path;
        Manifest = manifest;
        Query = query;
        EntryOf = entryOf;
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>The query.</summary>
    public DeviceQuery Query { get; }

    /// <summary>The exact value of the query; null where it is not known.</summary>
    public double? Exact => Manifest.Exact;

    internal DeviceManifest Manifest { get; }

    /// <summary>For each circuit of the query its entry in the manifest.</summary>
    internal int[] EntryOf { get; }

    /// <summary>Writes a folder, the manifest last.</summary>
    /// <param name="path">A folder that does not exist or is empty.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="query">The query's features and weights.</param>
    /// <param name="settings">The dialect, the shots and what is known of the query.</param>
    /// <exception cref="BackendException">The folder is not empty, or the dialect cannot express a circuit.</exception>
    public static DeviceFolder Write(string path, CutPlan plan, EstimatorQuery query, DeviceFolderSettings settings)
    {
        var device = new DeviceQuery(plan, query);
        long[] shots = settings.TotalShots is { } total ? device.Divide(total) : [.. device.Circuits.Select(_ => settings.Shots)];
        (string Text, JsonObject Entry)[] circuits =
            [.. device.Circuits.Select((c, i) => Circuit(IdOf(c), c.Circuit, c.Registers, settings, shots[i], c))];
        (string Text, JsonObject Entry) probe = Circuit(ProbeName, Probe, ProbeRegisters, settings, shots.DefaultIfEmpty(1).Max(), null);
        int width = circuits.Select(c => c.Entry["qubits"]!.GetValue<int>()).DefaultIfEmpty(1).Max();
        (string Text, JsonObject Entry)[] calibration = [Calibrating(false), Calibrating(true)];
        string planText = PlanJson.Write(plan);
        var manifest = new JsonObject
        {
            ["format"] = DeviceManifest.Format,
            ["version"] = DeviceManifest.Version,
            ["dialect"] = settings.Dialect.Name,
            ["bit_order"] = "bit i of an outcome is classical bit i, registers in order of declaration",
            ["deferred_measurements"] = settings.IsDeferred,
            ["source"] = settings.Source,
            ["source_sha256"] = settings.SourceSha256,
            ["query"] = new JsonObject
            {
                ["observable"] = plan.Observable.ToString(),
                ["features"] = Numbers(query.Features),
                ["weights"] = Numbers(query.Weights),
                ["exact"] = settings.Exact,
            },
            ["circuits"] = new JsonArray([.. circuits.Select(c => c.Entry)]),
            ["probe"] = probe.Entry,
            ["calibration"] = new JsonArray([.. calibration.Select(c => c.Entry)]),
            ["plan_sha256"] = Digest(Encoding.UTF8.GetBytes(JsonNode.Parse(planText)!.ToJsonString())),
            ["plan"] = JsonNode.Parse(planText),
        };
        try
        {
            if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any())
            {
                throw new BackendException(
                    $"folder {path} is not empty; give a new one, so that no results of other circuits are mixed in");
            }

            Directory.CreateDirectory(System.IO.Path.Combine(path, CircuitsName));
            Directory.CreateDirectory(System.IO.Path.Combine(path, ResultsName));
            foreach ((string text, JsonObject entry) in circuits.Append(probe).Concat(calibration))
            {
                File.WriteAllText(System.IO.Path.Combine(path, entry["file"]!.GetValue<string>()), text);
            }

            File.WriteAllText(System.IO.Path.Combine(path, DeviceManifest.FileName), manifest.ToJsonString(Written));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new BackendException($"folder {path} cannot be written: {error.Message.TrimEnd('.')}; give a folder that can");
        }

        return Open(path);

        (string Text, JsonObject Entry) Calibrating(bool isOne) => Circuit(
            CalibrationName(isOne),
            Calibration(width, isOne),
            CalibrationRegisters(width),
            settings,
            probe.Entry["shots"]!.GetValue<long>(),
            null);
    }

    /// <summary>Opens a folder and checks its circuit files against their digests.</summary>
    /// <exception cref="CutAwareException">The manifest is broken, or a circuit file was changed or is missing.</exception>
    public static DeviceFolder Open(string path)
    {
        var manifest = DeviceManifest.Parse(Bytes(System.IO.Path.Combine(path, DeviceManifest.FileName)));
        foreach (ManifestCircuit circuit in manifest.Circuits)
        {
            if (Digest(Bytes(System.IO.Path.Combine(path, circuit.File))) != circuit.Sha256)
            {
                throw new BackendException(
                    $"circuit file {circuit.File} is not the one that the manifest was written for; restore it, or write the folder anew");
            }
        }

        DeviceQuery query = manifest.Plan is { } plan ? Planned(manifest, plan) : NamedCircuit.Query(manifest);
        return new(path, manifest, query, [.. query.Circuits.Select(c => EntryIndex(manifest, c))]);
    }

    /// <summary>The digest of bytes, SHA-256 in hexadecimal.</summary>
    public static string Digest(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>The circuits of the manifest as readers of results know them, in its order.</summary>
    internal IEnumerable<OutcomeCircuit> Measured()
    {
        for (int entry = 0; entry < Manifest.Circuits.Count; entry++)
        {
            DeviceCircuit circuit = Query.Circuits[Array.IndexOf(EntryOf, entry)];
            yield return Named(Manifest.Circuits[entry].Id, circuit.Circuit, circuit.Registers, HasOneRegister);
        }
    }

    /// <summary>The probe as readers of results know it; null where the folder has none.</summary>
    internal OutcomeCircuit? MeasuredProbe() => Manifest.Probe is null ? null : Named(ProbeName, Probe, ProbeRegisters, HasOneRegister);

    /// <summary>The calibration circuits as readers of results know them: |0⟩, |1⟩; empty where the folder has none.</summary>
    internal OutcomeCircuit[] MeasuredCalibration() =>
        [
            .. Manifest.Calibration.Select(
                (c, i) => Named(c.Id, Calibration(c.BitCount, i == 1), CalibrationRegisters(c.BitCount), HasOneRegister)),
        ];

    /// <summary>For a circuit of the query the qubit that each bit of an outcome is read from.</summary>
    internal int[] QubitsOf(int circuit)
    {
        Circuit own = Query.Circuits[circuit].Circuit;
        int[] qubits = new int[own.BitCount];
        foreach (Measurement measurement in (Manifest.IsDeferred ? DeferredMeasurements.Of(own) : own).Instructions.OfType<Measurement>())
        {
            qubits[measurement.Bit] = measurement.Qubit;
        }

        return qubits;
    }

    /// <summary>Bits of the probe.</summary>
    internal const int ProbeBits = 3;

    /// <summary>The only outcome of the probe: bit 1, which is <c>obs[0]</c>.</summary>
    internal const int ProbeOutcome = 0b010;

    /// <summary>The probe in a dialect.</summary>
    internal static string ProbeText(DeviceDialect dialect) => DeviceProgram.Write(Probe, ProbeRegisters, dialect);

    private static JsonSerializerOptions Written { get; } = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    // One bit of two in a register is 1, and nothing happens after a measurement.
    private static Circuit Probe { get; } = new CircuitBuilder(3, 3).Add(Gates.X, 0)
        .Add(new Measurement(0, 1)).Add(new Measurement(1, 0)).Add(new Measurement(2, 2)).Build();

    private static EquatableArray<ClassicalRegister> ProbeRegisters { get; } =
        EquatableArray<ClassicalRegister>.Of(new("cut", 0, 1), new("obs", 1, 2));

    private bool HasOneRegister => DeviceDialect.All.FirstOrDefault(d => d.Name == Manifest.Dialect)?.HasOneRegister == true;

    private static string CalibrationName(bool isOne) => isOne ? "calibration-1" : "calibration-0";

    private static EquatableArray<ClassicalRegister> CalibrationRegisters(int width) =>
        EquatableArray<ClassicalRegister>.Of(new ClassicalRegister("obs", 0, width));

    private static Circuit Calibration(int width, bool isOne)
    {
        var circuit = new CircuitBuilder(width, width);
        for (int qubit = 0; qubit < width; qubit++)
        {
            if (isOne)
            {
                circuit.Add(Gates.X, qubit);
            }

            circuit.Add(new Measurement(qubit, qubit));
        }

        return circuit.Build();
    }

    private static string IdOf(DeviceCircuit circuit) =>
        string.Create(CultureInfo.InvariantCulture, $"f{circuit.Fragment}-s{circuit.Index:D2}");

    private static JsonArray Numbers(double[] numbers) => new([.. numbers.Select(n => JsonValue.Create(n))]);

    private OutcomeCircuit Named(string id, Circuit circuit, IReadOnlyList<ClassicalRegister> registers, bool hasOneRegister) => new(
        id,
        new(Manifest.IsDeferred ? DeferredMeasurements.Of(circuit) : circuit, EquatableArray<string>.Empty, EquatableArray<string>.Empty)
        {
            BitRegisters = hasOneRegister && circuit.BitCount > 0
                ? EquatableArray<ClassicalRegister>.Of(new ClassicalRegister(DeviceProgram.OnlyRegister, 0, circuit.BitCount))
                : registers.ToEquatableArray(),
        });

    private static (string Text, JsonObject Entry) Circuit(
        string id,
        Circuit circuit,
        IReadOnlyList<ClassicalRegister> registers,
        DeviceFolderSettings settings,
        long shots,
        DeviceCircuit? variant)
    {
        Circuit written = settings.IsDeferred ? DeferredMeasurements.Of(circuit) : circuit;
        if (variant is not null && written.QubitCount > settings.MaxQubits)
        {
            throw new BackendException(
                $"circuit {id} needs {written.QubitCount} qubits but the device has {settings.MaxQubits}; cut into smaller fragments");
        }

        string text = DeviceProgram.Write(written, registers, settings.Dialect);
        var entry = new ManifestCircuit(
            id,
            variant is null ? $"{id}.qasm" : $"{CircuitsName}/{id}.qasm",
            Digest(Encoding.UTF8.GetBytes(text)),
            shots,
            [.. DeviceProgram.Declared(written, registers, settings.Dialect).Select(r => new OutcomeRegister(r.Name, r.Count))],
            variant?.Fragment,
            variant is null ? [] : [.. variant.Operations]);
        JsonObject json = DeviceManifest.Entry(entry, written, variant?.IsMidCircuit == true && !settings.IsDeferred);
        if (variant is not null)
        {
            json["readings"] = new JsonArray([.. variant.Signs.Select(s => new JsonArray([.. Enumerable.Range(0, circuit.BitCount)
                .Where(bit => !(s >> bit).IsEven).Select(bit => JsonValue.Create(bit))]))]);
        }

        return (text, json);
    }

    private static DeviceQuery Planned(DeviceManifest manifest, string plan)
    {
        if (manifest.PlanSha256 is { } digest && digest != Digest(Encoding.UTF8.GetBytes(JsonNode.Parse(plan)!.ToJsonString())))
        {
            throw new BackendException("the plan in the manifest was changed; restore the manifest, or write the folder anew");
        }

        JsonElement root = JsonDocument.Parse(plan).RootElement;
        string circuit = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("circuit", out JsonElement text)
            && text.ValueKind == JsonValueKind.String
            ? text.GetString()!
            : throw new BackendException("the plan in the manifest has no circuit; write the folder anew");
        return new(
            PlanJson.Read(plan, OpenQasmReader.Read(circuit, "the plan's circuit").Circuit),
            new(0, manifest.Numbers("features") ?? [], manifest.Numbers("weights") ?? []));
    }

    private static int EntryIndex(DeviceManifest manifest, DeviceCircuit circuit)
    {
        IEnumerable<string> operations = circuit.Operations;
        int index = manifest.Plan is not null
            ? manifest.Circuits.ToList().FindIndex(c => c.Id == IdOf(circuit))
            : manifest.Circuits.ToList().FindIndex(c =>
                c.Fragment == circuit.Fragment && c.Operations.Select(NamedCircuit.Operation).SequenceEqual(operations));
        return index >= 0 && manifest.Circuits[index].Registers.Sum(r => r.Size) == circuit.Circuit.BitCount
            ? index
            : throw new BackendException(
                $"the manifest's circuits are not those of its query: fragment {circuit.Fragment} with "
                + $"{string.Join(", ", operations)} is missing; write the folder anew");
    }

    private static byte[] Bytes(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new BackendException($"file {path} cannot be read: {error.Message.TrimEnd('.')}; give a folder that 'cutqnn cut' wrote");
        }
    }
}
