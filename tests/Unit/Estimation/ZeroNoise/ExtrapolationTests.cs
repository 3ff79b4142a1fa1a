using System.Text.Json;
using CutAwareQnn.Circuits;
using CutAwareQnn.Estimation;
using CutAwareQnn.Simulation;
using Xunit;

namespace CutAwareQnn.Unit.Estimation.ZeroNoise;

/// <summary>Weights, values and error bars of zero-noise extrapolation.</summary>
public sealed class ExtrapolationTests
{
    // A handful of products.
    private const double Tolerance = 1e-12;

    [Theory]
    [InlineData(new double[] { 1, 3 }, new[] { 1.5, -0.5 })]
    [InlineData(new double[] { 1, 3, 5 }, new[] { 15.0 / 8, -5.0 / 4, 3.0 / 8 })]
    public void Richardson_HasTheWeightsOfTheLagrangePolynomialAtZero(double[] scales, double[] expected) =>
        AssertNear(expected, Extrapolation.Weights(scales, ExtrapolationMethod.Richardson));

    [SharedDataFact("cases")]
    public void Richardson_HasTheReferenceWeights_AndVariance()
    {
        foreach (JsonElement rule in Cases().GetProperty("richardson").EnumerateArray())
        {
            double[] weights = Extrapolation.Weights(Numbers(rule, "scales"), ExtrapolationMethod.Richardson);
            AssertNear(Numbers(rule, "coefficients"), weights);
            Assert.Equal(rule.GetProperty("variance_factor").GetDouble(), weights.Sum(w => w * w), 1e-9);
        }
    }

    // Two values each: of the cut circuit and of the uncut one.
    [SharedDataFact("cases")]
    public void ReferenceValues_AreContinuedToTheReference()
    {
        JsonElement noise = Cases().GetProperty("noise");
        foreach ((int index, string circuit) in new[] { "cut", "uncut" }.Index())
        {
            double[] values = Numbers(noise, circuit);
            Assert.Equal(Numbers(noise, "linear")[index], Zero(values[..2], ExtrapolationMethod.Linear), Tolerance);
            Assert.Equal(Numbers(noise, "richardson")[index], Zero(values, ExtrapolationMethod.Richardson), Tolerance);
            Assert.Equal(Numbers(noise, "exponential")[index], Zero(values[..2], ExtrapolationMethod.Exponential), Tolerance);
        }
    }

    [Fact]
    public void Line_ThroughManyPoints_IsTheLineOfLeastSquares()
    {
        // The normal equations of 2, 1.1, 0.4, -0.2 at 1, 3, 5, 7.
        double slope = ((1 * 2) + (3 * 1.1) + (5 * 0.4) - (7 * 0.2) - (4 * 4 * 0.825)) / 20;
        Assert.Equal(0.825 - (4 * slope), Zero([2, 1.1, 0.4, -0.2], ExtrapolationMethod.Linear), Tolerance);
    }

    [Theory]
    [InlineData(ExtrapolationMethod.Linear, 1)]
    [InlineData(ExtrapolationMethod.Richardson, 1)]
    [InlineData(ExtrapolationMethod.Richardson, 3)]
    public void Polynomials_AreContinuedExactly(ExtrapolationMethod method, int degree)
    {
        double[] values = [.. new double[] { 1, 3, 5, 7 }.Select(s => 0.7 - (0.1 * Math.Pow(s, degree) / 10))];
        Assert.Equal(0.7, Zero(values, method), Tolerance);
    }

    [Theory]
    [InlineData(0.4, 0)]
    [InlineData(-0.4, 0.3)]
    public void ExponentialsTowardsTheConstant_AreContinuedExactly(double distance, double constant)
    {
        ScaledEstimate[] points = Points([.. new double[] { 1, 3, 5 }.Select(s => constant + (distance * Math.Exp(-0.2 * s)))]);
        Assert.Equal(constant + distance, Extrapolation.ToZero(points, ExtrapolationMethod.Exponential, constant).Value, Tolerance);
    }

