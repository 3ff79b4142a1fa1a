using System.Globalization;
using System.Text.Json;
using CutAwareQnn.Circuits;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Runtime;

/// <summary>
/// Reads device models: our own format, the backend properties and configurations that Qiskit's snapshots of devices consist of, and the
/// standardised properties of Braket's devices.
/// </summary>
public static class DeviceModelFile
{
    private const string OwnFormat = "cutqnn-device";
    private const long LargestFile = 64 << 20;

    // Gates that turn about z by a change of frame take no time and have no error.
    private static readonly string[] Virtual = ["rz", "id", "reset", "measure", "delay", "p", "u1"];

    /// <summary>Reads a file.</summary>
    /// <exception cref="BackendException">The file cannot be read, or describes no device.</exception>
    public static DeviceModel Read(string path)
    {
        try
        {
            var file = new FileInfo(path);
            return file.Exists && file.Length <= LargestFile
                ? Parse(File.ReadAllBytes(path), file.Name)
                : throw new BackendException($"device model {path} {(file.Exists ? "is larger than 64 MB" : "does not exist")}; give "
                    + "the file of a device");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new BackendException($"device model {path} cannot be read: {error.Message.TrimEnd('.')}; give the file of a device");
        }
    }

    /// <summary>Parses a file.</summary>
    /// <param name="json">The file.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <exception cref="BackendException">It describes no device.</exception>
    public static DeviceModel Parse(byte[] json, string name)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            JsonElement root = document.RootElement;
            DeviceModel? model = !root.IsObject() ? null
                : root.Has("format") && root.Text("format") == OwnFormat ? Own(root)
                : root.Has("qubits") && root.Has("gates") ? Properties(root, name)
                : root.Has("coupling_map") ? Configuration(root, name)
                : root.Has("standardized") && root.Has("paradigm") ? Braket(root, name)
                : null;
            return (model ?? throw new BackendException(
                $"{name} describes no device that is known; give backend properties or a configuration of Qiskit, device properties of "
                    + $"Braket, or format {OwnFormat} of docs/devices.md")).Checked();
        }
        catch (JsonException error)
        {
            throw new BackendException($"{name} is not JSON at line {error.LineNumber + 1}; give the file of a device");
        }
        catch (ResultFileException error)
        {
            throw new BackendException($"{name}: {error.Message}");
        }
    }

    private static DeviceModel Own(JsonElement root)
    {
        JsonElement[] readout = [.. root.Array("readout").EnumerateArray()];
        return new(
            root.Text("name"),
            [.. readout.Select(r => Number(r.IsArray() && r.GetArrayLength() == 2 ? r[0] : default, "readout"))],
            [.. readout.Select(r => Number(r.IsArray() && r.GetArrayLength() == 2 ? r[1] : default, "readout"))],
            [.. root.Array("one_qubit").EnumerateArray().Select(e => DeviceModel.Strength(Number(e, "one_qubit"), 1))],
            Pairs(root.Array("two_qubit").EnumerateArray().Select(p => p.IsArray() && p.GetArrayLength() == 3
                ? (Whole(p[0]), Whole(p[1]), DeviceModel.Strength(Number(p[2], "two_qubit"), 2))
                : throw new BackendException("an entry of two_qubit is not [qubit, qubit, error]; give one per coupled pair"))));
    }

    // BackendProperties: a list of named values per qubit, and gates with their errors.
    private static DeviceModel Properties(JsonElement root, string file)
    {
        JsonElement[] qubits = [.. root.Array("qubits").EnumerateArray()];
        double[] both = [.. qubits.Select(q => Named(q, "readout_error") ?? 0)];
        double[] one = new double[qubits.Length];
        var pairs = new List<(int, int, double)>();
        foreach (JsonElement gate in root.Array("gates").EnumerateArray())
        {
            int[] on = [.. gate.Array("qubits").EnumerateArray().Select(Whole)];
            double error = Named(gate.Array("parameters"), "gate_error") ?? 0;
            if (on.Length == 2)
            {
                pairs.Add((on[0], on[1], DeviceModel.Strength(error, 2)));
            }
            else if (on.Length == 1 && on[0] < one.Length && !Virtual.Contains(gate.Text("gate")))
            {
                one[on[0]] = Math.Max(one[on[0]], DeviceModel.Strength(error, 1));
            }
        }

        return new(
            root.Has("backend_name") ? root.Text("backend_name") : file,
            [.. qubits.Select((q, i) => Named(q, "prob_meas1_prep0") ?? both[i])],
            [.. qubits.Select((q, i) => Named(q, "prob_meas0_prep1") ?? both[i])],
            one,
            Pairs(pairs));
    }

    private static DeviceModel Configuration(JsonElement root, string file)
    {
        int qubits = root.Field("n_qubits").Index("n_qubits");
        double[] none = new double[qubits];
        return new(
            root.Has("backend_name") ? root.Text("backend_name") : file,
            none,
            none,
            none,
            Pairs(root.Array("coupling_map").EnumerateArray().Select(p => p.IsArray() && p.GetArrayLength() == 2
                ? (Whole(p[0]), Whole(p[1]), 0.0)
                : throw new BackendException("an entry of coupling_map is not [qubit, qubit]; give one per coupled pair"))));
    }

    // Fidelities by qubit and by pair, as "0-1"; qubits are numbered in the order of their names.
    private static DeviceModel Braket(JsonElement root, string file)
    {
        JsonElement singles = root.Object("standardized").Object("oneQubitProperties");
        int[] names = [.. singles.EnumerateObject().Select(q => Name(q.Name)).Order()];
        double[] readout = new double[names.Length], one = new double[names.Length];
        foreach (JsonProperty qubit in singles.EnumerateObject())
        {
            int index = Array.IndexOf(names, Name(qubit.Name));
            foreach (JsonElement fidelity in qubit.Value.Array("oneQubitFidelity").EnumerateArray())
            {
                double error = 1 - Number(fidelity.Field("fidelity"), "fidelity");
                string kind = fidelity.Object("fidelityType").Text("name");
                readout[index] = kind.StartsWith("READOUT", StringComparison.OrdinalIgnoreCase) ? error : readout[index];
                one[index] = kind.Contains("RANDOMIZED_BENCHMARKING", StringComparison.OrdinalIgnoreCase)
                    ? Math.Max(one[index], DeviceModel.Strength(error, 1))
                    : one[index];
            }
        }

        return new(
            root.Has("deviceName") ? root.Text("deviceName") : file,
            readout,
            readout,
            one,
            Pairs(root.Object("standardized").Object("twoQubitProperties").EnumerateObject().Select(pair =>
            {
                string[] ends = pair.Name.Split('-');
                double best = pair.Value.Array("twoQubitGateFidelity").EnumerateArray().Select(f => Number(f.Field("fidelity"), "fidelity"))
                    .DefaultIfEmpty(1).Max();
                return ends.Length == 2
                    ? (Array.IndexOf(names, Name(ends[0])), Array.IndexOf(names, Name(ends[1])), DeviceModel.Strength(1 - best, 2))
                    : throw new BackendException($"pair '{ResultJson.Quote(pair.Name)}' is not two qubits with a hyphen; give e.g. 0-1");
            })));
    }

    // A pair comes once per direction; the smaller error is that of the direction that would be used.
    private static Dictionary<(int First, int Second), double> Pairs(IEnumerable<(int First, int Second, double Strength)> pairs) => pairs
        .GroupBy(p => (First: Math.Min(p.First, p.Second), Second: Math.Max(p.First, p.Second)))
        .ToDictionary(g => g.Key, g => g.Min(p => p.Strength));

    private static double? Named(JsonElement list, string name)
    {
        foreach (JsonElement entry in list.IsArray() ? list.EnumerateArray().ToArray() : [])
        {
            if (entry.Has("name") && entry.Text("name") == name)
            {
                return Number(entry.Field("value"), name);
            }
        }

        return null;
    }

    private static int Name(string qubit) => int.TryParse(qubit, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
        ? number
        : throw new BackendException($"qubit '{ResultJson.Quote(qubit)}' has no number for a name; give numbers");

    private static int Whole(JsonElement number) =>
        number.ValueKind == JsonValueKind.Number
            ? number.Index("a qubit")
            : throw new BackendException("a qubit is no number; give whole numbers from 0");

    private static double Number(JsonElement number, string what) =>
        number.ValueKind == JsonValueKind.Number && number.TryGetDouble(out double value)
        ? value
        : throw new BackendException($"'{what}' is no number; give numbers in [0, 1]");
}
