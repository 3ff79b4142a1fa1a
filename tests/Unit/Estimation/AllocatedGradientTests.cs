using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using CutAwareQnn.Unit.Cutting;
using Xunit;

namespace CutAwareQnn.Unit.Estimation;

/// <summary>Sampled derivatives where readings share shots, and where shots are divided unevenly.</summary>
public sealed class AllocatedGradientTests(ITestOutputHelper output)
{
    private const GradientTargets Both = GradientTargets.Features | GradientTargets.Weights;

    private static readonly double[] Features = [0.3, -0.7, 1.1, 0.45];

    private static readonly double[] Weights = [0.5, -1.2, 0.8, 2.1, -0.4, 1.7, -2.3, 0.9];

    [Theory]
    [InlineData("AABB", "ZZZZ + 0.5*ZIZI - IZIZ + XXII", "uniform")]
    [InlineData("ABCD", "ZZZZ", "optimal")]
    [InlineData("AABB", "ZZZZ + 0.5*ZIZI - IZIZ + XXII", "optimal")]
    [InlineData("AABB", "ZZZZ", "weighted")]
    [InlineData("AABB", "ZZZZ", "target")]
    public void Gradient_IsUnbiased_AndItsErrorsAreItsSpread(string labels, string observable, string way)
    {
        // Seed 1, 600 repetitions: a mean within 5 σ for each of 12 entries; a variance within 5·√(2/600) = 29 %, and another tenth as the
        // errors are to first order. An optimal division is the value's, not the gradient's: unbiased all the same.
        const int Repetitions = 600;
        PauliSum sum = PauliSum.Parse(observable);
        CutPlan plan = StudyCircuit.Plan(labels, sum);
        var request = new GradientRequest(GradientMethod.ParameterShift, Both, WithErrors: true);
        EstimatorSettings settings = way switch
        {
            "optimal" => new(ShotBudget.Each(300), 1, Allocation: ShotAllocation.Optimal),
            "weighted" => new(ShotBudget.Each(300), 1, Allocation: ShotAllocation.Weighted),
            "target" => new(ShotBudget.ToError(0.03), 1, Allocation: ShotAllocation.Optimal),
            _ => new(ShotBudget.Each(300), 1),
        };
        double[] exact = Entries(new ExactEstimator(StudyCircuit.Circuit, sum)
            .Estimate([new(0, Features, Weights)], new(GradientMethod.Adjoint, Both))[0].Gradient!);
        GradientEstimate[] gradients =
        [
            .. new CutEstimator(plan, settings).Estimate(Runs.Repeat(Repetitions, Features, Weights), request).Select(e => e.Gradient!),
        ];
        for (int i = 0; i < exact.Length; i++)
        {
            double[] values = [.. gradients.Select(g => Entries(g)[i])];
            double mean = values.Average();
            double variance = values.Sum(v => (v - mean) * (v - mean)) / (Repetitions - 1);
            double reported = gradients.Average(g => Math.Pow(g.FeatureErrors!.Concat(g.WeightErrors!).ElementAt(i), 2));
            output.WriteLine(
                $"{i}: off {(mean - exact[i]) / Math.Sqrt(variance / Repetitions):F2} sigma, reported over sampled "
                + $"{reported / variance:F3}");
            Assert.InRange(Math.Abs(mean - exact[i]), 0, 5 * Math.Sqrt(variance / Repetitions));
            Assert.InRange(reported / variance, 0.61, 1.39);
        }
    }

    [Fact]
    public void Gradient_ByACutGatesOwnAngle_RunsNothing()
    {
        Circuit circuit = new CircuitBuilder(2)
            .Add(Gates.RY, 0.4, 0).Add(Gates.RY, 1.1, 1).Add(Gates.RZZ, Angle.Weight(0), 0, 1).Add(Gates.RX, 0.8, 0).Add(Gates.RX, 0.3, 1)
            .Build();
        CutPlan plan = CutPlanner.Plan(circuit, PauliSum.Parse("ZZ + XI"), PartitionLabels.Parse("AB", 2));
        foreach (ShotAllocation allocation in new[] { ShotAllocation.Uniform, ShotAllocation.Weighted, ShotAllocation.Optimal })
        {
            var estimator = new CutEstimator(plan, new(ShotBudget.Each(20_000), 1, Allocation: allocation));
            var request = new GradientRequest(GradientMethod.ParameterShift, Both, WithErrors: true);
            Assert.Equal((0, 0), Runs.Count(estimator.Start([new(0, [], [0.7])], request), PassPurpose.Shift));
            GradientEstimate sampled = estimator.Estimate([new(0, [], [0.7])], request)[0].Gradient!;
            double exact = new ExactEstimator(circuit, plan.Observable)
                .Estimate([new(0, [], [0.7])], new(GradientMethod.Adjoint, Both))[0].Gradient!.Weights[0];
            Assert.InRange(sampled.WeightErrors![0], 1e-4, 0.1);
            Assert.InRange(Math.Abs(sampled.Weights[0] - exact), 0, 5 * sampled.WeightErrors[0]);
        }
    }

    private static double[] Entries(GradientEstimate gradient) => [.. gradient.Features, .. gradient.Weights];
}
