using System.Collections.Concurrent;
using System.Text.Json;
using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using CutAwareQnn.Unit.Cutting;
using CutAwareQnn.Unit.Reconstruction;
using CutAwareQnn.Unit.Simulation;
using Xunit;

namespace CutAwareQnn.Unit.Estimation;

/// <summary>
/// Sampled values over 2,000 repetitions (query ids 0 to 1,999 of seed 1) against the exact value and the exact variance: unbiased, as
/// wide as they should be, and with error bars that show it.
/// </summary>
[Trait("Tier", "slow")]
public sealed class ErrorBarTests(ITestOutputHelper output)
{
    private const int Repetitions = 2000;

    private static readonly double[] Features = [0.3, -0.7, 1.1, 0.45];

    private static readonly double[] Weights = [0.5, -1.2, 0.8, 2.1, -0.4, 1.7, -2.3, 0.9];

    private static readonly ConcurrentDictionary<string, Lazy<Sample>> Samples = new();

    public static TheoryData<string> Cases =>
    [
        "lean none", "lean AABB", "lean AABC", "lean ABCD", "lean ABBA", "lean sum AABC", "lean stored W04", "lean stored M01",
        "published AABB",
    ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Mean_IsTheExactValue(string name)
    {
        // 5 σ of the mean: a false alarm in 2 million.
        Sample sample = Take(name);
        double sigma = Math.Sqrt(sample.Variance / Repetitions);
        double deviation = (sample.Estimates.Average(e => e.Value) - sample.Value) / sigma;
        output.WriteLine($"{name}: mean off by {deviation:F2} sigma");
        Assert.InRange(deviation, -5, 5);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Variance_IsTheExactOne(string name)
    {
        // (n - 1) s²/σ² is χ² with 1,999 degrees of freedom, of relative width 3.2 %: 5 σ are 16 %, a false alarm in 2 million.
        Sample sample = Take(name);
        double mean = sample.Estimates.Average(e => e.Value);
        double ratio = sample.Estimates.Sum(e => (e.Value - mean) * (e.Value - mean)) / (Repetitions - 1) / sample.Variance;
        output.WriteLine($"{name}: sampled over exact variance {ratio:F3}");
        Assert.InRange(ratio, 0.84, 1.16);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void StandardError_Squared_IsOnAverageTheExactVariance(string name)
    {
        // Plugged-in means add relative terms of the order of variants/shots, and the shrinkage of means 4/shots: together below 5 %.
        Sample sample = Take(name);
        double ratio = sample.Estimates.Average(e => e.StandardError * e.StandardError) / sample.Variance;
        output.WriteLine($"{name}: reported over exact variance {ratio:F3}");
        Assert.InRange(ratio, 0.98, 1.05);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Interval_Of95Percent_CoversTheExactValue(string name)
    {
        // Binomial of 2,000 at 95 %: σ is 0.49 %, so 93 to 97 % is 4 σ either way, a false alarm in 16,000.
        Sample sample = Take(name);
        double coverage =
            (double)sample.Estimates.Count(e => Math.Abs(e.Value - sample.Value) <= 1.959964 * e.StandardError) / Repetitions;
        output.WriteLine($"{name}: coverage {100 * coverage:F2} %");
        Assert.InRange(coverage, 0.93, 0.97);
    }

    [Fact]
    public void PublishedStandardError_AtTheStudysShots_IsTheStoredOne()
    {
        // 200 repetitions of 1,024 shots: the average of the squares is within 2 % of the stored variance (bias about 4/1,024).
        foreach (string id in new[] { "Q01", "Q02", "W01" })
        {
            JsonElement json = ReferenceCircuits.Find(id);
            CutPlan plan = StoredFragments.Plan(json, new([ReferenceCircuits.Observables(json).Terms[0]]));
            double stored = json.GetProperty("joint_shot_variance_times_N")[0].GetProperty("addon_1024_each_var").GetDouble();
            IReadOnlyList<Estimate> estimates =
                Runs.Estimator(plan, ShotBudget.Each(1024), QueryMode.Published).Estimate(Runs.Repeat(id == "Q02" ? 40 : 200, [], []));
            double ratio = estimates.Average(e => e.StandardError * e.StandardError) / stored;
            output.WriteLine($"{id}: reported over stored variance {ratio:F4}");
            Assert.InRange(ratio, 0.98, 1.02);
        }
    }

    [Fact]
    public void ManyShots_ErrorBarsShrinkToTheFirstOrderVariance()
    {
        CutPlan plan = StudyCircuit.Plan("ABCD");
        var numbers = new ExactNumbers(plan, Features, Weights);
        const long Shots = 100_000_000;
        Estimate estimate = Runs.Estimator(plan, ShotBudget.Each(Shots)).Estimate([new(0, Features, Weights)])[0];

        // The means are right to 1e-4, so the plugged-in variance is to some 1e-3.
        Assert.Equal(1, estimate.StandardError * estimate.StandardError / numbers.FirstOrderVariance(Shots), 5e-3);
        Assert.InRange(Math.Abs(estimate.Value - numbers.Value()) / estimate.StandardError, 0, 5);
    }

    [Theory]
    [InlineData("AABB", QueryMode.Lean, 1000)]
    [InlineData("ABCD", QueryMode.Lean, 1000)]
    [InlineData("AABB", QueryMode.Published, 150)]
    public void Gradient_IsUnbiased_AndItsErrorsAreItsSpread(string labels, QueryMode mode, int repetitions)
    {
        // Seed 1, 300 shots per circuit. A mean within 5 σ for each of 12 entries; a variance of n repetitions is within 5·√(2/n), and
        // the plugged-in errors are to first order: another 10 %.
        CutPlan plan = StudyCircuit.Plan(labels);
        const GradientTargets Both = GradientTargets.Features | GradientTargets.Weights;
        double[] exact = Entries(new ExactEstimator(StudyCircuit.Circuit, StudyCircuit.Observable)
            .Estimate([new(0, Features, Weights)], new(GradientMethod.Adjoint, Both))[0].Gradient!);
        GradientEstimate[] gradients =
        [
            .. Runs.Estimator(plan, ShotBudget.Each(300), mode)
                .Estimate(Runs.Repeat(repetitions, Features, Weights), new(GradientMethod.ParameterShift, Both, WithErrors: true))
                .Select(e => e.Gradient!),
        ];
        double width = 0.1 + (5 * Math.Sqrt(2.0 / repetitions));
        for (int i = 0; i < exact.Length; i++)
        {
            double[] values = [.. gradients.Select(g => Entries(g)[i])];
            double mean = values.Average();
            double variance = values.Sum(v => (v - mean) * (v - mean)) / (repetitions - 1);
            double reported = gradients.Average(g => Math.Pow(g.FeatureErrors!.Concat(g.WeightErrors!).ElementAt(i), 2));
            output.WriteLine(
                $"{labels} {mode} {i}: off {(mean - exact[i]) / Math.Sqrt(variance / repetitions):F2} sigma, "
                + $"reported over sampled {reported / variance:F3}");
            Assert.InRange(Math.Abs(mean - exact[i]), 0, 5 * Math.Sqrt(variance / repetitions));
            Assert.InRange(reported / variance, 1 - width, 1 + width);
        }
    }

    private static double[] Entries(GradientEstimate gradient) => [.. gradient.Features, .. gradient.Weights];

    private static Sample Take(string name) => Samples.GetOrAdd(name, key => new(() => Draw(key))).Value;

    private static Sample Draw(string name)
    {
        string[] words = name.Split(' ');
        QueryMode mode = words[0] == "lean" ? QueryMode.Lean : QueryMode.Published;
        bool isStored = words[1] == "stored";
        CutPlan plan = isStored
            ? ReferenceCircuits.Plan(ReferenceCircuits.Find(words[2]))
            : StudyCircuit.Plan(words[^1], words[1] == "sum" ? PauliSum.Parse("ZZZZ - 0.5*IXZI + 0.25*ZIII") : StudyCircuit.Observable);
        double[] features = isStored ? [] : Features;
        double[] weights = isStored ? [] : Weights;
        const long Shots = 1000;
        var exact = new ExactNumbers(plan, features, weights);
        var published = new PublishedPlan(plan);
        double[] angles = [.. published.Occurrences.Slots.Select(
            s => s.Angle.Evaluate(y => y.Kind == SymbolKind.Feature ? features[y.Index] : weights[y.Index]))];
        return new(
            exact.Value(),
            mode == QueryMode.Lean ? Lean(plan, new(0, features, weights), Shots) : PublishedVariance.Exact(published, angles, Shots),
            Runs.Estimator(plan, ShotBudget.Each(Shots), mode).Estimate(Runs.Repeat(Repetitions, features, weights)));
    }

    private static double Lean(CutPlan plan, EstimatorQuery query, double shots)
    {
        var forecast = new ShotForecast(plan, query);
        return forecast.ExactVariance([.. forecast.Spreads.Select(_ => shots)]);
    }

    private sealed record Sample(double Value, double Variance, IReadOnlyList<Estimate> Estimates);
}
