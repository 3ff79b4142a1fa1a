using CutAwareQnn.Circuits;
using CutAwareQnn.Circuits.OpenQasm;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using Xunit;

namespace CutAwareQnn.Unit.Cutting.Finding;

/// <summary>Found cuts put to use: planned, and compared exactly with the circuit before cutting.</summary>
public sealed class FinderPlanTests
{
    /// <summary>Values of size up to 1 from some dozens of fragment tensor entries.</summary>
    private const double Exact = 1e-10;

    [Theory]
    [InlineData(CutKinds.Gate)]
    [InlineData(CutKinds.Wire)]
    [InlineData(CutKinds.Both)]
    public void CutValue_IsTheUncutValue(CutKinds kinds)
    {
        var random = new Random(5);
        for (int i = 0; i < 8; i++)
        {
            (Circuit circuit, _) = RandomInteractions.Draw(random, 5, 6, plain: kinds == CutKinds.Gate);
            FoundCuts found = CutFinder.Find(circuit, FinderCase.Separate(3) with { Kinds = kinds });
            AssertSameValue(circuit, found);
        }
    }

    [Theory]
    [InlineData(CutKinds.Gate, 3)]
    [InlineData(CutKinds.Gate, 4)]
    [InlineData(CutKinds.Both, 3)]
    [InlineData(CutKinds.Both, 4)]
    public void JointCutValue_IsTheUncutValue_AtTheGammaThatWasFound(CutKinds kinds, int width)
    {
        var random = new Random(7);
        for (int i = 0; i < 8; i++)
        {
            (Circuit circuit, _) = RandomInteractions.Draw(random, 6, 8, plain: kinds == CutKinds.Gate);
            FoundCuts found = CutFinder.Find(circuit, new FinderLimits(width) { Kinds = kinds, IsCommunicating = kinds == CutKinds.Both });
            PauliSum observable = new([new PauliTerm(1, PauliString.Parse("ZXZYZX")), new PauliTerm(0.4, PauliString.Parse("ZIIIIZ"))]);
            IReadOnlyList<Cut> cuts = found.Planned(isSampled: true);
            CutPlan plan = CutPlanner.Plan(found.Circuit, observable, cuts, PlanSettings.Plain);
            if (cuts.SequenceEqual(found.Cuts))
            {
                Assert.Equal(found.Gamma, plan.Gamma(_ => 0), found.Gamma * Exact);
            }

            if (!cuts.Any(c => c is CommunicatingWireCut))
            {
                Assert.InRange(plan.Fragments.Max(f => f.Width), 1, width);
            }

            EstimatorQuery[] queries = [new(0, [], [])];
            Assert.Equal(
                new ExactEstimator(circuit, observable).Estimate(queries)[0].Value,
                new CutEstimator(plan, new(ShotBudget.Exact)).Estimate(queries)[0].Value,
                Exact);
        }
    }

    [Theory]
    [InlineData("ccx q[1],q[2],q[3];", 2, 1)]
    [InlineData("ccx q[0],q[1],q[2];", 3, 0)]
    [InlineData("cswap q[0],q[1],q[2]; cx q[2],q[3];", 3, 1)]
    [InlineData("cu3(0.3,0.2,0.1) q[1],q[2]; cx q[0],q[1]; cx q[0],q[1]; cx q[0],q[1]; cx q[2],q[3]; cx q[2],q[3]; cx q[2],q[3];", 2, 1)]
    [InlineData("cx q[0],q[1]; barrier q[0],q[1],q[2],q[3]; ccz q[1],q[2],q[3]; cx q[0],q[1];", 3, 1)]
    public void WiderGates_AreExpandedOnlyWhereTheyLieAcross(string body, int width, int cutCount)
    {
        Circuit circuit = Read(4, "h q[0]; ry(0.4) q[1]; ry(0.7) q[2]; ry(-1.1) q[3];" + body);
        FoundCuts found = CutFinder.Find(circuit, FinderCase.Separate(width));
        Assert.Equal(cutCount, found.Cuts.Count);
        Assert.True(found.IsOptimal);
        AssertSameValue(circuit, found);
        if (found.Circuit.Instructions.Count == circuit.Instructions.Count)
        {
            Assert.Same(circuit, found.Circuit);
        }
    }

