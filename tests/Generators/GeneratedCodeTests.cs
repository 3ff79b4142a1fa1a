using System.Reflection;
using System.Text;
using CutAwareQnn.Circuits;
using CutAwareQnn.Simulation;
using Xunit;

namespace CutAwareQnn.Generators.Tests;

public class GeneratedCodeTests
{
    private delegate void Evaluation(ReadOnlySpan<double> features, ReadOnlySpan<double> weights, Span<double> values);

    private delegate void Sharing(ReadOnlySpan<double> weights, Span<double> shared);

    private delegate void LaneEvaluation(
        ReadOnlySpan<double> features, ReadOnlySpan<double> weights, ReadOnlySpan<double> shared, Span<double> values);

    [Fact]
    public void CompiledCircuits_HaveTheInterpretersBits_InEveryWidth()
    {
        Sample[] samples = [.. Enumerable.Range(0, 24).Select(Sample.Make)];
        GeneratorRun run = GeneratorRun.Of("using CutAwareQnn.Circuits;\n" + string.Concat(samples.Select(s => s.Source)));
        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.Complaints);
        Assembly assembly = run.Load();
        foreach (Sample sample in samples)
        {
            Type type = assembly.GetType(sample.Name)!;
            var circuit = (Circuit)type.GetProperty("Circuit")!.GetValue(null)!;
            var observable = (PauliSum)type.GetProperty("Observable")!.GetValue(null)!;
            Assert.Equal(sample.Circuit, circuit);
            var interpreted = new InterpretedCircuit(circuit, observable);
            foreach (int count in (int[])[0, 1, 3, 8, 21])
            {
                double[] features = Numbers(count + 1, count * circuit.FeatureCount);
                double[] weights = Numbers(7, circuit.WeightCount);
                double[] expected = new double[count];
                interpreted.Evaluate(features, weights, expected);
                AssertBits(expected, Evaluate(type, features, weights, count));
                foreach (string width in (string[])["Lanes512", "Lanes256", "Lanes1"])
                {
                    AssertBits(expected, EvaluateIn(width, type, features, weights, count));
                }
            }
        }
    }

    [Fact]
    public void LongCircuits_AreSplit_AndKeepTheirBits()
    {
        const string Source = """
            using CutAwareQnn.Circuits;

            [QuantumCircuit(6), ZFeatureMap, RealAmplitudes(Reps = 1), Observable("ZZZZZZ")]
            internal partial class Six;
            """;
        GeneratorRun run = GeneratorRun.Of(Source);
        Assert.Contains("Part1(", run.File("Six.Lanes512.g.cs"), StringComparison.Ordinal);
        Assert.Empty(run.Complaints);
        Type type = run.Load().GetType("Six")!;
        double[] features = Numbers(1, 6 * 11);
        double[] weights = Numbers(2, 12);
        double[] expected = new double[11];
        new InterpretedCircuit((Circuit)type.GetProperty("Circuit")!.GetValue(null)!, PauliSum.Parse("ZZZZZZ"))
            .Evaluate(features, weights, expected);
        foreach (string width in (string[])["Lanes512", "Lanes256", "Lanes1"])
        {
            AssertBits(expected, EvaluateIn(width, type, features, weights, 11));
        }
    }

    [Fact]
    public void CircuitsOverTheBudget_AreInterpreted()
    {
        GeneratorRun run = GeneratorRun.Of("""
            using CutAwareQnn.Circuits;

            [QuantumCircuit(8), ZFeatureMap, RealAmplitudes(Reps = 2), Observable("ZZZZZZZZ")]
            internal partial class Eight;
            """);
        Assert.Equal("CUTQ301", Assert.Single(run.Diagnostics).Id);
        Assert.Empty(run.Complaints);
        Type type = run.Load().GetType("Eight")!;
        var circuit = (Circuit)type.GetProperty("Circuit")!.GetValue(null)!;
        double[] features = Numbers(1, 8);
        double[] weights = Numbers(2, circuit.WeightCount);
        double[] expected = new double[1];
        new InterpretedCircuit(circuit, PauliSum.Parse("ZZZZZZZZ")).Evaluate(features, weights, expected);
        AssertBits(expected, Evaluate(type, features, weights, 1));
    }

    [Fact]
    public void GenericCode_ReachesPlanAndPartition()
    {
        Type type = GeneratorRun.Of("""
            using CutAwareQnn.Circuits;

            [QuantumCircuit(4), ZFeatureMap, RealAmplitudes(Reps = 1), Observable("ZZZZ"), Partition("ABCD")]
            internal partial class Chain;
            """).Load().GetType("Chain")!;
        object plan = typeof(GeneratedCodeTests).GetMethod(nameof(PlanOf), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(type).Invoke(null, null)!;
        Assert.Equal((4, 3, "ABCD"), plan);
    }

    private static (int Fragments, int Cuts, string Labels) PlanOf<TCircuit>()
        where TCircuit : ICompiledCircuit<TCircuit> =>
        (TCircuit.Plan.Fragments.Count, TCircuit.Plan.Cuts.Count, TCircuit.Partition.Letters);

    private static double[] Evaluate(Type type, double[] features, double[] weights, int count)
    {
        double[] values = new double[count];
        type.GetMethod("Evaluate")!.CreateDelegate<Evaluation>()(features, weights, values);
        return values;
    }

    private static double[] EvaluateIn(string width, Type type, double[] features, double[] weights, int count)
    {
        const BindingFlags Hidden = BindingFlags.NonPublic | BindingFlags.Static;
        double[] shared = new double[1024];
        double[] values = new double[count];
        type.GetMethod("Share", Hidden)!.CreateDelegate<Sharing>()(weights, shared);
        type.GetNestedType(width, Hidden)!.GetMethod("Evaluate", Hidden)!.CreateDelegate<LaneEvaluation>()(features, weights, shared, values);
        return values;
    }

    private static void AssertBits(double[] expected, double[] actual) => Assert.Equal(
        expected.Select(BitConverter.DoubleToInt64Bits), actual.Select(BitConverter.DoubleToInt64Bits));

    private static double[] Numbers(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (random.NextDouble() * 6) - 3)];
    }

    /// <summary>A random annotated class and the circuit that it means.</summary>
    private sealed record Sample(string Name, string Source, Circuit Circuit)
    {
        public static Sample Make(int seed)
        {
            var random = new Random(seed);
            int qubits = random.Next(1, 5);
            var source = new StringBuilder();
            var builder = new CircuitBuilder(qubits);
            int layers = random.Next(1, 4);
            for (int i = 0; i < layers; i++)
            {
                int reps = random.Next(1, 3);
                if (random.Next(2) == 0)
                {
                    builder.Add(new ZFeatureMap(reps));
                    source.Append($"[ZFeatureMap(Reps = {reps})]\n");
                }
                else
                {
                    var entanglement = (Entanglement)random.Next(6);
                    builder.Add(new RealAmplitudes(reps, entanglement));
                    source.Append($"[RealAmplitudes(Reps = {reps}, Entanglement = Entanglement.{entanglement})]\n");
                }
            }

            string Letters() => new([.. Enumerable.Range(0, qubits).Select(_ => "IXYZ"[random.Next(4)])]);
            string observable = random.Next(2) == 0 ? Letters() : $"0.5*{Letters()} - 1.25*{Letters()}";
            string name = $"Sample{seed}";
            source.Append($"[QuantumCircuit({qubits}), Observable(\"{observable}\")]\ninternal partial class {name};\n");
            return new(name, source.ToString(), builder.Build());
        }
    }
}
