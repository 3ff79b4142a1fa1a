using System.Reflection;
using System.Runtime.Intrinsics;
using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using CutAwareQnn.Simulation;
using Xunit;

namespace CutAwareQnn.Generators.Tests;

public class GeneratedCodeTests
{
    private const string Five = """
        using CutAwareQnn.Circuits;

        [QuantumCircuit(5), ZFeatureMap, RealAmplitudes(Reps = 2), Observable("ZZZZZ"), Observable("XXIYZ")]
        internal partial class Five;
        """;

    private static readonly (Type Lane, Type Arithmetic)[] Widths =
    [
        (typeof(Vector512<double>), typeof(EightLanes)), (typeof(Vector256<double>), typeof(FourLanes)), (typeof(double), typeof(OneLane)),
    ];

    private delegate void Sharing(ReadOnlySpan<double> weights, Span<double> shared);

    private delegate void LaneEvaluation(
        ReadOnlySpan<double> features, ReadOnlySpan<double> weights, ReadOnlySpan<double> shared, int count, Span<double> values);

    [Fact]
    public void LongCircuits_AreSplit_AndKeepTheirBits_InEveryWidth()
    {
        GeneratorRun run = GeneratorRun.Of(Five);
        Assert.Contains("Part1(", run.Generated("Five.Lanes.g.cs"), StringComparison.Ordinal);
        Assert.Empty(run.Complaints);
        Assembly assembly = run.Load();
        var type = CompiledType.Of(assembly, "Five");
        (double[] features, double[] weights) = RandomCircuitTests.Inputs(type.Circuit, 11);
        double[] expected = new double[22];
        new InterpretedCircuit(type.Circuit, type.Observables).Evaluate(features, weights, expected);
        RandomCircuitTests.AssertBits(expected, type.Evaluate(features, weights, 11));
        foreach ((Type lane, Type arithmetic) in Widths)
        {
            RandomCircuitTests.AssertBits(expected, EvaluateIn(lane, arithmetic, assembly.GetType("Five")!, features, weights, 11, 2));
        }
    }

    [Fact]
    public void CircuitsOverTheBudget_AreInterpreted()
    {
        GeneratorRun run = GeneratorRun.Of("""
            using CutAwareQnn.Circuits;

            [QuantumCircuit(8), ZFeatureMap, RealAmplitudes(Reps = 40), Observable("ZZZZZZZZ"), Partition("AAAABBBB")]
            internal partial class Eight;
            """);
        Assert.Equal(["CUTQ301", "CUTQ303"], run.Diagnostics.Select(d => d.Id).Order());
        Assert.Empty(run.Complaints);
        var type = CompiledType.Of(run.Load(), "Eight");
        (double[] features, double[] weights) = RandomCircuitTests.Inputs(type.Circuit, 1);
        var interpreted = new InterpretedCircuit(type.Circuit, type.Observables);
        double[] expected = new double[1];
        double[] byWeight = new double[weights.Length];
        interpreted.EvaluateWithGradient(features, weights, expected, new double[8], byWeight);
        RandomCircuitTests.AssertBits(expected, type.Evaluate(features, weights, 1));
        RandomCircuitTests.AssertBits(byWeight, type.Gradient(features, weights, 1).ByWeight);
    }

