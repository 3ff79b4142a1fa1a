using System.Text.Json;
using CutAwareQnn.Circuits;
using CutAwareQnn.Estimation;
using CutAwareQnn.Learning;
using Xunit;

namespace CutAwareQnn.Unit.Learning;

/// <summary>Models on two processors: stored values, the whole circuit as a slow reference, and what no protocol may do.</summary>
public sealed class ProcessorModelTests
{
    // The stored values have 13 digits.
    private const double Exact = 1e-11;

    [Fact]
    public void StoredModels_HaveTheirProbabilities()
    {
        foreach (JsonElement stored in CommunicationCases.Of("models"))
        {
            ProcessorModel model = CommunicationCases.Model(stored.GetProperty("scheme").GetString()!, stored.GetProperty("L").GetInt32());
            Assert.Equal(stored.GetProperty("weights").GetInt32(), model.WeightCount);
            double[][] expected =
                [.. stored.GetProperty("p").EnumerateArray().Select(p => p.EnumerateArray().Select(v => v.GetDouble()).ToArray())];
            AssertEqual(expected, Probabilities(model, expected.Length), Exact);
        }
    }

    [Fact]
    public void StoredPairs_HaveTheirProbabilities()
    {
        foreach (JsonElement stored in CommunicationCases.Of("pre_shared_pairs"))
        {
            var model = new ProcessorModel(ProcessorResource.None, stored.GetProperty("L").GetInt32(), stored.Numbers("concurrences"));
            double[][] expected =
                [.. stored.GetProperty("p").EnumerateArray().Select(p => p.EnumerateArray().Select(v => v.GetDouble()).ToArray())];
            AssertEqual(expected, Probabilities(model, expected.Length), Exact);
        }
    }

    [Fact]
    public void StoredGradients_AreReproduced()
    {
        foreach (JsonElement stored in CommunicationCases.Of("gradients"))
        {
            ProcessorModel model = CommunicationCases.Model(stored.GetProperty("scheme").GetString()!, stored.GetProperty("L").GetInt32());
            OutcomeJacobian jacobian = new ProcessorEvaluator(model).Jacobians(
                model.Embed([CommunicationCases.Features(stored.GetProperty("sample").GetInt32(), 8)]),
                CommunicationCases.Weights(model.WeightCount))[0];
            double[] expected = stored.Numbers("gradient_of_first");
            for (int w = 0; w < expected.Length; w++)
            {
                Assert.Equal(expected[w], model.ParityReadout.Select((sign, o) => sign * jacobian.Derivatives[o, w]).Sum(), Exact);
            }
        }
    }

    public static TheoryData<ProcessorResource, int, int, double[], bool> Settings => new()
    {
        { ProcessorResource.None, 2, 4, [], false },
        { ProcessorResource.Classical, 2, 4, [], false },
        { ProcessorResource.Quantum, 2, 4, [], false },
        { ProcessorResource.Quantum, 1, 4, [], true },
        { ProcessorResource.Single, 2, 4, [], false },
        { ProcessorResource.None, 1, 2, [], false },
        { ProcessorResource.Classical, 3, 2, [], false },
        { ProcessorResource.Quantum, 3, 2, [], false },
        { ProcessorResource.None, 1, 4, [0.3, 0.8], false },
        { ProcessorResource.None, 2, 2, [0.7, 1], false },
    };

    /// <summary>The whole circuit with its measurements and conditions, followed as branches by the general simulator.</summary>
    [Theory]
    [MemberData(nameof(Settings))]
    public void ProcessorsSimulatedApart_AgreeWithTheWholeCircuit(
        ProcessorResource resource, int sublayers, int width, double[] concurrences, bool isLocal)
    {
        var model = new ProcessorModel(resource, sublayers, concurrences, width, isLocal);
        double[] features = CommunicationCases.Features(1, model.FeatureCount), weights = CommunicationCases.Weights(model.WeightCount);
        OutcomeJacobian jacobian = new ProcessorEvaluator(model).Jacobians(model.Embed([features]), weights)[0];
        Assert.Equal(1, jacobian.Probabilities.Sum(), 1e-13);
        Estimate parity = new ExactEstimator(model.Circuit, ZOn(model)).Estimate(
            [new(0, features, weights)], new(GradientMethod.Adjoint, GradientTargets.Weights))[0];
        Assert.Equal(parity.Value, model.ParityReadout.Zip(jacobian.Probabilities, (s, p) => s * p).Sum(), 1e-13);
        for (int w = 0; w < weights.Length; w++)
        {
            Assert.Equal(parity.Gradient!.Weights[w], model.ParityReadout.Select((s, o) => s * jacobian.Derivatives[o, w]).Sum(), 1e-12);
            Assert.Equal(0, Enumerable.Range(0, model.OutcomeCount).Sum(o => jacobian.Derivatives[o, w]), 1e-13);
        }
    }

