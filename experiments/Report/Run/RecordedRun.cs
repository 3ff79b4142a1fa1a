using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>What a run folder holds, finished or not.</summary>
/// <param name="Path">The folder.</param>
/// <param name="Config">Its settings: an object; null where it is not there.</param>
/// <param name="Machine">Where it ran; null where it is not recorded.</param>
/// <param name="Checkpoint">Where it stood last; null where none was written.</param>
/// <param name="Summary">What it came to; null where it is not finished.</param>
/// <param name="Log">Its records. A last line that was being written is left out.</param>
internal sealed record RecordedRun(
    string Path, JsonElement? Config, Machine? Machine, Checkpoint? Checkpoint, RunSummary? Summary, IReadOnlyList<LogRecord> Log)
{
    private const string ConfigName = "config.json";
    private const string LogName = "log.jsonl";

    /// <summary>The run's name.</summary>
    public string Name => System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(Path)));

    /// <summary>Returns whether a folder is a run's.</summary>
    public static bool IsIn(string folder) => File.Exists(System.IO.Path.Combine(folder, ConfigName))
        || File.Exists(System.IO.Path.Combine(folder, LogName));

    /// <summary>Reads a folder.</summary>
    /// <exception cref="RunFolderException">
    /// The log is missing, or a file cannot be read or is not what it should be; the message names it.
    /// </exception>
    public static RecordedRun Read(string folder)
    {
        return new(
            folder,
            Object(folder, ConfigName),
            ReadMachine(folder),
            Document(folder, "checkpoint.json", LogJson.Default.Checkpoint),
            Document(folder, "summary.json", LogJson.Default.RunSummary),
            ReadLog(folder));
    }

    /// <summary>Reads the machine that a folder records; null where it records none.</summary>
    public static Machine? ReadMachine(string folder) => Document(folder, "machine.json", LogJson.Default.Machine);

    /// <summary>Returns a text of the configuration; null where it has none under this name.</summary>
    public string? Option(string name) =>
        Config?.TryGetProperty(name, out JsonElement value) == true && value.ValueKind is not JsonValueKind.Null ? value.ToString() : null;

    /// <summary>Returns an object of a folder, whatever its fields; null where it is missing.</summary>
    /// <exception cref="RunFolderException">It is something else.</exception>
    public static JsonElement? Object(string folder, string name) => Document(folder, name, ReportJson.Default.JsonElement) switch
    {
        { ValueKind: JsonValueKind.Undefined } => null,
        { ValueKind: JsonValueKind.Object } document => document,
        var other => throw new RunFolderException(
            $"{System.IO.Path.Combine(folder, name)} holds JSON of kind {other.ValueKind.ToString().ToLowerInvariant()} where an "
            + $"object is expected; restore it, or delete it"),
    };

    /// <summary>Returns a document of a folder; the default where it is missing.</summary>
    /// <exception cref="RunFolderException">It is something else.</exception>
    public static T? Document<T>(string folder, string name, JsonTypeInfo<T> type)
    {
        string file = System.IO.Path.Combine(folder, name);
        try
        {
            return File.Exists(file) ? JsonSerializer.Deserialize(File.ReadAllText(file), type) : default;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or NotSupportedException)
        {
            throw Unreadable(file, error);
        }
    }

    private static LogRecord[] ReadLog(string folder)
    {
        try
        {
            return [.. RunLog.Read(folder)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(System.IO.Path.Combine(folder, LogName), error);
        }
    }

    private static RunFolderException Unreadable(string file, Exception error) =>
        new($"{file} cannot be read: {error.Message.TrimEnd('.')}; restore it, or delete it", error);
}