    [Theory]
    [InlineData("QuantumCircuit(4), ZFeatureMap, TwoLocal([\"ry\"], [\"rzz\"], Pairs = [0, 1, 2, 3], Reps = 80), Gate(\"cx\", 1, "
        + "2), Observable(\"ZZZZ\"), "
        + "Partition(\"AABB\")")]
    [InlineData("QuantumCircuit(4), ZFeatureMap, TwoLocal([\"ry\"], [\"rzz\"], Pairs = [0, 1, 2, 3], Reps = 80), Gate(\"cx\", 1, 2), "
        + "Gate(\"rzz(w*x[0])\", 1, 2), Observable(\"ZZZZ\"), CutGates(500, 501)")]
    public void CutForms_OverTheBudget_AreInterpreted_WithTheSameMembers(string attributes)
    {
        GeneratorRun run = GeneratorRun.Of($"using CutAwareQnn.Circuits;\n[{attributes}]\ninternal partial class Long;\n");
        Assert.Contains("CUTQ303", run.Diagnostics.Select(d => d.Id));
        Assert.Empty(run.Complaints);
        var type = CompiledType.Of(run.Load(), "Long");
        AssertCutIsUncut(type);

        const int Count = 3;
        (double[] features, double[] weights) = RandomCircuitTests.Inputs(type.Circuit, Count);
        RandomCircuitTests.AssertClose(
            type.EvaluateCut(features, weights, Count), type.EvaluateByStages(features, weights, Count, wantsEnvironments: false), 1e-12);
        RandomCircuitTests.AssertClose(
            type.EvaluateCut(features, weights, Count), type.EvaluateByStages(features, weights, Count, wantsEnvironments: true), 1e-12);

        // Central differences of step h err by h² and by rounding over h.
        (double backwards, double difference) = type.DerivativeOfFragment(0, features, weights, 1e-5);
        Assert.Equal(difference, backwards, 1e-8);
    }

    [Theory]
    [InlineData("Partition(\"AA\")", "CUTQ202")]
    [InlineData("MaxQubits(2)", null)]
    public void CutForms_ThatCutNothing_HaveTheSameMembers(string cuts, string? diagnostic)
    {
        GeneratorRun run = GeneratorRun.Of(
            $"using CutAwareQnn.Circuits;\n[QuantumCircuit(2), ZFeatureMap, RealAmplitudes, Observable(\"ZX\"), {cuts}]\ninternal "
            + "partial class Whole;\n");
        Assert.Equal(diagnostic, run.Diagnostics.SingleOrDefault()?.Id);
        Assert.Empty(run.Complaints);
        AssertCutIsUncut(CompiledType.Of(run.Load(), "Whole"));
    }

