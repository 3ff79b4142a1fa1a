using System.Text.RegularExpressions;
using Xunit;

namespace CutAwareQnn.EndToEnd;

/// <summary>The sessions that pages show are what the console prints, but for what was measured.</summary>
public sealed partial class PageTests : IDisposable
{
    private const string FirstSteps = "docs/first-steps.md";

    private readonly TemporaryFolder _folder = new();

    private string Folder => Path.GetDirectoryName(_folder.File("x")) + Path.DirectorySeparatorChar;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("README.md", 1)]
    [InlineData(FirstSteps, 5)]
    [InlineData("docs/console.md", 6)]
    public async Task Sessions_AreWhatIsPrinted(string page, int count)
    {
        await WriteFilesAsync();
        Session[] sessions =
            [.. (await Session.OfPageAsync(page)).Where(s => s.Command.StartsWith("cutqnn ", StringComparison.Ordinal))];
        Assert.Equal(count, sessions.Length);
        foreach (Session session in sessions)
        {
            string printed = await RunAsync(session.Command["cutqnn ".Length..].Split(' '));
            Assert.Equal(session.Output.Where(IsStable), printed.Split('\n').Select(line => line.TrimEnd()).Where(IsStable));
        }
    }

    [Fact]
    public async Task TheMainJob_PrintsWhatTheReadmeShows()
    {
        const string Prompt = "dotnet run -c Release --project experiments -- ";
        string[][] blocks = [.. (await Session.BlocksAsync("README.md")).Select(b => b.Lines)];
        int main = Array.FindIndex(blocks, b => b.Any(l => l.StartsWith(Prompt, StringComparison.Ordinal)));
        string command = blocks[main].Single(l => l.StartsWith(Prompt, StringComparison.Ordinal))[Prompt.Length..];
        string[] shown = [.. blocks[main + 1].Where(IsStable).Where(l => l.Length > 0 && l != "…")];
        string[] printed = (await RunAsync([.. command.Split(' '), "--out", "run"])).Split('\n');
        Assert.True(shown.Length > 4);
        Assert.All(shown, line => Assert.Contains(line, printed));
    }

    // The files that sessions read: one page lists it as a program, the other prints it.
    private async Task WriteFilesAsync()
    {
        (_, string[] pair) = (await Session.BlocksAsync("docs/console.md")).Single(b => b.Language == "qasm");
        await File.WriteAllLinesAsync(Folder + "pair.qasm", pair);
        Session classifier = (await Session.OfPageAsync(FirstSteps)).Single(s => s.Command == "cat classifier.qasm");
        await File.WriteAllLinesAsync(Folder + "classifier.qasm", classifier.Output);
    }

    private async Task<string> RunAsync(string[] arguments)
    {
        Cutqnn run = await Cutqnn.RunAsync(
            [.. arguments.Select(a => a == "run" || a.EndsWith(".qasm", StringComparison.Ordinal) ? Folder + a : a)]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        return run.Output.Replace(Folder, "", StringComparison.Ordinal).TrimEnd();
    }

    private static bool IsStable(string line) => !Measured().IsMatch(line);

    [GeneratedRegex("^time |^queries  | ms  |^reconstruct / |^run folder ")]
    private static partial Regex Measured();
}
