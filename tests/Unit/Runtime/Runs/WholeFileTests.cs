using System.Runtime.Versioning;
using CutAwareQnn.Runtime;
using Xunit;

namespace CutAwareQnn.Unit.Runtime;

/// <summary>A document is in its place whole or not at all.</summary>
public sealed class WholeFileTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AFile_IsWritten_AndReplaced()
    {
        string path = _folder.File("a.json");
        WholeFile.Write(path, "first");
        WholeFile.Write(path, "second, é");
        Assert.Equal("second, é", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void AFailure_LeavesTheFileThatIsThere()
    {
        string path = _folder.File("a.json");
        File.WriteAllText(path, "old");
        Directory.CreateDirectory(path + WholeFile.DraftExtension);
        Assert.ThrowsAny<Exception>(() => WholeFile.Write(path, "new"));
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Throws<IOException>(() => WholeFile.Write(_folder.Path, "new"));
    }

    [Fact]
    public void ALink_StaysALink_AndNamesItsTarget()
    {
        string target =
            _folder.File("target"), link = _folder.File("link"), folder = _folder.File("folder"), circle = _folder.File("circle");
        File.WriteAllText(target, "old");
        File.CreateSymbolicLink(link, "target");
        Directory.CreateSymbolicLink(folder, _folder.Path);
        File.CreateSymbolicLink(circle, circle);
        WholeFile.Write(link, "new");
        Assert.Equal("new", File.ReadAllText(target));
        Assert.NotNull(new FileInfo(link).LinkTarget);
        Assert.True(WholeFile.IsSame(link, target));
        Assert.True(WholeFile.IsSame(Path.Combine(folder, "link"), target));
        Assert.False(WholeFile.IsSame(link, _folder.File("other")));
        Assert.Throws<IOException>(() => WholeFile.Write(circle, "new"));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void TheMode_OfTheFileThatIsThere_IsKept()
    {
        string path = _folder.File("a");
        File.WriteAllText(path, "old");
        const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        File.SetUnixFileMode(path, Mode);
        WholeFile.Write(path, "new");
        Assert.Equal(Mode, File.GetUnixFileMode(path));
    }

    [Fact]
    public void AFolder_IsLockedOnce_AndReleased()
    {
        using (FolderLock.Take(_folder.Path))
        {
            RunFolderException held = Assert.Throws<RunFolderException>(() => FolderLock.Take(_folder.Path));
            Assert.Contains("is in use by another process; wait until it ends", held.Message, StringComparison.Ordinal);
        }

        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));

        // What a killed process leaves locks nothing.
        File.WriteAllText(_folder.File(FolderLock.FileName), "");
        FolderLock.Take(_folder.Path).Dispose();
    }
}
