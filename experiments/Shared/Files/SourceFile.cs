namespace CutAwareQnn.Experiments;

/// <summary>Text files named on the command line.</summary>
internal static class SourceFile
{
    // A million gates take some 20 MB; a device or an unpacked archive may have no end.
    private const int LongestText = 1 << 28;

    /// <summary>Reads a whole text.</summary>
    /// <exception cref="InputException">It cannot be read, or is longer than any circuit or table.</exception>
    public static string Read(FileInfo file)
    {
        try
        {
            using var reader = new StreamReader(new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
            var text = new System.Text.StringBuilder();
            char[] buffer = new char[1 << 16];
            for (int count = reader.Read(buffer); count > 0; count = reader.Read(buffer))
            {
                if (text.Length + count > LongestText)
                {
                    throw new InputException($"file {file} has more than {LongestText} characters; give a smaller file");
                }

                text.Append(buffer, 0, count);
            }

            return text.ToString();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"file {file} cannot be read: {error.Message.TrimEnd('.')}; give a readable file", error);
        }
    }
}
