using System.Text.Json;
using CutAwareQnn.Circuits;
using CutAwareQnn.Circuits.OpenQasm;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using CutAwareQnn.Reference;
using Xunit;

namespace CutAwareQnn.Unit.Cutting;

/// <summary>X and phases under several controls, cut as one gate however its qubits are shared.</summary>
[Trait("Tier", "slow")]
public sealed class WideGateTests
{
    /// <summary>Sums of a few hundred products of size up to 1, in double precision.</summary>
    private const double Exact = 1e-10;

    /// <summary>γ of a swap under a control that parts the swapped qubits: 19/4 + 2√3.</summary>
    private const double ControlledSwap = 8.2141016151377544;

    private static readonly double[] Turns = [0.7, -1.1, 2.3, 0.4, -0.6];

    public static TheoryData<string, int, int> Splits
    {
        get
        {
            var data = new TheoryData<string, int, int>();
            foreach ((string name, int qubits) in new[] { ("mcphase", 3), ("ccx", 3), ("ccz", 3), ("mcphase", 4), ("c3x", 4), ("c4x", 5) })
            {
                for (int mask = 1; mask < (1 << qubits) - 1; mask += 2)
                {
                    data.Add(name, qubits, mask);
                }
            }

            return data;
        }
    }

    public static TheoryData<string> Cases => SharedData.Root is null ? [""]
        : [.. Stored("controls").Select(c => c.GetProperty("id").GetString()!)];

