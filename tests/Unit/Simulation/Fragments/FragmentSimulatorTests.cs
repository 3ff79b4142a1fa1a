using System.Text.Json;
using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Simulation;
using Xunit;

namespace CutAwareQnn.Unit.Simulation;

/// <summary>Exact fragment tensors against stored ones, against variants run one by one, and against whole circuits.</summary>
public sealed class FragmentSimulatorTests
{
    /// <summary>Some hundred operations of size 1 round to 1e-14; stored tensors have 15 decimals.</summary>
    private const double Exact = 1e-11;

    /// <summary>One rank-4 leg has 22 operations; a fragment of two has 484, of four rank-2 legs 625.</summary>
    private const int MaxVariants = 625;

    public static TheoryData<string> Cut => ReferenceCircuits.Ids(c => c.TryGetProperty("cuts", out _));

    public static TheoryData<string> CutWithTensors => ReferenceCircuits.Ids(c => c.TryGetProperty("bond_min", out _));

    public static TheoryData<string> CutWithGradients =>
        ReferenceCircuits.Ids(c => c.TryGetProperty("cuts", out _) && c.TryGetProperty("grad", out _));

    public static TheoryData<string> WithGradients => ReferenceCircuits.Ids(c => c.TryGetProperty("grad", out _));

    [Theory]
    [MemberData(nameof(Cut))]
    public void Tensors_Contracted_AreTheUncutExpectation(string id)
    {
        JsonElement json = ReferenceCircuits.Find(id);
        CutPlan plan = ReferenceCircuits.Plan(json);
        double[] expected = ReferenceCircuits.Numbers(json.GetProperty("expval"));
        for (int t = 0; t < plan.Terms.Count; t++)
        {
            Assert.Equal(expected[t], CutEvaluation.Value(plan, t, []), Exact);
        }
    }

    [Theory]
    [MemberData(nameof(CutWithTensors))]
    public void Tensors_OfEveryLabel_AreTheStoredOnes(string id)
    {
        // A stored fragment is a label; its tensor is the product of those of its connected pieces.
        JsonElement json = ReferenceCircuits.Find(id);
        CutPlan plan = ReferenceCircuits.Plan(json);
        double[][] tensors = [.. plan.Fragments.Select(f => CutEvaluation.Tensors(f, []))];
        foreach (JsonElement stored in json.GetProperty("fragments").EnumerateArray())
        {
            CutSide[] legs = [.. stored.GetProperty("legs").EnumerateArray().Select(leg => Side(plan, leg))];
            HashSet<int> pieces = [.. legs.Select(l => l.Fragment), .. Uncut(plan, stored)];
            for (int t = 0; t < plan.Terms.Count; t++)
            {
                int[][] indices = [.. FragmentTensors.Indices([.. legs.Select(_ => 4)])];
                AssertClose(
                    ReferenceCircuits.Numbers(stored.GetProperty("tensor_min")[t]),
                    [.. indices.Select(index => pieces.Aggregate(1.0, (product, f) => product
                        * CutEvaluation.OfObservable(plan.Fragments[f], tensors[f], plan.Terms[t].Observables[f])[Flat(f, legs, index)]))]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cut))]
    public void Variants_RunOnTheirOwn_AreTheTensorExpanded_AndAssembleIt(string id)
    {
        JsonElement json = ReferenceCircuits.Find(id);
        foreach (Fragment fragment in ReferenceCircuits.Plan(json).Fragments.Where(f => f.VariantCount <= MaxVariants))
        {
            double[] tensors = CutEvaluation.Tensors(fragment, []);
            int[][] variants = [.. FragmentTensors.Indices([.. fragment.Legs.Select(l => l.Basis.Operations.Count)])];
            for (int o = 0; o < fragment.Observables.Count; o++)
            {
                double[] tensor = CutEvaluation.OfObservable(fragment, tensors, o);
                double[] means = [.. variants.Select(v => VariantSimulator.Expectation(fragment, v, o, []))];
                AssertClose(means, FragmentTensors.Transform(tensor, [.. fragment.Legs.Select(l => l.Basis.Expansion)]));
                AssertClose(tensor, FragmentTensors.Transform(means, [.. fragment.Legs.Select(l => l.Basis.Assembly)]));
            }
        }
    }

    [Theory]
    [MemberData(nameof(CutWithGradients))]
    public void Gradient_ThroughTheCut_IsTheStoredOne(string id)
    {
        JsonElement json = ReferenceCircuits.Find(id);
        (Circuit circuit, double[] weights) = ReferenceCircuits.WithWeights(json);
        CutPlan plan = CutPlanner.Plan(circuit, ReferenceCircuits.Observables(json), ReferenceCircuits.Cuts(json), PlanSettings.Plain);
        for (int t = 0; t < plan.Terms.Count; t++)
        {
            double[] expected = ReferenceCircuits.Numbers(json.GetProperty("grad")[t]);
            double[] gradient = CutEvaluation.Gradient(plan, t, weights);
            AssertClose(expected, gradient);
        }
    }

    [Theory]
    [MemberData(nameof(WithGradients))]
    public void Gradient_OfOneUncutFragment_IsTheStoredOne(string id)
    {
        JsonElement json = ReferenceCircuits.Find(id);
        (Circuit circuit, double[] weights) = ReferenceCircuits.WithWeights(json);
        CutPlan plan = CutPlanner.PlanByLabel(
            circuit, ReferenceCircuits.Observables(json), PartitionLabels.Parse(new string('A', circuit.QubitCount), circuit.QubitCount));
        Fragment fragment = Assert.Single(plan.Fragments);
        double[] slots = CutEvaluation.Slots(fragment, weights);
        double[] values = CutEvaluation.Tensors(fragment, slots);
        for (int t = 0; t < plan.Terms.Count; t++)
        {
            double[] environment = new double[values.Length];
            environment[plan.Terms[t].Observables[0]] = 1;
            Assert.Equal(json.GetProperty("expval")[t].GetDouble(), values[plan.Terms[t].Observables[0]], Exact);
            AssertClose(
                ReferenceCircuits.Numbers(json.GetProperty("grad")[t]),
                CutEvaluation.ByWeight(fragment, CutEvaluation.Backward(fragment, slots, environment), weights));
        }
    }

    private static CutSide Side(CutPlan plan, JsonElement leg)
    {
        PlannedCut cut = plan.Cuts[leg.GetProperty("cut").GetInt32()];
        return leg.GetProperty("side").GetString() == "L" ? cut.First : cut.Second;
    }

    // The pieces of a label that no cut touches.
    private static IEnumerable<int> Uncut(CutPlan plan, JsonElement stored)
    {
        int[] segments = [.. stored.GetProperty("segments").EnumerateArray().Select(s => s.GetInt32())];
        return plan.Fragments.Where(f => f.Legs.Count == 0 && segments.Contains(f.Wires[0])).Select(f => f.Index);
    }

    // The entry of a fragment's tensor that an index over all legs of a label reads.
    private static int Flat(int fragment, CutSide[] legs, int[] index) => legs.Zip(index)
        .Where(p => p.First.Fragment == fragment)
        .OrderBy(p => p.First.Leg)
        .Aggregate(0, (flat, p) => (flat * 4) + p.Second);

    private static void AssertClose(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], Exact);
        }
    }
}
