using System.Text.Json;

namespace CutAwareQnn.Runtime;

/// <summary>Reads the log of a run.</summary>
public static class RunLog
{
    /// <summary>The records of a run folder's log, in order. A last line without its end was being written and is left out.</summary>
    /// <param name="folder">The run folder.</param>
    /// <exception cref="RunFolderException">There is none, or a line is not a record; the message names it.</exception>
    public static IEnumerable<LogRecord> Read(string folder)
    {
        string file = Path.Combine(folder, RunFolder.LogName);
        if (!File.Exists(file))
        {
            throw new RunFolderException($"{file} does not exist; give the folder of a run");
        }

        int number = 0;
        foreach (string line in WholeLines(Text(file)))
        {
            number++;
            LogRecord? record;
            try
            {
                record = JsonSerializer.Deserialize(line, LogJson.Default.LogRecord);
            }
            catch (JsonException error)
            {
                throw new RunFolderException($"line {number} of {file} is not a record: {error.Message}; give the log of a run", error);
            }

            if (record is not null)
            {
                yield return record;
            }
        }
    }

    // Somebody may be writing it.
    private static string Text(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static IEnumerable<string> WholeLines(string text) => text.Split('\n')[..^1];
}
