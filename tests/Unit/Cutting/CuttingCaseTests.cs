using System.Text.Json;
using CutAwareQnn.Circuits;
using CutAwareQnn.Circuits.OpenQasm;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using Xunit;

namespace CutAwareQnn.Unit.Cutting;

/// <summary>Users' circuits whose cuts were refused, hung, cost too much or were silently others, with what is right.</summary>
public sealed class CuttingCaseTests
{
    /// <summary>The stored values have ten digits.</summary>
    private const double Digits = 1e-9;

    [SharedDataFact("cases")]
    public void ContractionWithoutAnEnd_IsRefusedBeforehandWithItsCost()
    {
        CutPlan plan = CutPlanner.Plan(
            Read("contraction-hang").Circuit, PauliSum.Parse(new string('X', 12)), PartitionLabels.Parse("ABCDEFGHIJKL", 12));
        Assert.True(plan.Order.Cost > LeanPlan.MaxContractionCost);
        string message = Assert.Throws<CutException>(() => new CutEstimator(plan, new(ShotBudget.Exact))).Message;
        Assert.Contains("36 cuts", message, StringComparison.Ordinal);
        Assert.Contains("multiplications", message, StringComparison.Ordinal);
        FoundCuts found = CutFinder.Find(Read("contraction-hang").Circuit, new FinderLimits(1));
        Assert.True(found.Log10ContractionCost() > Math.Log10(LeanPlan.MaxContractionCost));
    }

    [SharedDataFact("cases")]
    public void GatesThatAreLocalAtTheirAngle_AreNotCut()
    {
        CutPlan plan =
            CutPlanner.Plan(Read("zero-angle-refused").Circuit, PauliSum.Parse("IIZXIIZX"), PartitionLabels.Parse("AAAABBBB", 8));
        Assert.Empty(plan.Cuts);
        Assert.Equal(0.8483533547, Value(plan, ShotBudget.Exact), Digits);
    }

    [Theory]
    [InlineData("rzz(pi)")]
    [InlineData("rxx(3*pi)")]
    [InlineData("cp(2*pi)")]
    [InlineData("crz(4*pi)")]
    [InlineData("cu3(0,0,0)")]
    [InlineData("xx_plus_yy(4*pi,0.3)")]
    public void EveryWayOfCutting_TakesLocalGatesForNothing(string gate)
    {
        Circuit circuit = OpenQasmReader.Read(
            $"OPENQASM 3.0; include \"stdgates.inc\"; include \"qelib1.inc\"; qubit[4] q; ry(0.4) q; cx q[0],q[1]; cx q[2],q[3]; "
            + $"{gate} q[1],q[2]; {gate} q[0],q[3]; rx(0.3) q; cx q[1],q[0];").Circuit;
        var observable = PauliSum.Parse("XYZZ");
        double exact = new ExactEstimator(circuit, observable).Estimate([new(0, [], [])])[0].Value;
        int[] across = [.. Enumerable.Range(0, circuit.Instructions.Count)
            .Where(i => circuit.Instructions[i].Qubits.Count == 2 && circuit.Instructions[i].Qubits.Sum() == 3)];
        CutPlan[] plans =
        [
            CutPlanner.Plan(circuit, observable, PartitionLabels.Parse("AABB", 4)),
            CutPlanner.Plan(circuit, observable, across.Select(i => new GateCut(i))),
            CutFinder.Find(circuit, new FinderLimits(2)).Plan(observable, isSampled: true),
        ];
        foreach (CutPlan plan in plans)
        {
            Assert.Equal(1, plan.Gamma(_ => 0), Digits);
            Assert.Equal(2, plan.Fragments.Count);
            Assert.Equal(exact, Value(plan, ShotBudget.Exact), Digits);
        }
    }

    [SharedDataFact("cases")]
    public void FoundCuts_CanBeRunWithShots()
    {
        Circuit circuit = Read("finder-plan-not-runnable").Circuit;
        FoundCuts found = CutFinder.Find(circuit, new FinderLimits(4) { ResultCount = LeanPlan.MaxMeanCount, IsSampled = true });
        Assert.Equal(1, found.Overhead, Digits);
        Assert.Equal(1, Value(found.Plan(PauliSum.Parse("ZZZZZZZZ"), isSampled: true), ShotBudget.Each(100)), Digits);
    }

