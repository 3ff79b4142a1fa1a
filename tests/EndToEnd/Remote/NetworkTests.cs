using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace CutAwareQnn.EndToEnd;

/// <summary>A coordinator and two workers in network namespaces of their own, whose links are cut.</summary>
public sealed class NetworkTests : IDisposable
{
    private static readonly string Name = string.Create(CultureInfo.InvariantCulture, $"cq{Environment.ProcessId}");

    private readonly TemporaryFolder _folder = new();
    private readonly List<ConsoleProcess> _processes = [];

    public void Dispose()
    {
        _processes.ForEach(p => p.Dispose());
        foreach (string space in new[] { "c", "1", "2" })
        {
            Ip($"netns del {Name}{space}");
        }

        _folder.Dispose();
    }

    [Fact]
    public async Task AWorkerWhoseLinkIsCut_IsReplaced_AndComesBack_WithTheSameWeights()
    {
        if (!OperatingSystem.IsLinux() || !new[] { "c", "1", "2" }.All(s => Ip($"netns add {Name}{s}")) || !Connect("1") || !Connect("2"))
        {
            Assert.Skip("this machine does not allow network namespaces to be made");
        }

        string here = await WorkerTests.ReferenceAsync(_folder), there = _folder.File("there"), certificates = _folder.File("certificates");
        Assert.Equal(0, (await Cutqnn.RunAsync("worker", "--make-certificates", certificates)).ExitCode);
        ConsoleProcess coordinator = In("c", [
            .. WorkerTests.Slow,
            "--out",
            there,
            "--backend",
            $"workers:listen=0.0.0.0:7070,certificates={certificates}",
            "--min-workers",
            "2"]);
        ConsoleProcess first = In("1", ["worker", "10.77.1.1:7070", "--slots", "1", "--certificates", certificates]);
        In("2", ["worker", "10.77.2.1:7070", "--slots", "1", "--certificates", certificates]);
        coordinator.Expect("joined");
        coordinator.Expect("joined");

        // The first comes back, the second does not.
        Cut("1", isUp: false);
        coordinator.Expect("was lost");
        first.Expect("lost the coordinator");
        Cut("1", isUp: true);
        coordinator.Expect("joined");
        Cut("2", isUp: false);
        coordinator.Expect("was lost");
        (int code, string output) = await coordinator.EndAsync();
        Assert.True(code == 0, coordinator.Error + output);
        WorkerTests.AssertSame(here, there);
    }

    private ConsoleProcess In(string space, string[] arguments)
    {
        var process = new ConsoleProcess("ip", ["netns", "exec", $"{Name}{space}", "dotnet", ConsoleProcess.Program, .. arguments]);
        _processes.Add(process);
        return process;
    }

    // A pair of interfaces between the coordinator's space and a worker's.
    private static bool Connect(string worker) =>
        Ip($"link add v{worker} netns {Name}c type veth peer name w netns {Name}{worker}")
        && Ip($"-n {Name}c addr add 10.77.{worker}.1/24 dev v{worker}")
        && Ip($"-n {Name}{worker} addr add 10.77.{worker}.2/24 dev w")
        && Ip($"-n {Name}c link set lo up")
        && Ip($"-n {Name}{worker} link set lo up")
        && Ip($"-n {Name}c link set v{worker} up")
        && Ip($"-n {Name}{worker} link set w up");

    private static void Cut(string worker, bool isUp) => Assert.True(Ip($"-n {Name}c link set v{worker} {(isUp ? "up" : "down")}"));

    private static bool Ip(string arguments)
    {
        try
        {
            using var ip = Process.Start(new ProcessStartInfo("ip", arguments) { RedirectStandardError = true })!;
            ip.WaitForExit();
            return ip.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
