using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Xunit;

namespace CutAwareQnn.EndToEnd;

/// <summary>
/// Runs over workers in processes of their own give the bits of runs in one process, whatever happens to the workers and to the
/// coordinator.
/// </summary>
public sealed class WorkerTests : IDisposable
{
    private const int Faults = 6;

    private const string Chain = """
        OPENQASM 2.0;
        include "qelib1.inc";
        qreg q[4];
        ry(0.7) q[0];
        cx q[0],q[1];
        ry(0.4) q[1];
        cx q[1],q[2];
        ry(0.2) q[2];
        cx q[2],q[3];
        """;

    private static readonly string[] Training =
        ["train", "iris", "--epochs", "60", "--batch-size", "8", "--partition", "AABB", "--shots", "256", "--seed", "5",
            "--checkpoint-every", "0.05"];

    /// <summary>The same run with delays, which change no bits, so that it lasts while things happen to it.</summary>
    internal static string[] Slow { get; } = [.. Training, "--straggler-probability", "0.3", "--straggler-delay", "0.03"];

    private readonly TemporaryFolder _folder = new();
    private readonly List<ConsoleProcess> _processes = [];

    public void Dispose()
    {
        _processes.ForEach(p => p.Dispose());
        _folder.Dispose();
    }

    [Fact]
    public async Task WorkersThatAreKilledAndFrozenAndJoinLate_GiveTheSameWeights()
    {
        string here = await ReferenceAsync(_folder), there = _folder.File("there");
        ConsoleProcess coordinator = Start([.. Slow, "--out", there, "--backend", "workers:listen=127.0.0.1:0", "--min-workers", "2"]);
        string address = Address(coordinator);
        coordinator.Expect("waiting for workers: 0 of 2");

        // The second runs fragments of up to two qubits, which all are here.
        List<ConsoleProcess> workers = [Worker(address), Worker(address, "--max-qubits", "2")];
        coordinator.Expect("waiting for workers: 1 of 2");
        int faults = 0;
        for (; faults < Faults && !coordinator.HasExited; faults++)
        {
            ConsoleProcess struck = workers[faults % workers.Count];
            struck.Signal(faults % 3 == 2 ? "STOP" : "KILL");
            if (coordinator.Next("was lost") is null)
            {
                break;
            }

            if (faults % 3 == 2)
            {
                // The frozen one comes back with what it held.
                struck.Signal("CONT");
            }
            else
            {
                workers[faults % workers.Count] = Worker(address);
            }

            if (coordinator.Next("joined") is null)
            {
                break;
            }
        }

        (int code, string output) = await coordinator.EndAsync();
        Assert.True(code == 0, coordinator.Error + output);
        Assert.True(faults >= 2, $"{faults} faults: the run was too short");
        AssertSame(here, there);

        foreach (ConsoleProcess worker in workers)
        {
            worker.Signal("TERM");
            Assert.Equal(0, (await worker.EndAsync()).Code);
        }
    }

    [Fact]
    public async Task ACoordinatorThatIsKilled_IsResumed_AndItsWorkersComeBack()
    {
        string here = await ReferenceAsync(_folder), there = _folder.File("there");
        string address = $"127.0.0.1:{FreePort()}";
        ConsoleProcess worker = Worker(address, "--slots", "2");
        worker.Expect("waiting for a coordinator at");
        ConsoleProcess coordinator = Start([.. Slow, "--out", there, "--backend", $"workers:listen={address}"]);
        for (int life = 0; life < 2; life++)
        {
            worker.Expect("joined");
            string checkpoint = Path.Combine(there, "checkpoint.json");
            DateTime before = File.GetLastWriteTimeUtc(checkpoint);
            while (File.GetLastWriteTimeUtc(checkpoint) == before && !coordinator.HasExited)
            {
                await Task.Delay(5, TestContext.Current.CancellationToken);
            }

            Assert.False(coordinator.HasExited, coordinator.Error);
            coordinator.Signal("KILL");
            await coordinator.EndAsync();
            worker.Expect("lost the coordinator");
            coordinator = Start("train", "--resume", there);
        }

        (int code, string output) = await coordinator.EndAsync();
        Assert.True(code == 0, coordinator.Error + output);
        AssertSame(here, there);
    }

