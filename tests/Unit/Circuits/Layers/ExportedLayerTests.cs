using System.Text.Json;
using CutAwareQnn.Circuits;
using CutAwareQnn.Circuits.OpenQasm;
using CutAwareQnn.Estimation;
using CutAwareQnn.Reference;
using CutAwareQnn.Unit.Simulation;
using Xunit;

namespace CutAwareQnn.Unit.Circuits;

/// <summary>Library circuits of <c>Data/layer-exports.json</c>: the gates that Qiskit and PennyLane write, and their values.</summary>
public sealed class ExportedLayerTests
{
    private static readonly JsonElement Entries = DataFiles.Read("layer-exports.json");

    public static TheoryData<string> Names => [.. Entries.EnumerateArray().Select(e => e.GetProperty("name").GetString()!)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Layers_WriteTheGatesOfTheLibrary(string name)
    {
        JsonElement entry = Entry(name);
        Circuit circuit = Built(entry);
        ReferenceGate[] actual = Layered.Bound(circuit, Numbers(entry, "features"), Numbers(entry, "weights"));
        ReferenceGate[] expected = Layered.Bound(OpenQasm2Reader.Read(entry.GetProperty("qasm").GetString()!), [], []);
        Layered.AssertSameGates(
            expected,
            entry.GetProperty("source").GetString() == "pennylane" ? WrittenGates.PennyLane(actual) : actual,
            circuit.QubitCount);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Layers_HaveTheStoredExpectations(string name)
    {
        JsonElement entry = Entry(name);
        Circuit circuit = Built(entry);
        double[] features = Numbers(entry, "features"), weights = Numbers(entry, "weights");
        Assert.Equal((features.Length, weights.Length), (circuit.FeatureCount, circuit.WeightCount));
        foreach (JsonProperty expectation in entry.GetProperty("expectations").EnumerateObject())
        {
            var estimator = new ExactEstimator(circuit, PauliSum.Parse(expectation.Name));
            Assert.Equal(expectation.Value.GetDouble(), estimator.Estimate([new(0, features, weights)])[0].Value, 1e-10);
        }
    }

    private static JsonElement Entry(string name) => Entries.EnumerateArray().Single(e => e.GetProperty("name").GetString() == name);

    private static double[] Numbers(JsonElement entry, string property) => ReferenceCircuits.Numbers(entry.GetProperty(property));

    private static Circuit Built(JsonElement entry)
    {
        int qubits = entry.GetProperty("qubits").GetInt32();
        return entry.GetProperty("name").GetString() switch
        {
            "z_feature_map+real_amplitudes" => Layered.Circuit(qubits, new ZFeatureMap(), new RealAmplitudes(1)),
            "zz_feature_map" => Layered.Circuit(qubits, new ZZFeatureMap()),
            "pauli_feature_map" => Layered.Circuit(qubits, new PauliFeatureMap(["Z", "YY", "ZXZ"], reps: 1)),
            "efficient_su2" => Layered.Circuit(qubits, new EfficientSU2(2)),
            "efficient_su2-bound-2" => Layered.Circuit(qubits, new EfficientSU2(1, Entanglement.Circular)),
            "n_local" => Layered.Circuit(
                qubits, new TwoLocal([Gates.RY, Gates.RZ], [Gates.CRX], Entanglement.ShiftedCircularAlternating, 2)),
            "two-local-rxx" => Layered.Circuit(qubits, new TwoLocal([Gates.RX], [Gates.RXX], reps: 1)),
            "real_amplitudes-vector" => Layered.Circuit(qubits, new RealAmplitudes(2, Entanglement.Pairwise)),
            "pennylane-0" or "pennylane-6" => Layered.Circuit(qubits, new AngleEncoding(), new StronglyEntanglingLayers(2)),
            "pennylane-1" or "pennylane-7" => Layered.Circuit(qubits, new IqpEncoding(), new StronglyEntanglingLayers(2)),
            "pennylane-2" =>
                new CircuitBuilder(qubits).Add(Gates.H, 0).Add(Gates.H, 1).Add(Gates.H, 2).Add(new BasicEntanglerLayers(2)).Build(),
            "pennylane-3" => Layered.Circuit(qubits, new AngleEncoding(), new BasicEntanglerLayers(2)),
            string name => throw new InvalidOperationException(name),
            _ => throw new InvalidOperationException(),
        };
    }
}
