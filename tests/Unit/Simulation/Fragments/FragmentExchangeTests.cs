using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Simulation;
using CutAwareQnn.Unit.Cutting;
using Xunit;

namespace CutAwareQnn.Unit.Simulation;

/// <summary>Circuits that need not be run because others give their results.</summary>
public sealed class FragmentExchangeTests
{
    [Fact]
    public void Exchanges_OfARankTwoGate_AreThoseOfIAndZWithSAndItsInverse()
    {
        // I, Z, M, S, S†: I + Z = S + S†.
        Assert.Equal(
            [new(0, 3, 4, 1), new(1, 3, 4, 0), new(3, 0, 1, 4), new(4, 0, 1, 3)],
            OperationExchange.Of(LegBasis.RankTwoGate).OrderBy(e => e.Dropped));
    }

    [Fact]
    public void Exchanges_OfPreparations_HoldTheFormWithFour()
    {
        IReadOnlyList<OperationExchange> exchanges = OperationExchange.Of(LegBasis.WireIn);
        Assert.Equal(12, exchanges.Count);
        Assert.Contains(new(3, 0, 1, 2), exchanges);
        Assert.Contains(new(5, 0, 1, 4), exchanges);
    }

    [Fact]
    public void Exchanges_OfMeasuredEnds_AreNone() => Assert.Empty(OperationExchange.Of(LegBasis.WireOut));

    [Theory]
    [InlineData("AABC", "ZZZZ + 0.5*IXZI")]
    [InlineData("ABAB", "ZZZZ")]
    public void ImputedMoments_AreTheExactOnes_AndDerivativesFollow(string labels, string observable)
    {
        var random = new CounterRandom(3, 1, 4);
        foreach (Fragment fragment in StudyCircuit.Plan(labels, PauliSum.Parse(observable)).Fragments)
        {
            var measurements = new FragmentMeasurements(fragment);
            double[] tensors = new double[measurements.Measured.Observables.Count * fragment.TensorSize];
            new StateVectorFragmentSimulator(measurements.Measured).Evaluate(
                [.. fragment.Slots.Select((_, s) => 0.3 + (0.71 * s))], 1, tensors);
            double[] exact = new double[measurements.MomentCount];
            measurements.Moments(tensors, exact);

            // One exchange per leg, of another operation each time.
            var exchange = new FragmentExchange(
                measurements, [.. fragment.Legs.Select((leg, l) => (l, OperationExchange.Of(leg.Basis)[l % 4]))]);
            double[] measured = [.. exact];
            foreach (MeasuredVariant variant in measurements.Variants.Where(exchange.IsDropped))
                measured.AsSpan(variant.FirstMoment, variant.MomentCount).Fill(0.123);
            exchange.Impute(measured);
            Assert.All(exact.Zip(measured), pair => Assert.Equal(pair.First, pair.Second, 1e-12));

            // Σ g·mean is the same over all means and, pulled back, over those that were run.
            double[] means = new double[measurements.ReadingCount];
            measurements.Means(exact, means);
            double[] sensitivities = [.. means.Select(_ => random.NextDouble() - 0.5)];
            double[] pulled = [.. sensitivities];
            exchange.PullBack(pulled);
            Assert.Equal(Dot(sensitivities, means), Dot(pulled, means), 1e-12);
            Assert.All(
                measurements.Variants.Where(exchange.IsDropped).SelectMany(s => s.Readings),
                reading => Assert.Equal(0, pulled[reading.Index]));
        }
    }

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();
}
