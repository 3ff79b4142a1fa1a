using System.Text.Json;
using CutAwareQnn.Circuits;
using CutAwareQnn.Circuits.OpenQasm;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using CutAwareQnn.Simulation;
using Xunit;

namespace CutAwareQnn.Unit.Estimation;

/// <summary>Processors that exchange measured bits, compared with stored values and with the whole circuit.</summary>
public sealed class LinkedEstimatorTests
{
    [Fact]
    public void TheStudysModel_HasTwoProcessorsOfFourQubits_AndItsStoredValues()
    {
        foreach (JsonElement stored in DataFiles.Read("communication.json").GetProperty("programs").GetProperty("cases").EnumerateArray())
        {
            Circuit circuit = OpenQasmReader.Read(stored.GetProperty("qasm").GetString()!, "model.qasm").Circuit;
            var plan = LinkedPlan.Of(circuit, new("AAAABBBB"));
            if (stored.GetProperty("model").GetString() != "cc")
            {
                Assert.Null(plan);
                continue;
            }

            Assert.Equal([4, 4], plan!.Processors.Select(p => p.Circuit.QubitCount));
            Assert.Equal([8, 8], plan.Processors.Select(p => p.VariantCount));
            Assert.Equal(6, plan.Links.Count);
            foreach (JsonProperty expectation in stored.GetProperty("expectations").EnumerateObject())
            {
                Assert.Equal(expectation.Value.GetDouble(), Value(plan, PauliSum.Parse(expectation.Name), [], []), 1e-11);
            }
        }
    }

    [Fact]
    public void RandomProtocols_AgreeWithTheWholeCircuit()
    {
        for (ulong seed = 1; seed <= 40; seed++)
        {
            Circuit circuit = RandomProtocol(new(seed, 0, 0));
            if (LinkedPlan.Of(circuit, new("ABCAB")) is not { } plan)
            {
                continue;
            }

            PauliSum observable = PauliSum.Parse("0.5*ZXIZY - 1.25*IZZXI + YIIIZ + 0.25*IIIII");
            Assert.Equal(CircuitSimulator.Expectation(circuit, [0.7], [-0.4], observable), Value(plan, observable, [0.7], [-0.4]), 1e-12);
        }
    }

    [Theory]
    [InlineData("cx q[0], q[1];")]
    [InlineData("")]
    public void WithoutCrossingBits_OrWithCrossingGates_ThereIsNoLink(string gate)
    {
        string condition = gate.Length > 0 ? "if (c[0]) x q[1];" : "if (c[0]) x q[0];";
        Circuit circuit = OpenQasmReader.Read(
            $"OPENQASM 3.0; include \"stdgates.inc\"; qubit[2] q; bit[1] c; h q[0]; c[0] = measure q[0]; {condition} {gate}",
            "c.qasm").Circuit;
        Assert.Null(LinkedPlan.Of(circuit, new("AB")));
    }

