using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace CutAwareQnn.Runtime;

/// <summary>
/// The folder of one run: <c>config.json</c> and <c>machine.json</c> when it starts, <c>log.jsonl</c> and <c>checkpoint.json</c> on the way,
/// <c>summary.json</c> when it is done. The documents are there whole or not at all.
/// </summary>
public sealed class RunFolder : IDisposable
{
    private const string ConfigName = "config.json";
    internal const string LogName = "log.jsonl";
    private const string SummaryName = "summary.json";
    private const string CheckpointName = "checkpoint.json";
    private const string MachineName = "machine.json";

    private RunFolder(string path, JsonLinesWriter log)
    {
        Path = path;
        Log = log;
    }

    /// <summary>The folder, as a full path.</summary>
    public string Path { get; }

    /// <summary>The run's name: the folder's.</summary>
    public string Run => System.IO.Path.GetFileName(Path);

    /// <summary>The log.</summary>
    public JsonLinesWriter Log { get; }

    /// <summary>Starts a run's folder: creates it where it is missing, and the log, the configuration and the machine in it.</summary>
    /// <param name="path">The folder; it may exist, but not hold a run.</param>
    /// <param name="config">What the run was asked for.</param>
    /// <param name="type">How the configuration is written; indent it, people read it.</param>
    /// <exception cref="RunFolderException">It holds a run, is a file, or cannot be written. Nothing is left behind then.</exception>
    public static RunFolder Create<T>(string path, T config, JsonTypeInfo<T> type)
    {
        string full = FullPath(path);
        string? missing = FirstMissing(full);
        RefuseRun(path, full);
        JsonLinesWriter? log = null;
        string logFile = System.IO.Path.Combine(full, LogName);
        try
        {
            Directory.CreateDirectory(full);
            log = new(logFile);
            WriteWhole(System.IO.Path.Combine(full, MachineName), Machine.Current, LogJson.Default.Machine);
            WriteWhole(System.IO.Path.Combine(full, ConfigName), config, type);
            return new(full, log);
        }
        catch (Exception error)
        {
            if (log is not null)
            {
                log.Dispose();
                File.Delete(logFile);
                File.Delete(System.IO.Path.Combine(full, MachineName));
            }

            DeleteEmpty(full, missing);

            if (error is IOException or UnauthorizedAccessException)
            {
                throw new RunFolderException($"run folder {path} cannot be written: {error.Message.TrimEnd('.')}; give a folder that can be", error);
            }

            throw;
        }
    }

    /// <summary>Opens the folder of a run that was stopped, to go on with it. Its log is cut back to the checkpoint.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="type">How the configuration is read.</param>
    /// <returns>The folder, its configuration, and its checkpoint; null where none was written yet and the run begins anew.</returns>
    /// <exception cref="RunFolderException">It holds no run, one that is done, or one that cannot be read.</exception>
    public static (RunFolder Folder, T Config, Checkpoint? Checkpoint) Continue<T>(string path, JsonTypeInfo<T> type)
    {
        string full = FullPath(path);
        string InFolder(string name) => System.IO.Path.Combine(full, name);
        if (!File.Exists(InFolder(ConfigName)))
        {
            throw new RunFolderException($"run folder {path} holds no run; give the folder of a run that was stopped");
        }

        if (File.Exists(InFolder(SummaryName)))
        {
            throw new RunFolderException($"run folder {path} holds a run that is done; give the folder of a run that was stopped");
        }

        try
        {
            T config = JsonSerializer.Deserialize(File.ReadAllBytes(InFolder(ConfigName)), type)
                ?? throw new JsonException($"{ConfigName} holds no object");
            Checkpoint? checkpoint = File.Exists(InFolder(CheckpointName))
                ? JsonSerializer.Deserialize(File.ReadAllBytes(InFolder(CheckpointName)), LogJson.Default.Checkpoint)
                    ?? throw new JsonException($"{CheckpointName} holds no object")
                : null;
            return (new(full, JsonLinesWriter.Continue(InFolder(LogName), checkpoint?.LogLength ?? 0)), config, checkpoint);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new RunFolderException($"run folder {path} cannot be continued: {error.Message.TrimEnd('.')}; start the run again elsewhere", error);
        }
    }

    /// <summary>Writes a checkpoint in place of the one before. The log is on the disk up to it first.</summary>
    /// <param name="checkpointOf">The checkpoint, given the log's length in bytes.</param>
    /// <exception cref="RunFolderException">It cannot be written.</exception>
    public void WriteCheckpoint(Func<long, Checkpoint> checkpointOf)
    {
        string file = System.IO.Path.Combine(Path, CheckpointName);
        try
        {
            WriteWhole(file, checkpointOf(Log.Flush()), LogJson.Default.Checkpoint);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new RunFolderException($"{file} cannot be written: {error.Message.TrimEnd('.')}; the one before it is whole", error);
        }
    }

    /// <summary>Writes the summary: the run is done.</summary>
    /// <exception cref="RunFolderException">It cannot be written.</exception>
    public void WriteSummary<T>(T summary, JsonTypeInfo<T> type)
    {
        string file = System.IO.Path.Combine(Path, SummaryName);
        try
        {
            WriteWhole(file, summary, type);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new RunFolderException($"{file} cannot be written: {error.Message.TrimEnd('.')}; the log beside it is whole", error);
        }
    }

    /// <summary>Writes what the log has queued and closes it.</summary>
    public void Dispose() => Log.Dispose();

    // Only what was created here, and only while nobody has put anything into it.
    private static void DeleteEmpty(string full, string? missing)
    {
        for (string? folder = full; missing is not null && folder?.Length >= missing.Length; folder = System.IO.Path.GetDirectoryName(folder))
        {
            if (Directory.Exists(folder))
            {
                if (Directory.EnumerateFileSystemEntries(folder).Any())
                {
                    return;
                }

                Directory.Delete(folder);
            }
        }
    }

    private static void RefuseRun(string path, string full)
    {
        string? found = new[] { ConfigName, MachineName, LogName, CheckpointName, SummaryName }.FirstOrDefault(n => File.Exists(System.IO.Path.Combine(full, n)));
        if (found is not null)
        {
            throw new RunFolderException($"run folder {path} holds a run already ({found}); give another folder, or delete that one");
        }
    }

    // Under another name first: a reader, or a crash, finds the whole document or none.
    private static void WriteWhole<T>(string file, T document, JsonTypeInfo<T> type)
    {
        string draft = file + ".tmp";
        try
        {
            using (FileStream stream = new(draft, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                JsonSerializer.Serialize(stream, document, type);
                stream.WriteByte((byte)'\n');
                stream.Flush(flushToDisk: true);
            }

            File.Move(draft, file, overwrite: true);
        }
        catch
        {
            File.Delete(draft);
            throw;
        }
    }

    // The uppermost folder of the path that does not exist; null when all do.
    private static string? FirstMissing(string full)
    {
        string? missing = null;
        for (string? folder = full; folder is not null && !Directory.Exists(folder); folder = System.IO.Path.GetDirectoryName(folder))
        {
            missing = folder;
        }

        return missing;
    }

    private static string FullPath(string path)
    {
        try
        {
            return System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));
        }
        catch (ArgumentException error)
        {
            throw new RunFolderException($"run folder \"{path.Replace('\0', '?')}\" is not a path; give one", error);
        }
    }
}
