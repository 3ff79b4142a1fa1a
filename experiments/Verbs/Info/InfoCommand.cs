using System.CommandLine;

namespace CutAwareQnn.Experiments;

/// <summary><c>cutqnn info</c>: what a circuit file holds.</summary>
internal static class InfoCommand
{
    public static Command Create()
    {
        var file = new CircuitFile();
        var json = new Option<bool>("--json") { Description = "Writes one JSON document to standard output, and nothing else." };
        var command = new Command("info", "Counts the qubits, gates, layers and interactions of a circuit. Reads FILE; writes no file.");
        file.AddTo(command);
        command.Add(json);
        command.SetAction(async (parsed, _) =>
        {
            var document = new InfoDocument(file.Read(parsed));
            await parsed.InvocationConfiguration.Output.WriteLineAsync(parsed.GetValue(json) ? document.ToJson() : document.ToText())
                .ConfigureAwait(false);
            return 0;
        });
        return command;
    }
}
