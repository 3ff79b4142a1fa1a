using System.Text.Json;
using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Unit.Simulation;
using Xunit;

namespace CutAwareQnn.Unit.Cutting;

/// <summary>Plans of the stored circuits against the fragments, bonds and counts stored with them.</summary>
public sealed class PlanTests
{
    /// <summary>Entries of size up to 1, from a few sines and products each, stored with all digits.</summary>
    private const double Rounding = 1e-12;

    public static TheoryData<string> Cut => ReferenceCircuits.Ids(c => c.TryGetProperty("cuts", out _));

    public static TheoryData<string> GateCut =>
        ReferenceCircuits.Ids(c => c.TryGetProperty("cuts", out _) && ReferenceCircuits.Cuts(c).All(cut => cut is GateCut));

    public static TheoryData<string> CutWithBonds => ReferenceCircuits.Ids(c => c.TryGetProperty("bond_min", out _));

    [Theory]
    [MemberData(nameof(Cut))]
    public void Fragments_AreTheConnectedPartsOfTheStoredLabels(string id)
    {
        JsonElement json = ReferenceCircuits.Find(id);
        CutPlan plan = ReferenceCircuits.Plan(json);
        IReadOnlyList<IReadOnlyList<Fragment>> parts = StoredFragments.Parts(json, plan);
        for (int s = 0; s < parts.Count; s++)
        {
            JsonElement stored = StoredFragments.Of(json)[s];
            Assert.Equal(StoredFragments.Qubits(json, stored).Order(), parts[s].SelectMany(f => f.Wires).Order());
            Assert.Equal(
                StoredFragments.Legs(stored).Order(),
                parts[s].SelectMany(f => f.Legs.Select((leg, i) => (leg.Cut, StoredFragments.IsSecond(plan, f, i)))).Order());

            // A label's configurations are the pairs of its parts' configurations.
            Assert.Equal(
                stored.GetProperty("unique_subexperiments").GetInt32(), parts[s].Aggregate(1, (count, f) => count * f.VariantCount));
            Assert.Equal(
                Numbers(stored, "shape_min").Aggregate(1, (size, d) => size * d), parts[s].Aggregate(1, (size, f) => size * f.TensorSize));
        }

        Assert.Equal(plan.Fragments.Count, parts.Sum(p => p.Count));
        Assert.All(plan.Fragments, (f, i) => Assert.Equal(i, f.Index));
    }

    [Theory]
    [MemberData(nameof(Cut))]
    public void Legs_HaveTheStoredKindDimensionAndOperations_OnTheCutsQubit(string id)
    {
        JsonElement json = ReferenceCircuits.Find(id);
        CutPlan plan = ReferenceCircuits.Plan(json);
        foreach (JsonElement stored in StoredFragments.Of(json).SelectMany(f => f.GetProperty("legs").EnumerateArray()))
        {
            PlannedCut cut = plan.Cuts[stored.GetProperty("cut").GetInt32()];
            bool isSecond = stored.GetProperty("side").GetString() == "R";
            CutSide side = isSecond ? cut.Second : cut.First;
            Fragment fragment = plan.Fragments[side.Fragment];
            Leg leg = fragment.Legs[side.Leg];
            Assert.Same(isSecond ? cut.Form.Second : cut.Form.First, leg.Basis);
            Assert.Equal(stored.GetProperty("kind").GetString() == "wire", cut.Cut is WireCut);
            Assert.Equal(stored.GetProperty("dim_min").GetInt32(), leg.Basis.Dimension);
            Assert.Equal(stored.GetProperty("dim_unique").GetInt32(), leg.Basis.Operations.Count);
            Assert.Equal(stored.GetProperty("dim_terms").GetInt32(), cut.Form.Terms().Count);
            int qubit = cut.Cut switch
            {
                WireCut wire => wire.Qubit,
                GateCut gate => plan.Circuit.Instructions[gate.Instruction].Qubits[isSecond ? 1 : 0],
                _ => -1,
            };
            Assert.Equal(qubit, fragment.Wires[leg.Qubits[0]]);
        }
    }

