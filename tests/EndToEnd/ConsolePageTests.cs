using System.Text.RegularExpressions;
using Xunit;

namespace CutAwareQnn.EndToEnd;

/// <summary>The examples of <c>docs/console.md</c> are what the console prints.</summary>
public sealed partial class ConsolePageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Examples_AreWhatIsPrinted()
    {
        string[] blocks = [.. (await File.ReadAllTextAsync(Page())).Split("```").Where((_, i) => i % 2 == 1)];
        string file = _folder.File("pair.qasm", blocks.Single(b => b.StartsWith("qasm\n", StringComparison.Ordinal))["qasm\n".Length..]);
        string[] examples = [.. blocks.Where(b => b.StartsWith("\n$ cutqnn ", StringComparison.Ordinal))];
        Assert.Equal(6, examples.Length);
        foreach (string example in examples)
        {
            string[] lines = example.Trim('\n').Split('\n');
            string folder = Path.GetDirectoryName(file)! + Path.DirectorySeparatorChar;
            string[] arguments = lines[0]["$ cutqnn ".Length..].Split(' ');
            Cutqnn run = await Cutqnn.RunAsync(
                [.. arguments.Select(a => a == "run" || a.EndsWith(".qasm", StringComparison.Ordinal) ? folder + a : a)]);
            string printed = run.Output.Replace(folder, "", StringComparison.Ordinal);
            Assert.Equal(lines[1..].Where(IsStable), printed.TrimEnd().Split('\n').Select(line => line.TrimEnd()).Where(IsStable));
        }
    }

    // What was measured differs from run to run.
    private static bool IsStable(string line) => !Measured().IsMatch(line);

    [GeneratedRegex("^time |^queries | ms  |^reconstruct / ")]
    private static partial Regex Measured();

    private static string Page() => Path.Combine(Repository.Root, "docs", "console.md");
}