    [Theory]
    [InlineData("QuantumCircuit(7), ZZFeatureMap, RealAmplitudes(Reps = 2), Observable(\"ZZZZZZZ\")")]
    [InlineData("QuantumCircuit(8), ZFeatureMap, RealAmplitudes(Entanglement = Entanglement.Full), Observable(\"ZZZZZZZZ\")")]
    [InlineData("QuantumCircuit(9), AngleEncoding, StronglyEntanglingLayers(2), "
        + "Observable(\"0.5*ZIIIIIIIZ - XIYIIIIII + 2*IIIIIYYII + XIIIIIIII - IXIIIIIII + IIIIXIIII\"), Observable(\"IIIIXXZZY\")")]
    [InlineData(
        "QuantumCircuit(9), AngleEncoding, EfficientSU2(Reps = 2), Gate(\"ry(sin(w[0])*x[1])\", 3), Gate(\"rzz(w[1]*w[2])\", 0, "
        + "8), Gate(\"ccx\", 5, 1, 8), Observable(\"ZZZZZZZZZ\")")]
    [InlineData("QuantumCircuit(13), AngleEncoding, StronglyEntanglingLayers(2), Observable(\"ZIIIIIIIIIIIZ\")")]
    [InlineData("QuantumCircuit(16), AngleEncoding, StronglyEntanglingLayers(2), Observable(\"XIIIIIIZIIIIIIIZ\")")]
    public void DeepWideCircuits_AreSwept_AlikeInEveryWidth(string attributes)
    {
        GeneratorRun run = GeneratorRun.Of($"using CutAwareQnn.Circuits;\n[{attributes}]\ninternal partial class Swept;\n");
        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.Complaints);
        Assert.True(IsSwept(run, "Swept"));
        Assembly assembly = run.Load();
        AssertIsTheInterpreters(assembly, "Swept");
        var type = CompiledType.Of(assembly, "Swept");
        (double[] features, double[] weights) = RandomCircuitTests.Inputs(type.Circuit, 11);
        double[] values = type.Evaluate(features, weights, 11);
        foreach ((Type lane, Type arithmetic) in Widths)
        {
            RandomCircuitTests.AssertBits(
                values, EvaluateIn(lane, arithmetic, assembly.GetType("Swept")!, features, weights, 11, type.Observables.Count));
        }
    }

    // Qubits that nothing touches, that nothing entangles, and gates without an angle are among them.
    [Fact]
    public void RandomWideCircuits_AreTheInterpreters_SweptOrNot()
    {
        const int SampleCount = 4;
        GeneratorRun run = GeneratorRun.Of("using CutAwareQnn.Circuits;\n"
            + string.Concat(Enumerable.Range(0, SampleCount).Select(RandomDeclaration.Wide)));
        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.Complaints);
        Assembly assembly = run.Load();
        for (int seed = 0; seed < SampleCount; seed++)
        {
            AssertIsTheInterpreters(assembly, $"Wide{seed}");
        }

        Assert.InRange(Enumerable.Range(0, SampleCount).Count(seed => IsSwept(run, $"Wide{seed}")), 1, SampleCount);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(60)]
    public void DisjointPairs_AreNotSweptTogether(int reps)
    {
        string pairs = string.Join(", ", Enumerable.Range(0, 12));
        GeneratorRun run = GeneratorRun.Of($"""
            using CutAwareQnn.Circuits;

            [QuantumCircuit(12), AngleEncoding, TwoLocal(["ry", "rz"], ["cx"], Reps = {reps}, Pairs = [{pairs}])]
            [Observable("ZZZZZZZZZZZZ"), Observable("XYXYXYXYXYXY")]
            internal partial class Pairs;
            """);
        Assert.Empty(run.Complaints);
        Assert.DoesNotContain(run.Result.GeneratedSources, s => s.SourceText.ToString().Contains("Sweep0(", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(8, 1)]
    [InlineData(12, 1)]
    public void WideCircuits_AreContractedFromPieces(int qubits, int reps)
    {
        GeneratorRun run = GeneratorRun.Of($"""
            using CutAwareQnn.Circuits;

            [QuantumCircuit({qubits}), ZFeatureMap, RealAmplitudes(Reps = {reps}), Observable("{new string('Z', qubits)}")]
            internal partial class Wide;
            """);
        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.Complaints);
        var type = CompiledType.Of(run.Load(), "Wide");
        (double[] features, double[] weights) = RandomCircuitTests.Inputs(type.Circuit, 9);
        double[] expected = new double[9];
        double[] byFeature = new double[features.Length];
        double[] byWeight = new double[9 * weights.Length];
        new InterpretedCircuit(type.Circuit, type.Observables).EvaluateWithGradient(features, weights, expected, byFeature, byWeight);
        var compiled = type.Gradient(features, weights, 9);
        RandomCircuitTests.AssertClose(expected, type.Evaluate(features, weights, 9), 1e-12);
        RandomCircuitTests.AssertClose(byFeature, compiled.ByFeature, 1e-10);
        RandomCircuitTests.AssertClose(byWeight, compiled.ByWeight, 1e-10);
    }

    [Fact]
    public void GenericCode_ReachesPlanAndPartition()
    {
        var type = CompiledType.Of(GeneratorRun.Of("""
            using CutAwareQnn.Circuits;

            [QuantumCircuit(4), ZFeatureMap, RealAmplitudes(Reps = 1), Observable("ZZZZ"), Partition("ABCD")]
            internal partial class Chain;
            """).Load(), "Chain");
        Assert.Equal((4, 3, "ABCD"), (type.Plan.Fragments.Count, type.Plan.Cuts.Count, type.Partition.Letters));
        Assert.True(type.IsCutCompiled);
    }

    [Fact]
    public void CutsByPosition_CutGatesAndWires()
    {
        GeneratorRun run = GeneratorRun.Of("""
            using CutAwareQnn.Circuits;

            [QuantumCircuit(3), AngleEncoding, Gate("ry(w)", 0), Gate("cx", 0, 1), Gate("rzz(w)", 1, 2), Gate("ry(w)", 2)]
            [Observable("ZZZ"), CutGates(5), CutWires(1, 4)]
            internal partial class Chain;
            """);
        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.Complaints);
        var type = CompiledType.Of(run.Load(), "Chain");
        Assert.Equal((2, 3), (type.Plan.Cuts.Count, type.Circuit.WeightCount));
        AssertCutIsUncut(type);
    }

    [Theory]
    [InlineData("cx", typeof(JointGateCut))]
    [InlineData("rzz", typeof(JointGateCut))]
    [InlineData("swap", typeof(GateCut))]
    [InlineData("iswap", typeof(GateCut))]
    public void GatesAcross_AreCutTogether_WhereThatCostsLess(string gate, Type kind)
    {
        string pairs = kind == typeof(JointGateCut) ? "0, 1, 2, 3, 0, 2, 1, 3" : "1, 2";
        GeneratorRun run = GeneratorRun.Of($"""
            using CutAwareQnn.Circuits;

            [QuantumCircuit(4), AngleEncoding(Axis = Pauli.Y), TwoLocal(["ry"], ["{gate}"], Reps = 1, Pairs = [{pairs}]), Observable("ZXZY")]
            [Partition("AABB")]
            internal partial class Across;
            """);
        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.Complaints);
        var type = CompiledType.Of(run.Load(), "Across");
        Assert.IsType(kind, Assert.Single(type.Plan.Cuts).Cut);
        AssertCutIsUncut(type);
    }

    [Fact]
    public void FoundCuts_AreToldAndRun()
    {
        GeneratorRun run = GeneratorRun.Of("""
            using CutAwareQnn.Circuits;

            [QuantumCircuit(4), ZFeatureMap, RealAmplitudes(Reps = 1), Observable("ZZZZ"), MaxQubits(2)]
            internal partial class Found;
            """);
        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.Complaints);
        Assert.Contains(
            "/// Found partition AABB: at most 2 qubits per fragment; sampling overhead 9, the smallest possible.",
            run.Generated("Found.g.cs"), StringComparison.Ordinal);
        var type = CompiledType.Of(run.Load(), "Found");
        Assert.Equal("AABB", type.Partition.Letters);
        Assert.True(type.IsCutCompiled);
    }

    [Fact]
    public void Programs_FromFiles_AreLayers()
    {
        GeneratorRun run = GeneratorRun.Of(
            """
            using CutAwareQnn.Circuits;

            [QuantumCircuit(2), ZFeatureMap(Reps = 1), OpenQasm(File = "circuits/bell.qasm"), Observable("XZ")]
            internal partial class Bell;
            """,
            (
                "/home/circuits/bell.qasm",
                "OPENQASM 3.0;\ninclude \"stdgates.inc\";\ninput float t;\nqubit[2] q;\nry(t) q[0];\ncx q[0], q[1];\n"),
            ("/home/other/bell.qasm", ""));
        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.Complaints);
        Assert.Equal(6, CompiledType.Of(run.Load(), "Bell").Circuit.Instructions.Count);
    }

    [Fact]
    public void MisfittingSpans_AreRefused()
    {
        var type = CompiledType.Of(GeneratorRun.Of(Five).Load(), "Five");
        Assert.Contains(
            "7 features",
            Assert.Throws<CircuitException>(() => type.Evaluate(new double[7], new double[15], 1)).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "14 weights",
            Assert.Throws<CircuitException>(() => type.Gradient(new double[5], new double[14], 1)).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "NaN",
            Assert.Throws<CircuitException>(() => type.Evaluate([0, 0, double.NaN, 0, 0], new double[15], 1)).Message,
            StringComparison.Ordinal);
    }

    // Fused and stage by stage.
    private static void AssertCutIsUncut(CompiledType type)
    {
        const int Count = 9;
        (double[] features, double[] weights) = RandomCircuitTests.Inputs(type.Circuit, Count);
        var uncut = type.Gradient(features, weights, Count);
        var cut = type.CutGradient(features, weights, Count);
        RandomCircuitTests.AssertClose(uncut.Values, cut.Values, 1e-12);
        RandomCircuitTests.AssertClose(uncut.Values, type.EvaluateCut(features, weights, Count), 1e-12);
        RandomCircuitTests.AssertClose(uncut.ByWeight, cut.ByWeight, 1e-10);
        RandomCircuitTests.AssertClose(uncut.ByFeature, cut.ByFeature, 1e-10);
        IReadOnlyList<Estimate> estimates = type.Estimator(new(ShotBudget.Exact)).Estimate(
            RandomCircuitTests.Queries(type.Circuit, features, weights, Count),
            new(GradientMethod.Adjoint, GradientTargets.Weights));
        for (int q = 0; q < Count; q++)
        {
            Assert.Equal(uncut.Values[q], estimates[q].Value, 1e-12);
            RandomCircuitTests.AssertClose(estimates[q].Gradient!.Weights, uncut.ByWeight[(q * weights.Length)..][..weights.Length], 1e-10);
        }
    }

    private static bool IsSwept(GeneratorRun run, string name) =>
        run.Generated(name + ".Lanes.g.cs").Contains("Sweep0(", StringComparison.Ordinal);

    private static void AssertIsTheInterpreters(Assembly assembly, string name)
    {
        const int Count = 11;
        var type = CompiledType.Of(assembly, name);
        (double[] features, double[] weights) = RandomCircuitTests.Inputs(type.Circuit, Count);
        double[] expected = new double[Count * type.Observables.Count];
        double[] byFeature = new double[expected.Length * type.Circuit.FeatureCount];
        double[] byWeight = new double[expected.Length * type.Circuit.WeightCount];
        new InterpretedCircuit(type.Circuit, type.Observables).EvaluateWithGradient(features, weights, expected, byFeature, byWeight);
        double[] values = type.Evaluate(features, weights, Count);
        RandomCircuitTests.AssertClose(expected, values, 1e-12);
        var gradient = type.Gradient(features, weights, Count);
        foreach (int count in (int[])[Count, 5, 1])
        {
            double[] own = features[..(count * type.Circuit.FeatureCount)];
            RandomCircuitTests.AssertBits(values[..(count * type.Observables.Count)], type.Evaluate(own, weights, count));
            var compiled = type.Gradient(own, weights, count);
            RandomCircuitTests.AssertClose(expected[..compiled.Values.Length], compiled.Values, 1e-12);
            RandomCircuitTests.AssertClose(byFeature[..compiled.ByFeature.Length], compiled.ByFeature, 1e-10);
            RandomCircuitTests.AssertClose(byWeight[..compiled.ByWeight.Length], compiled.ByWeight, 1e-10);
            RandomCircuitTests.AssertBits(gradient.Values[..compiled.Values.Length], compiled.Values);
            RandomCircuitTests.AssertBits(gradient.ByFeature[..compiled.ByFeature.Length], compiled.ByFeature);
            RandomCircuitTests.AssertBits(gradient.ByWeight[..compiled.ByWeight.Length], compiled.ByWeight);
        }
    }

    private static double[] EvaluateIn(
        Type lane, Type arithmetic, Type type, double[] features, double[] weights, int count, int observableCount = 1)
    {
        const BindingFlags Hidden = BindingFlags.NonPublic | BindingFlags.Static;
        double[] shared = new double[1024];
        double[] values = new double[count * observableCount];
        Type Value(string outer) => type.GetNestedType(outer, Hidden)!.GetNestedType("Value", Hidden)!;
        Value("Kernels").GetMethod("Share", Hidden)!.CreateDelegate<Sharing>()(weights, shared);
        Value("Lanes`2").MakeGenericType(lane, arithmetic)
            .GetMethod("Evaluate", Hidden)!.CreateDelegate<LaneEvaluation>()(features, weights, shared, count, values);
        return values;
    }
}
