using System.Reflection;
using CutAwareQnn.Circuits;
using CutAwareQnn.Simulation;
using Xunit;

namespace CutAwareQnn.Generators.Tests;

public class GeneratedCodeTests
{
    private const string Six = """
        using CutAwareQnn.Circuits;

        [QuantumCircuit(6), ZFeatureMap, RealAmplitudes(Reps = 1), Observable("ZZZZZZ")]
        internal partial class Six;
        """;

    private delegate void Sharing(ReadOnlySpan<double> weights, Span<double> shared);

    private delegate void LaneEvaluation(
        ReadOnlySpan<double> features, ReadOnlySpan<double> weights, ReadOnlySpan<double> shared, int count, Span<double> values);

    [Fact]
    public void LongCircuits_AreSplit_AndKeepTheirBits_InEveryWidth()
    {
        GeneratorRun run = GeneratorRun.Of(Six);
        Assert.Contains("Part1(", run.Generated("Six.Lanes512.g.cs"), StringComparison.Ordinal);
        Assert.Empty(run.Complaints);
        Assembly assembly = run.Load();
        var type = CompiledType.Of(assembly, "Six");
        (double[] features, double[] weights) = RandomCircuitTests.Inputs(type.Circuit, 11);
        double[] expected = new double[11];
        new InterpretedCircuit(type.Circuit, type.Observables).Evaluate(features, weights, expected);
        RandomCircuitTests.AssertBits(expected, type.Evaluate(features, weights, 11));
        foreach (string width in (string[])["Lanes512", "Lanes256", "Lanes1"])
        {
            RandomCircuitTests.AssertBits(expected, EvaluateIn(width, assembly.GetType("Six")!, features, weights, 11));
        }
    }

    [Fact]
    public void CircuitsOverTheBudget_AreInterpreted()
    {
        GeneratorRun run = GeneratorRun.Of("""
            using CutAwareQnn.Circuits;

            [QuantumCircuit(8), ZFeatureMap, RealAmplitudes(Reps = 2), Observable("ZZZZZZZZ"), Partition("AAAABBBB")]
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
        (double[] features, double[] weights) = RandomCircuitTests.Inputs(type.Circuit, 9);
        var uncut = type.Gradient(features, weights, 9);
        var cut = type.CutGradient(features, weights, 9);
        for (int i = 0; i < uncut.ByWeight.Length; i++)
        {
            Assert.Equal(uncut.ByWeight[i], cut.ByWeight[i], 1e-10);
        }
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
            "/// Found partition AABB: at most 2 qubits a fragment; sampling overhead 9, the smallest possible.",
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
            ("/home/circuits/bell.qasm", "OPENQASM 3.0;\ninclude \"stdgates.inc\";\ninput float t;\nqubit[2] q;\nry(t) q[0];\ncx q[0], q[1];\n"),
            ("/home/other/bell.qasm", ""));
        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.Complaints);
        Assert.Equal(6, CompiledType.Of(run.Load(), "Bell").Circuit.Instructions.Count);
    }

    [Fact]
    public void MisfittingSpans_AreRefused()
    {
        var type = CompiledType.Of(GeneratorRun.Of(Six).Load(), "Six");
        Assert.Contains("7 features", Assert.Throws<CircuitException>(() => type.Evaluate(new double[7], new double[12], 1)).Message, StringComparison.Ordinal);
        Assert.Contains("11 weights", Assert.Throws<CircuitException>(() => type.Gradient(new double[6], new double[11], 1)).Message, StringComparison.Ordinal);
        Assert.Contains("NaN", Assert.Throws<CircuitException>(() => type.Evaluate([0, 0, double.NaN, 0, 0, 0], new double[12], 1)).Message, StringComparison.Ordinal);
    }

    private static double[] EvaluateIn(string width, Type type, double[] features, double[] weights, int count)
    {
        const BindingFlags Hidden = BindingFlags.NonPublic | BindingFlags.Static;
        double[] shared = new double[1024];
        double[] values = new double[count];
        Type Value(string outer) => type.GetNestedType(outer, Hidden)!.GetNestedType("Value", Hidden)!;
        Value("Kernels").GetMethod("Share", Hidden)!.CreateDelegate<Sharing>()(weights, shared);
        Value(width).GetMethod("Evaluate", Hidden)!.CreateDelegate<LaneEvaluation>()(features, weights, shared, count, values);
        return values;
    }
}
