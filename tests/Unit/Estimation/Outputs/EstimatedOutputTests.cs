using System.Text.Json;
using CutAwareQnn.Circuits;
using CutAwareQnn.Circuits.OpenQasm;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using CutAwareQnn.Reconstruction;
using CutAwareQnn.Unit.Reconstruction.Outputs;
using Xunit;

namespace CutAwareQnn.Unit.Estimation.Outputs;

/// <summary>
/// Distributions from shots: unbiased, with error bars that are true on average. Seeds are fixed; bounds are 5 standard deviations.
/// </summary>
[Trait("Tier", "slow")]
public sealed class EstimatedOutputTests
{
    private const int Repetitions = 400;

    // The spread of a variance that is estimated from 400 repetitions is √(2/399) of it; 5 of these are 0.35.
    private const double VarianceBound = 0.36;

    private static readonly Circuit Circuit = OutputCircuits.Chain(clusterCount: 3, clusterSize: 2);
    private static readonly CutPlan Plan = OutputPlanner.Plan(Circuit, OutputCircuits.Labels(6, clusterSize: 2));
    private static readonly double[] Exact = CircuitOutputs.Of(Plan, [], []).Distribution();

    [Fact]
    public void SharedTensors_AreUnbiased_WithTrueErrors()
    {
        OutputEstimates[] runs =
            [.. Enumerable.Range(0, Repetitions).Select(r => SharedOutputs.Run(Plan, [], [], 200, (ulong)r + 1).Estimates())];
        Assert.Equal(35 * 200, runs[0].ShotCount);
        for (int x = 0; x < Exact.Length; x += 7)
        {
            AssertTrue([.. runs.Select(r => (r.Strings[x].Raw, r.Strings[x].StandardError))], Exact[x]);
        }
    }

    [Fact]
    public void Mixture_IsUnbiased_WithTrueErrors()
    {
        OutputEstimates[] runs =
            [.. Enumerable.Range(0, Repetitions).Select(r => MixtureOutputs.Run(Plan, [], [], 2_000, (ulong)r + 1).Estimates())];
        int likeliest = Array.IndexOf(Exact, Exact.Max());
        string bits = BitStrings.Of(likeliest, 6);
        AssertTrue([.. runs.Select(r => r.Strings.Single(s => s.Bits == bits)).Select(s => (s.Raw, s.StandardError))], Exact[likeliest]);
    }

    [Fact]
    public void MeansOfAFunction_AreUnbiased_WithTrueErrors()
    {
        static double Function(int x) => ((x & 1) ^ (x >> 5 & 1)) + (2 * (x >> 2 & 1));
        double exact = Exact.Select((p, x) => p * Function(x)).Sum();
        Assert.Equal(exact, CircuitOutputs.Of(Plan, [], []).Mean([0, 2, 5], x => ((x & 1) ^ (x >> 2 & 1)) + (2 * (x >> 1 & 1))), 1e-12);
        AssertTrue([.. Enumerable.Range(1, Repetitions).Select(r => SharedOutputs.Run(Plan, [], [], 200, (ulong)r).Mean(Function))], exact);
        AssertTrue(
            [
                .. Enumerable.Range(1, Repetitions)
                    .Select(r => MixtureOutputs.Run(Plan, [], [], 1_000, (ulong)r).Mean(bits => Function(Convert.ToInt32(bits, 2)))),
            ],
            exact);
    }

    [Fact]
    public void ProjectedEstimates_AreADistribution_AndSamplesFollowIt()
    {
        OutputEstimates estimates = SharedOutputs.Run(Plan, [], [], 100, seed: 3).Estimates();
        Assert.Contains(estimates.Strings, s => s.Raw < 0);
        Assert.All(estimates.Strings, s => Assert.InRange(s.Probability, 0, 1));
        Assert.Equal(1, estimates.Strings.Sum(s => s.Probability), 1e-12);
        IReadOnlyList<StringCount> drawn = estimates.Sample(10_000, seed: 4);
        Assert.Equal(10_000, drawn.Sum(d => d.Count));
        Assert.All(drawn, d => Assert.True(estimates.Strings.Single(s => s.Bits == d.Bits).Probability > 0));
    }

    [SharedDataFact("cases")]
    public void Mixture_HasTheStoredVariances()
    {
        // The squared error estimated from 400,000 shots; of the largest variances it is known to 1 %.
        const int shots = 400_000;
        using FileStream stream = File.OpenRead(SharedData.PathOf("cases", "next.json"));
        using var document = JsonDocument.Parse(stream);
        foreach (JsonElement given in document.RootElement.GetProperty("distributions").EnumerateArray().Take(3))
        {
            Circuit circuit = OpenQasmReader.Read(given.GetProperty("qasm").GetString()!, "case").Circuit;
            CutPlan plan =
                OutputPlanner.Plan(circuit, new PartitionLabels(given.GetProperty("labels").GetString()!), settings: PlanSettings.Plain);
            double[] variances = [.. given.GetProperty("mixture_bin_variance").EnumerateArray().Select(v => v.GetDouble())];
            MixtureOutputs outputs = MixtureOutputs.Run(plan, [], [], shots, seed: 9);
            Assert.Equal(given.GetProperty("gamma_six_terms").GetDouble(), outputs.Gamma, 1e-9);
            foreach (EstimatedString estimated in outputs.Estimates().Strings)
            {
                double variance = variances[Convert.ToInt32(estimated.Bits, 2)];
                Assert.Equal(variance, shots * estimated.StandardError * estimated.StandardError, (0.03 * variance) + 0.02);
            }

            (_, double error) = outputs.Mean(bits => bits.Count(b => b == '1') % 2 == 0 ? 1 : -1);
            double parity = given.GetProperty("mixture_parity_variance").GetDouble();
            Assert.Equal(parity, shots * error * error, 0.01 * parity);
        }
    }

    private static void AssertTrue((double Value, double Error)[] estimates, double exact)
    {
        double mean = estimates.Average(e => e.Value);
        double variance = estimates.Sum(e => (e.Value - mean) * (e.Value - mean)) / (estimates.Length - 1);
        Assert.InRange(mean - exact, -5 * Math.Sqrt(variance / estimates.Length), 5 * Math.Sqrt(variance / estimates.Length));
        Assert.InRange(estimates.Average(e => e.Error * e.Error) / variance, 1 - VarianceBound, 1 + VarianceBound);
    }
}