    [Theory]
    [MemberData(nameof(Cut))]
    public void Counts_AreTheStoredOnes(string id)
    {
        JsonElement json = ReferenceCircuits.Find(id);
        CutPlan plan = ReferenceCircuits.Plan(json);
        double gamma = json.GetProperty("gamma").GetDouble();
        Assert.Equal(json.GetProperty("joint_terms_nonzero").GetDouble(), plan.JointTermCount);
        Assert.Equal(gamma, plan.Gamma(_ => 0), Rounding * gamma);
        Assert.Equal(plan.Fragments.Sum(f => (double)f.VariantCount), plan.UniqueCircuitCount);
        if (StoredFragments.AreWhole(json, plan))
        {
            Assert.Equal(json.GetProperty("unique_subexperiments_total").GetDouble(), plan.UniqueCircuitCount);
            Assert.Equal(json.GetProperty("emitted_subexperiments_addon_style").GetDouble(), plan.EmittedCircuitCount);
        }
    }

    [Theory]
    [MemberData(nameof(GateCut))]
    public void Labels_CutTheStoredGates_AndEmitTheStoredNumberOfCircuits(string id)
    {
        JsonElement json = ReferenceCircuits.Find(id);
        Circuit circuit = ReferenceCircuits.Circuit(json);
        var labels = PartitionLabels.Parse(json.GetProperty("partition").GetString()!, circuit.QubitCount);
        CutPlan plan = CutPlanner.Plan(circuit, ReferenceCircuits.Observables(json), labels, PlanSettings.Plain);
        CutPlan byLabel = CutPlanner.PlanByLabel(circuit, ReferenceCircuits.Observables(json), labels);
        Assert.Equal(ReferenceCircuits.Cuts(json), plan.Cuts.Select(c => c.Cut));
        Assert.Equal(ReferenceCircuits.Cuts(json), byLabel.Cuts.Select(c => c.Cut));
        Assert.Equal(json.GetProperty("emitted_subexperiments_addon_style").GetDouble(), plan.EmittedCircuitCount);
        Assert.Equal(json.GetProperty("emitted_subexperiments_addon_style").GetDouble(), byLabel.EmittedCircuitCount);
        Assert.Equal(StoredFragments.Of(json).Count, byLabel.Fragments.Count);
        Assert.Equal(json.GetProperty("unique_subexperiments_total").GetDouble(), byLabel.UniqueCircuitCount);
    }

    [Theory]
    [MemberData(nameof(CutWithBonds))]
    public void Bonds_AreTheStoredOnes(string id)
    {
        JsonElement json = ReferenceCircuits.Find(id);
        CutPlan plan = ReferenceCircuits.Plan(json);
        for (int c = 0; c < plan.Cuts.Count; c++)
        {
            double[] expected = [.. json.GetProperty("bond_min")[c].EnumerateArray().SelectMany(ReferenceCircuits.Numbers)];
            double[] bond = plan.Cuts[c].Form.Bond(_ => 0);
            Assert.Equal(expected.Length, bond.Length);
            Assert.All(expected, (value, i) => Assert.Equal(value, bond[i], Rounding));
        }
    }

    [Theory]
    [MemberData(nameof(CutWithBonds))]
    public void JointTerms_OfEachCut_HaveItsGammaAsTheirOneNorm(string id)
    {
        JsonElement json = ReferenceCircuits.Find(id);
        CutPlan plan = ReferenceCircuits.Plan(json);
        foreach (PlannedCut cut in plan.Cuts)
        {
            double[] bond = cut.Form.Bond(_ => 0);
            double norm = cut.Form.Terms().Sum(t => Math.Abs(t.Coefficient(bond)));
            Assert.Equal(cut.Form.Gamma(bond), norm, Rounding);
        }
    }

    [Theory]
    [MemberData(nameof(Cut))]
    public void Terms_NameThePauliLettersThatTheFragmentsHold(string id)
    {
        CutPlan plan = ReferenceCircuits.Plan(ReferenceCircuits.Find(id));
        for (int t = 0; t < plan.Terms.Count; t++)
        {
            var letters = new List<Pauli>[plan.Circuit.QubitCount];
            foreach (Fragment fragment in plan.Fragments)
            {
                PauliString own = fragment.Observables[plan.Terms[t].Observables[fragment.Index]];
                for (int q = 0; q < fragment.QubitCount; q++)
                {
                    (letters[fragment.Wires[q]] ??= []).Add(own[q]);
                }
            }

            // A qubit's letter is on one of its wires, its last; the others carry the identity.
            PauliString whole = plan.Observable.Terms[t].String;
            Assert.All(letters, (own, q) => Assert.Equal(whole[q], own.Append(Pauli.I).Max()));
            Assert.All(letters, own => Assert.True(own.Count(l => l != Pauli.I) <= 1));
        }
    }

    private static IEnumerable<int> Numbers(JsonElement json, string name) =>
        json.GetProperty(name).EnumerateArray().Select(e => e.GetInt32());
}
