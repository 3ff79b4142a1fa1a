using System.Numerics;
using System.Text.Json;
using CutAwareQnn.Circuits;
using CutAwareQnn.Circuits.OpenQasm;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using CutAwareQnn.Runtime;
using CutAwareQnn.Simulation;
using Xunit;

namespace CutAwareQnn.Unit.Runtime.Devices.Models;

/// <summary>
/// Distributions on device models: against closed forms, the noiseless simulator, and reference values of a noisy circuit.
/// </summary>
public sealed class NoisyOutcomesTests
{
    // A few hundred products of numbers up to 1.
    private const double Tolerance = 1e-12;

    public static TheoryData<string> Queries => [.. DeviceQueries.Names.Except(["wire and gate, two strings"])];

    [Theory]
    [MemberData(nameof(Queries))]
    public void WithoutNoise_OutcomesAreThoseOfTheCircuit_OnAnyDevice(string name)
    {
        (CutPlan plan, EstimatorQuery query) = DeviceQueries.Of(name);
        DeviceModel line = Line(6, 0, 0);
        foreach (DeviceCircuit circuit in new DeviceQuery(plan, query).Circuits)
        {
            DevicePlacement placed = DevicePlacement.Of(circuit.Circuit, line);
            Assert.All(placed.Circuit.Instructions.Where(i => i.Qubits.Count == 2), i =>
                Assert.NotNull(line.PairStrength(placed.Qubits[i.Qubits[0]], placed.Qubits[i.Qubits[1]])));
            SortedDictionary<BigInteger, double> exact =
                ExactOutcomes.Of(new(circuit.Circuit, EquatableArray<string>.Empty, EquatableArray<string>.Empty));
            SortedDictionary<BigInteger, double> given = NoisyOutcomes.Of(placed.Circuit, placed.Qubits, line);
            Assert.All(exact.Keys.Union(given.Keys), o => Assert.Equal(exact.GetValueOrDefault(o), given.GetValueOrDefault(o), 1e-10));
        }
    }

    // After depolarising by λ the qubit is in 1 with (1-λ) + λ/2; then it is read with its flips.
    [Fact]
    public void AQubit_HasItsGateErrorAndItsFlips()
    {
        Circuit circuit = new CircuitBuilder(1, 1).Add(Gates.X, 0).Add(new Measurement(0, 0)).Build();
        DeviceModel model = new("one", [0.02], [0.05], [0.1], new Dictionary<(int, int), double>());
        DevicePlacement placed = DevicePlacement.Of(circuit, model);
        double one = 0.9 + 0.05;
        Assert.Equal((one * 0.95) + ((1 - one) * 0.02), NoisyOutcomes.Of(placed.Circuit, placed.Qubits, model)[1], Tolerance);
    }

    // A Bell pair after two-qubit depolarising: 00 and 11 have (1-λ)/2 + λ/4.
    [Fact]
    public void APair_IsMixedTogether()
    {
        Circuit circuit =
            new CircuitBuilder(2, 2).Add(Gates.H, 0).Add(Gates.CX, 0, 1).Add(new Measurement(0, 0)).Add(new Measurement(1, 1)).Build();
        DeviceModel model = DeviceModel.Uniform(2, 0, 0, 0.2);
        SortedDictionary<BigInteger, double> given = NoisyOutcomes.Of(circuit, [0, 1], model);
        Assert.Equal(0.45, given[0], Tolerance);
        Assert.Equal(0.05, given[1], Tolerance);
        Assert.Equal(0.05, given[2], Tolerance);
        Assert.Equal(0.45, given[3], Tolerance);
    }

    // The flip of a measurement in the middle reaches its own bit alone.
    [Fact]
    public void AMeasurementInTheMiddle_CollapsesWhatIs_NotWhatIsRead()
    {
        Circuit circuit =
            new CircuitBuilder(1, 2).Add(Gates.H, 0).Add(new Measurement(0, 0)).Add(Gates.X, 0).Add(new Measurement(0, 1)).Build();
        DeviceModel model = new("one", [0.1], [0.2], [0], new Dictionary<(int, int), double>());
        SortedDictionary<BigInteger, double> given = NoisyOutcomes.Of(DevicePlacement.Of(circuit, model).Circuit, [0], model);

        // Really 0 then 1, or 1 then 0, each with 1/2.
        Assert.Equal(0.5 * ((0.9 * 0.2) + (0.2 * 0.9)), given[0], Tolerance);
        Assert.Equal(0.5 * ((0.1 * 0.2) + (0.8 * 0.9)), given[1], Tolerance);
        Assert.Equal(0.5 * ((0.9 * 0.8) + (0.2 * 0.1)), given[2], Tolerance);
    }

