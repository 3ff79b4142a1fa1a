using System.Reactive.Concurrency;
using System.Reactive.Linq;
using CutAwareQnn.Circuits;
using CutAwareQnn.Circuits.OpenQasm;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using CutAwareQnn.Runtime;
using Xunit;

namespace CutAwareQnn.Unit.Runtime;

/// <summary>Which records a batch leaves: one per stated purpose, with its queries and shots.</summary>
public sealed class PassPurposeTests
{
    private const string Circuit = "OPENQASM 3.0; include \"stdgates.inc\"; qubit[2] q; ry(0.7) q[0]; cx q[0], q[1]; ry(0.3) q[1];";

    [Theory]
    [InlineData(ShotAllocation.Uniform, false)]
    [InlineData(ShotAllocation.Weighted, false)]
    [InlineData(ShotAllocation.Optimal, false)]
    [InlineData(ShotAllocation.Optimal, true)]
    public void ValuesInSeveralRounds_AreOneRecordOfTheirPurpose(ShotAllocation allocation, bool isEvaluation)
    {
        StageRecord record = Assert.Single(Records(allocation, null, isEvaluation));
        Assert.Equal(isEvaluation ? BatchPurpose.Evaluation : BatchPurpose.Forward, record.Purpose);
        Assert.Equal(1, record.QueryCount);
        Assert.InRange(record.ShotCount, 19_000, 20_000);
    }

    [Fact]
    public void SampledValuesWithExactDerivatives_KeepTheirShots()
    {
        IReadOnlyList<StageRecord> records = Records(ShotAllocation.Optimal, new(GradientMethod.Adjoint, GradientTargets.Weights), false);
        Assert.Equal([(BatchPurpose.Forward, 1L), (BatchPurpose.Adjoint, 1L)], records.Select(r => (r.Purpose, r.QueryCount)));
        Assert.InRange(records[0].ShotCount, 19_000, 20_000);
        Assert.Equal(0, records[1].ShotCount);
    }

    private static IReadOnlyList<StageRecord> Records(ShotAllocation allocation, GradientRequest? gradient, bool isEvaluation)
    {
        CutPlan plan = CutPlanner.Plan(OpenQasmReader.Read(Circuit).Circuit, PauliSum.Parse("ZZ"), PartitionLabels.Parse("AB", 2));
        var estimator = new CutEstimator(plan, new(ShotBudget.InTotal(20_000), Seed: 1, Allocation: allocation));
        var workers = new Workers(new InProcessBackend(ImmediateScheduler.Instance), 1, new EagerPolicy(), ImmediateScheduler.Instance);
        return new QueryPipeline(estimator, workers).Run(new BatchRequest(0, [new(0, [], [])], gradient, isEvaluation)).Wait().Stages;
    }
}
