using System.Text;
using System.Text.Json;

namespace CutAwareQnn.Runtime;

/// <summary>Reads the log of a run.</summary>
public static class RunLog
{
    /// <summary>Reads the records of a run folder's log, in order. A last line without its end was being written and is left out.</summary>
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
        foreach (string line in WholeLines(file))
        {
            number++;
            LogRecord? record;
            try
            {
                record = JsonSerializer.Deserialize(line, LogJson.Default.LogRecord);
            }
            catch (Exception error) when (error is JsonException or NotSupportedException)
            {
                throw new RunFolderException(
                    $"line {number} of {file} is not a record: {error.Message.Split('\n')[0].TrimEnd('.')}; give the log of a run", error);
            }

            if (record is not null)
            {
                yield return record;
            }
        }
    }

    // Another process may be writing it, and a line without its end is one that is being written.
    private static IEnumerable<string> WholeLines(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        char[] buffer = new char[1 << 16];
        var line = new StringBuilder();
        for (int count = reader.Read(buffer, 0, buffer.Length); count > 0; count = reader.Read(buffer, 0, buffer.Length))
        {
            int start = 0;
            for (int end = Array.IndexOf(buffer, '\n', 0, count); end >= 0; end = Array.IndexOf(buffer, '\n', start, count - start))
            {
                yield return line.Append(buffer, start, end - start).ToString();
                line.Clear();
                start = end + 1;
            }

            line.Append(buffer, start, count - start);
        }
    }
}
