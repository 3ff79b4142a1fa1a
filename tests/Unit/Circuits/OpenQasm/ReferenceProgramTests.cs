using System.Numerics;
using System.Text.Json;
using CutAwareQnn.Circuits;
using CutAwareQnn.Reference;
using Xunit;

namespace CutAwareQnn.Unit.Circuits.OpenQasm;

/// <summary>The stored programs, as Qiskit wrote them, and those of QASMBench.</summary>
public sealed class ReferenceProgramTests
{
    /// <summary>Some hundred gates on 64 x 64 matrices, and the printed digits of angles.</summary>
    private const double Exact = 1e-9;

    public static TheoryData<string, int> Stored
    {
        get
        {
            TheoryData<string, int> rows = [];
            foreach (string file in (string[])["circuits.json", "layers.json", "plans.json"])
            {
                for (int i = 0; i < Entries(file).Length; i++)
                    rows.Add(file, i);
            }
            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Stored))]
    public void AStoredProgram_HasTheStoredGates(string file, int index)
    {
        JsonElement entry = Entries(file)[index];
        Circuit circuit = Programs.ReadWhole(entry.GetProperty("qasm").GetString()!);
        if (!entry.TryGetProperty("gates", out JsonElement gates))
            return;
        Assert.Equal(entry.GetProperty("n").GetInt32(), circuit.QubitCount);
        Assert.Equal(gates.EnumerateArray().Select(Stated), circuit.Instructions.Select(i => i.ToString()));
    }

    /// <summary>One of the files measures registers that it never declares.</summary>
    [SharedDataFact("qasmbench")]
    public void EveryProgramOfQasmBench_IsRead()
    {
        const string Broken = "vqe_uccsd_n6.qasm";
        string[] files = Directory.GetFiles(SharedData.PathOf("qasmbench"), "*.qasm");
        Assert.NotEmpty(files);
        Assert.All(files.Where(f => Path.GetFileName(f) != Broken), file =>
        {
            Circuit circuit = Programs.ReadWhole(File.ReadAllText(file));
            Assert.NotEmpty(circuit.Instructions);
        });
        foreach (string file in files.Where(f => Path.GetFileName(f) == Broken))
            BadProgramTests.AssertError(File.ReadAllText(file), 2286, 9, "register 'q' is not declared");
    }

    /// <summary>Programs as Qiskit and PennyLane export them, with their expectations over all outcomes.</summary>
    [SharedDataFact("reference")]
    public void AnExportedProgram_KeepsItsExpectations()
    {
        using FileStream stream = File.OpenRead(SharedData.PathOf("reference", "exports.json"));
        IEnumerable<JsonElement> all = JsonDocument.Parse(stream).RootElement.EnumerateArray();
        JsonElement[] exports = [.. all.Where(e => e.GetProperty("version").GetInt32() == 2)];
        Assert.NotEmpty(exports);
        Assert.All(exports, export =>
        {
            Circuit circuit = Programs.ReadWhole(export.GetProperty("qasm").GetString()!);
            Complex[,] state = DenseCircuit.Density(
                circuit.QubitCount, circuit.BitCount,
                circuit.Instructions.Where(i => i is not CutAwareQnn.Circuits.Barrier).Select(Programs.Step));
            foreach (JsonProperty expectation in export.GetProperty("expectations").EnumerateObject())
            {
                double value = state.Multiply(DensePauli.Matrix(expectation.Name)).Trace().Real;
                Assert.Equal(expectation.Value.GetDouble(), value, Exact);
            }
        });
    }

    private static string Stated(JsonElement gate) => new GateInstruction(
        Gates.Find(gate.GetProperty("name").GetString()!)!,
        gate.GetProperty("q").EnumerateArray().Select(q => q.GetInt32()).ToEquatableArray(),
        gate.GetProperty("params").EnumerateArray().Select(p => Angle.FromDouble(p.GetDouble())).ToEquatableArray()).ToString();

    private static JsonElement[] Entries(string file)
    {
        using FileStream stream = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Data", file));
        return [.. JsonDocument.Parse(stream).RootElement.Clone().EnumerateArray()];
    }
}
