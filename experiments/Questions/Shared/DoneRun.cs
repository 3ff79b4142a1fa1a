using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>A sweep's training run that may be there already.</summary>
internal static class DoneRun
{
    private const string ConfigName = "config.json";

    /// <summary>Returns its summary; null where it is not done.</summary>
    /// <param name="path">The run's folder.</param>
    /// <param name="wanted">The settings that the sweep needs.</param>
    /// <exception cref="InputException">
    /// It was run with other settings, or a document of it is empty or missing; the message names it.
    /// </exception>
    /// <exception cref="RunFolderException">A document of it is not what it should be; the message names it.</exception>
    public static RunSummary? Summary(string path, TrainConfig wanted)
    {
        if (Document(path, "summary.json", ReportJson.Default.RunSummary) is not { } summary)
        {
            return null;
        }

        Agree(path, wanted, Document(path, ConfigName, ReportJson.Default.TrainConfig)
            ?? throw new InputException($"{path} holds a run that is done, but no {ConfigName}; delete the folder, or give another --out"));
        return summary;
    }

    /// <summary>Requires that a run that was begun is the one that is wanted.</summary>
    /// <exception cref="InputException">It is another.</exception>
    public static void Agree(string path, TrainConfig wanted, TrainConfig found)
    {
        if (Text(wanted) != Text(found))
        {
            throw new InputException($"{path} holds a run with other settings ({ConfigName}); give the same, or another --out");
        }

        static string Text(TrainConfig config) => JsonSerializer.Serialize(config, ReportJson.Default.TrainConfig);
    }

    // A document that contains null is no document.
    private static T? Document<T>(string path, string name, JsonTypeInfo<T> type)
        where T : class
    {
        T? document = RecordedRun.Document(path, name, type);
        string file = Path.Combine(path, name);
        return document is null && File.Exists(file)
            ? throw new InputException($"{file} holds nothing; restore it, or delete it")
            : document;
    }
}
