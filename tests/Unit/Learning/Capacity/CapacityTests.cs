using System.Numerics;
using System.Text.Json;
using CutAwareQnn.Circuits;
using CutAwareQnn.Learning;
using CutAwareQnn.Simulation;
using Xunit;

namespace CutAwareQnn.Unit.Learning;

/// <summary>Fisher information, effective dimension and ranks, compared with stored values and closed forms.</summary>
public sealed class CapacityTests
{
    [Fact]
    public void StoredCapacities_AreReproduced()
    {
        JsonElement section = CommunicationCases.Section("capacity");
        double tolerance = section.GetProperty("tolerance").GetDouble();
        foreach (JsonElement stored in section.GetProperty("cases").EnumerateArray())
        {
            ProcessorModel model =
                CommunicationCases.Model(stored.GetProperty("scheme").GetString()!, stored.GetProperty("L").GetInt32(), 2);
            ProcessorSamples samples = model.Embed(
                [.. Enumerable.Range(0, stored.GetProperty("inputs").GetInt32()).Select(j => CommunicationCases.Features(j, 4))]);
            var evaluator = new ProcessorEvaluator(model);
            OutcomeJacobian[][] jacobians =
            [
                .. Enumerable.Range(0, stored.GetProperty("weight_samples").GetInt32()).Select(t => evaluator.Jacobians(
                    samples, [.. Enumerable.Range(0, model.WeightCount).Select(k => 2 * Math.PI * Fraction((t + 1) * Math.Sqrt(k + 2)))])),
            ];
            foreach (OutcomeLabels labels in Enum.GetValues<OutcomeLabels>())
            {
                string name = labels.ToString().ToLowerInvariant();
                FisherInformation[] fisher = [.. jacobians.Select(j => new FisherInformation(j, labels))];
                double[] traces = stored.Numbers("trace_" + name);
                for (int t = 0; t < traces.Length; t++)
                {
                    Assert.Equal(traces[t], fisher[t].Trace, tolerance);
                }

                foreach (JsonProperty dimension in stored.GetProperty("effective_dimension_" + name).EnumerateObject())
                {
                    Assert.Equal(dimension.Value.GetDouble(), EffectiveDimension.Of(fisher, int.Parse(dimension.Name)), tolerance);
                }

                if (labels == OutcomeLabels.Parity)
                {
                    Assert.Equal(stored.Numbers("rank_parity"), fisher.Select(f => (double)f.Rank()));
                    Assert.Equal(
                        stored.GetProperty("effective_dimension_parity_gamma_half_n1000").GetDouble(),
                        EffectiveDimension.Of(fisher, 1000, 0.5),
                        tolerance);
                }
            }
        }

        static double Fraction(double x) => x - Math.Floor(x);
    }

