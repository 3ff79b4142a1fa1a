using System.Text.Json;
using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using CutAwareQnn.Reconstruction;
using CutAwareQnn.Simulation;
using CutAwareQnn.Unit.Cutting;
using CutAwareQnn.Unit.Simulation;
using Xunit;

namespace CutAwareQnn.Unit.Reconstruction;

/// <summary>Variances of reconstructed values against those stored for the same fragments and shots.</summary>
public sealed class VarianceTests
{
    /// <summary>
    /// The variances are differences Con[T⊗T + Σ] - E² of size 1e-4 between numbers of size up to 1 with rounding of 1e-15; the stored
    /// tensors of the stored variances have 15 decimals.
    /// </summary>
    private const double RelativeToDifferences = 1e-9;

    public static TheoryData<string> WithTensorVariance =>
        ReferenceCircuits.Ids(c => c.TryGetProperty("tensor_estimator_variance", out _));

    public static TheoryData<string> WithJointVariance =>
        ReferenceCircuits.Ids(c => c.TryGetProperty("joint_shot_variance_times_N", out _));

    [Theory]
    [MemberData(nameof(WithTensorVariance))]
    public void TensorVariance_OfEqualShotsAVariant_IsTheStoredOne_ExactlyAndToFirstOrder(string id)
    {
        JsonElement json = ReferenceCircuits.Find(id);
        PauliSum observables = ReferenceCircuits.Observables(json);
        for (int o = 0; o < observables.Terms.Count; o++)
        {
            CutPlan plan = StoredFragments.Plan(json, new([observables.Terms[o]]));
            JsonElement stored = json.GetProperty("tensor_estimator_variance")[o];
            var numbers = new ExactNumbers(plan);
            double shots = stored.GetProperty("shots_per_variant").GetDouble();
            AssertRelative(stored.GetProperty("var_exact").GetDouble(), numbers.ExactVariance(shots));
            AssertRelative(stored.GetProperty("var_first_order").GetDouble(), numbers.FirstOrderVariance(shots));
        }
    }

    [Theory]
    [MemberData(nameof(WithJointVariance))]
    public void PublishedVariance_OfTheExactMeans_IsTheStoredOne(string id)
    {
        JsonElement json = ReferenceCircuits.Find(id);
        PauliSum observables = ReferenceCircuits.Observables(json);
        for (int o = 0; o < observables.Terms.Count; o++)
        {
            CutPlan plan = StoredFragments.Plan(json, new([observables.Terms[o]]));
            JsonElement stored = json.GetProperty("joint_shot_variance_times_N")[o];
            var published = new PublishedPlan(plan);
            Assert.Equal(stored.GetProperty("addon_total_fragment_shots").GetDouble(), 1024.0 * published.CircuitCount);
            AssertRelative(stored.GetProperty("addon_1024_each_var").GetDouble(), PublishedVariance.Exact(published, [], 1024));
        }
    }

    [Theory]
    [InlineData("AABB")]
    [InlineData("AABC")]
    [InlineData("ABAB")]
    public void ExactVariance_OfASumOfTerms_IsTheVarianceOfItsSampledValues(string labels)
    {
        // Two terms share a variant on some fragments and not on others. Every mean is replaced by mean ± deviation with equal
        // probability: 4,000 draws, seed 11; a sample variance of 4,000 is within 12 % at a false-alarm rate of 1e-6 (5 σ of 2.2 %).
        CutPlan plan = StudyCircuit.Plan(labels, PauliSum.Parse("ZZZZ - 0.5*ZZII + 0.75*IXZZ"));
        var numbers = new ExactNumbers(plan, [0.3, -0.7, 1.1, 0.45], [0.5, -1.2, 0.8, 2.1, -0.4, 1.7, -2.3, 0.9]);
        double[] variances = numbers.Variances(50);
        PlanReconstruction reconstruction = numbers.Reconstruction;
        ReconstructionWorkspace workspace = reconstruction.Workspace();
        var random = new CounterRandom(11, 0, 0);
        double sum = 0;
        double squares = 0;
        const int Draws = 4000;
        double exact = numbers.Value();
        double[] means = new double[numbers.Means.Length];
        double[] tensors = new double[numbers.Tensors.Length];
        for (int draw = 0; draw < Draws; draw++)
        {
            for (int i = 0; i < means.Length; i++)
                means[i] = numbers.Means[i] + (random.NextDouble() < 0.5 ? 1 : -1) * Math.Sqrt(Math.Max(0, variances[i]));
            for (int f = 0; f < plan.Fragments.Count; f++)
                reconstruction.Assemble(f, means.AsSpan(reconstruction.Means(f)), tensors.AsSpan(reconstruction.Tensors(f)));
            double deviation = reconstruction.Value(tensors, numbers.Bonds, workspace) - exact;
            sum += deviation;
            squares += deviation * deviation;
        }

        double variance = TensorVariance.Exact(plan, numbers.Bonds, numbers.Tensors, variances);
        Assert.InRange((squares - (sum * sum / Draws)) / (Draws - 1) / variance, 0.88, 1.12);
        Assert.InRange(Math.Abs(sum / Draws), 0, 5 * Math.Sqrt(variance / Draws));
    }

    [Theory]
    [MemberData(nameof(WithTensorVariance))]
    public void FirstOrder_TimesShots_IsTheLimitOfTheExactVariance(string id)
    {
        // At 1e6 shots the terms left out, all positive, are of relative size 1e-6 times a constant of the circuit; the difference
        // Con[T⊗T + Σ] - E² of size 1e-7 between numbers below 1 is exact to 1e-8 of itself.
        JsonElement json = ReferenceCircuits.Find(id);
        CutPlan plan = CutPlanner.Plan(
            ReferenceCircuits.Circuit(json),
            new([ReferenceCircuits.Observables(json).Terms[0]]),
            ReferenceCircuits.Cuts(json),
            PlanSettings.Plain);
        var numbers = new ExactNumbers(plan);
        const double Shots = 1e6;
        double exact = numbers.ExactVariance(Shots);
        double firstOrder = numbers.FirstOrderVariance(Shots);
        Assert.True(firstOrder <= exact * (1 + 1e-6));
        Assert.InRange(exact / firstOrder, 1 - 1e-6, 1 + 1e-3);
    }

    private static void AssertRelative(double expected, double actual) =>
        Assert.Equal(expected, actual, RelativeToDifferences * Math.Max(Math.Abs(expected), 1e-6));
}
