using System.CommandLine;
using CutAwareQnn.Circuits;
using CutAwareQnn.Circuits.OpenQasm;
using CutAwareQnn.Experiments.Report;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments.Commands;

/// <summary><c>cutqnn plan</c>: finds cuts within limits and says what they cost.</summary>
internal static class PlanCommand
{
    public static Command Create()
    {
        var file = new CircuitFile();
        var options = new FinderOptions(isRequired: true);
        var seed = new Option<ulong>("--seed") { Description = "Keys the heuristic's order of trials.", DefaultValueFactory = _ => 0 };
        var json = new Option<bool>("--json") { Description = "Writes one JSON document to standard output, and nothing else." };
        var command = new Command(
            "plan", "Finds the cuts of smallest sampling overhead and proves it where it can. Reads FILE; writes no file.");
        file.AddTo(command);
        options.AddTo(command);
        command.Add(seed);
        command.Add(json);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            OpenQasmProgram program = file.Read(parsed);
            PauliSum all = PauliSum.Of(PauliString.Parse(new string('Z', program.Circuit.QubitCount)));
            using var workers = new LocalWorkers(1);
            FinderStage stage = FinderStage.Run(
                program.Circuit,
                all,
                options.Limits(parsed, parsed.GetValue(options.Width)!.Value),
                new(parsed.GetValue(seed)),
                workers.Workers.Scheduler,
                cancellationToken);
            var document = new PlanDocument(stage);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(parsed.GetValue(json) ? document.ToJson() : document.ToText())
                .ConfigureAwait(false);
            return 0;
        });
        return command;
    }
}
