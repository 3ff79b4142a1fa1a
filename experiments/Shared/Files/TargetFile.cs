using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>Text files that a verb writes.</summary>
internal static class TargetFile
{
    /// <summary>Writes a whole file, in place of the one that is there.</summary>
    public static void Write(FileInfo file, string text, FileInfo source)
    {
        try
        {
            if (WholeFile.IsSame(file.FullName, source.FullName))
            {
                throw new InputException($"file {file} would be written over what it is made from; give another file");
            }

            WholeFile.Write(file.FullName, text);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"file {file} cannot be written: {error.Message.TrimEnd('.')}; give a writable file", error);
        }
    }
}
