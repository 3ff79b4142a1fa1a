using System.Diagnostics;
using Xunit;

namespace CutAwareQnn.EndToEnd;

public sealed class LogReaderTests
{
    [Fact]
    public async Task TheFSharpReaderOfTheDocumentation_ReadsALogThatTheConsoleWrote()
    {
        using var folder = new TemporaryFolder();
        string run = folder.File("run");
        Cutqnn training = await Cutqnn.RunAsync("train", "iris", "--epochs", "1", "--out", run);
        Assert.True(training.ExitCode == 0, training.Error);

        string page = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "log-format.md"));
        string reader = page.Split("```fsharp\n")[1].Split("```")[0];
        Assert.True(reader.TrimEnd().Split('\n').Length <= 10);
        await File.WriteAllTextAsync(Path.Combine(run, "reader.fsx"), reader);

        using Process fsi = Process.Start(new ProcessStartInfo("dotnet", "fsi reader.fsx")
        {
            WorkingDirectory = run,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        string output = await fsi.StandardOutput.ReadToEndAsync();
        string error = await fsi.StandardError.ReadToEndAsync();
        await fsi.WaitForExitAsync();

        Assert.True(fsi.ExitCode == 0, error);
        Assert.Equal(
            ["partition", "generate", "execute", "reconstruct"],
            output.TrimEnd().Split('\n').Select(line => line.Split(' ')[0]));
    }
}
