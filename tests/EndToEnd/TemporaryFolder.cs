namespace CutAwareQnn.EndToEnd;

/// <summary>A folder of a test's own, deleted after it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cutqnn");

    public string File(string name, string? content = null)
    {
        string path = Path.Combine(_folder.FullName, name);
        if (content is not null)
        {
            System.IO.File.WriteAllText(path, content);
        }

        return path;
    }

    /// <summary>Returns what is in it, at any depth, sorted.</summary>
    public string[] Entries() =>
        [.. Directory.EnumerateFileSystemEntries(_folder.FullName, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    public void Dispose() => _folder.Delete(recursive: true);
}
