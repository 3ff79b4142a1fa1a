using System.Reflection;
using CutAwareQnn.Circuits;
using CutAwareQnn.Estimation;
using CutAwareQnn.Simulation;
using Microsoft.CodeAnalysis;
using Xunit;

namespace CutAwareQnn.Generators.Tests;

/// <summary>Random circuits generated as source: compiled code against the interpreter and against estimators.</summary>
public sealed class RandomCircuitTests(RandomCircuitTests.Compilation compilation) : IClassFixture<RandomCircuitTests.Compilation>
{
    private const int SampleCount = 108;

    // 12 queries take the widest lanes and then the last ones again; 5 the next width; 1 none.
    private static readonly int[] BatchSizes = [12, 5, 1];

    [Fact]
    public void Classes_AreTheCircuitsThatTheyDeclare() => compilation.ForEach((declaration, type) =>
    {
        Assert.Equal(declaration.Circuit, type.Circuit);
        Assert.Equal(declaration.Observables, type.Observables);
    });

    [Fact]
    public void Values_HaveTheInterpretersBits_InEveryWidth() => compilation.ForEach((_, type) =>
    {
        (double[] features, double[] weights) = Inputs(type.Circuit, BatchSizes[0]);
        double[] expected = new double[BatchSizes[0] * type.Observables.Count];
        new InterpretedCircuit(type.Circuit, type.Observables).Evaluate(features, weights, expected);
        foreach (int count in BatchSizes)
        {
            double[] values = type.Evaluate(features[..(count * type.Circuit.FeatureCount)], weights, count);
            AssertBits(expected[..values.Length], values);
        }
    });

    [Fact]
    public void Gradients_AreTheInterpreters_AndThoseOfEstimators() => compilation.ForEach((_, type) =>
    {
        int most = BatchSizes[0];
        Circuit circuit = type.Circuit;
        (double[] features, double[] weights) = Inputs(circuit, most);
        double[] values = new double[most * type.Observables.Count];
        double[] byFeature = new double[values.Length * circuit.FeatureCount];
        double[] byWeight = new double[values.Length * circuit.WeightCount];
        new InterpretedCircuit(circuit, type.Observables).EvaluateWithGradient(features, weights, values, byFeature, byWeight);
        foreach (int count in BatchSizes)
        {
            var compiled = type.Gradient(features[..(count * circuit.FeatureCount)], weights, count);
            AssertClose(values[..compiled.Values.Length], compiled.Values, 1e-12);
            AssertClose(byFeature[..compiled.ByFeature.Length], compiled.ByFeature, 1e-10);
            AssertClose(byWeight[..compiled.ByWeight.Length], compiled.ByWeight, 1e-10);
        }

        for (int o = 0; o < type.Observables.Count; o++)
        {
            IReadOnlyList<Estimate> estimates = new ExactEstimator(circuit, type.Observables[o]).Estimate(
                Queries(circuit, features, weights, most),
                new(GradientMethod.Adjoint, GradientTargets.Features | GradientTargets.Weights));
            for (int q = 0; q < most; q++)
            {
                int i = (q * type.Observables.Count) + o;
                Assert.Equal(estimates[q].Value, values[i], 1e-12);
                AssertClose(estimates[q].Gradient!.Features, byFeature[(i * circuit.FeatureCount)..][..circuit.FeatureCount], 1e-10);
                AssertClose(estimates[q].Gradient!.Weights, byWeight[(i * circuit.WeightCount)..][..circuit.WeightCount], 1e-10);
            }
        }
    });

    [Fact]
    public void CutCircuits_AreTheUncut_FusedAndStageByStage()
    {
        int cutCount = 0;
        compilation.ForEach((_, type) =>
        {
            if (!type.IsCutCompiled)
            {
                return;
            }

            cutCount++;
            const int Count = 9;
            Circuit circuit = type.Circuit;
            (double[] features, double[] weights) = Inputs(circuit, Count);
            EstimatorQuery[] queries = Queries(circuit, features, weights, Count);
            GradientRequest request = new(GradientMethod.Adjoint, GradientTargets.Features | GradientTargets.Weights);
            IReadOnlyList<Estimate> uncut = new ExactEstimator(circuit, type.Observables[0]).Estimate(queries, request);
            IReadOnlyList<Estimate> interpreted = new CutEstimator(type.Plan, new(ShotBudget.Exact)).Estimate(queries, request);
            IReadOnlyList<Estimate> compiled = type.Estimator(new(ShotBudget.Exact)).Estimate(queries, request);
            double[] fusedValues = type.EvaluateCut(features, weights, Count);
            var fused = type.CutGradient(features, weights, Count);
            for (int q = 0; q < Count; q++)
            {
                Assert.Equal(interpreted[q].Value, compiled[q].Value);
                Assert.Equal(interpreted[q].Gradient!.Weights, compiled[q].Gradient!.Weights);
                Assert.Equal(interpreted[q].Gradient!.Features, compiled[q].Gradient!.Features);
                Assert.Equal(uncut[q].Value, fusedValues[q], 1e-10);
                Assert.Equal(uncut[q].Value, fused.Values[q], 1e-10);
                AssertClose(uncut[q].Gradient!.Weights, fused.ByWeight[(q * circuit.WeightCount)..][..circuit.WeightCount], 1e-9);
                AssertClose(uncut[q].Gradient!.Features, fused.ByFeature[(q * circuit.FeatureCount)..][..circuit.FeatureCount], 1e-9);
            }
        });
        Assert.InRange(cutCount, 20, SampleCount);
    }

