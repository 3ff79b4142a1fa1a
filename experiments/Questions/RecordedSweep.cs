using System.Text.Json;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>What a sweep's folder holds.</summary>
/// <param name="Path">The folder.</param>
/// <param name="Settings">What its training runs share; null where it has none.</param>
/// <param name="Answers">The result documents that are there, by question.</param>
/// <param name="Runs">Its training runs, finished or not, by name. Their logs hold steps, evaluations and one batch.</param>
/// <param name="Unreadable">Why a folder of a training run cannot be read, by its name.</param>
/// <param name="Machines">Where they ran, each once.</param>
internal sealed record RecordedSweep(
    string Path,
    JsonElement? Settings,
    IReadOnlyDictionary<string, JsonElement> Answers,
    IReadOnlyList<RecordedRun> Runs,
    IReadOnlyDictionary<string, string> Unreadable,
    IReadOnlyList<Machine> Machines)
{
    private const string SettingsName = "sweep.json";

    /// <summary>The runs that were finished.</summary>
    public IEnumerable<RecordedRun> Finished => Runs.Where(r => r.Summary is not null);

    /// <summary>Returns whether a folder is a sweep's.</summary>
    public static bool IsIn(string folder) => File.Exists(System.IO.Path.Combine(folder, SettingsName))
        || SweepSections.Questions.Any(q => File.Exists(System.IO.Path.Combine(folder, q + ".json")));

    /// <summary>Reads a folder. A training run that cannot be read is left out.</summary>
    /// <exception cref="RunFolderException">A file next to the runs is not what it should be; the message names it.</exception>
    public static RecordedSweep Read(string folder)
    {
        List<RecordedRun> runs = [];
        SortedDictionary<string, string> unreadable = new(StringComparer.Ordinal);
        foreach (string path in Directory.EnumerateDirectories(folder).Where(RecordedRun.IsIn).Order(StringComparer.Ordinal))
        {
            try
            {
                var run = RecordedRun.Read(path);
                runs.Add(
                    run with
                    {
                        Log = [.. run.Log.Where(r => r is StepRecord or EvaluationRecord), .. run.Log.OfType<BatchRecord>().Take(1)],
                    });
            }
            catch (RunFolderException error)
            {
                unreadable.Add(System.IO.Path.GetFileName(path), error.Message);
            }
        }

        return new(
            folder,
            RecordedRun.Object(folder, SettingsName),
            SweepSections.Questions
                .Select(q => (Question: q, Answer: RecordedRun.Object(folder, q + ".json")))
                .Where(a => a.Answer is not null)
                .ToDictionary(a => a.Question, a => a.Answer!.Value),
            runs,
            unreadable,
            [.. new[] { RecordedRun.ReadMachine(folder) }.Concat(runs.Select(r => r.Machine)).OfType<Machine>().Distinct()]);
    }
}