    [Fact]
    public void ABitThatIsMeasuredAgain_IsAnotherLink()
    {
        Circuit circuit = OpenQasmReader.Read(
            "OPENQASM 3.0; include \"stdgates.inc\"; qubit[2] q; bit[1] c; h q[0]; c[0] = measure q[0]; if (c[0]) x q[1]; x q[0]; "
            + "c[0] = measure q[0]; if (c[0]) x q[1];",
            "c.qasm").Circuit;
        LinkedPlan plan = LinkedPlan.Of(circuit, new("AB"))!;
        Assert.Equal(2, plan.Links.Count);
        Assert.Equal(-1, Value(plan, PauliSum.Parse("ZI"), [], []), 1e-14);
        Assert.Contains(
            "has 1 letter but the circuit has 2 qubits",
            Assert.Throws<CircuitException>(() => new LinkedEstimator(plan, PauliSum.Parse("Z"))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void TheFinder_TakesLinksForNothing_AndPlansThemAsOneUnit()
    {
        Circuit circuit = OpenQasmReader.Read(
            "OPENQASM 3.0; include \"stdgates.inc\"; qubit[4] q; bit[2] c; ry(0.7) q[0]; cx q[0], q[1]; ry(1.1) q[2]; cx q[2], q[3]; "
            + "c[0] = measure q[0]; if (c[0]) rx(0.4) q[3]; c[1] = measure q[2]; if (c[1] == false) rx(-0.9) q[1];").Circuit;
        FoundCuts found = CutFinder.Find(circuit, new(2));
        Assert.Equal((0, 2, true), (found.CutCount, found.Linked!.Links.Count, found.IsOptimal));
        Assert.Equal([[0, 1], [2, 3]], found.Fragments.Select(f => f.Qubits.ToArray()));
        Assert.Equal(4, Math.Pow(10, found.Log10CircuitCount()), 1e-12);
        Assert.Null(CutFinder.Linked(circuit, new(1)));
        Assert.Single(found.Plan(PauliSum.Parse("ZZZZ"), isSampled: true).Fragments);
        Assert.Null(CutFinder.Linked(new CircuitBuilder(4, 2).Add(circuit.Instructions).Add(Gates.CX, 1, 2).Build(), new(2)));
    }

    // Means of 200 estimates with fixed seeds: beyond five standard errors in 6 of ten million draws of such seeds.
    [Fact]
    public void ShotsOfTheUnit_HaveTheExactMean_AndTheErrorThatTheyReport()
    {
        Circuit circuit = RandomProtocol(new(7, 0, 0));
        LinkedPlan plan = LinkedPlan.Of(circuit, new("ABCAB"))!;
        PauliSum observable = PauliSum.Parse("0.5*ZXIZY - 1.25*IZZXI + YIIIZ + 0.25*IIIII");
        var estimator = new LinkedEstimator(plan, observable);
        double[][][] tensors = estimator.Execute(new(0, [0.7], [-0.4]));
        Estimate[] estimates = [.. Enumerable.Range(0, 200).Select(i => estimator.Sample(tensors, 100, 3, (ulong)i))];
        double exact = CircuitSimulator.Expectation(circuit, [0.7], [-0.4], observable);
        double mean = estimates.Average(e => e.Value);
        double spread = Math.Sqrt(estimates.Sum(e => Math.Pow(e.Value - mean, 2)) / 199);
        Assert.InRange(Math.Abs(mean - exact), 0, 5 * spread / Math.Sqrt(200));
        Assert.InRange(estimates.Average(e => e.StandardError) / spread, 0.75, 1.25);
        Assert.Equal(3, estimator.SampledCircuitCount);
        Assert.Contains(
            "needs at least 2",
            Assert.Throws<CircuitException>(() => estimator.Sample(tensors, 1, 3, 0)).Message,
            StringComparison.Ordinal);
    }

    private static double Value(LinkedPlan plan, PauliSum observable, double[] features, double[] weights)
    {
        var estimator = new LinkedEstimator(plan, observable);
        return estimator.Reconstruct(estimator.Execute(new(0, features, weights)));
    }

    // Five qubits of three processors: gates within them, measurements, and conditions on one or two bits of anybody.
    private static Circuit RandomProtocol(CounterRandom random)
    {
        var circuit = new CircuitBuilder(5, 3).Reserve(1, 1);
        int[][] pairs = [[0, 3], [1, 4]];
        for (int step = 0; step < 25; step++)
        {
            int qubit = random.NextInt32(5);
            switch (random.NextInt32(5))
            {
                case 0:
                    circuit.Add(Gates.RX, Angle.Feature(0) + random.NextDouble(), qubit);
                    break;
                case 1:
                    circuit.Add(Gates.CX, pairs[random.NextInt32(2)]);
                    break;
                case 2 when circuit.Build().Instructions.Count(i => i is Measurement) < 6:
                    circuit.Add(new Measurement(qubit, random.NextInt32(3)));
                    break;
                default:
                    int first = random.NextInt32(3);
                    int[] bits = random.NextInt32(2) == 0 ? [first] : [first, (first + 1) % 3];
                    circuit.Add(new Conditional(
                        new(bits.ToEquatableArray(), random.NextInt32(1 << bits.Length), random.NextInt32(2) == 0),
                        new GateInstruction(
                            Gates.RY, EquatableArray<int>.Of(qubit), new[] { Angle.Weight(0) + random.NextDouble() }.ToEquatableArray())));
                    break;
            }
        }

        return circuit.Build();
    }
}