    // The values of the reference file at 2 % local depolarising after every cx, folded once and twice, cut and uncut.
    [SharedDataFact("cases")]
    public void ReferenceCircuit_HasTheReferenceValues_AtEveryScale()
    {
        JsonElement noise = JsonDocument.Parse(File.ReadAllText(SharedData.PathOf("cases", "next.json"))).RootElement.GetProperty("noise");
        Circuit circuit = OpenQasmReader.Read(noise.GetProperty("qasm").GetString()!).Circuit;
        DeviceModel model = DeviceModel.Uniform(4, 0, 0, noise.GetProperty("p").GetDouble());
        foreach ((string labels, string name) in new[] { ("AABB", "cut"), ("AAAA", "uncut") })
        {
            CutPlan plan = CutPlanner.Plan(circuit, PauliSum.Parse("ZZZZ"), PartitionLabels.Parse(labels, 4), PlanSettings.Plain);
            foreach ((int index, JsonElement expected) in noise.GetProperty(name).EnumerateArray().Index())
            {
                var device = new DeviceQuery(CircuitFolding.Fold(plan, (2 * index) + 1, FoldingKind.Gates), new(0, [], []));
                Assert.Equal(expected.GetDouble(), Value(device, model), 1e-9);
            }
        }
    }

    [Fact]
    public void WideCircuits_UncoupledPairs_AndConditions_AreRefused()
    {
        var eleven = new CircuitBuilder(11, 0).Build();
        Assert.Throws<BackendException>(() => NoisyOutcomes.Of(eleven, [.. Enumerable.Range(0, 11)], DeviceModel.Uniform(11, 0, 0, 0)));
        Circuit pair = new CircuitBuilder(2, 0).Add(Gates.CX, 0, 1).Build();
        Assert.Contains(
            "does not couple",
            Assert.Throws<BackendException>(() => NoisyOutcomes.Of(pair, [0, 2], Line(3, 0, 0))).Message,
            StringComparison.Ordinal);
        Assert.Throws<BackendException>(
            () => DevicePlacement.Of(
                new CircuitBuilder(4, 0).Add(Gates.H, 0).Add(Gates.H, 1).Add(Gates.H, 2).Add(Gates.H, 3).Build(), Line(3, 0, 0)));
    }

    [Fact]
    public void Placement_TakesTheBestQubits_AndRoutesByTheFewestSwaps()
    {
        DeviceModel line = Line(5, 0, 0) with { ReadsOne = [0.2, 0.2, 0.01, 0.01, 0.2], ReadsZero = [0.2, 0.2, 0.01, 0.01, 0.2] };
        Circuit pair = new CircuitBuilder(2, 2).Add(Gates.CX, 0, 1).Add(new Measurement(0, 0)).Add(new Measurement(1, 1)).Build();
        DevicePlacement placed = DevicePlacement.Of(pair, line);
        Assert.Equal([2, 3], placed.Qubits);
        Assert.Equal(0, placed.SwapCount);

        // A triangle fits no line.
        Circuit triangle = new CircuitBuilder(3, 0).Add(Gates.CX, 0, 1).Add(Gates.CX, 1, 2).Add(Gates.CX, 0, 2).Build();
        Assert.Equal(1, DevicePlacement.Of(triangle, Line(3, 0, 0)).SwapCount);
    }

    internal static DeviceModel Line(int qubits, double readout, double pairs) => DeviceModel.Uniform(qubits, readout, 0, 0) with
    {
        Name = "line",
        Pairs = Enumerable.Range(0, qubits - 1).ToDictionary(q => (q, q + 1), _ => pairs),
    };

    private static double Value(DeviceQuery device, DeviceModel model)
    {
        var moments = new List<double[]>();
        foreach (DeviceCircuit circuit in device.Circuits)
        {
            DevicePlacement placed = DevicePlacement.Of(circuit.Circuit, model);
            SortedDictionary<BigInteger, double> outcomes = NoisyOutcomes.Of(placed.Circuit, placed.Qubits, model);
            moments.Add([.. circuit.Signs.Select(s => outcomes.Sum(o => BigInteger.PopCount(o.Key & s).IsEven ? o.Value : -o.Value))]);
        }

        return device.Reconstruct(moments, [.. moments.Select(_ => 1L)]).Value;
    }
}
