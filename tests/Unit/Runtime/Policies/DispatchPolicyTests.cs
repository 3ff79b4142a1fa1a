using CutAwareQnn.Circuits;
using CutAwareQnn.Runtime;
using CutAwareQnn.Simulation;
using Xunit;

namespace CutAwareQnn.Unit.Runtime;

/// <summary>What each policy hands out: six batches, named by fragment, work and variance.</summary>
public sealed class DispatchPolicyTests
{
    // Fragment, work, variance.
    private static readonly (int Fragment, double Work, double Variance)[] Six =
        [(0, 1, 5), (1, 3, 1), (0, 2, 5), (1, 9, 7), (0, 4, 0), (1, 3, 2)];

    public static TheoryData<string, string> Orders => new()
    {
        { "eager", "0@0 1@0 2@0 3@0 4@0 5@0" },
        { "batched:size=2,delay_s=0.01", "0@0 1@0 2@10 3@10 4@20 5@20" },
        { "batched:size=4,delay_s=0.5", "0@0 1@0 2@0 3@0 4@500 5@500" },
        { "staggered:spacing_s=0.03", "0@0 2@0 4@0 1@30 3@30 5@30" },
        { "largest-variance-first", "3@0 0@0 2@0 5@0 1@0 4@0" },
        { "longest-first", "3@0 4@0 1@0 5@0 2@0 0@0" },
        { "work-stealing", "0@0 2@0 4@0 5@0 3@0 1@0" },
        { "adaptive", "0@0 1@0 2@0 3@0 4@0 5@0" },
    };

    [Theory]
    [MemberData(nameof(Orders))]
    public void APolicy_HandsOutInItsOrder_ToOneOfTwoWorkers(string policy, string expected) =>
        Assert.Equal(expected, HandedOut(DispatchPolicies.Parse(policy), 2, [0, 0, 0, 0, 0, 0, 0]));

    /// <summary>Worker 1 empties its own queue, takes the last of worker 0's, and so on.</summary>
    [Fact]
    public void WorkStealing_TakesOwnFragmentsFirst_ThenTheLastOfTheLongestQueue()
    {
        Assert.Equal("1@0 3@0 5@0 4@0 0@0 2@0", HandedOut(new WorkStealingPolicy(), 2, [1, 1, 1, 1, 0, 0, 1]));
        Assert.Equal("4@0 0@0 5@0 1@0 2@0 3@0", HandedOut(new WorkStealingPolicy(), 3, [2, 0, 2, 1, 0, 1, 2]));
    }

    [Fact]
    public void Adaptive_FollowsTheMeasuredShare()
    {
        var policy = new AdaptivePolicy(threshold: 0.25, smoothing: 0.5);
        const string InOrder = "0@0 1@0 2@0 3@0 4@0 5@0";
        const string LongestFirst = "3@0 4@0 1@0 5@0 2@0 0@0";
        policy.Observe(Times(execute: 90, reconstruct: 10));
        Assert.Equal(LongestFirst, HandedOut(policy, 2, [0, 0, 0, 0, 0, 0]));

        // The mean share is 0.1, then 0.35, then 0.225.
        policy.Observe(Times(execute: 40, reconstruct: 60));
        Assert.Equal(InOrder, HandedOut(policy, 2, [0, 0, 0, 0, 0, 0]));
        policy.Observe(Times(execute: 90, reconstruct: 10));
        Assert.Equal(LongestFirst, HandedOut(policy, 2, [0, 0, 0, 0, 0, 0]));
        policy.Observe(Times(0, 0));
        Assert.Equal(LongestFirst, HandedOut(policy, 2, [0, 0, 0, 0, 0, 0]));
    }

    [Theory]
    [InlineData("eager", "eager")]
    [InlineData("batched", "batched:delay_s=0.01,size=8")]
    [InlineData("staggered:spacing_s=2", "staggered:spacing_s=2")]
    [InlineData("adaptive:threshold=0.5", "adaptive:smoothing=0.2,threshold=0.5")]
    public void APolicysText_IsReadBack(string given, string logged)
    {
        Assert.Equal(logged, DispatchPolicies.Text(DispatchPolicies.Parse(given)));
        Assert.Equal(logged, DispatchPolicies.Text(DispatchPolicies.Parse(logged)));
    }

    [Theory]
    [InlineData("hasty", "policy 'hasty' is unknown; give one of adaptive, batched, eager, ")]
    [InlineData("eager:size=2", "policy eager has no parameter 'size'; it takes none")]
    [InlineData("batched:length=2", "policy batched has no parameter 'length'; it takes size, delay_s")]
    [InlineData("batched:size=1.5", "policy batched was given size='1.5'; give a whole number from 1")]
    [InlineData("batched:size", "policy batched was given size=''; give a whole number from 1")]
    [InlineData("staggered:spacing_s=-1", "policy staggered was given spacing_s='-1'; give seconds from 0 to a day")]
    [InlineData("adaptive:threshold=NaN", "policy adaptive was given threshold='NaN'; give a number in [0, 1]")]
    public void ABadPolicy_IsToldWhatItTakes(string text, string message) =>
        Assert.StartsWith(message, Assert.Throws<BackendException>(() => DispatchPolicies.Parse(text)).Message, StringComparison.Ordinal);

    private static StageTimes Times(int execute, int reconstruct) =>
        new(default, default, TimeSpan.FromSeconds(execute), TimeSpan.FromSeconds(reconstruct), default);

    private static string HandedOut(IDispatchPolicy policy, int workerCount, int[] askers)
    {
        Job[] jobs = [.. Six.Select((b, i) => new Described(i, b.Fragment, b.Work, b.Variance))];
        using IDemand<Dispatch> demand = policy.HandOut(jobs, workerCount);
        List<string> taken = [];
        foreach (int worker in askers)
        {
            if (demand.TryTake(worker, out Dispatch dispatch))
            {
                taken.Add($"{dispatch.Job.Index}@{dispatch.NotBefore.TotalMilliseconds}");
            }
        }

        Assert.Equal(6, taken.Count);
        Assert.False(demand.TryTake(0, out _));
        return string.Join(' ', taken);
    }

    private sealed class Described(int index, int fragment, double work, double variance) : Job(index)
    {
        public override int? Fragment => fragment;

        public override double Work => work;

        public override double VarianceBound => variance;

        public override long CircuitCount => 1;

        public override long ShotCount => 0;

        public override int ResultLength => 1;

        public override JobResult Execute() => new(Index, [0]);
    }
}
