using System.Text;
using System.Text.Json;
using CutAwareQnn.Runtime;
using Xunit;

namespace CutAwareQnn.Unit.Runtime;

public sealed class JsonLinesWriterTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void EveryRecord_IsOneLine_AndIsReadBack()
    {
        LogRecord[] records = [TelemetryRecords.Batch, TelemetryRecords.Step, TelemetryRecords.Evaluation with { Run = "größe\n2" }];
        using (var writer = new JsonLinesWriter(_folder.File("log.jsonl")))
        {
            writer.Write(records);
        }

        byte[] bytes = File.ReadAllBytes(_folder.File("log.jsonl"));
        Assert.Equal((byte)'{', bytes[0]);
        Assert.Equal((byte)'\n', bytes[^1]);
        Assert.DoesNotContain((byte)'\r', bytes);
        string[] lines = Encoding.UTF8.GetString(bytes).Split('\n')[..^1];
        Assert.Equal(records, lines.Select(l => JsonSerializer.Deserialize(l, LogJson.Default.LogRecord)!));
    }

    /// <summary>Many times the queue's length from several threads at once: nothing is lost, each thread's order is kept.</summary>
    [Fact]
    public async Task FromManyThreads_NothingIsLost()
    {
        const int PerThread = 10_000;
        using (var writer = new JsonLinesWriter(_folder.File("log.jsonl")))
        {
            await Task.WhenAll(Enumerable.Range(0, 4).Select(thread => Task.Run(() =>
            {
                for (int i = 0; i < PerThread; i++)
                {
                    writer.Write(TelemetryRecords.Step with { Epoch = thread, Step = i });
                }
            })));
        }

        StepRecord[] steps = File.ReadLines(_folder.File("log.jsonl"))
            .Select(l => (StepRecord)JsonSerializer.Deserialize(l, LogJson.Default.LogRecord)!)
            .ToArray();
        Assert.Equal(4 * PerThread, steps.Length);
        Assert.All(steps.GroupBy(s => s.Epoch), g => Assert.Equal(Enumerable.Range(0, PerThread), g.Select(s => s.Step)));
    }

    [Fact]
    public void AFullDisk_IsToldOnce_AndLaterWritesToo()
    {
        using var writer = new JsonLinesWriter(new FullDisk(), "log.jsonl");
        writer.Write(TelemetryRecords.Step);
        RunFolderException error = Assert.Throws<RunFolderException>(writer.Dispose);
        Assert.Equal("log log.jsonl cannot be written: No space left on device; free space there and run again", error.Message);
        Assert.Throws<RunFolderException>(() => writer.Write(TelemetryRecords.Step));
    }

    [Fact]
    public void ANumberThatIsNone_IsAFaultOfTheProgram()
    {
        var writer = new JsonLinesWriter(_folder.File("log.jsonl"));
        writer.Write(TelemetryRecords.Step with { Loss = double.NaN });
        Assert.Throws<ArgumentException>(writer.Dispose);
    }

    [Fact]
    public void AClosedWriter_TakesNothing()
    {
        var writer = new JsonLinesWriter(_folder.File("log.jsonl"));
        writer.Dispose();
        Assert.Throws<ObjectDisposedException>(() => writer.Write(TelemetryRecords.Step));
    }

    private sealed class FullDisk : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count) => throw new IOException("No space left on device");

        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("No space left on device");
    }
}
