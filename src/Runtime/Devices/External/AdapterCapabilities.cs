using System.Text.Json;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Runtime;

/// <summary>What an adapter declares in its hello.</summary>
/// <param name="Name">The adapter's name.</param>
/// <param name="Dialect">The dialect in which it is given programs.</param>
/// <param name="MaxQubits">Qubits of the widest circuit.</param>
/// <param name="MaxShots">Most shots of a row; more are sent in parts.</param>
/// <param name="MaxCircuits">Most rows of a batch.</param>
/// <param name="IsMidCircuit">Whether a qubit may go on after its measurement.</param>
/// <param name="HasInputs">Whether programs may have inputs.</param>
/// <param name="Price">What it takes in money and time; null where it does not say.</param>
/// <param name="Rate">Batches per second; null without a limit.</param>
internal sealed record AdapterCapabilities(
    string Name,
    DeviceDialect Dialect,
    int MaxQubits,
    long MaxShots,
    int MaxCircuits,
    bool IsMidCircuit,
    bool HasInputs,
    BackendPrice? Price,
    double? Rate)
{
    private const int Protocol = 1;

    private static readonly string[] PriceNames = ["price_per_task", "price_per_shot", "seconds_per_task", "seconds_per_shot"];

    // Of what is read, the first that the adapter names.
    private static readonly string[] Preferred = ["openqasm3", "openqasm2", "qiskit", "braket"];

    /// <summary>Reads a hello.</summary>
    /// <exception cref="BackendException">It speaks another protocol or reads no dialect that is written.</exception>
    public static AdapterCapabilities Read(JsonElement hello)
    {
        if (!hello.Has("type") || hello.Text("type") != "hello" || hello.Field("protocol").WholeNumber("protocol") != Protocol)
        {
            throw new BackendException($"the adapter does not answer with hello of protocol {Protocol}; use an adapter of this protocol");
        }

        JsonElement given = hello.Object("capabilities");
        string[] dialects = given.Has("dialects")
            ? [.. given.Array("dialects").EnumerateArray().Where(d => d.IsText()).Select(d => d.GetString()!)]
            : [];
        string dialect = Preferred.FirstOrDefault(dialects.Contains)
            ?? throw new BackendException(
                $"the adapter reads {string.Join(", ", dialects)}; it must read one of {string.Join(", ", Preferred)}");
        return new(
            hello.Text("adapter"),
            DeviceDialect.Of(dialect),
            (int)Limit("max_qubits", int.MaxValue),
            Limit("max_shots", long.MaxValue),
            (int)Limit("max_circuits", int.MaxValue),
            Flag("mid_circuit_measurement"),
            Flag("inputs") && DeviceDialect.Of(dialect).Version == 3,
            PriceNames.Any(name => given.Has(name))
                ? new(
                    Number(PriceNames[0]) ?? 0,
                    Number(PriceNames[1]) ?? 0,
                    !given.Has(PriceNames[0]) && !given.Has(PriceNames[1]) ? null
                        : given.Has("currency") ? ResultJson.Quote(given.Text("currency")) : "",
                    Number(PriceNames[2]) ?? 0,
                    Number(PriceNames[3]) ?? 0)
                : null,
            Number("rate_per_s") is > 0 and var rate ? rate : null);

        long Limit(string name, long most) =>
            given.Has(name) ? Math.Clamp(given.Field(name).WholeNumber(name), 1, most) : most;

        double? Number(string name) => !given.Has(name) || given.Field(name).ValueKind == JsonValueKind.Null ? null
            : given.Field(name).IsNumber() && given.Field(name).TryGetDouble(out double number) && number >= 0
                && double.IsFinite(number)
                ? number
                : throw new BackendException($"the adapter states '{name}', which is no number from 0; let it state one, or omit it");

        bool Flag(string name) => given.Has(name) && given.GetProperty(name).ValueKind == JsonValueKind.True;
    }
}
