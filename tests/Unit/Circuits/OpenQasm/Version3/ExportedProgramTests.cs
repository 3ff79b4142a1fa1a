using System.Numerics;
using System.Text.Json;
using CutAwareQnn.Circuits;
using CutAwareQnn.Circuits.OpenQasm;
using CutAwareQnn.Reference;
using CutAwareQnn.Simulation;
using Xunit;

namespace CutAwareQnn.Unit.Circuits.OpenQasm;

/// <summary>Programs as Qiskit 2.6 writes them, with their expectations over all outcomes.</summary>
public sealed class ExportedProgramTests
{
    /// <summary>Some hundred gates, and the printed digits of angles.</summary>
    private const double Exact = 1e-10;

    public static TheoryData<string> Exports
    {
        get
        {
            TheoryData<string> rows = [];
            foreach (JsonElement export in All.Where(e => e.GetProperty("version").GetInt32() == 3))
                rows.Add(export.GetProperty("name").GetString()!);
            return rows;
        }
    }

    [Fact]
    public void AllExports_AreThere() => Assert.Equal(46, Exports.Count);

    [Theory]
    [MemberData(nameof(Exports))]
    public void AnExport_KeepsItsExpectations(string name)
    {
        JsonElement export = All.Single(e => e.GetProperty("name").GetString() == name);
        OpenQasmProgram program = Programs3.ReadWhole(export.GetProperty("qasm").GetString()!);
        Dictionary<string, double> inputs = export.GetProperty("inputs").EnumerateObject()
            .ToDictionary(i => i.Name, i => i.Value.GetDouble());
        Assert.Equal(inputs.Keys.Order(), program.FeatureNames.Concat(program.WeightNames).Order());
        Assert.All(program.FeatureNames, n => Assert.StartsWith("x", n.TrimStart('_'), StringComparison.Ordinal));
        double[] features = [.. program.FeatureNames.Select(n => inputs[n])];
        double[] weights = [.. program.WeightNames.Select(n => inputs[n])];
        Assert.Equal(export.GetProperty("qubits").GetInt32(), program.Circuit.QubitCount);
        Complex[,] state = Programs3.Density(Bound(program.Circuit, features, weights));
        foreach (JsonProperty expectation in export.GetProperty("expectations").EnumerateObject())
        {
            var observable = PauliSum.Of(PauliString.Parse(expectation.Name));
            double expected = expectation.Value.GetDouble();
            Assert.Equal(expected, CircuitSimulator.Expectation(program.Circuit, features, weights, observable), Exact);
            Assert.Equal(expected, state.Multiply(DensePauli.Matrix(expectation.Name)).Trace().Real, Exact);
        }
    }

    [Theory]
    [MemberData(nameof(Exports))]
    public void AnExport_ReadsTheSameByEitherReader(string name)
    {
        string text = All.Single(e => e.GetProperty("name").GetString() == name).GetProperty("qasm").GetString()!;
        Assert.Equal(OpenQasm3Reader.Read(text), OpenQasmReader.Read(text));
    }

    [Theory]
    [MemberData(nameof(Exports))]
    public void AnExport_IsWrittenAndReadBack(string name)
    {
        string text = All.Single(e => e.GetProperty("name").GetString() == name).GetProperty("qasm").GetString()!;
        OpenQasmProgram program = OpenQasm3Reader.Read(text);
        // The writer names registers anew.
        OpenQasmProgram read = OpenQasm3Reader.Read(OpenQasm3Writer.Write(program));
        Assert.Equal(program, read with { BitRegisters = program.BitRegisters });
        Assert.Equal(program.BitRegisters.Sum(r => r.Count), read.BitRegisters.Sum(r => r.Count));
    }

    private static JsonElement[] All { get; } = [.. DataFiles.Read("exports.json").EnumerateArray()];

    private static Circuit Bound(Circuit circuit, double[] features, double[] weights) => circuit with
    {
        Instructions = circuit.Instructions.Select(i => i.WithAngles(angle => angle.Evaluate(s =>
            s.Kind == SymbolKind.Feature ? features[s.Index] : weights[s.Index]))).ToEquatableArray(),
    };
}