    [Theory]
    [MemberData(nameof(Splits))]
    public void Gate_CutAlongAnySplit_HasTheUncutValueAndGradientAtThePriceOfOnePhase(string name, int qubits, int mask)
    {
        Circuit circuit = Between(name, qubits);
        var observable =
            PauliSum.Parse(new string([.. Enumerable.Range(0, qubits).Select(q => "XYZ"[q % 3])]) + " + 0.3*" + new string('Z', qubits));
        var labels = new PartitionLabels(new string([.. Enumerable.Range(0, qubits).Select(q => (mask >> q & 1) == 1 ? 'A' : 'B')]));
        CutPlan plan = CutPlanner.Plan(circuit, observable, labels);
        double angle = circuit.WeightCount == 1 ? 0.9 : Math.PI;
        Assert.Equal(1 + (2 * Math.Abs(Math.Sin(angle / 2))), plan.Gamma(_ => 0.9), Exact);
        Assert.Single(plan.Cuts);
        Assert.Equal(5 + 5, plan.UniqueCircuitCount);

        EstimatorQuery[] queries = [new(0, [], circuit.WeightCount == 1 ? [0.9] : [])];
        var request = new GradientRequest(GradientMethod.Adjoint, GradientTargets.Weights);
        Estimate uncut = new ExactEstimator(circuit, observable).Estimate(queries, request)[0];
        Estimate cut = new CutEstimator(plan, new(ShotBudget.Exact)).Estimate(queries, request)[0];
        Assert.Equal(uncut.Value, cut.Value, Exact);
        Assert.Equal(Dense(circuit, observable, 0.9), cut.Value, Exact);
        for (int w = 0; w < circuit.WeightCount; w++)
        {
            Assert.Equal(uncut.Gradient!.Weights[w], cut.Gradient!.Weights[w], 1e-7);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void StoredCase_HasItsValueAndPrice(string id)
    {
        if (SharedData.Root is null)
        {
            Assert.Skip(SharedData.Missing);
        }

        JsonElement stored = Stored("controls").Single(c => c.GetProperty("id").GetString() == id);
        string text = (stored.TryGetProperty("qasm", out JsonElement qasm) ? qasm : stored.GetProperty("qasm3")).GetString()!;
        Circuit circuit = OpenQasmReader.Read(text).Circuit;
        var observable = PauliSum.Parse(stored.GetProperty("observable").GetString()!);
        CutPlan plan = CutPlanner.Plan(circuit, observable, new PartitionLabels(stored.GetProperty("labels").GetString()!));
        EstimatorQuery[] queries = [new(0, [], [])];
        Assert.Equal(
            stored.GetProperty("value").GetDouble(), new CutEstimator(plan, new(ShotBudget.Exact)).Estimate(queries)[0].Value, 1e-9);
        if (stored.TryGetProperty("gamma_lower_bound", out JsonElement bound))
        {
            Assert.InRange(plan.Gamma(_ => 0), bound.GetDouble(), stored.GetProperty("gamma").GetDouble());
        }
        else if (stored.TryGetProperty("gamma_local_at_most", out JsonElement most))
        {
            Assert.Equal(most.GetDouble(), plan.Gamma(_ => 0), 1e-9);
        }
        else if (stored.GetProperty("gamma") is { ValueKind: JsonValueKind.Number } gamma)
        {
            Assert.Equal(gamma.GetDouble(), plan.Gamma(_ => 0), 1e-9);
        }
    }

    [Fact]
    public void Helpers_OfSeveralGates_ShareOneQubitPerFragment()
    {
        Circuit circuit = OpenQasmReader.Read(
            "OPENQASM 3.0; include \"stdgates.inc\"; include \"qelib1.inc\"; qubit[4] q; h q; ccx q[0],q[1],q[2]; ry(0.3) q; ccx "
            + "q[3],q[1],q[0]; c3x q[2],q[0],q[1],q[3];").Circuit;
        CutPlan plan = CutPlanner.Plan(circuit, PauliSum.Parse("ZZZZ"), new PartitionLabels("AABB"), new(JoinsCuts: false));
        Assert.Equal([3, 3], plan.Fragments.Select(f => f.QubitCount));
        EstimatorQuery[] queries = [new(0, [], [])];
        Assert.Equal(
            Dense(circuit, PauliSum.Parse("ZZZZ"), 0), new CutEstimator(plan, new(ShotBudget.Exact)).Estimate(queries)[0].Value, Exact);
    }

    [Fact]
    public void Sampled_Value_IsWithinItsError()
    {
        Circuit circuit = Between("c3x", 4);
        var observable = PauliSum.Parse("XYZX");
        EstimatorQuery[] queries = [new(0, [], [])];
        double exact = Dense(circuit, observable, 0);
        foreach (string labels in new[] { "AABB", "ABBB", "ABAB" })
        {
            CutPlan plan = CutPlanner.Plan(circuit, observable, new PartitionLabels(labels));
            foreach (ShotAllocation allocation in new[] { ShotAllocation.Uniform, ShotAllocation.Sampled })
            {
                // Six values within five standard errors: a false alarm in 3e5 seeds.
                Estimate estimate =
                    new CutEstimator(plan, new(ShotBudget.InTotal(200_000), 17, Allocation: allocation)).Estimate(queries)[0];
                Assert.True(estimate.StandardError > 0);
                Assert.InRange(estimate.Value, exact - (5 * estimate.StandardError), exact + (5 * estimate.StandardError));
            }
        }
    }

    [Theory]
    [InlineData("ccx q[0],q[1],q[2];", 3, 2, 9)]
    [InlineData("ccx q[0],q[3],q[4]; cx q[0],q[1]; cx q[1],q[2]; cx q[3],q[4]; ccx q[0],q[1],q[2];", 5, 3, 9)]
    [InlineData("c3x q[0],q[1],q[2],q[3];", 4, 2, 9)]
    [InlineData("cswap q[0],q[1],q[2];", 3, 2, 9)]
    [InlineData("ctrl(2) @ p(0.7) q[0],q[1],q[2];", 3, 2, 2.8418)]
    [InlineData("cx q[0],q[1]; cswap q[0],q[1],q[2]; cx q[0],q[1]; swap q[0],q[1];", 3, 2, 67.47147)]
    [InlineData("cz q[1],q[2]; ctrl(2) @ rx(1.737) q[0],q[1],q[2]; swap q[1],q[2]; cx q[1],q[2];", 3, 2, 7.3102)]
    [InlineData("cz q[1],q[2]; ctrl(3) @ ry(-0.8) q[3],q[0],q[1],q[2]; swap q[1],q[2]; swap q[0],q[3]; cz q[0],q[3];", 4, 2, 3.30624)]
    public void Finder_CutsAWideGateAsOne(string statements, int qubits, int width, double overhead)
    {
        Circuit circuit = OpenQasmReader.Read(
            $"OPENQASM 3.0; include \"stdgates.inc\"; include \"qelib1.inc\"; qubit[{qubits}] q; ry(0.4) q; {statements} ry(0.3) "
            + "q;").Circuit;
        FoundCuts found = CutFinder.Find(circuit, new FinderLimits(width));
        Assert.Equal(overhead, found.Overhead, 1e-3);
        Assert.All(found.Fragments, f => Assert.True(f.Width <= width));
        var observable = PauliSum.Parse(new string('Z', qubits));
        EstimatorQuery[] queries = [new(0, [], [])];
        Assert.Equal(
            Dense(circuit, observable, 0),
            new CutEstimator(found.Plan(observable, isSampled: false), new(ShotBudget.Exact)).Estimate(queries)[0].Value,
            Exact);
    }

    // One of the three qubits against the other two, with the angle a symbol.
    [Theory]
    [InlineData("ctrl(2) @ rx(w) q[0],q[1],q[2];", "ABB")]
    [InlineData("ctrl(2) @ rz(w) q[2],q[1],q[0];", "AAB")]
    [InlineData("ctrl(2) @ ry(w) q[0],q[1],q[2]; cswap q[0],q[1],q[2];", "ABA")]
    public void SharedControl_OfARotation_HasTheUncutValueAndGradient(string statements, string labels)
    {
        Circuit circuit = OpenQasmReader.Read(
            "OPENQASM 3.0; include \"stdgates.inc\"; input float w; qubit[3] q; ry(0.4) q; rz(0.9) q; h q[1]; "
            + $"{statements} rx(0.3) q; ry(1.1) q;").Circuit;
        var observable = PauliSum.Parse("ZXY + 0.4*YIZ");
        CutPlan plan = CutPlanner.Plan(circuit, observable, new PartitionLabels(labels));
        var request = new GradientRequest(GradientMethod.Adjoint, GradientTargets.Weights);
        foreach (double angle in new[] { 0.9, -2.7, 4.4, 7.2, 11.9 })
        {
            double swaps = statements.Contains("cswap", StringComparison.Ordinal) ? ControlledSwap : 1;
            Assert.InRange(plan.Gamma(_ => angle) / swaps, 1, Math.Exp(plan.LargestLogGamma) / swaps);
            Assert.InRange(plan.Gamma(_ => angle) / swaps, 1, 4.16);
            EstimatorQuery[] queries = [new(0, [], [angle])];
            Estimate uncut = new ExactEstimator(circuit, observable).Estimate(queries, request)[0];
            Estimate cut = new CutEstimator(plan, new(ShotBudget.Exact)).Estimate(queries, request)[0];
            Assert.Equal(Dense(circuit, observable, angle), cut.Value, Exact);
            Assert.Equal(uncut.Value, cut.Value, Exact);
            Assert.Equal(uncut.Gradient!.Weights[0], cut.Gradient!.Weights[0], Exact);

            // Thirty values: a false alarm in 6e4 seeds.
            AssertDrawn(plan, queries, request, uncut);
        }
    }

    [Theory]
    [InlineData("ccx q[0],q[1],q[2]", "ABC", 6.75)]
    [InlineData("ctrl(2) @ p(w) q[2],q[0],q[1]", "ABC", 0)]
    [InlineData("ctrl(3) @ p(w) q[2],q[3],q[0],q[1]", "ABCC", 0)]
    [InlineData("ctrl(3) @ x q[2],q[3],q[0],q[1]", "ABCA", 6.75)]
    public void GateOnThreeLabels_IsCutAsOne(string statement, string labels, double gamma)
    {
        int qubits = labels.Length;
        Circuit circuit = OpenQasmReader.Read(
            $"OPENQASM 3.0; include \"stdgates.inc\"; input float w; qubit[{qubits}] q; ry(0.4) q; rz(0.9) q; h q[1]; ry(w) q[0]; "
            + $"{statement}; rx(0.3) q; ry(1.1) q;").Circuit;
        var observable = PauliSum.Parse("ZXYX"[..qubits] + " + 0.4*" + "YIZI"[..qubits]);
        CutPlan plan = CutPlanner.Plan(circuit, observable, new PartitionLabels(labels), new() { LinksSides = true });
        Assert.Equal(2, plan.Fragments.Count);
        Assert.Single(plan.Cuts);
        var request = new GradientRequest(GradientMethod.Adjoint, GradientTargets.Weights);
        foreach (double angle in new[] { 0.9, -2.7, 4.4 })
        {
            double k = 1 - Math.Cos(angle);
            double expected = gamma > 0 ? gamma : 1 + (23.0 / 8 * k) + (13.0 / 4 * Math.Abs(Math.Sin(angle)));
            Assert.Equal(expected, plan.Gamma(_ => angle), Exact);
            Assert.True(Math.Exp(plan.LargestLogGamma) >= expected - Exact);
            EstimatorQuery[] queries = [new(0, [], [angle])];
            Estimate uncut = new ExactEstimator(circuit, observable).Estimate(queries, request)[0];
            Estimate cut = new CutEstimator(plan, new(ShotBudget.Exact)).Estimate(queries, request)[0];
            Assert.Equal(Dense(circuit, observable, angle), cut.Value, Exact);
            Assert.Equal(uncut.Gradient!.Weights[0], cut.Gradient!.Weights[0], Exact);

            // Thirty-six values: a false alarm in 5e4 seeds.
            AssertDrawn(plan, queries, request, uncut);
        }
    }

    [Fact]
    public void Finder_LinksTwoSidesOfAGate_WithShots()
    {
        Circuit circuit = OpenQasmReader.Read("OPENQASM 3.0; include \"stdgates.inc\"; qubit[3] q; ry(0.4) q; ccx q[0],q[1],q[2];").Circuit;
        FoundCuts found = CutFinder.Find(circuit, new FinderLimits(1) { IsSampled = true });
        Assert.Equal(6.75, found.Gamma, Exact);
        CutPlan plan = found.Plan(PauliSum.Parse("ZZZ"), isSampled: true);
        Assert.Equal(6.75, plan.Gamma(_ => 0), Exact);
        EstimatorQuery[] queries = [new(0, [], [])];
        Assert.Equal(
            Dense(circuit, PauliSum.Parse("ZZZ"), 0), new CutEstimator(plan, new(ShotBudget.Exact)).Estimate(queries)[0].Value, Exact);
    }

    [Fact]
    public void Finder_MayScatterAWideGate_WhereOnlySoTheFragmentsFit()
    {
        Circuit circuit = OpenQasmReader.Read("OPENQASM 3.0; include \"stdgates.inc\"; qubit[3] q; ry(0.4) q; ccx q[0],q[1],q[2];").Circuit;
        FoundCuts found = CutFinder.Find(circuit, new FinderLimits(1));
        EstimatorQuery[] queries = [new(0, [], [])];
        Assert.Equal(
            Dense(circuit, PauliSum.Parse("ZZZ"), 0),
            new CutEstimator(found.Plan(PauliSum.Parse("ZZZ"), isSampled: false), new(ShotBudget.Exact)).Estimate(queries)[0].Value,
            Exact);
    }

    [Fact]
    public void Gates_OnAWideState_HaveTheDenseValue()
    {
        const int Qubits = 14;
        var builder = new CircuitBuilder(Qubits);
        for (int q = 0; q < Qubits; q++)
        {
            builder.Add(Gates.RY, 1 + (0.1 * q), q);
        }

        for (int controls = 2; controls <= Gates.MostControls; controls++)
        {
            builder.Add(Gates.MultiControlledPhase(controls), 0.3 * controls, [.. Enumerable.Range(controls % 3, controls + 1)]);
            builder.Add(Gates.MultiControlledX(controls), [.. Enumerable.Range(0, controls + 1).Select(k => Qubits - 1 - k)]);
        }

        Circuit circuit = builder.Add(Gates.RX, 0.7, 3).Add(Gates.RX, 0.4, 12).Build();
        var observable = PauliSum.Parse("ZXIIZIIIIIYIZI");
        double value = new ExactEstimator(circuit, observable).Estimate([new(0, [], [])])[0].Value;
        Assert.Equal(Dense(circuit, observable, 0), value, Exact);
    }

    private static IEnumerable<JsonElement> Stored(string key) =>
        JsonDocument.Parse(File.ReadAllText(SharedData.PathOf("cases", "next.json"))).RootElement.GetProperty(key).EnumerateArray();

    // The gate between layers of rotations without special meaning.
    private static Circuit Between(string name, int qubits)
    {
        var builder = new CircuitBuilder(qubits);
        Layer(0.4);
        Gate gate = name == "mcphase" ? Gates.MultiControlledPhase(qubits - 1) : Gates.Find(name)!;
        builder.Add(gate, gate.ParameterCount == 0 ? [] : [Angle.Weight(0)], [.. Enumerable.Range(0, qubits)]);
        Layer(-0.9);
        return builder.Build();

        void Layer(double shift)
        {
            for (int q = 0; q < qubits; q++)
            {
                builder.Add(Gates.RY, [Turns[q] + shift], [q]);
                builder.Add(Gates.RZ, [Turns[(q + 2) % 5] - shift], [q]);
            }
        }
    }

    // Values and slopes with shots, within five standard errors of the uncut ones.
    private static void AssertDrawn(CutPlan plan, EstimatorQuery[] queries, GradientRequest request, Estimate uncut)
    {
        foreach (ShotAllocation allocation in new[] { ShotAllocation.Uniform, ShotAllocation.Sampled })
        {
            Estimate drawn = new CutEstimator(plan, new(ShotBudget.InTotal(400_000), 5, Allocation: allocation)).Estimate(
                queries,
                allocation == ShotAllocation.Uniform
                    ? request with { Method = GradientMethod.ParameterShift, WithErrors = true }
                    : null)[0];
            Assert.InRange(drawn.Value, uncut.Value - (5 * drawn.StandardError), uncut.Value + (5 * drawn.StandardError));
            if (drawn.Gradient is { } gradient)
            {
                double error = 5 * gradient.WeightErrors![0];
                Assert.InRange(gradient.Weights[0], uncut.Gradient!.Weights[0] - error, uncut.Gradient!.Weights[0] + error);
            }
        }
    }

    private static double Dense(Circuit circuit, PauliSum observable, double weight)
    {
        var state = DenseCircuit.State(circuit.QubitCount, circuit.Gates.Select(g => new ReferenceGate(
            g.Gate.Name, [.. g.Angles.Select(a => a.Evaluate(_ => weight))], [.. g.Targets])));
        return observable.Terms.Sum(t => t.Coefficient * DenseState.Expectation(state, t.String.Letters));
    }
}
