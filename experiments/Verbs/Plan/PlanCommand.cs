using System.CommandLine;
using CutAwareQnn.Circuits;
using CutAwareQnn.Circuits.OpenQasm;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

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
        var target = new Option<FileInfo?>("--out")
        {
            Description = "Writes the plan as JSON for 'cutqnn estimate --plan', over what was there; wants --observable.",
        };
        var observable = new Option<string?>("--observable") { Description = "The Pauli sum that the written plan is for, such as ZZZZ." };
        var command = new Command(
            "plan", "Finds the cuts of smallest sampling overhead and proves it where it can. Reads FILE; writes no file without --out.");
        file.AddTo(command);
        options.AddTo(command);
        foreach (Option option in new Option[] { objective, error, shot, circuit, seed, observable, target, json })
        {
            command.Add(option);
        }

        command.SetAction(async (parsed, cancellationToken) =>
        {
            OpenQasmProgram program = file.Read(parsed);
            FinderSettings settings = new FinderSettings(parsed.GetValue(seed)) with { Objective = Objective(parsed.GetValue(objective)!) };
            ServiceTime service = new(
                NotNegative("--circuit-seconds", parsed.GetValue(circuit)), NotNegative("--shot-seconds", parsed.GetValue(shot)));
            if (parsed.GetValue(error) is null && parsed.FirstGiven(shot, circuit) is { } unused)
            {
                throw new InputException($"{unused.Name} serves the prediction of --target-error; give that as well");
            }

            if (parsed.GetValue(error) is { } wanted && !(wanted > 0 && double.IsFinite(wanted)))
            {
                throw new InputException(FormattableString.Invariant($"--target-error {wanted} is not above 0; give a standard error, e.g. 0.01"));
            }

            FileInfo? plan = parsed.GetValue(target);
            string? paulis = parsed.GetValue(observable);
            if (plan is null != paulis is null)
            {
                throw new InputException(plan is null
                    ? "--observable is given but no plan is written; give --out as well"
                    : "--out is given without an observable; a plan holds one, so give --observable, e.g. --observable ZZZZ");
            }

            using var workers = new LocalWorkers(1, new EagerPolicy(), ExecutionSettings.Default);
            FinderOutcome stage = FinderOutcome.Find(
                program.Circuit,
                options.Limits(parsed, parsed.GetValue(options.Width)!),
                settings,
                workers.Workers.Scheduler,
                cancellationToken);
            if (plan is not null)
            {
                CutPlan written = stage.Found.Plan(PauliSum.Parse(paulis!, program.Circuit.QubitCount), isSampled: true);
                TargetFile.Write(plan, PlanJson.Write(written), file.File(parsed));
            }

            var document = new PlanDocument(stage, parsed.GetValue(error), service, settings.Objective);
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
