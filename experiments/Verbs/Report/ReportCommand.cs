using System.CommandLine;
using System.Text.Json;

namespace CutAwareQnn.Experiments;

/// <summary><c>cutqnn report</c>: the page of a run or a sweep.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        Argument<string> folder = PathOption.FolderArgument("DIR", "A run folder, or the folder of a sweep.");
        var json = new Option<bool>("--json") { Description = "Writes one JSON document to standard output, and nothing else." };
        var command = new Command(
            "report",
            "Shows a run or a sweep on one page. Reads DIR; writes DIR/report.html, and each figure as a file of its own in DIR/figures.")
        {
            folder, json,
        };
        command.SetAction(async (parsed, _) =>
        {
            string path = parsed.GetValue(folder)!;
            ReportDocument report = Read(path);
            var written = WrittenReport.Of(path, report, ReportFiles.Write(path, report));
            await parsed.InvocationConfiguration.Output.WriteLineAsync(parsed.GetValue(json)
                ? JsonSerializer.Serialize(written, ReportJson.Default.WrittenReport)
                : written.ToText()).ConfigureAwait(false);
            return 0;
        });
        return command;
    }

    private static ReportDocument Read(string path) => !Directory.Exists(path)
        ? throw new InputException($"folder {path} does not exist; give the folder of a run or a sweep")
        : RecordedSweep.IsIn(path) ? RecordedSweepReport.Of(RecordedSweep.Read(path))
        : RecordedRun.IsIn(path) ? RunReport.Of(RecordedRun.Read(path))
        : throw new InputException(
            $"folder {path} holds neither a run (config.json, log.jsonl) nor a sweep (sweep.json, rq1.json, …); give the folder of one");
}
