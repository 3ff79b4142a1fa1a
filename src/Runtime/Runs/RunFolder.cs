using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace CutAwareQnn.Runtime;

/// <summary>
/// The folder of one run: <c>config.json</c> and <c>machine.json</c> when it starts, <c>log.jsonl</c> and <c>checkpoint.json</c> on the
/// way,
/// <c>summary.json</c> when it is done. The documents are there whole or not at all.
/// </summary>
public sealed class RunFolder : IDisposable
{
    private const string ConfigName = "config.json";
    internal const string LogName = "log.jsonl";
    private const string SummaryName = "summary.json";
    private const string CheckpointName = "checkpoint.json";
    private const string MachineName = "machine.json";

    private readonly FolderLock _lock;

    private RunFolder(string path, FolderLock folderLock, JsonLinesWriter log)
    {
        Path = path;
        _lock = folderLock;
        Log = log;
    }

    /// <summary>The folder, as a full path.</summary>
    public string Path { get; }

    /// <summary>The run's name: the folder's.</summary>
    public string Run => System.IO.Path.GetFileName(Path);

    /// <summary>The log.</summary>
    public JsonLinesWriter Log { get; }

    /// <summary>
    /// Starts a run's folder: creates it where it is missing, locks it, and writes the configuration, the machine and an empty log. The
    /// configuration comes first: with it alone a run can be continued.
    /// </summary>
    /// <param name="path">The folder; it may exist, but not hold a run.</param>
    /// <param name="config">The run's settings.</param>
    /// <param name="type">How the configuration is written; indent it, people read it.</param>
    /// <exception cref="RunFolderException">
    /// It holds a run, is in use or a file, or cannot be written. Nothing is left in it then.
    /// </exception>
    public static RunFolder Create<T>(string path, T config, JsonTypeInfo<T> type)
    {
        string full = FullPath(path);
        string? missing = FirstMissing(full);
        RefuseRun(path, full);
        FolderLock? taken = null;
        JsonLinesWriter? log = null;
        bool isOurs = false;
        try
        {
            Directory.CreateDirectory(full);
            taken = FolderLock.Take(full);
            RefuseRun(path, full);
            isOurs = true;
            Write(InFolder(full, ConfigName), config, type);
            Write(InFolder(full, MachineName), Machine.Current, LogJson.Default.Machine);
            log = new(InFolder(full, LogName));
            return new(full, taken, log);
        }
        catch (Exception error)
        {
            log?.Dispose();
            foreach (string name in isOurs ? new[] { ConfigName, MachineName, LogName } : [])
            {
                File.Delete(InFolder(full, name));
            }

            taken?.Dispose();
            DeleteEmpty(full, missing);
            if (error is IOException or UnauthorizedAccessException)
            {
                throw new RunFolderException(
                    $"run folder {path} cannot be written: {error.Message.TrimEnd('.')}; give a folder that can be", error);
            }

            throw;
        }
    }

    /// <summary>Opens the folder of a run that was stopped, to continue it. Its log is cut back to the checkpoint.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="type">How the configuration is read.</param>
    /// <param name="allowsFinished">Whether a finished run is opened too, for <see cref="Reopen"/>.</param>
    /// <returns>The folder, its configuration, and its checkpoint; null where none was written yet and the run starts again.</returns>
    /// <exception cref="RunFolderException">It holds no run, one that is finished or in use, or one that cannot be read.</exception>
    public static (RunFolder Folder, T Config, Checkpoint? Checkpoint) Continue<T>(
        string path, JsonTypeInfo<T> type, bool allowsFinished = false)
    {
        string full = FullPath(path);
        if (!File.Exists(InFolder(full, ConfigName)))
        {
            throw new RunFolderException($"run folder {path} holds no run; give the folder of a run that was stopped");
        }

        FolderLock? taken = null;
        try
        {
            taken = FolderLock.Take(full);
            if (!allowsFinished && File.Exists(InFolder(full, SummaryName)))
            {
                throw new RunFolderException(
                    $"run folder {path} holds a run that is done; give --epochs with a larger number, or the folder of a run that "
                    + "was stopped");
            }

            T config = Deserialized(full, type);
            Checkpoint? checkpoint = ReadCheckpoint(full);
            if (!File.Exists(InFolder(full, MachineName)))
            {
                Write(InFolder(full, MachineName), Machine.Current, LogJson.Default.Machine);
            }

            foreach (string draft in Directory.EnumerateFiles(full, "*" + WholeFile.DraftExtension))
            {
                File.Delete(draft);
            }

            string log = InFolder(full, LogName);
            return (
                new(
                    full,
                    taken,
                    checkpoint is null && !File.Exists(log) ? new(log) : JsonLinesWriter.Continue(log, checkpoint?.LogLength ?? 0)),
                config,
                checkpoint);
        }
        catch (Exception error)
        {
            taken?.Dispose();
            if (error is IOException or UnauthorizedAccessException or JsonException or NotSupportedException)
            {
                throw new RunFolderException(
                    $"run folder {path} cannot be continued: {error.Message.TrimEnd('.')}; start the run again in another folder", error);
            }

            throw;
        }
    }

