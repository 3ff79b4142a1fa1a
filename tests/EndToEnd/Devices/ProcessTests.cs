using System.Diagnostics;
using System.Globalization;
using CutAwareQnn.Runtime;
using Xunit;

namespace CutAwareQnn.EndToEnd;

/// <summary>The console as a process of the system: signals, locks, outputs that cannot be written, disks that are full.</summary>
public sealed class ProcessTests : IDisposable
{
    // Pairs of 96 qubits, all coupled: a search of seconds.
    private const int ManyQubits = 96;

    private static readonly string[] LongTraining =
        ["train", "iris", "--epochs", "100000", "--shots", "1024", "--checkpoint-every", "0", "--partition", "AABB"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ARunThatIsUnderWay_IsNotTouchedByAnother()
    {
        string run = _folder.File("run");
        using Process training = Start(LongTraining, "--out", run);
        await CheckpointAsync(run, training);
        long before = new FileInfo(Path.Combine(run, "log.jsonl")).Length;
        Cutqnn second = await Cutqnn.RunAsync("train", "--resume", run);
        Assert.Equal(2, second.ExitCode);
        Assert.Contains("in use by another process; wait until it ends", second.Error, StringComparison.Ordinal);
        Assert.True(new FileInfo(Path.Combine(run, "log.jsonl")).Length >= before, "the log was cut");
        Assert.Equal(130, await EndAsync(training, "INT"));
        Assert.False(File.Exists(Path.Combine(run, FolderLock.FileName)));

        // A process that is killed leaves its lock's file, which locks nothing.
        using Process killed = Start(["train", "--resume", run]);
        await CheckpointAsync(run, killed);
        killed.Kill();
        await killed.WaitForExitAsync(TestContext.Current.CancellationToken);
        using Process third = Start(["train", "--resume", run]);
        await CheckpointAsync(run, third);
        Assert.Equal(130, await EndAsync(third, "TERM"));
    }

    [Fact]
    public async Task ASweepThatIsUnderWay_IsNotTouchedByAnother()
    {
        using FolderLock taken = FolderLock.Take(Directory.CreateDirectory(_folder.File("sweep")).FullName);
        string[] before = _folder.Entries();
        Cutqnn second = await Cutqnn.RunAsync("sweep", "rq2", "--virtual", "--queries", "4", "--out", _folder.File("sweep"));
        Assert.Equal(2, second.ExitCode);
        Assert.Contains("in use by another process", second.Error, StringComparison.Ordinal);
        Assert.Equal(before, _folder.Entries());
    }

    [Fact]
    public async Task ATraining_OutlivesItsTerminal()
    {
        string run = _folder.File("run");
        using Process training = Start(LongTraining, "--out", run);
        await CheckpointAsync(run, training);
        Signal(training, "HUP");
        DateTime last = File.GetLastWriteTimeUtc(Path.Combine(run, "checkpoint.json"));
        while (File.GetLastWriteTimeUtc(Path.Combine(run, "checkpoint.json")) == last)
        {
            Assert.False(training.HasExited, "the training ended with its terminal");
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        Assert.Equal(130, await EndAsync(training, "INT"));
    }

    [Theory]
    [InlineData("plan", true)]
    [InlineData("estimate", false)]
    public async Task ASearch_EndsAtASignal(string verb, bool isShown)
    {
        string program = "OPENQASM 2.0;\ninclude \"qelib1.inc\";\nqreg q[" + ManyQubits + "];\n" + string.Concat(
            from i in Enumerable.Range(0, ManyQubits)
            from j in Enumerable.Range(i + 1, ManyQubits - i - 1)
            select string.Create(CultureInfo.InvariantCulture, $"ry(0.{i + 1}) q[{i}];\ncx q[{i}],q[{j}];\n"));
        string[] observable = verb == "estimate" ? ["--observable", new string('Z', ManyQubits)] : [];
        using Process search = Start([verb, _folder.File("in.qasm", program), "--max-qubits", "9", .. observable]);
        Task<string> output = search.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);

        // A second of work is past the start of the process and before the end of the search, whatever the load.
        while (search.TotalProcessorTime < TimeSpan.FromSeconds(1))
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        Assert.Equal(130, await EndAsync(search, "INT"));
        Assert.Equal(isShown, (await output).Contains("overhead", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(2, "info in.qasm >/dev/full", "standard output cannot be written")]
    [InlineData(0, "info in.qasm | head -1", "")]
    [InlineData(2, "info none.qasm 2>&-", "")]
    [InlineData(2, "info none.qasm 2>/dev/full", "")]
    [InlineData(2, "info in.qasm >&-", "standard output cannot be written")]
    [InlineData(0, "train iris --epochs 1 --shots exact --out run --json >/dev/null 2>/dev/full", "")]
    public async Task OutputsThatCannotBeWritten_AreToldInOneLine(int code, string line, string message)
    {
        _folder.File("in.qasm", "OPENQASM 2.0;\nqreg q[1];\n");
        using Process shell =
            Process.Start(new ProcessStartInfo("bash", ["-c", $"cd {_folder.File("")}; dotnet {Program} {line}; exit ${{PIPESTATUS[0]}}"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        string error = await shell.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(code == shell.ExitCode, $"exit code {shell.ExitCode}: {error}");
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFullDisk_LeavesTheFileThatIsThere()
    {
        string disk = Directory.CreateDirectory(_folder.File("disk")).FullName;
        using var mount = Process.Start(
            new ProcessStartInfo("mount", ["-t", "tmpfs", "-o", "size=16k", "tmpfs", disk]) { RedirectStandardError = true })!;
        await mount.WaitForExitAsync(TestContext.Current.CancellationToken);
        if (mount.ExitCode != 0)
        {
            Assert.Skip("this machine does not allow a small file system to be mounted");
        }

        try
        {
            string source = _folder.File(
                "in.qasm", "OPENQASM 2.0;\ninclude \"qelib1.inc\";\nqreg q[9];\n" + string.Concat(Enumerable.Repeat("h q;\n", 200)));
            string drawing = Path.Combine(disk, "old.svg");
            await File.WriteAllTextAsync(drawing, "old", TestContext.Current.CancellationToken);
            Cutqnn run = await Cutqnn.RunAsync("draw", source, "--svg", drawing);
            Assert.Equal(2, run.ExitCode);
            Assert.Contains("cannot be written: No space left on device", run.Error, StringComparison.Ordinal);
            Assert.Equal("old", await File.ReadAllTextAsync(drawing, TestContext.Current.CancellationToken));
            Assert.Equal([drawing], Directory.GetFileSystemEntries(disk));
        }
        finally
        {
            using var unmount = Process.Start("umount", disk);
            await unmount.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task ALinkOntoTheSource_IsTheSource()
    {
        const string Text = "OPENQASM 2.0;\ninclude \"qelib1.inc\";\nqreg q[1];\nh q;\n";
        string source = _folder.File("in.qasm", Text);
        string link = _folder.File("link.qasm"), linked = _folder.File("linked");
        File.CreateSymbolicLink(link, source);
        Directory.CreateSymbolicLink(linked, Path.GetDirectoryName(source)!);
        foreach (string target in new[] { link, Path.Combine(linked, "in.qasm"), Path.Combine(linked, "link.qasm") })
        {
            Cutqnn run = await Cutqnn.RunAsync("convert", source, target, "--to", "3");
            Assert.Equal(2, run.ExitCode);
            Assert.Contains("would be written over what it is made from", run.Error, StringComparison.Ordinal);
            Assert.Equal(Text, await File.ReadAllTextAsync(source, TestContext.Current.CancellationToken));
        }
    }

    private static string Program => Path.Combine(AppContext.BaseDirectory, "cutqnn.dll");

    private static Process Start(string[] arguments, params string[] more) => Process.Start(
        new ProcessStartInfo("dotnet", [Program, .. arguments, .. more]) { RedirectStandardOutput = true, RedirectStandardError = true })!;

    // Until the run has gone on since now.
    private static async Task CheckpointAsync(string run, Process process)
    {
        string file = Path.Combine(run, "checkpoint.json");
        DateTime before = File.GetLastWriteTimeUtc(file);
        while (File.GetLastWriteTimeUtc(file) == before)
        {
            if (process.HasExited)
            {
                Assert.Fail(await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
            }

            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    private static void Signal(Process process, string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    private static async Task<int> EndAsync(Process process, string signal)
    {
        Signal(process, signal);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        await process.WaitForExitAsync(limit.Token);
        return process.ExitCode;
    }
}
