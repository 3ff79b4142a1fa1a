using System.Text;
using System.Text.Json;
using CutAwareQnn.Circuits.OpenQasm;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Unit.Runtime.Devices;

/// <summary>The result files of <c>tests/Unit/Data/devices</c>, written by ten ecosystems, and the circuits that gave them.</summary>
internal static class RecordedResults
{
    /// <summary>The circuits and the counts that a right reader gets.</summary>
    public static JsonElement Expected { get; } = DataFiles.Read("devices/expected.json");

    public static byte[] Bytes(string file) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Data", "devices", file));

    /// <summary>Returns one of the three circuits.</summary>
    public static OutcomeCircuit Circuit(string name, int version = 3) => new(
        name, OpenQasmReader.Read(Expected.GetProperty("circuits").GetProperty(name).GetProperty($"qasm{version}").GetString()!));

    public static ResultFile Read(string json, params OutcomeCircuit[] circuits) => Read(json, new ResultReading(circuits));

    public static ResultFile Read(string json, ResultReading reading) =>
        ResultFile.Read(Encoding.UTF8.GetBytes(json), "result.json", reading);

    /// <summary>Returns a circuit that measures qubits into the bits of its registers.</summary>
    public static OutcomeCircuit Measuring(string text) =>
        new("it", OpenQasmReader.Read("OPENQASM 3.0;\ninclude \"stdgates.inc\";\n" + text));
}
