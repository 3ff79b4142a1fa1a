using System.Globalization;
using System.Text.Json.Nodes;
using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>What <c>cutqnn plan</c> prints; the fields are described in <c>docs/console.md</c>.</summary>
/// <param name="stage">What was found.</param>
/// <param name="targetError">The standard error that shots and time are predicted for; null for none.</param>
/// <param name="service">How long a device takes.</param>
/// <param name="objective">What was made small.</param>
internal sealed class PlanDocument(FinderOutcome stage, double? targetError, ServiceTime service, FinderObjective objective)
{
    private FoundCuts Found => stage.Found;

    public string ToJson()
    {
        var document = new JsonObject
        {
            ["fragments"] = new JsonArray([.. Found.Fragments.Select(f => new JsonObject
            {
                ["qubits"] = Numbers(f.Qubits),
                ["width"] = f.Width,
                ["ancillas"] = f.AncillaCount,
                ["two_qubit_depth"] = f.TwoQubitDepth,
                ["device"] = f.Device,
            })]),
            ["cuts"] = new JsonArray([.. Found.Costs.Select(Of)]),
            ["links"] = Found.Linked?.Links.Count ?? 0,
        };
        Add(document, "gamma", Of(Found.Gamma, Found.Log10Overhead / 2));
        Add(document, "sampling_overhead", Of(Found.Overhead, Found.Log10Overhead));
        Add(document, "lower_bound", Of(Found.LowerBound, Found.Log10LowerBound));
        document["optimal"] = Found.IsOptimal;
        document["method"] = Method;
        Add(document, "terms_joint", Power(Found.Log10TermCount()));
        Add(document, "circuits_unique", Power(Found.Log10CircuitCount()));
        Add(document, "contraction_cost", Power(Found.Log10ContractionCost()));
        if (targetError is { } error)
        {
            document["target_error"] = error;
            Add(document, "shots_for_target", Power(Found.Log10Shots(error)));
            Add(document, "t_for_target_s", Power(Found.Log10Seconds(error, service)));
        }

        if (objective == FinderObjective.Pareto)
        {
            document["front"] = new JsonArray([.. stage.Front.Select(Point)]);
        }

        document["t_plan_s"] = stage.Time.TotalSeconds;
        return document.ToJsonString(ReadableJson.Options);
    }

    public string ToText()
    {
        IEnumerable<string> fragments = Found.Fragments.Select((f, i) =>
            Invariant($"  {i,4}   {f.Width,4} qubits   {Ranges(f.Qubits)}{Ancillas(f.AncillaCount)}{Device(f.Device)}"));
        string proof = Found.IsOptimal
            ? "proven optimal"
            : Invariant($"found by the {Method} search, at most 10^{Found.Log10Gap:F1} above the proven bound");
        (string overhead, string depth) = objective == FinderObjective.Depth ? ("", ", " + proof) : (", " + proof, "");
        return string.Join(
            Environment.NewLine,
            [
                Invariant($"fragments    {Found.Fragments.Count}"),
                .. fragments,
                Invariant($"cuts         {Found.CutCount}{Links()}"),
                .. Found.Costs.SelectMany(Lines),
                $"overhead     γ² = {Text(Of(Found.Overhead, Found.Log10Overhead))}{overhead}",
                Invariant($"depth        {Counted.Of(Found.TwoQubitDepth, "two-qubit gate")} in a row{depth}"),
                $"circuits     {Text(Power(Found.Log10CircuitCount()))} unique, {Text(Power(Found.Log10TermCount()))} joint terms",
                .. Prediction(),
                .. objective == FinderObjective.Pareto
                    ? stage.Front.Select(Line).Prepend("front        γ², circuits, contraction cost, widest")
                    : [],
                Invariant($"time         {1e3 * stage.Time.TotalSeconds:F1} ms"),
            ]);
    }

    private string Links() => Found.Linked is { } linked ? $"; {Counted.Of(linked.Links.Count, "classical link")}" : "";

    private string Method => Found.Method == FinderMethod.Exact ? "exact" : "heuristic";

    private IEnumerable<string> Prediction() => targetError is { } error
        ?
        [
            Invariant($"shots        {Text(Power(Found.Log10Shots(error)))} for a standard error of {error}, ")
                + $"{Text(Power(Found.Log10Seconds(error, service)))} s",
        ]
        : [];

