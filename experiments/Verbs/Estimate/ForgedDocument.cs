using System.Globalization;
using System.Text.Json.Nodes;
using CutAwareQnn.Circuits;
using CutAwareQnn.Estimation;

namespace CutAwareQnn.Experiments;

/// <summary>One estimate of a forged state as <c>cutqnn estimate --forge</c> prints it; described in <c>docs/console.md</c>.</summary>
/// <param name="Estimate">The estimate.</param>
/// <param name="Observable">The observable, on both halves.</param>
/// <param name="State">The state.</param>
/// <param name="Strings">The bit strings of the halves, one pair per term.</param>
/// <param name="Circuits">Circuits run on halves; 0 in exact mode.</param>
/// <param name="Shots">Shots of each.</param>
/// <param name="Time">The time of the estimate.</param>
internal sealed record ForgedDocument(
    Estimate Estimate,
    PauliSum Observable,
    ForgedState State,
    IReadOnlyList<(string Low, string High)> Strings,
    int Circuits,
    ShotBudget Shots,
    TimeSpan Time)
{
    /// <summary>The row of the table of inputs, from 0; null where there is none.</summary>
    public required int? Row { get; init; }

    private long TotalShots => Shots.IsExact ? 0 : Circuits * Shots.PerCircuit;

    public JsonObject ToJson() => new()
    {
        ["observable"] = Observable.ToString(),
        ["row"] = Row,
        ["value"] = Estimate.Value,
        ["standard_error"] = Estimate.StandardError,
        ["terms"] = new JsonArray([.. Strings.Select((s, k) => new JsonObject
        {
            ["low"] = s.Low,
            ["high"] = s.High,
            ["weight"] = State.Weights[k],
            ["phase"] = State.Phases[k],
        })]),
        ["qubits"] = State.QubitCount,
        ["norm_real"] = State.RealNorm,
        ["norm_complex"] = State.ComplexNorm,
        ["circuits_run"] = Circuits,
        ["total_shots"] = TotalShots,
        ["t_total_s"] = Time.TotalSeconds,
    };

    public string Heading() =>
        $"observable   {Observable}{(Row is { } row ? string.Create(CultureInfo.InvariantCulture, $"   row {row}") : "")}";

    public string ToText()
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        return string.Join(Environment.NewLine,
        [
            string.Create(culture, $"value        {Estimate.Value:F10}")
                + (Shots.IsExact ? "" : string.Create(culture, $" ± {Estimate.StandardError:G3}")),
            string.Create(culture, $"forged       {Counted.Of(State.QubitCount, "qubit")} of {Counted.Of(Strings.Count, "term")}, ")
                + string.Create(culture, $"sampling overhead {State.RealNorm * State.RealNorm:G6} of real halves"),
            .. Strings.Select((s, k) => string.Create(
                culture, $"             |{s.High}>|{s.Low}>  weight {State.Weights[k]:F8}{Phase(State.Phases[k])}")),
            .. Shots.IsExact ? [] : (string[])[string.Create(culture, $"circuits     {Circuits} run, {TotalShots} shots")],
        ]);
    }

    // A phase of π is a sign.
    private static string Phase(double phase) => phase == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"  phase {phase:F6}");
}