    [Fact]
    public async Task WhatNoWorkerCanRun_IsSaidAtOnce()
    {
        string circuit = _folder.File("chain.qasm", Chain);
        ConsoleProcess coordinator = Start(
            "estimate",
            circuit,
            "--observable",
            "ZZZZ",
            "--partition",
            "AABB",
            "--backend",
            "workers:listen=127.0.0.1:0",
            "--min-workers",
            "1");
        Worker(Address(coordinator), "--max-qubits", "1");
        Assert.Equal(2, (await coordinator.EndAsync()).Code);
        Assert.Contains(
            "needs 2 qubits; the widest worker present has 1; start one with --max-qubits 2 or more",
            coordinator.Error.Split('\n')[^1],
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithCertificates_WhoHasThemIsLetIn_AndStrangersAreRefusedOnBothSides()
    {
        string own = _folder.File("own"), foreign = _folder.File("foreign"), circuit = _folder.File("chain.qasm", Chain);
        foreach (string folder in new[] { own, foreign })
        {
            Cutqnn made = await Cutqnn.RunAsync("worker", "--make-certificates", folder);
            Assert.Equal((0, 6), (made.ExitCode, made.Output.TrimEnd().Split('\n').Length));
        }

        string[] query = ["estimate", circuit, "--observable", "ZZZZ", "--partition", "AABB", "--shots", "500", "--json"];
        ConsoleProcess coordinator = Start(
            [.. query, "--backend", $"workers:listen=0.0.0.0:0,certificates={own}", "--min-workers", "1"]);
        string address = Address(coordinator).Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal);
        foreach ((string[] options, string reason, string notice) in new (string[], string, string)[]
        {
            ([], "it listens with certificates; start the worker with --certificates DIR", "refused 127.0.0.1:"),
            (["--certificates", foreign], "its certificate was not issued by the authority of ca.pem", "refused 127.0.0.1:"),
        })
        {
            Cutqnn stranger = await Cutqnn.RunAsync(["worker", address, .. options]);
            Assert.Equal(2, stranger.ExitCode);
            Assert.Contains(reason, Assert.Single(stranger.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
            coordinator.Expect(notice);
        }

        ConsoleProcess worker = Worker(address, "--certificates", own);
        (int code, string output) = await coordinator.EndAsync();
        Assert.True(code == 0, coordinator.Error);
        Cutqnn here = await Cutqnn.RunAsync(query);
        foreach (string name in (string[])["value", "standard_error", "total_shots"])
        {
            Assert.Equal(Field(here.Output, name), Field(output, name));
        }

        worker.Signal("INT");
        Assert.Equal(0, (await worker.EndAsync()).Code);
    }

    [Theory]
    [InlineData(
        "and there are no certificates; add certificates=DIR",
        "estimate",
        "chain.qasm",
        "--observable",
        "ZZZZ",
        "--backend",
        "workers:listen=0.0.0.0:0")]
    [InlineData(
        "no address to listen on; give workers:listen=ADDRESS:PORT",
        "estimate",
        "chain.qasm",
        "--observable",
        "ZZZZ",
        "--backend",
        "workers")]
    [InlineData(
        "'port=1' cannot be read; give workers:listen=ADDRESS:PORT",
        "estimate",
        "chain.qasm",
        "--observable",
        "ZZZZ",
        "--backend",
        "workers:port=1")]
    [InlineData(
        "192.0.2.1 is not an address of this machine",
        "estimate",
        "chain.qasm",
        "--observable",
        "ZZZZ",
        "--backend",
        "workers:listen=192.0.2.1:0,certificates=own")]
    [InlineData(
        "there is no '", "estimate", "chain.qasm", "--observable", "ZZZZ", "--backend", "workers:listen=0.0.0.0:0,certificates=none")]
    [InlineData(
        "--min-workers waits for workers on other machines; give --backend workers",
        "estimate",
        "chain.qasm",
        "--observable",
        "ZZZZ",
        "--min-workers",
        "2")]
    [InlineData("no coordinator was given; give HOST:PORT", "worker")]
    [InlineData("is no address of a coordinator; give HOST:PORT", "worker", "localhost")]
    [InlineData("is there already and would be lost; name another folder", "worker", "--make-certificates", "own")]
    [InlineData("--make-certificates makes certificates and ends; omit all else", "worker", "host:1", "--make-certificates", "new")]
    [InlineData("there is no '", "worker", "host:1", "--certificates", "none")]
    public async Task WhatIsGivenWrong_IsSaidInOneLine(string message, params string[] arguments)
    {
        _folder.File("chain.qasm", Chain);
        Assert.Equal(0, (await Cutqnn.RunAsync("worker", "--make-certificates", _folder.File("own"))).ExitCode);
        string[] before = _folder.Entries();
        Cutqnn run = await Cutqnn.RunAsync([.. arguments.Select(a => a switch
        {
            "chain.qasm" or "own" or "new" or "none" => _folder.File(a),
            _ => a.Replace("certificates=", "certificates=" + _folder.File("") + Path.DirectorySeparatorChar, StringComparison.Ordinal),
        })]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, Assert.Single(run.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.Equal(before, _folder.Entries());
    }

    internal static async Task<string> ReferenceAsync(TemporaryFolder temporary)
    {
        string folder = temporary.File("here");
        Cutqnn run = await Cutqnn.RunAsync([.. Training, "--out", folder]);
        Assert.True(run.ExitCode == 0, run.Error);
        return folder;
    }

    private ConsoleProcess Worker(string address, params string[] options) =>
        Start(["worker", address, .. options.Contains("--slots") ? options : [.. options, "--slots", "1"]]);

    private ConsoleProcess Start(params string[] arguments)
    {
        var process = new ConsoleProcess(arguments);
        _processes.Add(process);
        return process;
    }

    private static string Address(ConsoleProcess coordinator) => coordinator.Expect("listening on ").Split(' ')[^1];

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    internal static void AssertSame(string expected, string found)
    {
        foreach (string field in (string[])["weights", "train_loss", "test_accuracy", "epochs", "queries"])
        {
            Assert.Equal(Field(Summary(expected), field), Field(Summary(found), field));
        }

        static string Summary(string folder) => File.ReadAllText(Path.Combine(folder, "summary.json"));
    }

    private static string Field(string json, string name)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return document.RootElement.GetProperty(name).GetRawText();
    }
}