    private IEnumerable<string> Lines(CutCost cost) => cost.Cut switch
    {
        GateCut gate => [GateLine(gate.Instruction)],
        WireCut wire => [WireLine(wire)],
        JointGateCut joint =>
        [
            Invariant($"  joint  γ = {cost.Gamma:G6}, {(joint.Form == JointForm.Parallel ? "at one time" : "with one ancilla per side")}"),
            .. joint.Instructions.Select(i => "  " + GateLine(i)),
        ],
        CommunicatingWireCut wires => [Invariant($"  linked γ = {cost.Gamma:G6}"), .. wires.Wires.Select(w => "  " + WireLine(w))],
        _ => [cost.Cut.ToString()],
    };

    private string GateLine(int instruction) => Invariant($"  gate   {instruction,6}   {Found.Circuit.Instructions[instruction]}");

    private static string WireLine(WireCut wire) => Invariant($"  wire   q[{wire.Qubit}] after instruction {wire.AfterInstruction}");

    private static string Line(FoundCuts found) =>
        $"             {Text(Of(found.Overhead, found.Log10Overhead)),-12} {Text(Power(found.Log10CircuitCount())),-12} "
        + $"{Text(Power(found.Log10ContractionCost())),-12} {found.Widths.Max()}";

    // One entry of a list of answers.
    private static JsonObject Point(FoundCuts found)
    {
        var point = new JsonObject { ["widths"] = Numbers(found.Widths), ["cuts"] = found.CutCount };
        Add(point, "sampling_overhead", Of(found.Overhead, found.Log10Overhead));
        Add(point, "circuits_unique", Power(found.Log10CircuitCount()));
        Add(point, "contraction_cost", Power(found.Log10ContractionCost()));
        return point;
    }

    private JsonObject Of(CutCost cost)
    {
        JsonObject json = cost.Cut switch
        {
            GateCut gate => new() { ["kind"] = "gate", ["instruction"] = gate.Instruction, ["qubits"] = Qubits(gate.Instruction) },
            WireCut wire => Of(wire),
            JointGateCut joint => new()
            {
                ["kind"] = "joint",
                ["form"] = joint.Form == JointForm.Parallel ? "parallel" : "ancilla",
                ["instructions"] = Numbers(joint.Instructions),
                ["qubits"] = new JsonArray([.. joint.Instructions.Select(Qubits)]),
            },
            CommunicatingWireCut wires => new() { ["kind"] = "communicating", ["wires"] = new JsonArray([.. wires.Wires.Select(Of)]) },
            _ => throw new NotSupportedException($"{cost.Cut} has no form in JSON"),
        };
        Add(json, "gamma", Of(cost.Gamma, cost.Log10Gamma));
        json["fragments"] = Numbers([cost.First, cost.Second]);
        return json;
    }

    private static JsonObject Of(WireCut wire) =>
        new() { ["kind"] = "wire", ["qubit"] = wire.Qubit, ["after_instruction"] = wire.AfterInstruction };

    private JsonArray Qubits(int instruction) => Numbers(Found.Circuit.Instructions[instruction].Qubits);

    private static string Ancillas(int count) =>
        count switch { 0 => "", 1 => " and an ancilla", _ => $" and {Counted.Of(count, "ancilla")}" };

    private static string Device(int? device) => device is { } number ? Invariant($", device {number}") : "";

    private static JsonArray Numbers(IEnumerable<int> numbers) => new([.. numbers.Select(n => JsonValue.Create(n))]);

    private static void Add(JsonObject document, string name, Magnitude magnitude)
    {
        document[name] = magnitude.Value;
        document["log10_" + name] = magnitude.Log10;
    }

    private static Magnitude Of(double value, double log10) => new(value <= Magnitude.PlainLimit ? value : null, log10);

    // A count, or what is one up to rounding: whole where a number can represent it.
    private static Magnitude Power(double log10)
    {
        double value = Math.Pow(10, log10);
        double whole = Math.Round(value);
        return Of(Math.Abs(value - whole) < 1e-9 * value ? whole : value, log10);
    }

    private static string Text(Magnitude number) =>
        number.Value is { } plain ? Invariant($"{plain:G6}") : Invariant($"10^{number.Log10:F1}");

    // 0-3, 7: neighbours are written as ranges.
    private static string Ranges(IEnumerable<int> qubits)
    {
        int[] sorted = [.. qubits.Order()];
        return string.Join(", ", sorted
            .Select((qubit, i) => (Qubit: qubit, Run: qubit - i))
            .GroupBy(q => q.Run)
            .Select(run => run.Count() == 1 ? Invariant($"{run.First().Qubit}") : Invariant($"{run.First().Qubit}-{run.Last().Qubit}")));
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
