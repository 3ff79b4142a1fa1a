using System.CommandLine;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary><c>cutqnn counts</c>: prints what a result file of a device or simulator contains.</summary>
internal static class CountsCommand
{
    public static Command Create()
    {
        Argument<FileInfo> result = PathOption.FileArgument("RESULT", "A result file of any known format, recognised by its content.");
        var results = new ResultOptions();
        Option<string[]> circuits = PathOption.Many(
            "--circuit",
            "The OpenQASM file of a circuit in RESULT, for its registers and for results by qubit; repeat it for each, in order.");
        var json = new Option<bool>("--json") { Description = "Writes one JSON document to standard output, and nothing else." };
        var command = new Command(
            "counts", "Prints the counts in a result file of a device or simulator. Reads RESULT and circuit files; writes no file.")
        {
            result,
            circuits,
        };
        results.AddTo(command);
        command.Add(json);
        command.SetAction(async (parsed, _) =>
        {
            OutcomeCircuit[] measured = [.. parsed.GetValue(circuits)!.Select(f =>
                new OutcomeCircuit(Path.GetFileNameWithoutExtension(f), CircuitFile.Read(new(f), null)))];
            FileInfo file = parsed.GetValue(result)!;
            ResultFile read = ResultFile.Read(
                SourceFile.ReadBytes(file), file.Name, new(measured, results.Shots(parsed), results.Bits(parsed)));
            var document = new CountsDocument(read);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(parsed.GetValue(json) ? document.ToJson() : document.ToText())
                .ConfigureAwait(false);
            return 0;
        });
        return command;
    }
}
