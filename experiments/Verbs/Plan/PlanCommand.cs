using System.CommandLine;
using CutAwareQnn.Circuits;
using CutAwareQnn.Circuits.OpenQasm;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary><c>cutqnn plan</c>: finds cuts within limits and prints what they cost.</summary>
internal static class PlanCommand
{
    private static readonly Choices<FinderObjective> Objectives = new(
        ("overhead", FinderObjective.Overhead), ("depth", FinderObjective.Depth), ("pareto", FinderObjective.Pareto));

    public static Command Create()
    {
        var file = new CircuitFile();
        var options = new FinderOptions(isExecuted: false);
        Option<string?> objective = Objectives.Option(
            "--objective",
            "overhead",
            "What is minimised: overhead (γ²), depth (two-qubit gates in a row on a fragment; needs --max-cuts), or pareto: "
                + "a list of γ², circuits and contraction cost.");
        Option<double?> error = Numbers.Above(0.0).Optional(
            "--target-error", 0.01, "Predicts the shots for this standard error, and their time.");
        Option<double> shot = Numbers.ModelSeconds.Option(
            "--shot-seconds", new ServiceTime().ShotSeconds, "Seconds per shot for that prediction.");
        Option<double> circuit = Numbers.ModelSeconds.Option(
            "--circuit-seconds", new ServiceTime().CircuitSeconds, "Seconds per circuit, without its shots.");
        Option<ulong> seed = Numbers.Seed.Option("--seed", 0, "The key of the heuristic's order of trials.");
        var json = new Option<bool>("--json") { Description = "Writes one JSON document to standard output, and nothing else." };
        Option<FileInfo?> target = PathOption.File(
            "--out", "Writes the plan as JSON for 'cutqnn estimate --plan' and replaces the file where it exists; needs --observable.");
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
            FinderSettings settings = new FinderSettings(parsed.GetValue(seed)) with
            {
                Objective = Objectives.Meaning(parsed.GetValue(objective)),
                FindsGadgets = true,
            };
            ServiceTime service = new(parsed.GetValue(circuit), parsed.GetValue(shot));
            if (parsed.GetValue(error) is null && parsed.FirstGiven(shot, circuit) is { } unused)
            {
                throw new InputException($"{unused.Name} serves the prediction of --target-error; give that as well");
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
            return cancellationToken.IsCancellationRequested ? ExitCode.Cancelled : ExitCode.Done;
        });
        return command;
    }
}