    [Theory]
    [InlineData(CutKinds.Gate)]
    [InlineData(CutKinds.Both)]
    public void GateThatCannotBeCut_KeepsItsQubitsTogether(CutKinds kinds)
    {
        Circuit circuit = Read(
            5, "creg c[1]; h q[0]; measure q[1] -> c[0]; cx q[0],q[1]; if (c == 1) ccx q[1],q[2],q[3]; rzz(0.1) q[3],q[4];");
        FoundCuts found = CutFinder.Find(circuit, FinderCase.Separate(3) with { Kinds = kinds });
        Assert.Equal([new GateCut(2), new GateCut(4)], found.Cuts);
        FinderCase.CheckedPlan(found);
        string message = Assert.Throws<CutException>(() => CutFinder.Find(circuit, new FinderLimits(2) { Kinds = kinds })).Message;
        Assert.Contains("smallest width that can be met is 3", message, StringComparison.Ordinal);
    }

    [Fact]
    public void ClassicalControl_KeepsMeasuredAndControlledQubitsTogether()
    {
        Circuit circuit = Read(
            4, "creg c[1]; h q[0]; cx q[0],q[1]; cx q[1],q[2]; cx q[1],q[2]; cx q[2],q[3]; measure q[1] -> c[0]; if (c == 1) x q[2];");
        FoundCuts found = CutFinder.Find(circuit, new(2));
        Assert.Equal("ABBC", found.Labels!.Letters);
        Assert.Equal([2, 1, 1], found.Widths);
        FinderCase.CheckedPlan(found);
    }

    [Fact]
    public void AngleWithASymbol_CountsWithItsLargestGamma()
    {
        Circuit circuit = new CircuitBuilder(3)
            .Add(Gates.RZZ, Angle.Weight(0), 0, 1)
            .Add(Gates.XXPlusYY, [Angle.Feature(0), 0.2], 1, 2)
            .Build();
        FoundCuts found = CutFinder.Find(circuit, new(1));
        CutPlan plan = CutPlanner.Plan(found.Circuit, PauliSum.Parse("ZZZ"), found.Cuts);
        double largest = Enumerable.Range(0, 10_001).Max(i => plan.Gamma(_ => i * Math.PI / 5_000));
        Assert.Equal(3, CutFinder.Find(circuit, new(2)).Gamma);
        Assert.Equal(21, found.Gamma);
        double rzz = Enumerable.Range(0, 1_001).Max(i => plan.Gamma(s => s.Kind == SymbolKind.Weight ? i * Math.PI / 500 : Math.PI));
        Assert.Equal(21, rzz, Exact);
        Assert.InRange(largest, 0, 21 + Exact);
    }

    [Fact]
    public void LoneQubits_CostNothing_AndShareLabelsThatHaveRoom()
    {
        Circuit circuit = Read(6, "h q[0]; cx q[1],q[4]; h q[2]; cx q[3],q[5];");
        FoundCuts found = CutFinder.Find(circuit, new FinderLimits(3) { FragmentCount = 2 });
        Assert.Empty(found.Cuts);
        Assert.Equal([3, 3], found.Widths);
        Assert.Equal(2, found.Labels!.Letters.Distinct().Count());
        Assert.All(found.Labels.Letters.CountBy(l => l), l => Assert.Equal(3, l.Value));
    }

    [Fact]
    public void GateThatDoesNothing_IsCutForNothing()
    {
        Circuit circuit = Read(2, "rzz(0) q[0],q[1];");
        FoundCuts found = CutFinder.Find(circuit, new(1));
        Assert.Equal(1, found.Gamma);
        Assert.True(found.IsOptimal);
        AssertSameValue(circuit, found);
        Assert.Empty(CutFinder.Find(circuit, new(2)).Cuts);
    }

    private static Circuit Read(int qubitCount, string body) =>
        OpenQasm2Reader.Read(
            $"OPENQASM 2.0; include \"qelib1.inc\"; gate ccz a,b,c {{ h c; ccx a,b,c; h c; }} qreg q[{qubitCount}]; {body}");

    private static void AssertSameValue(Circuit circuit, FoundCuts found)
    {
        foreach (string letters in new[] { "Z", "X", "Y" })
        {
            PauliSum observable = PauliSum.Parse(string.Concat(Enumerable.Repeat(letters + "Z", circuit.QubitCount))[..circuit.QubitCount]);
            CutPlan plan = FinderCase.CheckedPlan(found, observable);
            double cut = new CutEstimator(plan, new(ShotBudget.Exact)).Estimate([new(0, [], [])])[0].Value;
            Assert.Equal(new ExactEstimator(circuit, observable).Estimate([new(0, [], [])])[0].Value, cut, Exact);
        }
    }
}
