using System.Text.Json;
using CutAwareQnn.Circuits;
using CutAwareQnn.Circuits.OpenQasm;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using CutAwareQnn.Reference;
using Xunit;

namespace CutAwareQnn.Unit.Cutting;

/// <summary>Runs of gates written as rotations about Pauli strings, and last Clifford gates as part of the observable.</summary>
public sealed class GadgetTests
{
    /// <summary>Sums of a few hundred products of size up to 1, in double precision.</summary>
    private const double Exact = 1e-10;

    private static readonly PlanSettings Singly = new(JoinsCuts: false);

    public static TheoryData<string> Cases => SharedData.Root is null ? [""]
        : [.. Stored().Select(c => c.GetProperty("id").GetString()!)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void StoredCase_HasItsValueAndAtMostItsPrice(string id)
    {
        if (SharedData.Root is null)
        {
            Assert.Skip(SharedData.Missing);
        }

        JsonElement stored = Stored().Single(c => c.GetProperty("id").GetString() == id);
        OpenQasmProgram program =
            OpenQasmReader.Read((stored.TryGetProperty("qasm", out JsonElement qasm) ? qasm : stored.GetProperty("qasm3")).GetString()!);
        Circuit circuit = program.Circuit;
        var observable = PauliSum.Parse(stored.GetProperty("observable").GetString()!);
        var labels = new PartitionLabels(stored.GetProperty("labels").GetString()!);
        bool isTail = stored.TryGetProperty("gamma_best", out JsonElement best);
        CutPlan plan = CutPlanner.Plan(circuit, observable, labels, Singly with { MovesTail = isTail });
        (double[] features, double[] weights) = stored.TryGetProperty("inputs", out JsonElement inputs)
            ? (new[] { inputs.GetProperty("x_0").GetDouble() }, new[] { inputs.GetProperty("w").GetDouble() })
            : (Array.Empty<double>(), Array.Empty<double>());
        double Value(Symbol symbol) => symbol.Kind == SymbolKind.Feature ? features[symbol.Index] : weights[symbol.Index];
        JsonElement price = isTail
            ? best
            : stored.TryGetProperty("gamma_single", out JsonElement single) ? single : stored.GetProperty("gamma_gadgets");
        Assert.InRange(plan.Gamma(Value), 1, price.GetDouble() + 1e-9);

        EstimatorQuery[] queries = [new(0, features, weights)];
        var request = new GradientRequest(GradientMethod.Adjoint, GradientTargets.Features | GradientTargets.Weights);
        Estimate cut = new CutEstimator(plan, new(ShotBudget.Exact)).Estimate(queries, request)[0];
        Assert.Equal(stored.GetProperty("value").GetDouble(), cut.Value, 1e-9);
        if (stored.TryGetProperty("gradient", out JsonElement gradient))
        {
            Assert.Equal(gradient.GetProperty("x_0").GetDouble(), cut.Gradient!.Features[0], 1e-7);
            Assert.Equal(gradient.GetProperty("w").GetDouble(), cut.Gradient.Weights[0], 1e-7);
        }

        Assert.Equal(observable, plan.GivenObservable);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void StoredCase_HasItsPriceGateByGateAndAtMostThoseTogether(string id)
    {
        if (SharedData.Root is null)
        {
            Assert.Skip(SharedData.Missing);
        }

        JsonElement stored = Stored().Single(c => c.GetProperty("id").GetString() == id);
        string text = (stored.TryGetProperty("qasm", out JsonElement qasm) ? qasm : stored.GetProperty("qasm3")).GetString()!;
        Circuit circuit = OpenQasmReader.Read(text).Circuit;
        var observable = PauliSum.Parse(stored.GetProperty("observable").GetString()!);
        var labels = new PartitionLabels(stored.GetProperty("labels").GetString()!);
        double plain = CutPlanner.Plan(circuit, observable, labels, PlanSettings.Plain).Gamma(_ => 0.3);
        double given = stored.GetProperty("gamma_gate_by_gate").GetDouble();
        Assert.Equal(1, plain / given, 1e-9);
        if (stored.TryGetProperty("gamma_parallel", out JsonElement parallel))
        {
            // Gates that share qubits are not cut in parallel; with an ancilla they are.
            double together = CutPlanner.Plan(circuit, observable, labels).Gamma(_ => 0);
            Assert.InRange(together, 1, (id == "zz-full-ra" ? stored.GetProperty("gamma_single") : parallel).GetDouble() + 1e-9);

            // Two qubits and an ancilla on each side.
            FoundCuts found = CutFinder.Find(circuit, new FinderLimits(3) { FragmentCount = 2 }, new() { FindsGadgets = true });
            Assert.InRange(found.Gamma, 1, stored.GetProperty("gamma_joint_ancilla").GetDouble() + 1e-9);
        }
    }

    [Theory]
    [InlineData(Entanglement.Linear, 27, 27)]
    [InlineData(Entanglement.Full, 19683, 7203)]
    public void FeatureMapAndAnsatz_Unbound_CostAtMostTheStoredPrices(Entanglement entanglement, double singly, double parallel)
    {
        Circuit circuit = new CircuitBuilder(4).Add(new ZZFeatureMap(2, entanglement)).Add(new RealAmplitudes(1)).Build();
        var labels = new PartitionLabels("AABB");
        Assert.InRange(Math.Exp(CutPlanner.Plan(circuit, PauliSum.Parse("ZZZZ"), labels, Singly).LargestLogGamma), 1, singly + 1e-6);
        Assert.InRange(Math.Exp(CutPlanner.Plan(circuit, PauliSum.Parse("ZZZZ"), labels).LargestLogGamma), 1, parallel + 1e-6);
    }

    [Fact]
    public void RandomCircuits_KeepTheirStateAndNeverBecomeDearer()
    {
        Gate[] frequent =
        [
            Gates.CX,
            Gates.CX,
            Gates.CX,
            Gates.CZ,
            Gates.CY,
            Gates.Swap,
            Gates.ISwap,
            Gates.ECR,
            Gates.DCX,
            Gates.RZZ,
            Gates.CRX,
            Gates.CP,
        ];
        Gate[] single = [Gates.H, Gates.S, Gates.SX, Gates.RZ, Gates.RZ, Gates.RX, Gates.RY, Gates.T, Gates.U];
        var random = new Random(11);
        int rewritten = 0;
        for (int i = 0; i < 60; i++)
        {
            int qubits = random.Next(2, 6);
            var builder = new CircuitBuilder(qubits);
            for (int q = 0; q < qubits; q++)
            {
                builder.Add(Gates.RY, random.NextDouble(), q);
            }

            for (int g = 0; g < 14; g++)
            {
                Gate gate = random.Next(2) == 0 ? frequent[random.Next(frequent.Length)] : single[random.Next(single.Length)];
                int[] on = [.. Enumerable.Range(0, qubits).OrderBy(_ => random.Next()).Take(gate.QubitCount)];
                builder.Add(gate, [.. Enumerable.Range(0, gate.ParameterCount).Select(_ => (Angle)(random.NextDouble() * 3))], on);
            }

            Circuit circuit = builder.Build();
            var labels = new PartitionLabels(
                new string([.. Enumerable.Range(0, qubits).Select(q => q < qubits / 2 ? 'A' : q % 2 == 0 ? 'B' : 'C')]));
            var observable = PauliSum.Parse(
                new string([.. Enumerable.Range(0, qubits).Select(_ => "XYZ"[random.Next(3)])]) + " - 0.4*" + new string('Z', qubits));
            double exact = Dense(circuit, observable);
            Circuit written = GadgetRewriting.Write(circuit, labels);
            rewritten += ReferenceEquals(written, circuit) ? 0 : 1;
            Assert.Equal(exact, Dense(written, observable), Exact);
            (Circuit tail, PauliSum observed) = GadgetRewriting.Write(circuit, labels, observable);
            Assert.Equal(exact, Dense(tail, observed), Exact);
            Assert.Equal(observable.OneNorm, observed.OneNorm, Exact);
            double before = CutPlanner.Plan(circuit, observable, labels, Singly with { FindsGadgets = false }).LargestLogGamma;
            double after = CutPlanner.Plan(circuit, observable, labels, Singly).LargestLogGamma;
            Assert.InRange(after, 0, before + 1e-9);
            Assert.InRange(CutPlanner.Plan(circuit, observable, labels, Singly with { MovesTail = true }).LargestLogGamma, 0, after + 1e-9);
        }

        Assert.InRange(rewritten, 10, 60);
    }

    [Theory]
    [InlineData("qaoa-cx")]
    [InlineData("zz-full-ra")]
    [InlineData("ladder-rz")]
    public void Finder_WritesGadgets_WhereThatIsCheaper(string id)
    {
        if (SharedData.Root is null)
        {
            Assert.Skip(SharedData.Missing);
        }

        JsonElement stored = Stored().Single(c => c.GetProperty("id").GetString() == id);
        Circuit circuit = OpenQasmReader.Read(stored.GetProperty("qasm").GetString()!).Circuit;
        FoundCuts plain = CutFinder.Find(circuit, new FinderLimits(2));
        FoundCuts found = CutFinder.Find(circuit, new FinderLimits(2), new() { FindsGadgets = true });
        Assert.True(found.Log10Overhead < plain.Log10Overhead - 0.5);
        Assert.InRange(found.Log10LowerBound, 0, found.Log10Overhead + 1e-9);
        CutPlan plan = found.Plan(PauliSum.Parse(stored.GetProperty("observable").GetString()!), isSampled: false);
        Assert.Equal(
            stored.GetProperty("value").GetDouble(),
            new CutEstimator(plan, new(ShotBudget.Exact)).Estimate([new(0, [], [])])[0].Value,
            1e-9);
    }

    [Fact]
    public void Frame_WrittenAsGates_IsTheSameFrame()
    {
        Gate[] gates = [Gates.H, Gates.S, Gates.SX, Gates.CX, Gates.CZ, Gates.CY, Gates.ISwap, Gates.Swap, Gates.Y, Gates.ECR];
        var random = new Random(5);
        for (int i = 0; i < 60; i++)
        {
            int qubits = random.Next(2, 6);
            GateInstruction[] drawn =
                [.. Enumerable.Range(0, 12).Select(_ => gates[random.Next(gates.Length)]).Select(gate => new GateInstruction(
                gate,
                Enumerable.Range(0, qubits).OrderBy(_ => random.Next()).Take(gate.QubitCount).ToEquatableArray(),
                EquatableArray<Angle>.Empty))];
            CliffordFrame frame = Frame(qubits, drawn);
            CliffordFrame again = Frame(qubits, CliffordSynthesis.Write(frame, qubits));
            for (int q = 0; q < qubits; q++)
            {
                foreach (Pauli pauli in new[] { Pauli.X, Pauli.Y, Pauli.Z })
                {
                    Assert.True(frame.Image(q, pauli).HasLettersOf(again.Image(q, pauli)));
                    Assert.Equal(frame.Image(q, pauli).Sign, again.Image(q, pauli).Sign);
                }
            }
        }
    }

    [Fact]
    public void FeatureMap_AsExportersWriteIt_CostsNoMoreUnbound()
    {
        const string Text =
            """
            OPENQASM 3.0; include "stdgates.inc";
            input array[float, 4] x; input array[float, 8] w;
            qubit[4] q;
            h q;
            for int i in [0:3] { p(2*x[i]) q[i]; }
            for int i in [0:2] { cx q[i], q[i+1]; p(2*(pi-x[i])*(pi-x[i+1])) q[i+1]; cx q[i], q[i+1]; }
            for int i in [0:3] { ry(w[i]) q[i]; }
            cx q[2], q[3]; cx q[1], q[2]; cx q[0], q[1];
            for int i in [0:3] { ry(w[i+4]) q[i]; }
            """;
        Circuit circuit = OpenQasmReader.Read(Text).Circuit;
        var observable = PauliSum.Parse("ZZZZ");
        CutPlan plan = CutPlanner.Plan(circuit, observable, new PartitionLabels("AABB"));
        Assert.Equal(9, Math.Exp(plan.LargestLogGamma), 1e-9);
        Assert.Equal(
            27, Math.Exp(CutPlanner.Plan(circuit, observable, new PartitionLabels("AABB"), PlanSettings.Plain).LargestLogGamma), 1e-9);

        var random = new Random(2);
        double[] features = [.. Enumerable.Range(0, 4).Select(_ => random.NextDouble())];
        double[] weights = [.. Enumerable.Range(0, 8).Select(_ => random.NextDouble())];
        EstimatorQuery[] queries = [new(0, features, weights)];
        var request = new GradientRequest(GradientMethod.Adjoint, GradientTargets.Features | GradientTargets.Weights);
        Estimate exact = new ExactEstimator(circuit, observable).Estimate(queries, request)[0];
        Estimate cut = new CutEstimator(plan, new(ShotBudget.Exact)).Estimate(queries, request)[0];
        Assert.Equal(exact.Value, cut.Value, Exact);
        Assert.All(exact.Gradient!.Features.Zip(cut.Gradient!.Features), p => Assert.Equal(p.First, p.Second, 1e-7));
        Assert.All(exact.Gradient.Weights.Zip(cut.Gradient.Weights), p => Assert.Equal(p.First, p.Second, 1e-7));

        // The published mode cuts what was given.
        Estimate published = new CutEstimator(plan, new(ShotBudget.Exact, Mode: QueryMode.Published)).Estimate(queries)[0];
        Assert.Equal(exact.Value, published.Value, Exact);
        Assert.Equal(216, plan.PublishedTermCount);
    }

    [Theory]
    [InlineData(0.1, 1.8)]
    [InlineData(0.5, 3)]
    public void StudyCircuit_WithSmallWeights_CostsLessThanItsGate(double size, double most)
    {
        var random = new Random(4);
        double[] features = [.. Enumerable.Range(0, 4).Select(_ => random.NextDouble())];
        for (int i = 0; i < 10; i++)
        {
            double[] weights = [.. Enumerable.Range(0, 8).Select(_ => size * ((2 * random.NextDouble()) - 1))];
            double Value(Symbol symbol) => (symbol.Kind == SymbolKind.Feature ? features : weights)[symbol.Index];
            CutPlan plan = CutPlanner.Plan(
                StudyCircuit.Circuit, StudyCircuit.Observable, new PartitionLabels("AABB"), new() { MovesTail = true, PriceAt = Value });
            Assert.InRange(plan.Gamma(Value), 1, most);
            EstimatorQuery[] queries = [new(0, features, weights)];
            var request = new GradientRequest(GradientMethod.Adjoint, GradientTargets.Features | GradientTargets.Weights);
            Estimate exact = new ExactEstimator(StudyCircuit.Circuit, StudyCircuit.Observable).Estimate(queries, request)[0];
            Estimate cut = new CutEstimator(plan, new(ShotBudget.Exact)).Estimate(queries, request)[0];
            Assert.Equal(exact.Value, cut.Value, Exact);
            Assert.All(exact.Gradient!.Features.Zip(cut.Gradient!.Features), p => Assert.Equal(p.First, p.Second, 1e-7));
            Assert.All(exact.Gradient.Weights.Zip(cut.Gradient.Weights), p => Assert.Equal(p.First, p.Second, 1e-7));

            // At other values the same plan is right too.
            double[] others = [.. weights.Select(w => w + 1)];
            EstimatorQuery[] elsewhere = [new(1, features, others)];
            Assert.Equal(
                new ExactEstimator(StudyCircuit.Circuit, StudyCircuit.Observable).Estimate(elsewhere)[0].Value,
                new CutEstimator(plan, new(ShotBudget.Exact)).Estimate(elsewhere)[0].Value,
                Exact);
        }

        // Without values every gadget may cost 3, and the gate stays.
        Assert.Equal(3, Math.Exp(CutPlanner.Plan(
            StudyCircuit.Circuit, StudyCircuit.Observable, new PartitionLabels("AABB"), new() { MovesTail = true }).LargestLogGamma), 1e-9);
    }

    private static CliffordFrame Frame(int qubits, IEnumerable<GateInstruction> gates)
    {
        var frame = new CliffordFrame(qubits);
        foreach (GateInstruction gate in gates)
        {
            frame.Append(gate, CliffordImages.Of(gate)!);
        }

        return frame;
    }

    private static IEnumerable<JsonElement> Stored() =>
        JsonDocument.Parse(File.ReadAllText(SharedData.PathOf("cases", "next.json"))).RootElement.GetProperty("gadgets").EnumerateArray()
            .Where(c => c.TryGetProperty("value", out _));

    private static double Dense(Circuit circuit, PauliSum observable)
    {
        var state = DenseCircuit.State(circuit.QubitCount, circuit.Gates.Select(g => new ReferenceGate(
            g.Gate.Name, [.. g.Angles.Select(a => a.Constant)], [.. g.Targets])));
        return observable.Terms.Sum(t => t.Coefficient * DenseState.Expectation(state, t.String.Letters));
    }
}