    [Fact]
    public void SampledQueries_DrawTheSameNumbers_CompiledAndInterpreted() => compilation.ForEach((_, type) =>
    {
        if (type.IsCutCompiled)
        {
            (double[] features, double[] weights) = Inputs(type.Circuit, 2);
            EstimatorQuery[] queries = Queries(type.Circuit, features, weights, 2);
            EstimatorSettings settings = new(ShotBudget.Each(100), Seed: 5);
            Assert.Equal(
                new CutEstimator(type.Plan, settings).Estimate(queries), type.Estimator(settings).Estimate(queries));
        }
    });

    [Fact]
    public void BoundAngles_AreTheSlots() => compilation.ForEach((_, type) =>
    {
        for (int f = 0; type.IsCutCompiled && f < type.Plan.Fragments.Count; f++)
        {
            (double[] features, double[] weights) = Inputs(type.Circuit, 2);
            double[] angles = type.Bind(f, features, weights, 2);
            var slots = new AngleBinding(type.Plan.Fragments[f].Slots.Select(s => s.Angle));
            double[] expected = new double[slots.Count];
            for (int q = 0; q < 2; q++)
            {
                slots.Bind(features.AsSpan(q * type.Circuit.FeatureCount, type.Circuit.FeatureCount), weights, expected);
                AssertBits(expected, angles[(q * slots.Count)..][..slots.Count]);
            }
        }
    });

    internal static (double[] Features, double[] Weights) Inputs(Circuit circuit, int count)
    {
        var random = new Random(count);
        double[] Numbers(int length) => [.. Enumerable.Range(0, length).Select(_ => (random.NextDouble() * 6) - 3)];
        return (Numbers(count * circuit.FeatureCount), Numbers(circuit.WeightCount));
    }

    internal static EstimatorQuery[] Queries(Circuit circuit, double[] features, double[] weights, int count) =>
        [.. Enumerable.Range(0, count).Select(q => new EstimatorQuery(
            (ulong)q, features[(q * circuit.FeatureCount)..((q + 1) * circuit.FeatureCount)], weights))];

    internal static void AssertBits(double[] expected, double[] actual) => Assert.Equal(
        expected.Select(BitConverter.DoubleToInt64Bits), actual.Select(BitConverter.DoubleToInt64Bits));

    internal static void AssertClose(IReadOnlyList<double> expected, IReadOnlyList<double> actual, double tolerance)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (int i = 0; i < expected.Count; i++)
        {
            Assert.Equal(expected[i], actual[i], tolerance);
        }
    }

    /// <summary>All samples in one compilation.</summary>
    public sealed class Compilation
    {
        private readonly RandomDeclaration[] _declarations = [.. Enumerable.Range(0, SampleCount).Select(RandomDeclaration.Make)];
        private readonly CompiledType[] _types;

        public Compilation()
        {
            GeneratorRun run = GeneratorRun.Of("using CutAwareQnn.Circuits;\n" + string.Concat(_declarations.Select(d => d.Source)));
            Assert.DoesNotContain(run.Diagnostics, d => d.Severity == DiagnosticSeverity.Error);
            Assert.Empty(run.Complaints);
            Assembly assembly = run.Load();
            _types = [.. _declarations.Select(d => CompiledType.Of(assembly, d.Name))];
        }

        internal void ForEach(Action<RandomDeclaration, CompiledType> check)
        {
            for (int i = 0; i < _types.Length; i++)
            {
                try
                {
                    check(_declarations[i], _types[i]);
                }
                catch (Exception exception)
                {
                    throw new InvalidOperationException(_declarations[i].Source + exception.Message, exception);
                }
            }
        }
    }
}