    [Fact]
    public void Exponential_OfValuesOnBothSides_IsRefused()
    {
        ReconstructionException error = Assert.Throws<ReconstructionException>(() => Zero([0.1, -0.02], ExtrapolationMethod.Exponential));
        Assert.Contains("lie on both sides of 0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FewerThanTwoScales_OrEqualOnes_AreRefused()
    {
        Assert.Throws<ReconstructionException>(() => Extrapolation.Weights([1], ExtrapolationMethod.Linear));
        Assert.Throws<ReconstructionException>(() => Extrapolation.Weights([1, 1], ExtrapolationMethod.Richardson));
    }

    // 4,000 repetitions: their spread is known to 1.1 %, so five of these are 6 %.
    [Theory]
    [InlineData(ExtrapolationMethod.Linear)]
    [InlineData(ExtrapolationMethod.Richardson)]
    [InlineData(ExtrapolationMethod.Exponential)]
    public void ErrorBar_IsTheSpreadOfRepetitions(ExtrapolationMethod method)
    {
        const int Repetitions = 4000;
        double[] values = [0.6, 0.45, 0.3], errors = [0.01, 0.008, 0.005];
        var random = new CounterRandom(5, 0, 0);
        var estimates = new List<Estimate>();
        for (int repetition = 0; repetition < Repetitions; repetition++)
        {
            var points = new List<ScaledEstimate>();
            for (int i = 0; i < values.Length; i++)
            {
                // The sum of twelve uniform numbers has a variance of 1.
                double drawn = Enumerable.Range(0, 12).Select(_ => random.NextDouble()).ToArray().Sum() - 6;
                points.Add(new((2 * i) + 1, new(values[i] + (errors[i] * drawn), errors[i])));
            }

            estimates.Add(Extrapolation.ToZero(points, method));
        }

        double mean = estimates.Average(e => e.Value);
        double spread = Math.Sqrt(estimates.Sum(e => (e.Value - mean) * (e.Value - mean)) / (Repetitions - 1));
        Assert.InRange(estimates.Average(e => e.StandardError) / spread, 0.94, 1.06);
    }

    [Fact]
    public void Derivatives_AreThoseOfTheValue()
    {
        const double Step = 1e-6;
        double[] values = [0.6, 0.45, 0.3];
        foreach (ExtrapolationMethod method in Enum.GetValues<ExtrapolationMethod>())
        {
            double[] derivatives = Extrapolation.Derivatives(Points(values), method, 0.1);
            for (int i = 0; i < values.Length; i++)
            {
                double[] above = [.. values], below = [.. values];
                above[i] += Step;
                below[i] -= Step;
                double slope = (
                    Extrapolation.ToZero(Points(above), method, 0.1).Value
                        - Extrapolation.ToZero(Points(below), method, 0.1).Value) / (2 * Step);
                Assert.Equal(slope, derivatives[i], 1e-6);
            }
        }
    }

    [Fact]
    public void Gradients_AreContinuedEntryByEntry()
    {
        ScaledEstimate[] points =
        [
            new(1, new(0.5, 0.1, new([0.4], [0.2, -0.6], [0.01], [0.02, 0.03]))),
            new(3, new(0.3, 0.2, new([0.2], [0.1, -0.3], [0.02], [0.01, 0.04]))),
        ];
        GradientEstimate gradient = Extrapolation.ToZero(points, ExtrapolationMethod.Linear).Gradient!;
        AssertNear([0.5], gradient.Features);
        AssertNear([0.25, -0.75], gradient.Weights);
        AssertNear([Math.Sqrt((0.015 * 0.015) + (0.01 * 0.01))], gradient.FeatureErrors!);
        Assert.Throws<ReconstructionException>(() => Extrapolation.ToZero(points, ExtrapolationMethod.Exponential));
    }

    [Theory]
    [InlineData(new[] { 1 }, "at least two")]
    [InlineData(new[] { 3, 5 }, "begin with 1")]
    [InlineData(new[] { 1, 2 }, "odd")]
    [InlineData(new[] { 1, 101 }, "odd and at most 99")]
    [InlineData(new[] { 1, 5, 3 }, "do not ascend")]
    public void Scales_ThatFoldingCannotGive_AreRefused(int[] scales, string rule) => Assert.Contains(
        rule,
        Assert.Throws<CutException>(() => ZeroNoiseSettings.Of(scales, FoldingKind.Circuit, ExtrapolationMethod.Linear)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void TotalShots_AreDividedByTheWeights()
    {
        var settings = ZeroNoiseSettings.Of([1, 3], FoldingKind.Circuit, ExtrapolationMethod.Richardson);
        Assert.Equal([750, 250], settings.Divide(1000));
        Assert.Throws<CutException>(() => settings.Divide(1));
    }

    private static double Zero(double[] values, ExtrapolationMethod method) => Extrapolation.ToZero(Points(values), method).Value;

    private static ScaledEstimate[] Points(double[] values) => [.. values.Select((v, i) => new ScaledEstimate((2 * i) + 1, new(v, 0.01)))];

    private static JsonElement Cases() => JsonDocument.Parse(File.ReadAllText(SharedData.PathOf("cases", "next.json"))).RootElement;

    private static double[] Numbers(JsonElement parent, string name) =>
        [.. parent.GetProperty(name).EnumerateArray().Select(n => n.GetDouble())];

    private static void AssertNear(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, Tolerance));
    }
}
