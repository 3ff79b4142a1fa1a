using System.Text.Json;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments.Report;

/// <summary>What a sweep's folder holds.</summary>
/// <param name="Path">The folder.</param>
/// <param name="Settings">What its training runs share; null where it has none.</param>
/// <param name="Answers">The result documents that are there, by question.</param>
/// <param name="Runs">Its training runs, finished or not, by name. Their logs hold steps, evaluations and one batch.</param>
/// <param name="Machines">Where they ran, each once.</param>
internal sealed record RecordedSweep(
    string Path,
    JsonElement? Settings,
    IReadOnlyDictionary<string, JsonElement> Answers,
    IReadOnlyList<RecordedRun> Runs,
    IReadOnlyList<Machine> Machines)
{
    private const string SettingsName = "sweep.json";

    /// <summary>The runs that were finished.</summary>
    public IEnumerable<RecordedRun> Finished => Runs.Where(r => r.Summary is not null);

    /// <summary>Whether a folder is a sweep's.</summary>
    public static bool IsIn(string folder) => File.Exists(System.IO.Path.Combine(folder, SettingsName))
        || SweepSections.Questions.Any(q => File.Exists(System.IO.Path.Combine(folder, q + ".json")));

    /// <summary>Reads a folder.</summary>
    /// <exception cref="RunFolderException">A file in it is not what it should be; the message names it.</exception>
    public static RecordedSweep Read(string folder)
    {
        RecordedRun[] runs =
        [
            .. Directory.EnumerateDirectories(folder).Where(RecordedRun.IsIn).Order(StringComparer.Ordinal).Select(RecordedRun.Read).Select(run => run with
            {
                Log = [.. run.Log.Where(r => r is StepRecord or EvaluationRecord), .. run.Log.OfType<BatchRecord>().Take(1)],
            }),
        ];
        return new(
            folder,
            Object(folder, SettingsName),
            SweepSections.Questions
                .Select(q => (Question: q, Answer: Object(folder, q + ".json")))
                .Where(a => a.Answer is not null)
                .ToDictionary(a => a.Question, a => a.Answer!.Value),
            runs,
            [.. new[] { RecordedRun.ReadMachine(folder) }.Concat(runs.Select(r => r.Machine)).OfType<Machine>().Distinct()]);
    }

    private static JsonElement? Object(string folder, string name) =>
        RecordedRun.Document(folder, name, ReportJson.Default.JsonElement) is { ValueKind: JsonValueKind.Object } document ? document : null;
}
