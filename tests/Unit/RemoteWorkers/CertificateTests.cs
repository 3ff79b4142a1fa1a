using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Reactive.Threading.Tasks;
using System.Security.Authentication;
using CutAwareQnn.Circuits;
using CutAwareQnn.RemoteWorkers;
using Xunit;

namespace CutAwareQnn.Unit.RemoteWorkers;

/// <summary>Who is let in with which certificate: refused on both sides with the reason, and nobody else is disturbed.</summary>
[Trait("Tier", "slow")]
public sealed class CertificateTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cutqnn");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task WhoHasACertificate_IsLetIn_AndStrangersAreRefused()
    {
        string own = Make("own"), foreign = Make("foreign");
        var notices = new List<string>();
        await using HubChannel hub = await HubChannel.Listen(new(new(IPAddress.Any, 0), own) { Notice = n => Add(notices, n) });
        using var stop = new CancellationTokenSource();
        Task worker = Run(hub, own, stop.Token);
        Assert.Equal([2, 1], await HubChannelTests.Answer(hub, 0, [1, 2]).ToTask().WaitAsync(Limit));

        Assert.Contains("its certificate was not issued by the authority of ca.pem", await Refused(hub, foreign), StringComparison.Ordinal);
        Assert.Contains("start the worker with --certificates DIR", await Refused(hub, null), StringComparison.Ordinal);
        string role = Make("role");
        foreach (string file in (string[])["ca.pem", "worker.pem", "worker.key"])
        {
            // The worker knows the hub's authority, and its own certificate is another's.
            File.Copy(Path.Combine(file == "ca.pem" ? own : foreign, file), Path.Combine(role, file), overwrite: true);
        }

        string unreadable = await Refused(hub, role);
        Assert.Contains("was not issued by the authority of ca.pem", unreadable, StringComparison.Ordinal);
        await Stranger(hub.Endpoint.Port, SslProtocols.Tls13);
        await Stranger(hub.Endpoint.Port, SslProtocols.Tls12);
        Assert.Equal([4, 3], await HubChannelTests.Answer(hub, 1, [3, 4]).ToTask().WaitAsync(Limit));
        lock (notices)
        {
            Assert.All(notices, n => Assert.Matches("^refused [0-9.:]+: its? [^\n]*[^.\n]$", n));
            Assert.Contains(notices, n => n.EndsWith("it does not speak TLS; start it with --certificates DIR", StringComparison.Ordinal));
            Assert.Contains(notices, n => n.EndsWith("it has no certificate; start it with --certificates DIR", StringComparison.Ordinal));
            Assert.Contains(notices, n => n.EndsWith("it does not speak TLS 1.3", StringComparison.Ordinal));
        }

        await stop.CancelAsync();
        await worker.WaitAsync(Limit);
    }

    [Fact]
    public async Task AnExpiredCertificate_OrOneOfTheOtherRole_IsRefusedOnBothSides()
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        string own = Make("own");
        string expired = Path.Combine(_folder.FullName, "expired");
        CertificateFolder.Make(expired, now.AddDays(-9), now.AddDays(-2), now.AddYears(1));
        foreach (CertificateRole role in Enum.GetValues<CertificateRole>())
        {
            Assert.Contains(
                "is valid from",
                Assert.Throws<BackendException>(() => CertificateFolder.Load(expired, role)).Message,
                StringComparison.Ordinal);
        }

        // A worker does not find its own certificate wanting where it was made to look like a coordinator's: the hub does.
        var notices = new List<string>();
        await using HubChannel hub = await HubChannel.Listen(new(new(IPAddress.Loopback, 0), own) { Notice = n => Add(notices, n) });
        CertificateFolder.Identity coordinator = CertificateFolder.Load(own, CertificateRole.Coordinator);
        Assert.Equal("is not a worker's", coordinator.Fault(coordinator.Own, CertificateRole.Worker));
        var link = await Record.ExceptionAsync(
            () => HubLink.Open(new("127.0.0.1", hub.Endpoint.Port), coordinator, Guid.Empty, [], default));
        Assert.Contains(
            "it does not accept this worker's certificate", Assert.IsType<BackendException>(link).Message, StringComparison.Ordinal);
        lock (notices)
        {
            Assert.All(notices, n => Assert.EndsWith(": its certificate is not a worker's", n, StringComparison.Ordinal));
            Assert.NotEmpty(notices);
        }
    }

    [Fact]
    public async Task AWorkerWithCertificates_DoesNotTalkToAHubWithout()
    {
        await using HubChannel hub = await HubChannel.Listen(HubChannelTests.Loopback);
        Assert.Contains("it does not listen with certificates", await Refused(hub, Make("own")), StringComparison.Ordinal);
    }

    [Fact]
    public void CertificatesAreNotOverwritten_AndKeysAreTheirOwners()
    {
        string folder = Make("own");
        Assert.Contains("is there already", Assert.Throws<BackendException>(() => Make("own")).Message, StringComparison.Ordinal);
        Assert.Equal(
            ["ca.key", "ca.pem", "coordinator.key", "coordinator.pem", "worker.key", "worker.pem"],
            Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        foreach (string key in OperatingSystem.IsWindows() ? [] : Directory.GetFiles(folder, "*.key"))
        {
#pragma warning disable CA1416 // Not on Windows.
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key));
#pragma warning restore CA1416
        }

        File.WriteAllText(Path.Combine(folder, "worker.pem"), "no certificate");
        Assert.Contains(
            "cannot be read",
            Assert.Throws<BackendException>(() => CertificateFolder.Load(folder, CertificateRole.Worker)).Message,
            StringComparison.Ordinal);
        File.Delete(Path.Combine(folder, "worker.key"));
        Assert.Contains(
            "there is no",
            Assert.Throws<BackendException>(() => CertificateFolder.Load(folder, CertificateRole.Worker)).Message,
            StringComparison.Ordinal);
    }

    private string Make(string name)
    {
        string folder = Path.Combine(_folder.FullName, name);
        CertificateFolder.Make(folder, TimeProvider.System.GetUtcNow());
        return folder;
    }

    private static Task Run(HubChannel hub, string? certificates, CancellationToken stop) =>
        new HubWorker(new("127.0.0.1", hub.Endpoint.Port) { Certificates = certificates }, new ToyRunner()).Run(stop);

    private static async Task<string> Refused(HubChannel hub, string? certificates)
    {
        BackendException refused = await Assert.ThrowsAsync<BackendException>(() => Run(hub, certificates, default).WaitAsync(Limit));
        Assert.DoesNotContain('\n', refused.Message);
        return refused.Message;
    }

    private static void Add(List<string> notices, string notice)
    {
        lock (notices)
        {
            notices.Add(notice);
        }
    }

    private static async Task Stranger(int port, SslProtocols protocol)
    {
        using var client = new TcpClient("127.0.0.1", port);
        using var stream = new SslStream(client.GetStream(), false, (_, certificate, _, _) => certificate is not null);
        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "x", EnabledSslProtocols = protocol });
            await stream.ReadExactlyAsync(new byte[1]);
        });
    }
}
