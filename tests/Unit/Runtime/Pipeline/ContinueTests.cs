using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CutAwareQnn.Learning;
using CutAwareQnn.Runtime;
using Xunit;

namespace CutAwareQnn.Unit.Runtime;

public sealed class ContinueTests : IDisposable
{
    private static readonly JsonTypeInfo<string> Text =
        (JsonTypeInfo<string>)new JsonSerializerOptions
        {
            TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        }.GetTypeInfo(typeof(string));

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>
    /// Two records, a checkpoint, another record, and half of one more: the first two stay, and what comes next follows them.
    /// </summary>
    [Fact]
    public void TheLog_IsCutBackToTheCheckpoint()
    {
        using (RunFolder folder = RunFolder.Create(_folder.Path, "config", Text))
        {
            folder.Log.Write([TelemetryRecords.Batch, TelemetryRecords.Step]);
            folder.WriteCheckpoint(At);
            folder.Log.Write(TelemetryRecords.Evaluation);
        }

        File.AppendAllText(_folder.File("log.jsonl"), "{\"kind\":\"step\",\"run");
        (RunFolder continued, string config, Checkpoint? checkpoint) = RunFolder.Continue(_folder.Path, Text);
        using (continued)
        {
            Assert.Equal("config", config);
            Assert.Equal(JsonSerializer.Serialize(At(checkpoint!.LogLength)), JsonSerializer.Serialize(checkpoint));
            Assert.Equal([TelemetryRecords.Batch, TelemetryRecords.Step], RunLog.Read(_folder.Path));
            continued.Log.Write(TelemetryRecords.Evaluation);
            continued.WriteCheckpoint(At);
        }

        Assert.Equal([TelemetryRecords.Batch, TelemetryRecords.Step, TelemetryRecords.Evaluation], RunLog.Read(_folder.Path));
    }

    [Fact]
    public void WithoutACheckpoint_TheRunBeginsAnew()
    {
        using (RunFolder folder = RunFolder.Create(_folder.Path, "config", Text))
        {
            folder.Log.Write(TelemetryRecords.Step);
        }

        (RunFolder continued, _, Checkpoint? checkpoint) = RunFolder.Continue(_folder.Path, Text);
        continued.Dispose();
        Assert.Null(checkpoint);
        Assert.Empty(File.ReadAllBytes(_folder.File("log.jsonl")));
    }

    [Theory]
    [InlineData("checkpoint.json", "{\"state\":")]
    [InlineData("checkpoint.json", "{}")]
    [InlineData("checkpoint.json", "null")]
    [InlineData("config.json", "")]
    [InlineData("config.json", "null")]
    public void WhatCannotBeRead_IsToldInOneLine(string file, string content)
    {
        using (RunFolder folder = RunFolder.Create(_folder.Path, "config", Text))
        {
            folder.WriteCheckpoint(At);
        }

        File.WriteAllText(_folder.File(file), content);
        string message = Assert.Throws<RunFolderException>(() => RunFolder.Continue(_folder.Path, Text)).Message;
        Assert.StartsWith($"run folder {_folder.Path} cannot be continued: ", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void ALogShorterThanItsCheckpoint_IsRefused()
    {
        using (RunFolder folder = RunFolder.Create(_folder.Path, "config", Text))
        {
            folder.WriteCheckpoint(_ => At(1000));
        }

        Assert.Contains(
            "it has 0 bytes, 1000 were written",
            Assert.Throws<RunFolderException>(() => RunFolder.Continue(_folder.Path, Text)).Message,
            StringComparison.Ordinal);
    }

    private static Checkpoint At(long length) => new(
        new TrainingState(1, 2, 30, 240, [0.1, -1e-300, Math.PI], new AdamState(30, [1, 2, 3], [4, 5, 6], 0.5, 0.25), 1.5),
        33,
        true,
        length,
        0.25,
        12.5);
}
