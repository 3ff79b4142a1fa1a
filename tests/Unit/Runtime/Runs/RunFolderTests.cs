using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CutAwareQnn.Circuits;
using CutAwareQnn.Runtime;
using Xunit;

namespace CutAwareQnn.Unit.Runtime;

public sealed class RunFolderTests : IDisposable
{
    private static readonly JsonSerializerOptions Options = new() { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };
    private static readonly JsonTypeInfo<string> Text = (JsonTypeInfo<string>)Options.GetTypeInfo(typeof(string));

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ARun_LeavesConfigLogAndSummary()
    {
        string path = _folder.File("runs/first");
        using (RunFolder folder = RunFolder.Create(path + "/", "config", Text))
        {
            Assert.Equal("first", folder.Run);
            Assert.Equal("\"config\"\n", File.ReadAllText(Path.Combine(path, "config.json")));
            folder.Log.Write(TelemetryRecords.Step);
            folder.WriteSummary("summary", Text);
        }

        Assert.Equal(
            ["config.json", "log.jsonl", "machine.json", "summary.json"],
            Directory.GetFiles(path).Select(f => Path.GetFileName(f)).Order());
        Assert.Equal("\"summary\"\n", File.ReadAllText(Path.Combine(path, "summary.json")));
        Assert.Single(File.ReadAllLines(Path.Combine(path, "log.jsonl")));
    }

    [Fact]
    public void AnEmptyFolder_IsTaken()
    {
        using RunFolder folder = RunFolder.Create(_folder.Path, "config", Text);
        Assert.True(File.Exists(_folder.File("log.jsonl")));
    }

    [Theory]
    [InlineData("config.json")]
    [InlineData("log.jsonl")]
    [InlineData("summary.json")]
    public void AFolderWithARun_IsRefused_AndLeftAsItWas(string name)
    {
        File.WriteAllText(_folder.File(name), "old");
        CutAwareException error = Assert.Throws<RunFolderException>(() => RunFolder.Create(_folder.Path, "config", Text));
        Assert.Equal($"run folder {_folder.Path} holds a run already ({name}); give another folder, or delete that one", error.Message);
        Assert.Equal("old", File.ReadAllText(Assert.Single(Directory.GetFiles(_folder.Path))));
    }

    [Theory]
    [InlineData("file")]
    [InlineData("file/below")]
    public void AFile_IsNoFolder(string path)
    {
        File.WriteAllText(_folder.File("file"), "kept");
        RunFolderException error = Assert.Throws<RunFolderException>(() => RunFolder.Create(_folder.File(path), "config", Text));
        Assert.StartsWith($"run folder {_folder.File(path)} cannot be written: ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.Equal("kept", File.ReadAllText(_folder.File("file")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\0b")]
    public void WhatIsNoPath_IsRefused(string path) =>
        Assert.Throws<RunFolderException>(() => RunFolder.Create(path, "config", Text));

    /// <summary>A folder is where the configuration's draft would be written: the last thing that can fail.</summary>
    [Fact]
    public void AFailure_LeavesNothingBehind()
    {
        string draft = _folder.File("config.json.tmp");
        Directory.CreateDirectory(draft);
        Assert.Throws<RunFolderException>(() => RunFolder.Create(_folder.Path, "config", Text));
        Assert.Equal([draft], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void AConfigurationThatCannotBeWritten_LeavesNoFolder()
    {
        JsonTypeInfo<double> number = (JsonTypeInfo<double>)Options.GetTypeInfo(typeof(double));
        Assert.Throws<ArgumentException>(() => RunFolder.Create(_folder.File("a/b"), double.NaN, number));
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }
}
