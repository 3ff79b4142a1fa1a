using System.CommandLine;
using CutAwareQnn.Circuits.OpenQasm;
using CutAwareQnn.Cutting;
using CutAwareQnn.Experiments.Report;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments.Commands;

/// <summary><c>cutqnn plan</c>: finds cuts within limits and says what they cost.</summary>
internal static class PlanCommand
{
    private const int Cancelled = 130;

    public static Command Create()
    {
        var file = new CircuitFile();
        var options = new FinderOptions(isExecuted: false);
        var objective = new Option<string>("--objective")
        {
            Description = "What is made small: overhead (γ²), depth (two-qubit gates in a row on a fragment; wants --max-cuts), or pareto: "
                + "a list of γ², circuits and contraction cost.",
            DefaultValueFactory = _ => "overhead",
        };
        var error = new Option<double?>("--target-error") { Description = "Predicts the shots for this standard error, and their time." };
        var shot = new Option<double>("--shot-seconds")
        {
            Description = "Seconds a shot for that prediction.",
            DefaultValueFactory = _ => new ServiceTime().ShotSeconds,
        };
        var circuit = new Option<double>("--circuit-seconds")
        {
            Description = "Seconds a circuit, beside its shots.",
            DefaultValueFactory = _ => new ServiceTime().CircuitSeconds,
        };
        var seed = new Option<ulong>("--seed") { Description = "Keys the heuristic's order of trials.", DefaultValueFactory = _ => 0 };
        var json = new Option<bool>("--json") { Description = "Writes one JSON document to standard output, and nothing else." };
        var command = new Command(
            "plan", "Finds the cuts of smallest sampling overhead and proves it where it can. Reads FILE; writes no file.");
        file.AddTo(command);
        options.AddTo(command);
        foreach (Option option in new Option[] { objective, error, shot, circuit, seed, json })
        {
            command.Add(option);
        }

        command.SetAction(async (parsed, cancellationToken) =>
        {
            OpenQasmProgram program = file.Read(parsed);
            FinderSettings settings = new FinderSettings(parsed.GetValue(seed)) with { Objective = Objective(parsed.GetValue(objective)!) };
            ServiceTime service = new(
                NotNegative("--circuit-seconds", parsed.GetValue(circuit)), NotNegative("--shot-seconds", parsed.GetValue(shot)));
            if (parsed.GetValue(error) is { } target && !(target > 0 && double.IsFinite(target)))
            {
                throw new InputException(FormattableString.Invariant($"--target-error {target} is not above 0; give a standard error, e.g. 0.01"));
            }

            using var workers = new LocalWorkers(1, new EagerPolicy(), ExecutionSettings.Default);
            FinderStage stage = FinderStage.Find(
                program.Circuit,
                options.Limits(parsed, parsed.GetValue(options.Width)!),
                settings,
                workers.Workers.Scheduler,
                cancellationToken);
            var document = new PlanDocument(stage, parsed.GetValue(error), service, settings.Objective == FinderObjective.Pareto);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(parsed.GetValue(json) ? document.ToJson() : document.ToText())
                .ConfigureAwait(false);
            return cancellationToken.IsCancellationRequested ? Cancelled : 0;
        });
        return command;
    }

    private static FinderObjective Objective(string name) => name switch
    {
        "overhead" => FinderObjective.Overhead,
        "depth" => FinderObjective.Depth,
        "pareto" => FinderObjective.Pareto,
        _ => throw new InputException($"--objective '{name}' is unknown; give overhead, depth or pareto"),
    };

    private static double NotNegative(string option, double seconds) => seconds >= 0 && double.IsFinite(seconds)
        ? seconds
        : throw new InputException(FormattableString.Invariant($"{option} {seconds} is below 0; give seconds"));
}
