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

    /// <summary>What the field <c>format</c> of a manifest holds that has circuits alone.</summary>
    internal const string JobFormat = "cutqnn-job";

    /// <summary>The probe's name.</summary>
    internal const string ProbeName = "probe";

    /// <summary>Where circuits are.</summary>
    internal const string CircuitsName = "circuits";

    private DeviceFolder(string path, DeviceManifest manifest, IReadOnlyList<DevicePart> parts, IReadOnlyList<DeviceCircuit> circuits)
    {
        Path = path;
        Manifest = manifest;
        Parts = parts;
        Circuits = circuits;
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>The first query.</summary>
    public DeviceQuery Query => Parts[0].Query;

    /// <summary>The circuits to run: one per file.</summary>
    public IReadOnlyList<DeviceCircuit> Circuits { get; }

    /// <summary>Shots of all circuits together.</summary>
    public long TotalShots => Manifest.Circuits.Sum(c => c.Shots);

    /// <summary>Swaps that were inserted into all circuits together; null where they were not placed on a device.</summary>
    public int? SwapCount => Manifest.Circuits.Any(c => c.SwapCount is not null) ? Manifest.Circuits.Sum(c => c.SwapCount ?? 0) : null;

    /// <summary>The exact value of the first query; null where it is not known.</summary>
    public double? Exact => ExactOf(0, 0);

    /// <summary>How values are continued to no noise; null where circuits run as they are.</summary>
    public ZeroNoiseSettings? ZeroNoise => Manifest.ZeroNoise;

    internal DeviceManifest Manifest { get; }

    internal IReadOnlyList<DevicePart> Parts { get; }

    /// <summary>Writes a folder, the manifest last.</summary>
    /// <param name="path">A folder that does not exist or is empty.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="query">The query's features and weights.</param>
    /// <param name="settings">The dialect, the shots and what is known of the query.</param>
    /// <exception cref="BackendException">The folder is not empty, or the dialect cannot express a circuit.</exception>
    public static DeviceFolder Write(string path, CutPlan plan, EstimatorQuery query, DeviceFolderSettings settings) =>
        Write(path, [plan], [query], settings);

    /// <summary>Writes a folder of several observables and inputs, the manifest last.</summary>
    /// <param name="path">A folder that does not exist or is empty.</param>
    /// <param name="plans">One per observable, of one circuit.</param>
    /// <param name="queries">Features and weights, at least one.</param>
    /// <param name="settings">The dialect, the shots and what is known of the queries.</param>
    /// <exception cref="CutAwareException">
    /// The folder is not empty, the dialect cannot express a circuit, or a fragment cannot be folded.
    /// </exception>
    public static DeviceFolder Write(
        string path, IReadOnlyList<CutPlan> plans, IReadOnlyList<EstimatorQuery> queries, DeviceFolderSettings settings)
    {
        var layout = DeviceLayout.Of(plans, queries, settings);
        (string Text, JsonObject Entry)[] circuits = [.. layout.Entries.Select(e => Written(
            e.Id, e.Text, e.Written, e.Circuit.Registers, settings.Dialect, e.Shots, e.Circuit, settings.IsDeferred, e.SwapCount))];
        long most = layout.Entries.Select(e => e.Shots).DefaultIfEmpty(1).Max();
        (string Text, JsonObject Entry) probe = Circuit(ProbeName, Probe, ProbeRegisters, settings, most);
        int width = circuits.Select(c => c.Entry["qubits"]!.GetValue<int>()).DefaultIfEmpty(1).Max();
        (string Text, JsonObject Entry)[] calibration = [Calibrating(false), Calibrating(true)];
        string[] planTexts = [.. plans.Select(PlanJson.Write)];
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
                ["observable"] = plans[0].Observable.ToString(),
                ["features"] = Numbers(queries[0].Features),
                ["weights"] = Numbers(queries[0].Weights),
                ["exact"] = settings.Exact?[0],
            },
            ["circuits"] = new JsonArray([.. circuits.Select(c => c.Entry)]),
            ["probe"] = probe.Entry,
            ["calibration"] = new JsonArray([.. calibration.Select(c => c.Entry)]),
            ["plan_sha256"] = DigestOf(planTexts),
            ["plan"] = JsonNode.Parse(planTexts[0]),
        };
        if (settings.ZeroNoise is { } zeroNoise)
        {
            manifest["zero_noise"] = DeviceManifest.Written(zeroNoise);
        }

        if (plans.Count > 1 || queries.Count > 1)
        {
            manifest["further_plans"] = new JsonArray([.. planTexts.Skip(1).Select(t => JsonNode.Parse(t))]);
            manifest["rows"] = new JsonArray([.. queries.Select((query, row) => new JsonObject
            {
                ["features"] = Numbers(query.Features),
                ["weights"] = Numbers(query.Weights),
                ["exact"] = settings.Exact is { } exact
                    ? new JsonArray(
                        [.. exact.Skip(row * plans.Count).Take(plans.Count).Select(e => e is { } value ? JsonValue.Create(value) : null)])
                    : null,
            })]);
        }

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

            File.WriteAllText(System.IO.Path.Combine(path, DeviceManifest.FileName), manifest.ToJsonString(Indented));
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
            probe.Entry["shots"]!.GetValue<long>());
    }

    /// <summary>
    /// Writes a further round of shots: a folder of those circuits that take part, and the probe. Its results are read with this
    /// folder's.
    /// </summary>
    /// <param name="path">A folder that does not exist or is empty.</param>
    /// <param name="shots">For each circuit its further shots; 0 for those that do not take part.</param>
    /// <exception cref="BackendException">The folder is not empty or cannot be written.</exception>
    public void WriteRound(string path, IReadOnlyList<long> shots)
    {
        try
        {
            if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any())
            {
                throw new BackendException($"folder {path} is not empty; give a new one, so that no results of other circuits are mixed "
                    + "in");
            }

            Directory.CreateDirectory(System.IO.Path.Combine(path, CircuitsName));
            Directory.CreateDirectory(System.IO.Path.Combine(path, ResultsName));
            JsonNode root = JsonNode.Parse(Bytes(System.IO.Path.Combine(Path, DeviceManifest.FileName)))!;
            var circuits = new JsonArray();
            foreach ((int entry, JsonNode? circuit) in root["circuits"]!.AsArray().Index().Where(c => shots[c.Index] > 0))
            {
                JsonNode own = circuit!.DeepClone();
                own["shots"] = shots[entry];
                circuits.Add(own);
                File.Copy(
                    System.IO.Path.Combine(Path, Manifest.Circuits[entry].File),
                    System.IO.Path.Combine(path, Manifest.Circuits[entry].File));
            }

            var manifest = new JsonObject { ["format"] = JobFormat, ["version"] = DeviceManifest.Version, ["circuits"] = circuits };
            if (Manifest.Probe is { } probe)
            {
                manifest["probe"] = root["probe"]!.DeepClone();
                File.Copy(System.IO.Path.Combine(Path, probe.File), System.IO.Path.Combine(path, probe.File));
            }

            File.WriteAllText(System.IO.Path.Combine(path, DeviceManifest.FileName), manifest.ToJsonString(Indented));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new BackendException($"folder {path} cannot be written: {error.Message.TrimEnd('.')}; give a folder that can");
        }
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

        if (manifest.Plan is null)
        {
            (CutPlan named, EstimatorQuery inputs) = NamedCircuit.Query(manifest);
            var query = new DeviceQuery(named, inputs);
            int[] entryOf = [.. query.Circuits.Select(c => EntryIndex(manifest, c))];
            return new(
                path,
                manifest,
                [new(0, 0, 1, named, query, entryOf)],
                [.. manifest.Circuits.Select((_, entry) => query.Circuits[Array.IndexOf(entryOf, entry)])]);
        }

        string[] texts = [manifest.Plan, .. manifest.FurtherPlans];
        if (manifest.PlanSha256 is { } digest && digest != DigestOf(texts))
        {
            throw new BackendException("the plan in the manifest was changed; restore the manifest, or write the folder anew");
        }

        var layout = DeviceLayout.Of(
            [.. texts.Select(Planned)],
            manifest.Rows,
            new(DeviceDialect.Of(manifest.Dialect), 1, IsDeferred: manifest.IsDeferred, ZeroNoise: manifest.ZeroNoise));
        if (layout.Entries.Count != manifest.Circuits.Count)
        {
            throw new BackendException(
                $"the manifest has {manifest.Circuits.Count} circuits but its queries have {layout.Entries.Count}; restore the "
                    + "manifest, or write the folder anew");
        }

        for (int entry = 0; entry < layout.Entries.Count; entry++)
        {
            ManifestCircuit given = manifest.Circuits[entry];
            if (given.Id != layout.Entries[entry].Id || given.BitCount != layout.Entries[entry].Circuit.Circuit.BitCount)
            {
                throw new BackendException(
                    $"circuit '{ResultJson.Quote(given.Id)}' of the manifest is not {layout.Entries[entry].Id} of its queries; restore "
                        + "the manifest, or write the folder anew");
            }
        }

        return new(path, manifest, layout.Parts, [.. layout.Entries.Select(e => e.Circuit)]);
    }

    /// <summary>The digest of bytes, SHA-256 in hexadecimal.</summary>
    public static string Digest(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>The circuits of the manifest as readers of results know them, in its order.</summary>
    internal IEnumerable<OutcomeCircuit> Measured()
    {
        for (int entry = 0; entry < Manifest.Circuits.Count; entry++)
        {
            DeviceCircuit circuit = Circuits[entry];
            yield return Named(Manifest.Circuits[entry].Id, Run(entry), circuit.Registers, HasOneRegister);
        }
    }

    /// <summary>The probe as readers of results know it; null where the folder has none.</summary>
    internal OutcomeCircuit? MeasuredProbe() => Manifest.Probe is null ? null : Named(ProbeName, HasOneRegister);

    /// <summary>The calibration circuits as readers of results know them: |0⟩, |1⟩; empty where the folder has none.</summary>
    internal OutcomeCircuit[] MeasuredCalibration() =>
        [
            .. Manifest.Calibration.Select(
                (c, i) => Named(c.Id, Calibration(c.BitCount, i == 1), CalibrationRegisters(c.BitCount), HasOneRegister)),
        ];

    /// <summary>The exact value of an observable at a row; null where it is not known.</summary>
    internal double? ExactOf(int row, int observable) => Manifest.ExactOf(row, observable);

    /// <summary>For a circuit the qubit that each bit of an outcome is read from.</summary>
    internal int[] QubitsOf(int circuit)
    {
        Circuit own = Run(circuit);
        int[] qubits = new int[own.BitCount];
        foreach (Measurement measurement in own.Instructions.OfType<Measurement>())
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

    /// <summary>A calibration circuit: all qubits in 0, or in 1.</summary>
    internal static DeviceCircuit CalibrationOf(int width, bool isOne) => new(
        0,
        0,
        Calibration(width, isOne),
        CalibrationRegisters(width),
        EquatableArray<string>.Empty,
        EquatableArray<System.Numerics.BigInteger>.Empty);

    internal static JsonSerializerOptions Indented { get; } = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    // One bit of two in a register is 1, and nothing happens after a measurement.
    private static Circuit Probe { get; } = new CircuitBuilder(3, 3).Add(Gates.X, 0)
        .Add(new Measurement(0, 1)).Add(new Measurement(1, 0)).Add(new Measurement(2, 2)).Build();

    private static EquatableArray<ClassicalRegister> ProbeRegisters { get; } =
        EquatableArray<ClassicalRegister>.Of(new("cut", 0, 1), new("obs", 1, 2));

    // The circuit as it is run, as far as its outcomes go: where it was placed on a device, its measurements alone.
    private Circuit Run(int entry)
    {
        Circuit own = Circuits[entry].Circuit;
        ManifestCircuit written = Manifest.Circuits[entry];
        return written.SwapCount is not null
            ? own with
            {
                QubitCount = written.Measured.Max(m => m.Qubit) + 1,
                Instructions = written.Measured.Select(m => (Instruction)new Measurement(m.Qubit, m.Bit)).ToEquatableArray(),
            }
            : Manifest.IsDeferred ? DeferredMeasurements.Of(own) : own;
    }

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

    private static JsonArray Numbers(double[] numbers) => new([.. numbers.Select(n => JsonValue.Create(n))]);

    /// <summary>The probe as readers of results know it.</summary>
    internal static OutcomeCircuit Named(string id, bool hasOneRegister) => Named(id, Probe, ProbeRegisters, hasOneRegister);

    /// <summary>A circuit as readers of results know it.</summary>
    internal static OutcomeCircuit Named(
        string id, Circuit circuit, IReadOnlyList<ClassicalRegister> registers, bool hasOneRegister) => new(
        id,
        new(circuit, EquatableArray<string>.Empty, EquatableArray<string>.Empty)
        {
            BitRegisters = hasOneRegister && circuit.BitCount > 0
                ? EquatableArray<ClassicalRegister>.Of(new ClassicalRegister(DeviceProgram.OnlyRegister, 0, circuit.BitCount))
                : registers.ToEquatableArray(),
        });

    private static (string Text, JsonObject Entry) Circuit(
        string id, Circuit circuit, IReadOnlyList<ClassicalRegister> registers, DeviceFolderSettings settings, long shots)
    {
        Circuit written = settings.IsDeferred ? DeferredMeasurements.Of(circuit) : circuit;
        return Written(id, DeviceProgram.Write(written, registers, settings.Dialect), written, registers, settings.Dialect, shots, null);
    }

    /// <summary>The probe's text and entry.</summary>
    internal static (string Text, JsonObject Entry) ProbeOf(DeviceDialect dialect, long shots) =>
        Written(ProbeName, ProbeText(dialect), Probe, ProbeRegisters, dialect, shots, null);

    /// <summary>A circuit's text and its entry in a manifest.</summary>
    internal static (string Text, JsonObject Entry) Written(
        string id,
        string text,
        Circuit written,
        IReadOnlyList<ClassicalRegister> registers,
        DeviceDialect dialect,
        long shots,
        DeviceCircuit? variant,
        bool isDeferred = false,
        int? swaps = null)
    {
        var entry = new ManifestCircuit(
            id,
            variant is null ? $"{id}.qasm" : $"{CircuitsName}/{id}.qasm",
            Digest(Encoding.UTF8.GetBytes(text)),
            shots,
            [.. DeviceProgram.Declared(written, registers, dialect).Select(r => new OutcomeRegister(r.Name, r.Count))],
            variant?.Fragment,
            variant is null ? [] : [.. variant.Operations],
            [.. written.Instructions.OfType<Measurement>().Select(m => (m.Qubit, m.Bit))],
            swaps);
        JsonObject json = DeviceManifest.Entry(entry, written, variant?.IsMidCircuit == true && !isDeferred);
        if (variant is not null)
        {
            json["readings"] = new JsonArray([.. variant.Signs.Select(s => new JsonArray([.. Enumerable.Range(0, written.BitCount)
                .Where(bit => !(s >> bit).IsEven).Select(bit => JsonValue.Create(bit))]))]);
        }

        return (text, json);
    }

    private static string DigestOf(IEnumerable<string> plans) =>
        Digest(Encoding.UTF8.GetBytes(string.Join('\n', plans.Select(p => JsonNode.Parse(p)!.ToJsonString()))));

    private static CutPlan Planned(string plan)
    {
        JsonElement root = JsonDocument.Parse(plan).RootElement;
        string circuit = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("circuit", out JsonElement text)
            && text.ValueKind == JsonValueKind.String
            ? text.GetString()!
            : throw new BackendException("the plan in the manifest has no circuit; write the folder anew");
        return PlanJson.Read(plan, OpenQasmReader.Read(circuit, "the plan's circuit").Circuit);
    }

    private static int EntryIndex(DeviceManifest manifest, DeviceCircuit circuit)
    {
        IEnumerable<string> operations = circuit.Operations;
        int index = manifest.Circuits.ToList().FindIndex(c =>
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
