using System.Text.Json;
using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using CutAwareQnn.Unit.Cutting;
using CutAwareQnn.Unit.Simulation;
using Xunit;

namespace CutAwareQnn.Unit.Estimation;

/// <summary>Values and gradients of the study's circuit for every stored partition, exact, in both modes and by both methods.</summary>
[Trait("Tier", "slow")]
public sealed class StudyGradientTests
{
    /// <summary>At most 864 terms of size 1 are summed, each to 1e-15, and 32 shifted values to a derivative.</summary>
    private const double Exact = 1e-10;

    private const GradientTargets Both = GradientTargets.Features | GradientTargets.Weights;

    public static TheoryData<string> Study => ReferenceCircuits.Ids(c => c.TryGetProperty("grad_weights", out _));

    [Theory]
    [MemberData(nameof(Study))]
    public void Lean_IsTheStoredValueAndGradient_ByBothMethods(string id)
    {
        foreach (GradientMethod method in new[] { GradientMethod.ParameterShift, GradientMethod.Adjoint })
            AssertStored(id, QueryMode.Lean, new(method, Both));
    }

    [Theory]
    [MemberData(nameof(Study))]
    public void Published_IsTheStoredValueAndGradient(string id) =>
        AssertStored(id, QueryMode.Published, new(GradientMethod.ParameterShift, Both));

    [Theory]
    [MemberData(nameof(Study))]
    public void Uncut_IsTheStoredValueAndGradient(string id)
    {
        JsonElement json = ReferenceCircuits.Find(id);
        var exact = new ExactEstimator(CircuitOf(json), StudyCircuit.Observable);
        AssertEqual(json, exact.Estimate([Query(json)], new(GradientMethod.Adjoint, Both))[0]);
        CutEstimator none = Runs.Estimator(Plan(json, "none"), ShotBudget.Exact);
        AssertEqual(json, none.Estimate([Query(json)], new(GradientMethod.ParameterShift, Both))[0]);
    }

    [Fact]
    public void Study_HasEightStoredPartitions() => Assert.Equal(8, Study.Count);

    [Theory]
    [InlineData(GradientTargets.Weights, 0, 8)]
    [InlineData(GradientTargets.Features, 4, 0)]
    [InlineData(GradientTargets.None, 0, 0)]
    public void Gradient_HoldsOnlyWhatWasAskedFor(GradientTargets targets, int features, int weights)
    {
        EstimatorQuery query = Runs.Random(1, 4, 8, seed: 3)[0];
        foreach (GradientMethod method in new[] { GradientMethod.ParameterShift, GradientMethod.Adjoint })
        {
            GradientEstimate gradient = Runs.Estimator(StudyCircuit.Plan("AABC"), ShotBudget.Exact)
                .Estimate([query], new(method, targets))[0].Gradient!;
            Assert.Equal((features, weights), (gradient.Features.Length, gradient.Weights.Length));
            Assert.Null(gradient.WeightErrors);
        }
    }

    [Fact]
    public void Gradient_OfCutRotationsAndSharedWeights_IsTheUncutOne()
    {
        // Every gate across the labels has a symbolic angle, one of them a product; weight 0 occurs in a cut gate and in two others.
        Angle shared = Angle.Weight(0);
        Circuit circuit = new CircuitBuilder(4)
            .Add(Gates.RY, Angle.Feature(0), 0).Add(Gates.RX, 2 * shared, 1).Add(Gates.RY, 0.4, 2).Add(Gates.RX, Angle.Weight(1), 3)
            .Add(Gates.RZZ, shared, 1, 2).Add(Gates.CRX, Angle.Feature(0) * Angle.Weight(2), 0, 2).Add(Gates.RY, shared, 2)
            .Add(Gates.CP, Angle.Weight(1) + 0.3, 3, 1).Add(Gates.CRY, Angle.Weight(2), 0, 1).Add(Gates.Swap, 1, 3)
            .Add(Gates.Find("xx_plus_yy")!, [Angle.Weight(3), 0.5 * Angle.Feature(1)], 2, 1)
            .Add(Gates.RX, -0.7, 0).Add(Gates.RY, 1.2, 3).Build();
        var observable = PauliSum.Parse("ZXYZ + 0.5*IZZX - YIIZ");
        EstimatorQuery[] queries = Runs.Random(3, 2, 4, seed: 8);
        IReadOnlyList<Estimate> expected =
            new ExactEstimator(circuit, observable).Estimate(queries, new(GradientMethod.Adjoint, Both));
        CutPlan plan = CutPlanner.Plan(circuit, observable, PartitionLabels.Parse("AABB", 4));
        foreach (GradientMethod method in new[] { GradientMethod.ParameterShift, GradientMethod.Adjoint })
        {
            double[] actual = Runs.Numbers(Runs.Estimator(plan, ShotBudget.Exact).Estimate(queries, new(method, Both)));
            Assert.All(Runs.Numbers(expected), (number, i) => Assert.Equal(number, actual[i], Exact));
        }
    }

    private static void AssertStored(string id, QueryMode mode, GradientRequest request)
    {
        JsonElement json = ReferenceCircuits.Find(id);
        CutEstimator estimator = Runs.Estimator(Plan(json, json.GetProperty("partition").GetString()!), ShotBudget.Exact, mode);
        AssertEqual(json, estimator.Estimate([Query(json)], request)[0]);
    }

    // One of the stored circuits has a feature map of one repetition.
    private static Circuit CircuitOf(JsonElement json)
    {
        int reps = json.GetProperty("gates").EnumerateArray().Count(g => g.GetProperty("name").GetString() == "h") / 4;
        return new CircuitBuilder(4).Add(new ZFeatureMap(reps)).Add(new RealAmplitudes(Reps: 1)).Build();
    }

    private static CutPlan Plan(JsonElement json, string labels) =>
        CutPlanner.Plan(CircuitOf(json), StudyCircuit.Observable, PartitionLabels.Parse(labels, 4));

    private static EstimatorQuery Query(JsonElement json) => new(
        0, ReferenceCircuits.Numbers(json.GetProperty("inputs")), ReferenceCircuits.Numbers(json.GetProperty("weights")));

    private static void AssertEqual(JsonElement json, Estimate estimate)
    {
        Assert.Equal(json.GetProperty("expval")[0].GetDouble(), estimate.Value, Exact);
        Assert.Equal(0, estimate.StandardError);
        AssertEqual(json.GetProperty("grad_weights"), estimate.Gradient!.Weights);
        AssertEqual(json.GetProperty("grad_inputs"), estimate.Gradient.Features);
    }

    private static void AssertEqual(JsonElement stored, double[] actual)
    {
        double[] expected = ReferenceCircuits.Numbers(stored);
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected, (value, i) => Assert.Equal(value, actual[i], Exact));
    }
}
