namespace CutAwareQnn.Experiments;

/// <summary>Files named on the command line.</summary>
internal static class SourceFile
{
    // A million gates take some 20 MB; a device or an unpacked archive may have no end.
    private const int LongestText = 1 << 28;

    /// <summary>Reads all bytes of a file.</summary>
    /// <exception cref="InputException">It cannot be read, or is longer than any result.</exception>
    public static byte[] ReadBytes(FileInfo file)
    {
        try
        {
            using var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var bytes = new MemoryStream();
            byte[] buffer = new byte[1 << 16];
            for (int count = stream.Read(buffer); count > 0; count = stream.Read(buffer))
            {
                if (bytes.Length + count > LongestText)
                {
                    throw new InputException($"file {file} has more than {LongestText} bytes; give a smaller file");
                }

                bytes.Write(buffer, 0, count);
            }

            return bytes.ToArray();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"file {file} cannot be read: {error.Message.TrimEnd('.')}; give a readable file", error);
        }
    }

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
