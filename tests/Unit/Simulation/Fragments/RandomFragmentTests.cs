using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Simulation;
using Xunit;

namespace CutAwareQnn.Unit.Simulation;

/// <summary>
/// Fragments of random circuits with a weight for every angle, measurements, resets and feed-forward among the gates: values against
/// the whole circuit, gradients against shift rules, batches against single queries.
/// </summary>
public sealed class RandomFragmentTests
{
    /// <summary>A contraction of up to 10^4 products of size 1.</summary>
    private const double Exact = 1e-11;

    // The slow contraction visits every entry of a fragment for every combination of bond entries.
    private const double MaxWork = 1e5;

    /// <summary>Twenty circuits of either kind with at least one cut that the slow contraction can afford.</summary>
    public static TheoryData<int, bool> Seeds
    {
        get
        {
            var seeds = new TheoryData<int, bool>();
            foreach (bool dynamic in (bool[])[false, true])
            {
                foreach (int seed in Enumerable.Range(100, 400).Where(s => IsAffordable(Plan(Draw(s, dynamic).Circuit, "AAB"))).Take(20))
                {
                    seeds.Add(seed, dynamic);
                }
            }

            return seeds;
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void CutCircuit_HasTheWholeCircuitsValueAndGradient(int seed, bool dynamic)
    {
        (Circuit circuit, double[] weights) = Draw(seed, dynamic);
        CutPlan plan = Plan(circuit, "AAB");
        for (int term = 0; term < plan.Terms.Count; term++)
        {
            PauliString observable = plan.Observable.Terms[term].String;
            Assert.Equal(Expectation(circuit, weights, observable), CutEvaluation.Value(plan, term, weights), Exact);
            AssertClose(ByShifts(circuit, weights, observable), CutEvaluation.Gradient(plan, term, weights));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void WholeCircuit_AsOneFragment_HasItsValueAndGradient(int seed, bool dynamic)
    {
        (Circuit circuit, double[] weights) = Draw(seed, dynamic);
        CutPlan plan = CutPlanner.PlanByLabel(circuit, Observable, PartitionLabels.None(3));
        for (int term = 0; term < plan.Terms.Count; term++)
        {
            PauliString observable = plan.Observable.Terms[term].String;
            Assert.Equal(Expectation(circuit, weights, observable), CutEvaluation.Value(plan, term, weights), Exact);
            AssertClose(ByShifts(circuit, weights, observable), CutEvaluation.Gradient(plan, term, weights));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Variants_OfEveryFragment_AreItsTensorExpanded(int seed, bool dynamic)
    {
        (Circuit circuit, double[] weights) = Draw(seed, dynamic);
        foreach (Fragment fragment in Plan(circuit, "AAB").Fragments.Where(f => f.VariantCount <= 125))
        {
            double[] slots = CutEvaluation.Slots(fragment, weights);
            double[] tensor = CutEvaluation.OfObservable(fragment, CutEvaluation.Tensors(fragment, slots), 0);
            AssertClose(
                FragmentTensors.Transform(tensor, [.. fragment.Legs.Select(l => l.Basis.Expansion)]),
                [.. FragmentTensors.Indices([.. fragment.Legs.Select(l => l.Basis.Operations.Count)])
                    .Select(variant => VariantSimulator.Expectation(fragment, variant, 0, slots))]);
        }
    }

    [Fact]
    public void Batch_OfQueries_IsEachQueryOnItsOwn_BitForBit()
    {
        const int Count = 5;
        (int seed, bool dynamic) = (Seeds.Last().Data.Item1, true);
        (Circuit circuit, double[] weights) = Draw(seed, dynamic);
        foreach (Fragment fragment in Plan(circuit, "AAB").Fragments)
        {
            var simulator = new StateVectorFragmentSimulator(fragment);
            double[][] queries =
                [.. Enumerable.Range(0, Count).Select(q => CutEvaluation.Slots(fragment, [.. weights.Select(w => w + (0.1 * q))]))];
            double[] environment = [.. Enumerable.Range(0, simulator.TensorLength).Select(e => Math.Sin(e + 1))];
            double[] tensors = new double[Count * simulator.TensorLength], gradients = new double[Count * fragment.Slots.Count];
            simulator.Evaluate([.. queries.SelectMany(q => q)], Count, tensors);
            simulator.Backward(
                [.. queries.SelectMany(q => q)], Count, [.. Enumerable.Repeat(environment, Count).SelectMany(e => e)], gradients);
            Assert.Equal(queries.SelectMany(q => CutEvaluation.Tensors(fragment, q)), tensors);
            Assert.Equal(queries.SelectMany(q => CutEvaluation.Backward(fragment, q, environment)), gradients);
        }
    }

    [Fact]
    public void Spans_OfTheWrongLength_NameBothCounts()
    {
        Circuit circuit = new CircuitBuilder(3)
            .Add(Gates.RY, Angle.Weight(0), 0).Add(Gates.CX, 0, 2).Add(Gates.RX, Angle.Weight(1), 0).Build();
        Fragment fragment = Plan(circuit, "AAB").Fragments[0];
        var simulator = new StateVectorFragmentSimulator(fragment);
        int slots = fragment.Slots.Count;
        var exception = Assert.Throws<CircuitException>(
            () => simulator.Evaluate(new double[slots + 1], 1, new double[simulator.TensorLength]));
        Assert.Contains($"{slots + 1} angles", exception.Message, StringComparison.Ordinal);
        Assert.Contains($"{slots} in all", exception.Message, StringComparison.Ordinal);
        Assert.Throws<CircuitException>(() => simulator.Evaluate(new double[slots], 1, new double[1]));
        Assert.Throws<CircuitException>(() => simulator.Backward(new double[slots], 1, new double[1], new double[slots]));
        double[] bad = new double[slots];
        bad[^1] = double.NaN;
        Assert.Throws<CircuitException>(() => simulator.Evaluate(bad, 1, new double[simulator.TensorLength]));
    }

    [Fact]
    public void VariantCircuit_ReplacesEveryCutEnd_AndNamesItsSigns()
    {
        Circuit circuit = new CircuitBuilder(2).Add(Gates.H, 0).Add(Gates.CX, 0, 1).Add(Gates.RY, Angle.Weight(0), 1).Build();
        Fragment fragment = CutPlanner.Plan(circuit, PauliSum.Parse("ZZ"), PartitionLabels.Parse("AB", 2)).Fragments[0];
        int measured = fragment.Legs[0].Basis.Operations.ToList().FindIndex(o => o.Measures);
        VariantCircuit variant = VariantCircuit.Build(fragment, [measured]);
        Assert.DoesNotContain(variant.Circuit.Instructions, i => i is CutEnd);
        Assert.Equal(1, variant.Circuit.BitCount);
        Assert.Equal([0], variant.SignBits);
        Assert.Contains(new Measurement(0, 0), variant.Circuit.Instructions);
        Assert.Empty(VariantCircuit.Build(fragment, [0]).SignBits);
        Assert.Throws<CutException>(() => VariantCircuit.Build(fragment, []));
        Assert.Throws<CutException>(() => VariantCircuit.Build(fragment, [5]));
        Assert.Throws<CutException>(() => VariantSimulator.Expectation(fragment, [0], 1, []));
    }

    private static PauliSum Observable { get; } = PauliSum.Parse("ZXY + IZZ - 0.5*XII");

    // Conditional gates that depend on other qubits cannot be cut apart from them, whatever the labels; the others may be.
    private static (Circuit Circuit, double[] Weights) Draw(int seed, bool dynamic)
    {
        Circuit circuit = RandomCircuit.Draw(seed, dynamic, length: 9).Circuit;
        return RandomCircuit.WithWeights(circuit with
        {
            Instructions =
                circuit.Instructions.Where(i => i is not Conditional conditional || IsAlone(circuit, conditional)).ToEquatableArray(),
        });
    }

    private static bool IsAlone(Circuit circuit, Conditional conditional) => conditional.Qubits.Count == 1 && circuit.Instructions
        .Where(i => i.Unconditional() is Measurement measurement && conditional.ClassicalBits().Contains(measurement.Bit))
        .All(i => i.Qubits[0] == conditional.Qubits[0]);

    private static bool IsAffordable(CutPlan plan)
    {
        double combinations = plan.Cuts.Aggregate(1.0, (n, c) => n * c.Form.Bond(_ => 0.7).Count(b => b != 0));
        double entries = plan.Fragments.Sum(f => f.Legs.Aggregate(1.0, (n, l) => n * l.Basis.Dimension));
        return plan.Cuts.Count > 0 && combinations * entries <= MaxWork;
    }

    private static CutPlan Plan(Circuit circuit, string labels) =>
        CutPlanner.Plan(circuit, Observable, PartitionLabels.Parse(labels, circuit.QubitCount));

    private static double Expectation(Circuit circuit, double[] weights, PauliString observable) =>
        CircuitSimulator.Expectation(circuit, [], weights, observable, []);

    // Every angle is a weight of its own, in the order of the instructions.
    private static double[] ByShifts(Circuit circuit, double[] weights, PauliString observable)
    {
        ShiftRule[] rules =
        [
            .. circuit.Instructions.Select(i => i.Unconditional()).OfType<GateInstruction>().SelectMany(g => g.Gate.ShiftRules),
        ];
        return
        [
            .. rules.Select((rule, w) => rule.Terms.Sum(t => t.Coefficient * Expectation(
                circuit, [.. weights.Select((value, k) => k == w ? value + t.Shift : value)], observable))),
        ];
    }

    private static void AssertClose(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], Exact);
        }
    }
}
