using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using CutAwareQnn.Simulation;
using CutAwareQnn.Unit.Runtime;
using Xunit;

namespace CutAwareQnn.Unit.Simulation;

public sealed class TensorCacheTests
{
    /// <summary>With a cache of any size, warm or cold, exact or sampled: the bits of no cache.</summary>
    [Theory]
    [InlineData(0, 1_000_000)]
    [InlineData(0, 300)]
    [InlineData(0, 2)]
    [InlineData(1024, 1_000_000)]
    public void Bits_AreThoseWithoutACache(long shots, int numbers)
    {
        ShotBudget budget = shots == 0 ? ShotBudget.Exact : ShotBudget.Each(shots);
        CutPlan plan = SmallCircuits.Plan("AABC");
        var gradient = new GradientRequest(GradientMethod.ParameterShift, GradientTargets.Weights | GradientTargets.Features);
        EstimatorQuery[] queries = SmallCircuits.Queries(70, 4);
        queries = [.. queries, .. queries.Take(35).Select(q => q with { Id = q.Id + 500 })];
        var cache = new TensorCache(numbers);
        var cached = new CutEstimator(plan, new(budget, 5, Cache: cache));
        string expected = Bits(new CutEstimator(plan, new(budget, 5)).Estimate(queries, gradient));
        Assert.Equal(expected, Bits(cached.Estimate(queries, gradient)));
        Assert.Equal(expected, Bits(cached.Estimate(queries, gradient)));
        Assert.True(cache.NumberCount <= numbers);
        Assert.True(numbers < 1_000_000 || cache.HitCount > 0);
    }

    [Fact]
    public void WhatIsKnown_IsNotRunAgain_InAnyPlanWithTheSameFragment()
    {
        var cache = new TensorCache(100_000);
        EstimatorQuery[] queries = SmallCircuits.Queries(10);
        var estimator = new CutEstimator(SmallCircuits.Plan("AB"), new(ShotBudget.Exact, Cache: cache));
        estimator.Estimate(queries);
        Assert.Equal((20, 0), (cache.LookupCount, cache.HitCount));
        estimator.Estimate(queries);
        new CutEstimator(SmallCircuits.Plan("AB"), new(ShotBudget.Each(10), Cache: cache)).Estimate(queries);
        Assert.Equal((60, 40), (cache.LookupCount, cache.HitCount));
    }

    /// <summary>Room for four tensors, two per generation: what is used again and again stays, what is not goes.</summary>
    [Fact]
    public void WhatIsAskedFor_Stays()
    {
        var cache = new TensorCache(4 * 3);
        var simulator = new Doubling();
        FragmentSimulator cached = cache.Before(simulator);
        double[] tensor = new double[2];
        for (int i = 0; i < 20; i++)
        {
            cached.Evaluate([i], 1, tensor);
            Assert.Equal([2 * i, 3 * i], tensor);
            cached.Evaluate([-1], 1, tensor);
            Assert.Equal([-2, -3], tensor);
        }

        Assert.Equal(21, simulator.QueryCount);
        cached.Evaluate([0], 1, tensor);
        Assert.Equal(22, simulator.QueryCount);
    }

    [Fact]
    public void EqualAnglesInABatch_AreComputedOnce_AndZerosOfDifferentSignTwice()
    {
        var simulator = new Doubling();
        double[] tensors = new double[10];
        new TensorCache(1000).Before(simulator).Evaluate([0.5, 0.5, 0.5, 0.0, -0.0], 5, tensors);
        Assert.Equal(3, simulator.QueryCount);
        Assert.Equal([1, 1.5, 1, 1.5, 1, 1.5, 0, 0, 0, 0], tensors);
        Assert.True(double.IsNegative(tensors[8]));
        Assert.False(double.IsNegative(tensors[6]));
    }

    [Fact]
    public void ACacheWithoutRoom_IsRefused() => Assert.Throws<CircuitException>(() => new TensorCache(1));

    private static string Bits(IReadOnlyList<Estimate> estimates) => string.Join(
        ' ',
        estimates.SelectMany(e => (double[])[e.Value, e.StandardError, .. e.Gradient!.Weights, .. e.Gradient.Features])
            .Select(BitConverter.DoubleToInt64Bits));

    /// <summary>One angle a, tensor (2a, 3a).</summary>
    private sealed class Doubling() : FragmentSimulator(Two)
    {
        private static readonly Fragment Two = CutPlanner.Plan(
            new CircuitBuilder(1).Add(Gates.RY, Angle.Weight(0), 0).Build(),
            PauliSum.Parse("Z + X"),
            PartitionLabels.Parse("A", 1)).Fragments[0];

        public int QueryCount { get; private set; }

        public override void Evaluate(ReadOnlySpan<double> angles, int count, Span<double> tensors)
        {
            QueryCount += count;
            for (int q = 0; q < count; q++)
            {
                tensors[2 * q] = 2 * angles[q];
                tensors[(2 * q) + 1] = 3 * angles[q];
            }
        }

        public override void Backward(ReadOnlySpan<double> angles, int count, ReadOnlySpan<double> environments, Span<double> gradients)
        {
        }
    }
}
