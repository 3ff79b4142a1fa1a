using System.Text.Json;
using CutAwareQnn.Circuits;
using CutAwareQnn.Circuits.OpenQasm;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using Xunit;

namespace CutAwareQnn.Unit.Cutting;

/// <summary>The numbers that the study and Qiskit's circuit-cutting addon state for their partitions.</summary>
public sealed class PublishedCountTests
{
    /// <summary>At most 864 terms of size 1 are summed, each to 1e-15; the stored values carry 16 digits.</summary>
    private const double Exact = 1e-10;

    public static TheoryData<string> Partitions =>
        [.. DataFiles.Read("paper-counts.json").EnumerateArray().Select(e => e.GetProperty("partition").GetString()!)];

    public static TheoryData<int> AddonPlans => [.. Enumerable.Range(0, DataFiles.Read("plans.json").GetArrayLength())];

    [Theory]
    [MemberData(nameof(Partitions))]
    public void StudyCircuit_ByLabel_HasTheStatedCounts(string partition)
    {
        JsonElement stated = DataFiles.Read("paper-counts.json").EnumerateArray()
            .Single(e => e.GetProperty("partition").GetString() == partition);
        CutPlan plan = StudyCircuit.PlanByLabel(partition);
        Assert.Equal(stated.GetProperty("cuts").GetInt32(), plan.Cuts.Count);
        Assert.Equal(stated.GetProperty("joint_terms").GetDouble(), plan.JointTermCount);
        Assert.Equal(stated.GetProperty("emitted").GetDouble(), plan.EmittedCircuitCount);
        Assert.Equal(stated.GetProperty("gamma").GetDouble(), plan.Gamma(_ => 0), Exact);
        Assert.Equal(stated.GetProperty("gamma2").GetDouble(), Math.Pow(plan.Gamma(_ => 0), 2), Exact);
        Assert.Equal(ByLabel(stated, "unique"), plan.Fragments.Select(f => f.VariantCount));
        Assert.Equal(ByLabel(stated, "amplitude_level_states"), plan.Fragments.Select(f => f.KetCount));
        Assert.Equal(stated.GetProperty("emitted").GetDouble(), StudyCircuit.Plan(partition).EmittedCircuitCount);
    }

    [Theory]
    [InlineData("none", new[] { 1 })]
    [InlineData("AAAA", new[] { 1 })]
    [InlineData("AABB", new[] { 5, 5 })]
    [InlineData("ABBB", new[] { 5, 5 })]
    [InlineData("AAAB", new[] { 5, 5 })]
    [InlineData("AABC", new[] { 5, 25, 5 })]
    [InlineData("ABBC", new[] { 5, 25, 5 })]
    [InlineData("ABCD", new[] { 5, 25, 25, 5 })]
    [InlineData("ABBA", new[] { 5, 25, 5 })]
    [InlineData("ABAB", new[] { 5, 25, 25, 5 })]
    public void StudyCircuit_LabelsThatFallApart_AreSplit(string partition, int[] variants)
    {
        CutPlan plan = StudyCircuit.Plan(partition);
        Assert.Equal(variants, plan.Fragments.Select(f => f.VariantCount));
        Assert.Equal(variants.Sum(), plan.UniqueCircuitCount);
    }

    [Theory]
    [MemberData(nameof(AddonPlans))]
    public void AddonPlan_HasTheAddonsCountsAndValue_InBothModes(int index)
    {
        JsonElement stored = DataFiles.Read("plans.json")[index];
        Circuit circuit = OpenQasm2Reader.Read(stored.GetProperty("qasm").GetString()!);
        var observable = PauliSum.Parse(stored.GetProperty("observable").GetString()!);
        CutPlan plan = CutPlanner.Plan(
            circuit, observable, PartitionLabels.Parse(stored.GetProperty("partition").GetString()!, circuit.QubitCount));
        double gamma = plan.Gamma(_ => 0);
        Assert.Equal(stored.GetProperty("cuts").GetInt32(), plan.Cuts.Count);
        Assert.Equal(stored.GetProperty("terms_joint").GetDouble(), plan.JointTermCount);
        Assert.Equal(stored.GetProperty("circuits_emitted").GetDouble(), plan.EmittedCircuitCount);
        Assert.Equal(stored.GetProperty("coefficient_one_norm").GetDouble(), gamma, Exact);
        Assert.Equal(stored.GetProperty("sampling_overhead").GetDouble(), gamma * gamma, Exact);
        foreach (QueryMode mode in new[] { QueryMode.Lean, QueryMode.Published })
        {
            var estimator = new CutEstimator(plan, new(ShotBudget.Exact, Mode: mode));
            Assert.Equal(stored.GetProperty("value").GetDouble(), estimator.Estimate([new(0, [], [])])[0].Value, Exact);
        }
    }

    private static IEnumerable<int> ByLabel(JsonElement stated, string name) =>
        stated.GetProperty(name).EnumerateObject().Select(p => p.Value.GetInt32());
}
