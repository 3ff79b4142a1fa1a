using System.Runtime.Versioning;
using System.Text;

namespace CutAwareQnn.Runtime;

/// <summary>
/// Documents that are in their place whole or not at all, however the process ends: each is written next to it and renamed.
/// </summary>
public static class WholeFile
{
    // As many as Linux follows.
    private const int MostLinks = 40;

    /// <summary>The end of the names of files that are being written.</summary>
    public const string DraftExtension = ".tmp";

    /// <summary>Writes a text as UTF-8, in place of the file that is there. A link stays a link; what it names is replaced.</summary>
    /// <exception cref="IOException">The file cannot be written; it is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder or the file may not be written; it is as it was.</exception>
    public static void Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    /// <summary>Writes bytes.</summary>
    /// <inheritdoc cref="Write(string, string)"/>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        if (IsDevice(path))
        {
            using FileStream device = new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            device.Write(content);
            return;
        }

        string target = RealPath(path);
        if (Directory.Exists(target))
        {
            throw new IOException("it is a folder");
        }

        // Renaming would replace a file that may not be written.
        if (File.Exists(target))
        {
            new FileStream(target, FileMode.Open, FileAccess.Write, FileShare.ReadWrite).Dispose();
        }

        string draft = target + DraftExtension;
        FileStream stream = new(draft, FileMode.Create, FileAccess.Write, FileShare.None);
        try
        {
            using (stream)
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }

            if (!OperatingSystem.IsWindows() && File.Exists(target))
            {
                KeepMode(target, draft);
            }

            File.Move(draft, target, overwrite: true);
        }
        catch
        {
            File.Delete(draft);
            throw;
        }
    }

    /// <summary>Returns whether two paths name one file, also through links.</summary>
    public static bool IsSame(string first, string second) => string.Equals(RealPath(first), RealPath(second), StringComparison.Ordinal);

    // The path without links, of folders too; what is not there is as given.
    private static string RealPath(string path, int linkCount = 0)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (Path.GetDirectoryName(full) is not { } folder)
        {
            return full;
        }

        if (new FileInfo(full).LinkTarget is { } target)
        {
            return linkCount < MostLinks
                ? RealPath(Path.Combine(folder, target), linkCount + 1)
                : throw new IOException("its links go in a circle");
        }

        return Path.Combine(RealPath(folder, linkCount), Path.GetFileName(full));
    }

    private static bool IsDevice(string path) => !OperatingSystem.IsWindows()
        && (
            Path.GetFullPath(path).StartsWith("/dev/", StringComparison.Ordinal)
                || Path.GetFullPath(path).StartsWith("/proc/", StringComparison.Ordinal));

    [UnsupportedOSPlatform("windows")]
    private static void KeepMode(string target, string draft) => File.SetUnixFileMode(draft, File.GetUnixFileMode(target));
}
