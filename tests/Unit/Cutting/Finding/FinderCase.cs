using System.Text.Json;
using CutAwareQnn.Circuits;
using CutAwareQnn.Circuits.OpenQasm;
using CutAwareQnn.Cutting;
using Xunit;

namespace CutAwareQnn.Unit.Cutting.Finding;

/// <summary>The stored circuits with the overheads that others reach, and what must hold of any cuts found.</summary>
internal sealed record FinderCase(string Id, Circuit Circuit, int Width, double Known, double KnownJoint, bool IsMinimum)
{
    /// <summary>Products of up to 300 factors, taken in another order.</summary>
    private const double Rounding = 1e-9;

    private static readonly FinderCase[] Stored = [.. DataFiles.Read("finder.json").EnumerateArray().Select(Parse)];

    public static TheoryData<string> Ids => [.. Stored.Select(c => c.Id)];

    /// <summary>Those where qiskit-addon-cutting proved its optimum, gate and wire cuts mixed.</summary>
    public static TheoryData<string> Minima => [.. Stored.Where(c => c.IsMinimum).Select(c => c.Id)];

    /// <summary>Limits of one width where each cut is made by itself, as the planner takes them.</summary>
    public static FinderLimits Separate(int width) => new(width) { IsJoint = false };

    public static FinderCase Find(string id) => Stored.Single(c => c.Id == id);

    /// <summary>Plans the cuts and checks what the finder reported about them.</summary>
    public static CutPlan CheckedPlan(FoundCuts found, PauliSum? observable = null)
    {
        PauliSum observed = observable ?? Observable(found.Circuit);
        bool isWide =
            found.Cuts.SelectMany(c => c.Parts()).OfType<GateCut>().Any(g => found.Circuit.Instructions[g.Instruction].Qubits.Count > 2);
        CutPlan plan = found.SharesFragments || isWide
            ? found.Plan(observed, isSampled: true)
            : CutPlanner.Plan(found.Circuit, observed, found.Cuts);
        Assert.Equal(found.Gamma, plan.Gamma(_ => Math.PI / 2), Rounding * found.Gamma);
        Assert.Equal(plan.Fragments.Select(f => f.QubitCount - f.HelperCount).OrderDescending(), found.Widths);
        Assert.Equal(2 * Math.Log10(found.Gamma), found.Log10Overhead, Rounding);
        Assert.Equal(found.Gamma * found.Gamma, found.Overhead);
        Assert.InRange(found.Log10LowerBound, 0, found.Log10Overhead + Rounding);
        Assert.Equal(found.IsOptimal ? found.Log10Overhead : found.Log10LowerBound, found.Log10LowerBound);
        Assert.Equal(
            plan.Fragments.Select(f => (f.QubitCount - f.HelperCount, string.Join(",", f.Wires.Distinct().Order()))),
            found.Fragments.Select(f => (f.Width, string.Join(",", f.Qubits))));
        Assert.Equal(Math.Log10(plan.JointTermCount), found.Log10TermCount(), Rounding);
        Assert.Equal(Math.Log10(plan.UniqueCircuitCount), found.Log10CircuitCount(), Rounding);
        Assert.Equal(plan.Cuts.Select(c => (c.First.Fragment, c.Second.Fragment)), found.Costs.Select(c => (c.First, c.Second)));
        return plan;
    }

    public static PauliSum Observable(Circuit circuit) => PauliSum.Parse(new string('Z', circuit.QubitCount));

    private static FinderCase Parse(JsonElement json)
    {
        double known = Math.Min(json.GetProperty("addon").GetDouble(), json.GetProperty("qcut_plain").GetDouble());
        return new(
            json.GetProperty("id").GetString()!,
            OpenQasm2Reader.Read(json.GetProperty("qasm").GetString()!),
            json.GetProperty("max_qubits").GetInt32(),
            json.TryGetProperty("planted", out JsonElement planted) ? Math.Min(known, planted.GetDouble()) : known,
            json.GetProperty("qcut").GetDouble(),
            json.GetProperty("addon_is_minimum").GetBoolean());
    }
}
