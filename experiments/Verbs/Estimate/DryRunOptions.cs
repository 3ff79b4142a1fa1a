using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>The options that say what a run will take before it is run, and how much it may cost.</summary>
internal sealed class DryRunOptions
{
    private readonly Option<bool> _dryRun = new("--dry-run")
    {
        Description = "Runs nothing, and states the circuits, shots and tasks, and price and time where the backend states its own.",
    };
    private readonly Option<double?> _maxPrice = Numbers.From(0.0).Optional(
        "--max-price", 10, "The most that the run may cost, in the backend's currency; a dearer one is refused before anything is "
            + "submitted.");

    public void AddTo(Command command)
    {
        command.Add(_dryRun);
        command.Add(_maxPrice);
    }

    /// <summary>Whether nothing is to be run.</summary>
    public bool IsDry(ParseResult parsed) => parsed.GetValue(_dryRun);

    /// <summary>Whether a forecast is needed.</summary>
    public bool IsGiven(ParseResult parsed) => IsDry(parsed) || parsed.GetValue(_maxPrice) is not null;

    /// <summary>Refuses a run that is too dear.</summary>
    /// <exception cref="InputException">It costs more than it may, or the backend states no price.</exception>
    public void Check(ParseResult parsed, RunForecast forecast)
    {
        if (parsed.GetValue(_maxPrice) is { } most && !(forecast.Cost <= most))
        {
            throw new InputException(forecast.Cost is { } cost
                ? string.Create(CultureInfo.InvariantCulture, $"the run would cost {cost:F2} {forecast.Price!.Currency} "
                    + $"({forecast.Tasks} tasks, {forecast.Shots} shots), more than --max-price {most}; give fewer shots or a higher limit")
                : $"--max-price limits a price, but backend {forecast.Backend} states none; omit it");
        }
    }

    public static string ToText(RunForecast forecast)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        string price = forecast.Cost is { } cost
            ? string.Create(culture, $"{cost:F2} {forecast.Price!.Currency}")
            : "not stated by the backend";
        string time = forecast.Seconds is { } seconds
            ? string.Create(culture, $"{seconds:G4} s on {forecast.Workers} workers")
            : "not stated by the backend";
        return string.Join(
            Environment.NewLine,
            $"dry run      nothing is run on backend {forecast.Backend}",
            string.Create(culture, $"circuits     {forecast.Circuits}, {forecast.Shots} shots in total"),
            string.Create(culture, $"tasks        {forecast.Tasks} in {forecast.Submissions} submissions"),
            $"price        {price}",
            $"time         {time}");
    }

    public static string ToJson(RunForecast forecast) => new JsonObject
    {
        ["backend"] = forecast.Backend,
        ["circuits"] = forecast.Circuits,
        ["total_shots"] = forecast.Shots,
        ["tasks"] = forecast.Tasks,
        ["submissions"] = forecast.Submissions,
        ["price"] = forecast.Cost,
        ["currency"] = forecast.Price?.Currency,
        ["time_s"] = forecast.Seconds,
    }.ToJsonString(ReadableJson.Options);
}