    [Fact]
    public void Derivatives_OfEveryOutcome_AreDifferenceQuotients()
    {
        foreach (string name in (string[])["nc", "cc", "qc", "bell2"])
        {
            ProcessorModel model = CommunicationCases.Model(name, 1);
            ProcessorSamples samples = model.Embed([CommunicationCases.Features(2, 8)]);
            double[] weights = CommunicationCases.Weights(model.WeightCount);
            var evaluator = new ProcessorEvaluator(model);
            OutcomeJacobian jacobian = evaluator.Jacobians(samples, weights)[0];
            const double Step = 1e-5;
            for (int w = 0; w < weights.Length; w++)
            {
                double[] up = Moved(w, Step), down = Moved(w, -Step);
                for (int o = 0; o < 4; o++)
                {
                    Assert.Equal((up[o] - down[o]) / (2 * Step), jacobian.Derivatives[o, w], 1e-9);
                }
            }

            double[] Moved(int w, double step) =>
                evaluator.Probabilities(samples, [.. weights.Select((x, i) => i == w ? x + step : x)])[0];
        }
    }

    /// <summary>Without communication nothing that B does shows at A, whatever pairs they share; with communication it does.</summary>
    [Theory]
    [InlineData("nc", false)]
    [InlineData("bell1", false)]
    [InlineData("bell3", false)]
    [InlineData("cc", true)]
    [InlineData("qc", true)]
    public void WhatBDoes_ShowsAtA_OnlyWithCommunication(string name, bool shows)
    {
        ProcessorModel model = CommunicationCases.Model(name, 1);
        double[] features = CommunicationCases.Features(0, 8);
        double[] others = [.. features.Select((x, i) => i < 4 ? x : 0.3 - x)];
        double[][] p = new ProcessorEvaluator(model).Probabilities(model.Embed([features, others]), CommunicationCases.Weights(36));
        double difference = Math.Abs(p[0][0] + p[0][1] - p[1][0] - p[1][1]);
        Assert.True(shows ? difference > 1e-3 : difference < 1e-13, $"{name}: {difference}");
    }

    [Fact]
    public void FourBellPairs_LeaveOnlyTheParity()
    {
        double[] p = Probabilities(CommunicationCases.Model("bell4", 2), 1)[0];
        Assert.Equal(p[0], p[3], 1e-13);
        Assert.Equal(p[1], p[2], 1e-13);
    }

    [Fact]
    public void SamplesOfAGroup_DoNotDependOnTheirNeighbours()
    {
        ProcessorModel model = CommunicationCases.Model("cc", 1);
        double[][] all = Probabilities(model, 11);
        for (int j = 0; j < all.Length; j++)
        {
            double[] alone = new ProcessorEvaluator(model).Probabilities(
                model.Embed([CommunicationCases.Features(j, 8)]), CommunicationCases.Weights(model.WeightCount))[0];
            Assert.Equal(alone, all[j]);
        }
    }

    [Fact]
    public void SettingsOutOfRange_AreRefused()
    {
        Refused("concurrence of 0;", () => _ = new ProcessorModel(ProcessorResource.None, concurrences: [0]));
        Refused("concurrence of 1.5", () => _ = new ProcessorModel(ProcessorResource.None, concurrences: [1.5]));
        Refused("concurrence of NaN", () => _ = new ProcessorModel(ProcessorResource.None, concurrences: [double.NaN]));
        Refused(
            "5 pairs were given to processors of 4 qubits", () =>
                _ = new ProcessorModel(ProcessorResource.None, concurrences: [1, 1, 1, 1, 1]));
        Refused(
            "1 pair was given to a model with the resource Classical", () =>
                _ = new ProcessorModel(ProcessorResource.Classical, concurrences: [1]));
        Refused("a processor of 3 qubits", () => _ = new ProcessorModel(ProcessorResource.None, width: 3));
        Refused("0 repetitions", () => _ = new ProcessorModel(ProcessorResource.None, 0));
        Refused(
            "35 weights were given to a model of 36", () => new ProcessorEvaluator(CommunicationCases.Model("nc", 1)).Bind(new double[35]));
        Refused(
            "a weight of the model is not finite",
            () => new ProcessorEvaluator(CommunicationCases.Model("nc", 1)).Bind([double.NaN, .. new double[35]]));
        Refused("3 rings for 8 qubits", () => _ = new CircuitBuilder(8).Add(new RingEmbedding(3)));
        Refused("6 qubits for 2 processors", () => _ = new CircuitBuilder(6).Add(new ProcessorQcnn(ProcessorResource.None)));
        Refused("2 pairs for 2 qubits", () => _ = new CircuitBuilder(2).Add(new SharedPairs(EquatableArray<double>.Of(1, 1))));
    }

    private static void Refused(string part, Action action) =>
        Assert.Contains(part, Assert.Throws<CircuitException>(action).Message, StringComparison.Ordinal);

    private static double[][] Probabilities(ProcessorModel model, int count) => new ProcessorEvaluator(model).Probabilities(
        model.Embed([.. Enumerable.Range(0, count).Select(j => CommunicationCases.Features(j, 8))]),
        CommunicationCases.Weights(model.WeightCount));

    private static PauliSum ZOn(ProcessorModel model) => PauliSum.Parse(new string(
        [.. Enumerable.Range(0, model.Circuit.QubitCount).Reverse().Select(q => model.Readout.Contains(q) ? 'Z' : 'I')]));

    private static void AssertEqual(double[][] expected, double[][] actual, double tolerance)
    {
        for (int j = 0; j < expected.Length; j++)
        {
            Assert.Equal(expected[j].Length, actual[j].Length);
            for (int o = 0; o < expected[j].Length; o++)
            {
                Assert.Equal(expected[j][o], actual[j][o], tolerance);
            }
        }
    }
}
