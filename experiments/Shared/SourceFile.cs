namespace CutAwareQnn.Experiments;

/// <summary>Text files named on the command line.</summary>
internal static class SourceFile
{
    public static string Read(FileInfo file)
    {
        try
        {
            return File.ReadAllText(file.FullName);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"file {file} cannot be read: {error.Message.TrimEnd('.')}; give a readable file", error);
        }
    }
}