    /// <summary>Largest rank over three draws of the weights; Haar-random states per processor, one new state per sample.</summary>
    [Fact]
    public void EffectiveParameters_AreThoseOfTheStudy()
    {
        foreach (JsonElement[] row
            in CommunicationCases.Section("effective_parameters").GetProperty("rows").EnumerateArray()
                .Select(r => r.EnumerateArray().ToArray()))
        {
            (string scheme, int sublayers) = (row[1].GetString()!, row[2].GetInt32());
            if (sublayers > 5)
            {
                continue;
            }

            ProcessorModel model = CommunicationCases.Model(scheme, sublayers, scheme == "single" ? 4 : row[0].GetInt32() / 2);
            Assert.Equal(row[3].GetInt32(), model.WeightCount);
            ProcessorSamples samples = ProcessorSamples.Haar(model, model.WeightCount + 20, 11);
            var evaluator = new ProcessorEvaluator(model);
            int rank = Enumerable.Range(0, 2).Max(t => new FisherInformation(
                evaluator.Jacobians(samples, RandomWeights(model.WeightCount, (ulong)t)), OutcomeLabels.Parity).Rank());
            Assert.Equal((scheme, sublayers, row[4].GetInt32()), (scheme, sublayers, rank));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Pairs_LeaveTheEffectiveParameters(int pairCount)
    {
        ProcessorModel model = CommunicationCases.Model("bell" + pairCount, 2);
        Assert.Equal(40, new FisherInformation(
            new ProcessorEvaluator(model).Jacobians(ProcessorSamples.Haar(model, 70, 3), RandomWeights(model.WeightCount, 1)),
            OutcomeLabels.Parity).Rank());
    }

    [Fact]
    public void AnyCircuit_HasTheOutcomesOfItsReadout()
    {
        ProcessorModel model = CommunicationCases.Model("cc", 1);
        double[][] features = [CommunicationCases.Features(0, 8), CommunicationCases.Features(1, 8)];
        double[] weights = CommunicationCases.Weights(36);
        OutcomeJacobian[] fast = new ProcessorEvaluator(model).Jacobians(model.Embed(features), weights);
        OutcomeJacobian[] general = new CircuitOutcomes(model.Circuit, model.Readout).Jacobians(features, weights);
        for (int j = 0; j < 2; j++)
        {
            for (int o = 0; o < 4; o++)
            {
                Assert.Equal(fast[j].Probabilities[o], general[j].Probabilities[o], 1e-13);
                for (int w = 0; w < 36; w++)
                {
                    Assert.Equal(fast[j].Derivatives[o, w], general[j].Derivatives[o, w], 1e-12);
                }
            }
        }

        OutcomeJacobian parity = new CircuitOutcomes(model.Circuit, PauliSum.Parse("ZIIIZIII")).Jacobians([features[0]], weights)[0];
        Assert.Equal(fast[0].Probabilities[0] + fast[0].Probabilities[3], parity.Probabilities[0], 1e-13);
    }

    /// <summary>RY(θ) on |0⟩ has p₁ = sin²(θ/2) and Fisher information 1 at every θ.</summary>
    [Fact]
    public void OneRotation_HasFisherInformationOne()
    {
        var circuit = new CircuitBuilder(1);
        circuit.Add(Gates.RY, circuit.NewWeights(1)[0], 0);
        var outcomes = new CircuitOutcomes(circuit.Build(), [0]);
        FisherInformation[] samples =
            [.. ((double[])[0.3, 1.1, 2]).Select(t => new FisherInformation(outcomes.Jacobians([[]], [t]), OutcomeLabels.Outcomes))];
        Assert.All(samples, f => Assert.Equal(1, f.Trace, 1e-13));
        double kappa = 1000 / (2 * Math.PI * Math.Log(1000));
        Assert.Equal(Math.Log(1 + kappa) / Math.Log(kappa), EffectiveDimension.Of(samples, 1000), 1e-12);
    }

    [Fact]
    public void ArgumentsOutOfRange_AreRefused()
    {
        var sample = new FisherInformation([new([0.5, 0.5], new double[2, 1] { { 1 }, { -1 } })], OutcomeLabels.Parity);
        var zero = new FisherInformation([new([0.5, 0.5], new double[2, 1])], OutcomeLabels.Parity);
        Refused("give more data, at γ = 1 at least 19", () => EffectiveDimension.Of([sample], 18));
        Assert.True(double.IsFinite(EffectiveDimension.Of([sample], 19)));
        Refused("γ = 0;", () => EffectiveDimension.Of([sample], 100, 0));
        Refused("γ = NaN", () => EffectiveDimension.Of([sample], 100, double.NaN));
        Refused("at 1 data", () => EffectiveDimension.Of([sample], 1));
        Refused("at NaN data", () => EffectiveDimension.Of([sample], double.NaN));
        Refused("that are all 0", () => EffectiveDimension.Of([zero], 100));
        Refused("without samples", () => new FisherInformation([], OutcomeLabels.Parity));
        Circuit circuit = new CircuitBuilder(2).Build();
        Refused("readout 2 does not fit", () => new CircuitOutcomes(circuit, [2]));
        Refused("readout 0,0 does not fit", () => new CircuitOutcomes(circuit, [0, 0]));
        Refused("has no two outcomes", () => new CircuitOutcomes(circuit, PauliSum.Parse("2*ZI")));
        Refused("has no two outcomes", () => new CircuitOutcomes(circuit, PauliSum.Parse("II")));
    }

    [Fact]
    public void StoredMixedStates_HaveTheirConcurrence()
    {
        foreach (JsonElement stored in CommunicationCases.Section("concurrence").GetProperty("cases").EnumerateArray())
        {
            (double pure, double weight) = (stored.GetProperty("pure_concurrence").GetDouble(), stored.GetProperty("weight").GetDouble());
            (double sin, double cos) = Math.SinCos(Math.Asin(pure) / 2);
            Complex[,] state = new Complex[4, 4];
            for (int i = 0; i < 4; i++)
            {
                state[i, i] = (1 - weight) / 4;
            }

            state[0, 0] += weight * cos * cos;
            state[3, 3] += weight * sin * sin;
            state[0, 3] = state[3, 0] = weight * sin * cos;
            Assert.Equal(stored.GetProperty("concurrence").GetDouble(), Concurrence.OfMixed(state), 1e-10);
        }
    }

    [Fact]
    public void PairsOfAModel_HaveTheStoredConcurrence()
    {
        foreach (JsonElement stored in CommunicationCases.Of("pre_shared_pairs"))
        {
            double[] pairs = stored.Numbers("concurrences");
            double expected = stored.GetProperty("A_B_concurrence").GetDouble();
            Assert.Equal(expected, Concurrence.OfPairs(pairs), 1e-11);
            Complex[] state =
                CircuitSimulator.FinalState(new CircuitBuilder(8).Add(new SharedPairs(pairs.ToEquatableArray())).Build(), [], []).ToArray();
            Assert.Equal(expected, Concurrence.OfPure(state, [0, 1, 2, 3]), 1e-11);
        }
    }

    [Fact]
    public void MatricesThatAreNoStates_AreRefused()
    {
        Refused("3 by 3 matrix", () => Concurrence.OfMixed(new Complex[3, 3]));
        Refused("not Hermitian with trace 1", () => Concurrence.OfMixed(new Complex[4, 4]));
        Complex[,] negative = new Complex[4, 4];
        (negative[0, 0], negative[1, 1]) = (1.5, -0.5);
        Refused("negative eigenvalue", () => Concurrence.OfMixed(negative));
        Refused("3 amplitudes", () => Concurrence.OfPure([1, 0, 0], [0]));
    }

    private static double[] RandomWeights(int count, ulong seed)
    {
        var random = new CounterRandom(seed, 0, 9);
        double[] weights = new double[count];
        for (int w = 0; w < count; w++)
        {
            weights[w] = 2 * Math.PI * random.NextDouble();
        }

        return weights;
    }

    private static void Refused(string part, Func<object> action) =>
        Assert.Contains(part, Assert.Throws<CircuitException>(() => { action(); }).Message, StringComparison.Ordinal);
}
