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
        double[][] tensors = [.. plan.Fragments.Select(f => Evaluate(f, []))];
        double[][] bonds = [.. plan.Cuts.Select(c => c.Bond(_ => 0))];
        for (int t = 0; t < plan.Terms.Count; t++)
        {
            double[][] ofTerm = [.. plan.Fragments.Select((f, k) => OfObservable(f, tensors[k], plan.Terms[t].Observables[k]))];
            Assert.Equal(expected[t], FragmentTensors.Contract(plan, ofTerm, bonds), Exact);
        }
    }

    [Theory]
    [MemberData(nameof(Cut))]
    public void Variants_RunOnTheirOwn_AreTheTensorExpanded_AndAssembleIt(string id)
    {
        JsonElement json = ReferenceCircuits.Find(id);
        foreach (Fragment fragment in ReferenceCircuits.Plan(json).Fragments.Where(f => f.VariantCount <= MaxVariants))
        {
            double[] tensors = Evaluate(fragment, []);
            int[][] variants = [.. FragmentTensors.Indices([.. fragment.Legs.Select(l => l.Basis.Operations.Count)])];
            for (int o = 0; o < fragment.Observables.Count; o++)
            {
                double[] tensor = OfObservable(fragment, tensors, o);
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
        CutPlan plan = CutPlanner.Plan(circuit, ReferenceCircuits.Observables(json), ReferenceCircuits.Cuts(json));
        double[][] tensors = [.. plan.Fragments.Select(f => Evaluate(f, ReferenceCircuits.Slots(f, weights)))];
        for (int t = 0; t < plan.Terms.Count; t++)
        {
            double[] expected = ReferenceCircuits.Numbers(json.GetProperty("grad")[t]);
            double[] gradient = Gradient(plan, t, weights, tensors);
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
        double[] slots = ReferenceCircuits.Slots(fragment, weights);
        double[] values = Evaluate(fragment, slots);
        for (int t = 0; t < plan.Terms.Count; t++)
        {
            double[] environment = new double[values.Length];
            environment[plan.Terms[t].Observables[0]] = 1;
            Assert.Equal(json.GetProperty("expval")[t].GetDouble(), values[plan.Terms[t].Observables[0]], Exact);
            AssertClose(
                ReferenceCircuits.Numbers(json.GetProperty("grad")[t]),
                ByWeight(fragment, Backward(fragment, slots, environment), weights));
        }
    }

    private static double[] Evaluate(Fragment fragment, double[] slots)
    {
        var simulator = new StateVectorFragmentSimulator(fragment);
        double[] tensors = new double[simulator.TensorLength];
        simulator.Evaluate(slots, 1, tensors);
        return tensors;
    }

    private static double[] Backward(Fragment fragment, double[] slots, double[] environment)
    {
        double[] gradient = new double[slots.Length];
        new StateVectorFragmentSimulator(fragment).Backward(slots, 1, environment, gradient);
        return gradient;
    }

    private static double[] OfObservable(Fragment fragment, double[] tensors, int observable) =>
        tensors[(observable * fragment.TensorSize)..((observable + 1) * fragment.TensorSize)];

    // dE = Σ_f ⟨Env_f, dT_f⟩ + Σ_c ⟨Env_c, dB_c⟩; environments by contracting with unit tensors.
    private static double[] Gradient(CutPlan plan, int term, double[] weights, double[][] tensors)
    {
        double[][] ofTerm = [.. plan.Fragments.Select((f, k) => OfObservable(f, tensors[k], plan.Terms[term].Observables[k]))];
        double[][] bonds = [.. plan.Cuts.Select(c => c.Bond(s => weights[s.Index]))];
        double[] gradient = new double[weights.Length];
        for (int f = 0; f < plan.Fragments.Count; f++)
        {
            Fragment fragment = plan.Fragments[f];
            double[] environment = new double[tensors[f].Length];
            for (int e = 0; e < fragment.TensorSize; e++)
            {
                double[][] unit = [.. ofTerm];
                unit[f] = new double[fragment.TensorSize];
                unit[f][e] = 1;
                environment[(plan.Terms[term].Observables[f] * fragment.TensorSize) + e] = FragmentTensors.Contract(plan, unit, bonds);
            }

            double[] part = ByWeight(fragment, Backward(fragment, ReferenceCircuits.Slots(fragment, weights), environment), weights);
            for (int w = 0; w < weights.Length; w++)
            {
                gradient[w] += part[w];
            }
        }

        for (int c = 0; c < plan.Cuts.Count; c++)
        {
            if (plan.Cuts[c].Interaction is { } interaction)
            {
                Angle[] angles = [interaction.XX, interaction.YY, interaction.ZZ];
                double[] bound = [.. angles.Select(a => a.Evaluate(s => weights[s.Index]))];
                for (int k = 0; k < 3; k++)
                {
                    foreach (Symbol symbol in angles[k].Symbols)
                    {
                        double[][] derived = [.. bonds];
                        derived[c] = CutBond.GateDerivative(interaction.Basis, bound[0], bound[1], bound[2], k);
                        gradient[symbol.Index] += angles[k].Differentiate(symbol).Evaluate(s => weights[s.Index])
                            * FragmentTensors.Contract(plan, ofTerm, derived);
                    }
                }
            }
        }

        return gradient;
    }

    private static double[] ByWeight(Fragment fragment, double[] bySlot, double[] weights)
    {
        double[] gradient = new double[weights.Length];
        for (int s = 0; s < bySlot.Length; s++)
        {
            foreach (Symbol symbol in fragment.Slots[s].Angle.Symbols)
            {
                gradient[symbol.Index] += bySlot[s] * fragment.Slots[s].Angle.Differentiate(symbol).Evaluate(x => weights[x.Index]);
            }
        }

        return gradient;
    }

    private static void AssertClose(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], Exact);
        }
    }
}
