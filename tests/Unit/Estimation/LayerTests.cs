using System.Text.Json;
using CutAwareQnn.Circuits;
using CutAwareQnn.Circuits.OpenQasm;
using CutAwareQnn.Estimation;
using CutAwareQnn.Reference;
using CutAwareQnn.Unit.Circuits;
using CutAwareQnn.Unit.Simulation;
using Xunit;

namespace CutAwareQnn.Unit.Estimation;

/// <summary>Feature maps and ansatzes of <c>Data/layers.json</c>: Qiskit's values and gradients.</summary>
public sealed class LayerTests
{
    /// <summary>Some hundred gates on at most 64 amplitudes round to 1e-14; the stored values carry 16 digits.</summary>
    private const double Exact = 1e-10;

    private static readonly JsonElement Entries = DataFiles.Read("layers.json");

    public static TheoryData<int> All => [.. Enumerable.Range(0, Entries.GetArrayLength())];

    [Theory]
    [MemberData(nameof(All))]
    public void Layers_HaveQiskitsParameterOrder_ValueAndGradient(int index)
    {
        JsonElement entry = Entries[index];
        AssertValueAndGradient(entry, Built(entry));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Layers_WriteTheGatesOfTheStoredProgram(int index)
    {
        JsonElement entry = Entries[index];
        Circuit program = OpenQasm2Reader.Read(entry.GetProperty("qasm").GetString()!);
        ReferenceGate[] gates = Layered.Bound(
            Built(entry),
            ReferenceCircuits.Numbers(entry.GetProperty("features")),
            ReferenceCircuits.Numbers(entry.GetProperty("weights")));
        Layered.AssertSameGates(Layered.Bound(program, [], []), WrittenGates.Qiskit(gates), program.QubitCount);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Program_HasTheStoredValue(int index)
    {
        JsonElement entry = Entries[index];
        Circuit circuit = OpenQasm2Reader.Read(entry.GetProperty("qasm").GetString()!);
        Assert.Equal(
            entry.GetProperty("value").GetDouble(),
            new ExactEstimator(circuit, PauliSum.Parse(entry.GetProperty("observable").GetString()!)).Estimate([new(0, [], [])])[0].Value,
            Exact);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Program_WithItsParametersWrittenAsSymbols_HasTheStoredGradient(int index)
    {
        // The program holds the parameters' values; each is drawn from a continuum, so the value names the parameter.
        JsonElement entry = Entries[index];
        double[] features = ReferenceCircuits.Numbers(entry.GetProperty("features"));
        double[] weights = ReferenceCircuits.Numbers(entry.GetProperty("weights"));
        List<Angle> expressions = [.. weights.Select((_, i) => Angle.Weight(i)), .. features.Select((_, i) => 2 * Angle.Feature(i))];
        Angle[] rest = [.. features.Select((_, i) => Math.PI - Angle.Feature(i))];
        for (int i = 0; i < features.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                expressions.Add(2 * rest[i] * rest[j]);
                expressions.AddRange(rest[..j].Select(third => 2 * rest[i] * rest[j] * third));
            }
        }

        double Evaluate(Angle a) => a.Evaluate(s => s.Kind == SymbolKind.Feature ? features[s.Index] : weights[s.Index]);
        Angle Symbolic(Angle a) => expressions.FirstOrDefault(e => Math.Abs(Evaluate(e) - a.Constant) < 1e-12) ?? a;
        Circuit program = OpenQasm2Reader.Read(entry.GetProperty("qasm").GetString()!);
        AssertValueAndGradient(entry, program with
        {
            FeatureCount = features.Length,
            WeightCount = weights.Length,
            Instructions = program.Instructions.Select(i => i.WithAngles(Symbolic)).ToEquatableArray(),
        });
    }

    private static void AssertValueAndGradient(JsonElement entry, Circuit circuit)
    {
        var query = new EstimatorQuery(
            0, ReferenceCircuits.Numbers(entry.GetProperty("features")), ReferenceCircuits.Numbers(entry.GetProperty("weights")));
        Assert.Equal((query.Features.Length, query.Weights.Length), (circuit.FeatureCount, circuit.WeightCount));
        Estimate estimate = new ExactEstimator(circuit, PauliSum.Parse(entry.GetProperty("observable").GetString()!)).Estimate(
            [query], new(GradientMethod.Adjoint, GradientTargets.Features | GradientTargets.Weights))[0];
        Assert.Equal(entry.GetProperty("value").GetDouble(), estimate.Value, Exact);
        double tolerance = entry.GetProperty("gradient_tolerance").GetDouble();
        AssertGradient(entry.GetProperty("gradient_features"), estimate.Gradient!.Features, tolerance);
        AssertGradient(entry.GetProperty("gradient_weights"), estimate.Gradient.Weights, tolerance);
    }

    private static void AssertGradient(JsonElement stored, double[] actual, double tolerance)
    {
        double[] expected = ReferenceCircuits.Numbers(stored);
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected, (value, i) => Assert.Equal(value, actual[i], tolerance));
    }

    private static Circuit Built(JsonElement entry) =>
        Layered.Circuit(entry.GetProperty("qubits").GetInt32(), FeatureMap(entry), Ansatz(entry));

    private static Layer FeatureMap(JsonElement entry) => entry.GetProperty("feature_map").GetString() switch
    {
        "ZFeatureMap" => new ZFeatureMap(),
        "ZFeatureMap1" => new ZFeatureMap(1),
        "ZZFeatureMap" => new ZZFeatureMap(entanglement: Entanglement.Linear),
        "ZZFeatureMapFull" => new ZZFeatureMap(1),
        "PauliFeatureMap" => new PauliFeatureMap(["Z", "YY", "ZXZ"], 1),
        var other => throw new InvalidOperationException(other),
    };

    private static Layer Ansatz(JsonElement entry) => entry.GetProperty("ansatz").GetString() switch
    {
        "RealAmplitudes" => new RealAmplitudes(1),
        "RealAmplitudes3" => new RealAmplitudes(),
        "EfficientSU2" => new EfficientSU2(2),
        "TwoLocalCircular" => new TwoLocal([Gates.RY, Gates.RZ], [Gates.CZ], Entanglement.Circular, 2),
        "TwoLocalFull" => new TwoLocal([Gates.RX], [Gates.CZ], reps: 1),
        "TwoLocalSca" => new TwoLocal([Gates.RY], [Gates.CX], Entanglement.ShiftedCircularAlternating, 2),
        var other => throw new InvalidOperationException(other),
    };
}
