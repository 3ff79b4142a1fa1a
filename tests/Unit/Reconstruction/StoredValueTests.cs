using System.Text.Json;
using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using CutAwareQnn.Reconstruction;
using CutAwareQnn.Unit.Cutting;
using CutAwareQnn.Unit.Simulation;
using Xunit;

namespace CutAwareQnn.Unit.Reconstruction;

/// <summary>The cut circuits of <c>Data/circuits.json</c>, reconstructed in exact mode.</summary>
public sealed class StoredValueTests
{
    /// <summary>Up to 864 terms of size 1 are summed, each to 1e-15; stored values carry 16 digits, stored tensors 15.</summary>
    private const double Exact = 1e-10;

    public static TheoryData<string> Cut => ReferenceCircuits.Ids(c => c.TryGetProperty("cuts", out _));

    public static TheoryData<string> CutWithTensors => ReferenceCircuits.Ids(c => c.TryGetProperty("bond_min", out _));

    [Theory]
    [MemberData(nameof(Cut))]
    public void EachObservable_Reconstructed_IsTheStoredValue(string id)
    {
        JsonElement json = ReferenceCircuits.Find(id);
        double[] expected = ReferenceCircuits.Numbers(json.GetProperty("expval"));
        PauliTerm[] terms = [.. ReferenceCircuits.Observables(json).Terms];
        for (int i = 0; i < terms.Length; i++)
        {
            CutPlan plan = CutPlanner.Plan(ReferenceCircuits.Circuit(json), new([terms[i]]), ReferenceCircuits.Cuts(json));
            Assert.Equal(expected[i], Value(plan, QueryMode.Lean), Exact);
            Assert.Equal(expected[i], Value(plan, QueryMode.Published), Exact);
        }
    }

    [Theory]
    [MemberData(nameof(Cut))]
    public void AllObservables_AsOneWeightedSum_AreTheSumOfTheStoredValues(string id)
    {
        JsonElement json = ReferenceCircuits.Find(id);
        double[] expected = ReferenceCircuits.Numbers(json.GetProperty("expval"));
        double[] weights = [.. expected.Select((_, i) => 1.5 - (2.25 * i))];
        string identity = new('I', json.GetProperty("n").GetInt32());
        var sum = new PauliSum(ReferenceCircuits.Observables(json).Terms
            .Select((t, i) => t with { Coefficient = weights[i] })
            .Append(new(0.5, PauliString.Parse(identity))));
        CutPlan plan = CutPlanner.Plan(ReferenceCircuits.Circuit(json), sum, ReferenceCircuits.Cuts(json));
        double value = 0.5 + expected.Zip(weights, (e, w) => e * w).Sum();
        Assert.Equal(value, Value(plan, QueryMode.Lean), Exact);
        Assert.Equal(value, Value(plan, QueryMode.Published), Exact);
    }

    [Theory]
    [MemberData(nameof(CutWithTensors))]
    public void Tensors_OfTheStoredFragments_AreTheStoredOnes(string id)
    {
        JsonElement json = ReferenceCircuits.Find(id);
        PauliSum observables = ReferenceCircuits.Observables(json);
        for (int o = 0; o < observables.Terms.Count; o++)
        {
            CutPlan plan = StoredFragments.Plan(json, new([observables.Terms[o]]));
            var numbers = new ExactNumbers(plan);
            for (int f = 0; f < plan.Fragments.Count; f++)
            {
                double[] expected = ReferenceCircuits.Numbers(StoredFragments.Of(json)[f].GetProperty("tensor_min")[o]);
                double[] tensor = numbers.Tensors[numbers.Reconstruction.Tensors(f)];
                Assert.Equal(expected.Length, tensor.Length);
                Assert.All(expected, (value, i) => Assert.Equal(value, tensor[i], Exact));
            }
        }
    }

    [Theory]
    [MemberData(nameof(CutWithTensors))]
    public void StoredTensors_ContractedWithStoredBonds_AreTheStoredValue(string id)
    {
        JsonElement json = ReferenceCircuits.Find(id);
        PauliSum observables = ReferenceCircuits.Observables(json);
        double[][] bonds =
        [
            .. json.GetProperty("bond_min").EnumerateArray()
                .Select(bond => bond.EnumerateArray().SelectMany(ReferenceCircuits.Numbers).ToArray()),
        ];
        for (int o = 0; o < observables.Terms.Count; o++)
        {
            CutPlan plan = StoredFragments.Plan(json, new([observables.Terms[o]]));
            var reconstruction = new PlanReconstruction(plan);
            double[] tensors =
                [.. StoredFragments.Of(json).SelectMany(f => ReferenceCircuits.Numbers(f.GetProperty("tensor_min")[o]))];
            Assert.Equal(
                json.GetProperty("expval")[o].GetDouble(), reconstruction.Value(tensors, bonds, reconstruction.Workspace()), Exact);
        }
    }

    [Theory]
    [InlineData(QueryMode.Lean)]
    [InlineData(QueryMode.Published)]
    public void CutWithBothEndsOnOneFragment_IsTracedOut(QueryMode mode)
    {
        // The first CX and the CZ join all wires; the CRX between them, and qubit 0 after it, are cut all the same.
        Circuit circuit = new CircuitBuilder(2)
            .Add(Gates.RY, 0.7, 0).Add(Gates.RX, -1.1, 1).Add(Gates.CX, 0, 1).Add(Gates.RX, 0.4, 0).Add(Gates.CRX, 1.3, 1, 0)
            .Add(Gates.RZ, 0.9, 0).Add(Gates.RY, -0.6, 1).Add(Gates.CZ, 0, 1).Add(Gates.RY, 0.3, 0).Build();
        var observable = PauliSum.Parse("0.5*XZ - ZY + 2*ZI");
        double expected = new ExactEstimator(circuit, observable).Estimate([new(0, [], [])])[0].Value;
        CutPlan plan = CutPlanner.Plan(circuit, observable, [new GateCut(4), new WireCut(0, 5)]);
        Assert.Equal(4, Assert.Single(plan.Fragments).Legs.Count);
        Assert.Equal(expected, Value(plan, mode), Exact);
    }

    private static double Value(CutPlan plan, QueryMode mode) =>
        new CutEstimator(plan, new(ShotBudget.Exact, Mode: mode)).Estimate([new(0, [], [])])[0].Value;
}
