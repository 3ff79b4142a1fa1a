using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using CutAwareQnn.Runtime;
using Xunit;

namespace CutAwareQnn.EndToEnd;

/// <summary>The packages as a user has them: projects outside the repository that know nothing but the packed files.</summary>
public sealed class PackageTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Packages_ServeACSharpAndAnFSharpProject_AndTheTool()
    {
        string feed = Directory.CreateDirectory(_folder.File("feed")).FullName;
        string repository = Repository.Root;
        foreach (string project in (string[])["src/Core", "src/Runtime"])
        {
            await DotnetAsync(repository, "pack", project, "-c", Configuration, "--no-build", "-o", feed);
        }

        foreach (string package in Directory.GetFiles(feed, "*.nupkg"))
        {
            AssertIsFitToPublish(package, repository);
        }

        // The portable tool; .ci/run installs the native image.
        await DotnetAsync(repository, "pack", "experiments", "-c", Configuration, "-o", feed, "-p:ToolPackageRuntimeIdentifiers=any");
        await DotnetAsync(repository, "pack", "experiments", "-c", Configuration, "-r", "any", "-o", feed);

        string version =
            Path.GetFileNameWithoutExtension(Directory.GetFiles(feed, "CutAwareQnn.Core.*.nupkg").Single())["CutAwareQnn.Core.".Length..];
        CopyProjects(version);
        _folder.File("nuget.config", $"""
            <configuration>
              <packageSources><clear /><add key="feed" value="{feed}" /></packageSources>
              <fallbackPackageFolders><clear /><add key="machine" value="{MachinePackages()}" /></fallbackPackageFolders>
              <config><add key="globalPackagesFolder" value="{_folder.File("packages")}" /></config>
            </configuration>
            """);

        Assert.Contains(
            "Annotated.fs : warning CUTQ013: a circuit is annotated in a project that is not C#",
            await DotnetAsync(_folder.File("Caller"), "build", "-c", "Release", "--nologo", "-v", "m"), StringComparison.Ordinal);
        Assert.Contains(
            "warning CUTQ401: PublishAot without an instruction set",
            await DotnetAsync(
                _folder.File("Study"),
                "msbuild",
                "-t:CheckCutAwareQnnInstructionSet",
                "-p:PublishAot=true",
                "-p:_IsPublishing=true",
                "-nologo"),
            StringComparison.Ordinal);
        string run = _folder.File("run");
        string[] fromCSharp = Lines(await DotnetAsync(_folder.File("Study"), Built("Study"), run));
        string[] fromFSharp = Lines(await DotnetAsync(_folder.File("Caller"), Built("Caller")));
        Assert.Equal(fromCSharp[0], fromFSharp[0]);
        Assert.Equal(fromCSharp[0]["un".Length..], fromCSharp[1]);

        LogRecord[] records =
        [
            .. File.ReadLines(Path.Combine(run, "log.jsonl")).Select(line => JsonSerializer.Deserialize(line, LogJson.Default.LogRecord)!),
        ];
        Assert.Equal(2 * 5, records.OfType<StepRecord>().Count());
        Assert.Equal([1, 2], records.OfType<EvaluationRecord>().Select(e => e.Epoch));
        RunSummary summary =
            JsonSerializer.Deserialize(await File.ReadAllTextAsync(Path.Combine(run, "summary.json")), LogJson.Default.RunSummary)!;
        Assert.Equal((2, 8), (summary.Epochs, summary.Weights.Count));

        string tools = _folder.File("tools");
        await DotnetAsync(
            _folder.File("."),
            "tool",
            "install",
            "cutqnn",
            "--tool-path",
            tools,
            "--version",
            version,
            "--configfile",
            _folder.File("nuget.config"));
        string cutqnn = Path.Combine(tools, OperatingSystem.IsWindows() ? "cutqnn.exe" : "cutqnn");
        Assert.Contains("estimate", await RunAsync(cutqnn, tools, "--help"), StringComparison.Ordinal);

        // The run of a user's own program, with a configuration that the tool has never seen.
        await RunAsync(cutqnn, tools, "report", run);
        var page = Report.Page.Read(run);
        Assert.Equal(["outcome", "learning", "stages", "settings"], page.Sections);
        Assert.Equal(["Classifier"], page.Row("settings", "Circuit"));
    }

    // Metadata, links, symbols, and no trace of the folder in which it was built.
    private static void AssertIsFitToPublish(string package, string repository)
    {
        using ZipArchive archive = ZipFile.OpenRead(package);
        string nuspec = Text(archive.Entries.Single(e => e.Name.EndsWith(".nuspec", StringComparison.Ordinal)));
        Assert.Matches("<repository type=\"git\" url=\"https://[^\"]+\" commit=\"[0-9a-f]{40}\" />", nuspec);
        Assert.Contains("<tags>quantum-computing ", nuspec, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\]\((?!https://|#)", Text(archive.GetEntry("README.md")!));
        foreach (ZipArchiveEntry assembly in archive.Entries.Where(
            e => e.Name.StartsWith("CutAwareQnn", StringComparison.Ordinal) && e.Name.EndsWith(".dll", StringComparison.Ordinal)))
        {
            Assert.DoesNotContain(repository, Text(assembly), StringComparison.Ordinal);
        }

        Assert.True(File.Exists(Path.ChangeExtension(package, ".snupkg")));

        static string Text(ZipArchiveEntry entry)
        {
            using var reader = new StreamReader(entry.Open(), Encoding.Latin1);
            return reader.ReadToEnd();
        }
    }

    private static string Configuration =>
        AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Debug{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
        ? "Debug"
        : "Release";

    private static string MachinePackages() => Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private static string[] Lines(string output) =>
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static Task<string> DotnetAsync(string folder, params string[] arguments) =>
        RunAsync(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", folder, arguments);

    private static async Task<string> RunAsync(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // The test's own build is no part of these, and nothing they start may outlive them with an open output.
        foreach (string variable
            in (string[])["MSBuildSDKsPath", "MSBuildExtensionsPath", "MSBUILD_EXE_PATH", "MSBuildLoadMicrosoftTargetsReadOnly"])
        {
            start.Environment.Remove(variable);
        }

        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["DOTNET_NOLOGO"] = "1";
        using Process process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        Task<string> output = process.StandardOutput.ReadToEndAsync(patience.Token);
        Task<string> error = process.StandardError.ReadToEndAsync(patience.Token);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }

        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}\n{await output}{await error}");
        return await output;
    }

    private string Built(string project) => Path.Combine(_folder.File(project), "bin", "Release", "net10.0", project + ".dll");

    private void CopyProjects(string version)
    {
        string source = Path.Combine(AppContext.BaseDirectory, "Package");
        foreach (string file in Directory.GetFiles(source, "*", SearchOption.AllDirectories))
        {
            string target = _folder.File(Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.WriteAllText(target, File.ReadAllText(file).Replace("\"VERSION\"", $"\"{version}\"", StringComparison.Ordinal));
        }
    }
}