    /// <summary>Reads the configuration of a run.</summary>
    /// <exception cref="RunFolderException">There is none, or it is not what it should be.</exception>
    public static T ReadConfig<T>(string path, JsonTypeInfo<T> type)
    {
        string full = FullPath(path);
        try
        {
            return Deserialized(full, type);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or NotSupportedException)
        {
            throw new RunFolderException(
                $"{InFolder(full, ConfigName)} is not the configuration of a run: {error.Message.TrimEnd('.')}; give the folder of a run",
                error);
        }
    }

    /// <summary>Deletes the folder of a run that is not finished, so that it starts again.</summary>
    /// <exception cref="RunFolderException">Another process works in it, or it cannot be deleted.</exception>
    public static void Delete(string path)
    {
        string full = FullPath(path);
        if (!Directory.Exists(full))
        {
            return;
        }

        try
        {
            using FolderLock taken = FolderLock.Take(full);
            Directory.Delete(full, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new RunFolderException(
                $"run folder {path} cannot be deleted: {error.Message.TrimEnd('.')}; delete it, or give another folder", error);
        }
    }

    /// <summary>Gives the run another configuration, with which it continues also where it was finished.</summary>
    /// <exception cref="RunFolderException">It cannot be written.</exception>
    public void Reopen<T>(T config, JsonTypeInfo<T> type)
    {
        try
        {
            // In this order: a run without its summary is one that was stopped.
            File.Delete(InFolder(Path, SummaryName));
            Write(InFolder(Path, ConfigName), config, type);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new RunFolderException($"run folder {Path} cannot be written: {error.Message.TrimEnd('.')}; make it writable", error);
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
            Write(file, checkpointOf(Log.Flush()).Sealed(), LogJson.Default.Checkpoint);
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
            Write(file, summary, type);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new RunFolderException($"{file} cannot be written: {error.Message.TrimEnd('.')}; the log next to it is whole", error);
        }
    }

    /// <summary>Writes what the log has queued, closes it, and releases the folder.</summary>
    public void Dispose()
    {
        try
        {
            Log.Dispose();
        }
        finally
        {
            _lock.Dispose();
        }
    }

    // Only what was created here, and only while nobody has put anything into it.
    private static void DeleteEmpty(string full, string? missing)
    {
        for (string? folder = full; missing is not null
            && folder?.Length >= missing.Length; folder = System.IO.Path.GetDirectoryName(folder))
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
        string? found =
            new[] { ConfigName, MachineName, LogName, CheckpointName, SummaryName }.FirstOrDefault(n => File.Exists(InFolder(full, n)));
        if (found is not null)
        {
            throw new RunFolderException($"run folder {path} holds a run already ({found}); give another folder, or delete that one");
        }
    }

    private static T Deserialized<T>(string full, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(File.ReadAllBytes(InFolder(full, ConfigName)), type)
            ?? throw new JsonException($"{ConfigName} holds no object");

    private static Checkpoint? ReadCheckpoint(string full)
    {
        string file = InFolder(full, CheckpointName);
        if (!File.Exists(file))
        {
            return null;
        }

        Checkpoint checkpoint = JsonSerializer.Deserialize(File.ReadAllBytes(file), LogJson.Default.Checkpoint)
            ?? throw new JsonException($"{CheckpointName} holds no object");
        return checkpoint.IsIntact
            ? checkpoint with { Sha256 = "" }
            : throw new JsonException($"{CheckpointName} was changed after it was written, its sha256 differs");
    }

    private static string InFolder(string folder, string name) => System.IO.Path.Combine(folder, name);

    private static void Write<T>(string file, T document, JsonTypeInfo<T> type) =>
        WholeFile.Write(file, [.. JsonSerializer.SerializeToUtf8Bytes(document, type), (byte)'\n']);

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
