using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using CutAwareQnn.Experiments;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace CutAwareQnn.EndToEnd;

/// <summary>What is in <c>deploy/</c>: manifests hang together, their command lines are accepted, and the Slurm script runs.</summary>
public sealed partial class DeployTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Compose_NamesFilesThatAreThere_AndCommandsThatAreAccepted()
    {
        YamlNode root = Assert.Single(Documents("compose.yaml"));
        foreach ((YamlNode _, YamlNode service) in ((YamlMappingNode)root["services"]).Children)
        {
            Assert.True(File.Exists(Path.Combine(Deploy(), Text(service["build"]["context"]), Text(service["build"]["dockerfile"]))));
            AssertAccepted([.. List(service["command"]).Select(Text)]);
        }
    }

    [Fact]
    public void Manifests_HangTogether_AndTheirCommandsAreAccepted()
    {
        YamlNode[] coordinator = [.. Documents("kubernetes/coordinator.yaml")], workers = [.. Documents("kubernetes/workers.yaml")];
        Assert.Equal(["PersistentVolumeClaim", "Service", "Job"], coordinator.Select(d => Text(d["kind"])));
        Assert.Equal(["Deployment"], workers.Select(d => Text(d["kind"])));
        foreach (YamlNode document in coordinator.Concat(workers))
        {
            Assert.NotEmpty(Text(document["apiVersion"]));
            Assert.StartsWith("cutqnn-", Text(document["metadata"]["name"]), StringComparison.Ordinal);
        }

        YamlNode service = coordinator[1], job = coordinator[2]["spec"]["template"], deployment = workers[0]["spec"];
        Assert.Equal(job["metadata"]["labels"], service["spec"]["selector"]);
        Assert.Equal(deployment["template"]["metadata"]["labels"], deployment["selector"]["matchLabels"]);
        Assert.Equal(Text(coordinator[0]["metadata"]["name"]), Text(job["spec"]["volumes"][1]["persistentVolumeClaim"]["claimName"]));
        foreach (YamlNode pod in new[] { job, deployment["template"] }.Select(t => t["spec"]))
        {
            Assert.Equal(
                List(pod["volumes"]).Select(v => Text(v["name"])), List(pod["containers"][0]["volumeMounts"]).Select(m => Text(m["name"])));
        }

        string[] words = [.. List(deployment["template"]["spec"]["containers"][0]["args"]).Select(Text)];
        AssertAccepted(words);
        Assert.Equal($"{Text(service["metadata"]["name"])}:{Text(service["spec"]["ports"][0]["port"])}", words[1]);
        MatchCollection lines = ConsoleLine().Matches(Text(job["spec"]["containers"][0]["args"][0]));
        Assert.Equal(2, lines.Count);
        Assert.All(lines, line => AssertAccepted(line.Groups[1].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact]
    public async Task TheSlurmScript_RunsACoordinatorAndItsWorkers_AndEndsThem()
    {
        if (!File.Exists("/bin/bash"))
        {
            Assert.Skip("there is no bash here");
        }

        int port;
        using (var listener = new TcpListener(IPAddress.Loopback, 0))
        {
            listener.Start();
            port = ((IPEndPoint)listener.LocalEndpoint).Port;
        }

        // One node, whose tasks are started as they are.
        foreach ((string name, string text) in new[]
        {
            ("srun", "exec \"$@\""), ("hostname", "echo 127.0.0.1"), ("cutqnn", $"exec dotnet '{ConsoleProcess.Program}' \"$@\""),
        })
        {
            string file = _folder.File(name, $"#!/bin/bash\n{text}\n");
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }

        string run = _folder.File("run");
        var start = new ProcessStartInfo(
            "/bin/bash", [Path.Combine(Deploy(), "slurm.sh"), "iris", "--epochs", "2", "--partition", "AABB", "--shots", "64"])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            Environment =
            {
                ["PATH"] = $"{Path.GetDirectoryName(run)}:{Environment.GetEnvironmentVariable("PATH")}",
                ["RUN"] = run,
                ["CERTIFICATES"] = _folder.File("certificates"),
                ["PORT"] = $"{port}",
            },
        };
        using Process script = Process.Start(start)!;
        Task<string> output = script.StandardOutput.ReadToEndAsync(), error = script.StandardError.ReadToEndAsync();
        await script.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(script.ExitCode == 0, await output + await error);
        Assert.True(File.Exists(Path.Combine(run, "summary.json")));
        Assert.Contains("joined", await error, StringComparison.Ordinal);
    }

    private static void AssertAccepted(string[] words)
    {
        var parsed = Cli.Root(words[0]).Parse(words, Cli.Parser);
        Assert.True(parsed.Errors.Count == 0, $"{string.Join(' ', words)}: {string.Join("; ", parsed.Errors.Select(e => e.Message))}");
    }

    private static IEnumerable<YamlNode> Documents(string name)
    {
        var stream = new YamlStream();
        using var reader = new StreamReader(Path.Combine(Deploy(), name));
        stream.Load(reader);
        return stream.Documents.Select(d => d.RootNode);
    }

    private static IEnumerable<YamlNode> List(YamlNode node) => (YamlSequenceNode)node;

    private static string Text(YamlNode node) => ((YamlScalarNode)node).Value!;

    private static string Deploy() => Path.Combine(Repository.Root, "deploy");

    [GeneratedRegex(@"dotnet /app/cutqnn\.dll ([^;]*)")]
    private static partial Regex ConsoleLine();
}