    [Fact]
    public void FoundCuts_BeyondTheEstimatorsLimit_AreRefusedOrPassedOver()
    {
        var builder = new CircuitBuilder(8);
        for (int a = 0; a < 4; a++)
        {
            for (int b = 4; b < 8; b++)
            {
                builder.Add(Gates.RZZ, 0.3, a, b);
            }
        }

        var limits = new FinderLimits(4) { IsJoint = false };
        Assert.True(CutFinder.Find(builder.Build(), limits).Log10ResultCount(isSampled: false) > 3);
        string message = Assert.Throws<CutException>(() => CutFinder.Find(builder.Build(), limits with { ResultCount = 1 })).Message;
        Assert.Contains("numbers per query", message, StringComparison.Ordinal);
    }

    [SharedDataFact("cases")]
    public void MarkedToffoli_IsCut() =>
        Assert.Equal(0.3153331032, Value(MarkedCuts.Plan(Read("ccx-mark-refused"), PauliSum.Parse("ZZZ")), ShotBudget.Exact), Digits);

    [SharedDataFact("cases")]
    public void Toffoli_CostsAsMuchAsACX()
    {
        CutPlan plan = CutPlanner.Plan(Read("ccx-overhead").Circuit, PauliSum.Parse("ZZZ"), PartitionLabels.Parse("AAB", 3));
        Assert.Equal(9, Math.Pow(plan.Gamma(_ => 0), 2), Digits);
        Assert.Equal(0.3153331032, Value(plan, ShotBudget.Exact), Digits);
    }

    [SharedDataFact("cases")]
    public void LimitedFragments_AreNoMoreThanAllowed()
    {
        Circuit circuit = Read("fragments-limit-ignored").Circuit;
        FoundCuts found = CutFinder.Find(circuit, new FinderLimits(4) { FragmentCount = 1 });
        Assert.Equal([0, 1, 2, 3], Assert.Single(found.Fragments).Qubits);
        Assert.Single(found.Plan(PauliSum.Parse("ZZZZ"), isSampled: false).Fragments);
        Assert.Equal(2, CutFinder.Find(circuit, new FinderLimits(4) { FragmentCount = 2 }).Fragments.Count);
    }

    [Fact]
    public void Devices_TakeOneFragmentEach_AndAreNamed()
    {
        var builder = new CircuitBuilder(9);
        foreach (int q in new[] { 0, 2, 4, 6 })
        {
            builder.Add(Gates.CX, q, q + 1);
        }

        FoundCuts found = CutFinder.Find(builder.Add(Gates.CX, 7, 8).Build(), new FinderLimits(EquatableArray<int>.Of(4, 5)));
        Assert.Equal(2, found.Fragments.Count);
        Assert.Equal([4, 5], found.Fragments.OrderBy(f => f.Device).Select(f => f.Width));
        Assert.Equal(2, found.Plan(PauliSum.Parse("ZZZZZZZZZ"), isSampled: false).Fragments.Count);
    }

    [SharedDataFact("cases")]
    public void LabelsTiedByACondition_AreRefused() => Assert.Contains(
        "give both qubits one label",
        Assert.Throws<CutException>(() => CutPlanner.Plan(
            Read("labels-merged-by-condition").Circuit, PauliSum.Parse("ZZZ"), PartitionLabels.Parse("AAB", 3))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void LinkedWires_AreTakenOnlyWhereTheySaveShots()
    {
        Circuit ring = OpenQasmReader.Read(
            "OPENQASM 3.0; include \"stdgates.inc\"; qubit[4] q; h q; cx q[0],q[1]; cx q[1],q[2]; cx q[2],q[3]; cx q[3],q[0];").Circuit;
        FinderLimits limits = new FinderLimits(2) { Kinds = CutKinds.Wire, IsCommunicating = true };
        FoundCuts byOverhead = CutFinder.Find(ring, limits);
        FoundCuts byShots = CutFinder.Find(ring, limits, new() { Rule = FinderRule.SharedTensors });
        Assert.Equal(FinderRule.SharedTensors, byShots.Rule);
        Assert.True(byShots.Log10Shots(0.01) <= byOverhead.Log10Shots(0.01));
        Assert.True(byOverhead.Overhead <= byShots.Overhead);
        foreach (FoundCuts found in new[] { byOverhead, byShots })
        {
            Assert.Equal(0, Value(found.Plan(PauliSum.Parse("ZZZZ"), isSampled: false), ShotBudget.Exact), Digits);
        }
    }

    private static double Value(CutPlan plan, ShotBudget shots) =>
        new CutEstimator(plan, new(shots, 3)).Estimate([new(0, [], [])])[0].Value;

    private static OpenQasmProgram Read(string id) => OpenQasmReader.Read(
        JsonDocument.Parse(File.ReadAllText(SharedData.PathOf("cases", "cutting.json"))).RootElement.EnumerateArray()
            .Single(c => c.GetProperty("id").GetString() == id).GetProperty("qasm").GetString()!);
}
