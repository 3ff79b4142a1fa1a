namespace CutAwareQnn.Experiments;

/// <summary>Text files that the command line asks for.</summary>
internal static class TargetFile
{
    /// <summary>Writes a whole file, over what was there.</summary>
    public static void Write(FileInfo file, string text, FileInfo source)
    {
        if (string.Equals(file.FullName, source.FullName, StringComparison.Ordinal))
        {
            throw new InputException($"file {file} would be written over what it is made from; give another file");
        }

        try
        {
            File.WriteAllText(file.FullName, text);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"file {file} cannot be written: {error.Message.TrimEnd('.')}; give a writable file", error);
        }
    }
}
