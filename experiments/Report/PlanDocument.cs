using System.Globalization;
using System.Text.Json.Nodes;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments.Report;

/// <summary>What <c>cutqnn plan</c> prints; the fields are described in <c>docs/console.md</c>.</summary>
internal sealed class PlanDocument
{
    private readonly FinderStage _stage;
    private readonly QueryFacts _facts;

    public PlanDocument(FinderStage stage)
    {
        _stage = stage;
        _facts = new(stage.Plan, new(ShotBudget.Exact));
    }

    private FoundCuts Found => _stage.Found;

    public string ToJson()
    {
        var document = new JsonObject
        {
            ["fragments"] = new JsonArray([.. _stage.Plan.Fragments.Select(f => new JsonObject
            {
                ["qubits"] = new JsonArray([.. f.Wires.Distinct().Select(q => JsonValue.Create(q))]),
                ["width"] = f.QubitCount,
            })]),
            ["cuts"] = new JsonArray([.. Found.Cuts.Select(Of)]),
        };
        Add("gamma", new Magnitude(Plain(Found.Gamma), Found.Log10Overhead / 2));
        Add("sampling_overhead", new Magnitude(Plain(Found.Overhead), Found.Log10Overhead));
        Add("lower_bound", new Magnitude(Plain(Found.LowerBound), Found.Log10LowerBound));
        document["optimal"] = Found.IsOptimal;
        document["method"] = Method;
        Add("terms_joint", _facts.TermsJoint);
        Add("circuits_unique", _facts.CircuitsUnique);
        document["t_plan_s"] = _stage.Time.TotalSeconds;
        return document.ToJsonString(ReadableJson.Options);

        void Add(string name, Magnitude magnitude)
        {
            document[name] = magnitude.Value;
            document["log10_" + name] = magnitude.Log10;
        }
    }

    public string ToText()
    {
        IEnumerable<string> fragments = _stage.Plan.Fragments.Select((f, i) =>
            Invariant($"  {i,4}   {f.QubitCount,4} qubits   {Ranges(f.Wires.Distinct())}"));
        IEnumerable<string> cuts = Found.Cuts.Select(cut => cut switch
        {
            GateCut gate => Invariant($"  gate   {gate.Instruction,6}   {Found.Circuit.Instructions[gate.Instruction]}"),
            WireCut wire => Invariant($"  wire   q[{wire.Qubit}] behind instruction {wire.AfterInstruction}"),
            _ => cut.ToString(),
        });
        string proof = Found.IsOptimal
            ? "proven optimal"
            : Invariant($"found by the {Method} search, at most 10^{Found.Log10Gap:F1} above the proven bound");
        return string.Join(
            Environment.NewLine,
            [
                Invariant($"fragments    {_stage.Plan.Fragments.Count}"),
                .. fragments,
                Invariant($"cuts         {Found.Cuts.Count}"),
                .. cuts,
                $"overhead     γ² = {Text(Plain(Found.Overhead), Found.Log10Overhead)}, {proof}",
                $"circuits     {Text(_facts.CircuitsUnique.Value, _facts.CircuitsUnique.Log10)} unique, "
                    + $"{Text(_facts.TermsJoint.Value, _facts.TermsJoint.Log10)} joint terms",
                Invariant($"time         {1e3 * _stage.Time.TotalSeconds:F1} ms"),
            ]);
    }

    private string Method => Found.Method == FinderMethod.Exact ? "exact" : "heuristic";

    private static double? Plain(double value) => value <= Magnitude.PlainLimit ? value : null;

    private static string Text(double? value, double log10) => value is { } plain ? Invariant($"{plain:G6}") : Invariant($"10^{log10:F1}");

    // 0-3, 7: neighbours are told as ranges.
    private static string Ranges(IEnumerable<int> qubits)
    {
        int[] sorted = [.. qubits.Order()];
        return string.Join(", ", sorted
            .Select((qubit, i) => (Qubit: qubit, Run: qubit - i))
            .GroupBy(q => q.Run)
            .Select(run => run.Count() == 1 ? Invariant($"{run.First().Qubit}") : Invariant($"{run.First().Qubit}-{run.Last().Qubit}")));
    }

    private JsonObject Of(Cut cut) => cut switch
    {
        GateCut gate => new JsonObject
        {
            ["kind"] = "gate",
            ["instruction"] = gate.Instruction,
            ["qubits"] = new JsonArray([.. Found.Circuit.Instructions[gate.Instruction].Qubits.Select(q => JsonValue.Create(q))]),
        },
        WireCut wire => new JsonObject { ["kind"] = "wire", ["qubit"] = wire.Qubit, ["after_instruction"] = wire.AfterInstruction },
        _ => throw new NotSupportedException($"{cut} has no form in JSON"),
    };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
