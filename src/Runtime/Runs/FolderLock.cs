namespace CutAwareQnn.Runtime;

/// <summary>
/// A folder that one process works in: an exclusive lock on a file in it, which is deleted when the folder is released. The system
/// releases the lock however the process ends; a file that a killed process leaves locks nothing.
/// </summary>
public sealed class FolderLock : IDisposable
{
    /// <summary>The file's name.</summary>
    public const string FileName = "run.lock";

    // Nobody else may have the file open: on Unix any other share is a lock that others share.
    private readonly FileStream _file;

    private FolderLock(FileStream file)
    {
        _file = file;
    }

    /// <summary>Locks a folder that exists.</summary>
    /// <exception cref="RunFolderException">Another process works in it.</exception>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public static FolderLock Take(string folder)
    {
        string path = Path.Combine(folder, FileName);
        try
        {
            return new(new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose));
        }
        catch (IOException error) when (IsHeld(error))
        {
            throw new RunFolderException(
                $"folder {folder} is in use by another process; wait until it ends, or give another folder", error);
        }
    }

    /// <summary>Releases the folder.</summary>
    public void Dispose() => _file.Dispose();

    // EWOULDBLOCK of Linux and of macOS, and Windows's sharing violation: the runtime has no exception of its own for them.
    private static bool IsHeld(IOException error) => error.HResult is 11 or 35 or unchecked((int)0x80070020);
}
