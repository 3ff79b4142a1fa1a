using System.Text.RegularExpressions;
using Xunit;

namespace CutAwareQnn.Unit.Architecture;

/// <summary>Where a file belongs: folders that are taken in at a glance, and one type per file, named after it.</summary>
public sealed partial class LayoutTests
{
    private const int MostFiles = 20;
    private const int MostColumns = 140;

    private static readonly string[] Roots = ["src", "experiments", "tests", "samples"];

    // Every file there is one of a kind: a layer, a statement, a result format, a benchmark.
    private static readonly string[] OfOneKind =
    [
        "src/Core/Circuits/Layers",
        "src/Core/Circuits/OpenQasm/Version3/Statements",
        "src/Runtime/Devices/Results/Formats",
        "experiments/Benchmarks",
    ];

    // Rows of annotated classes that differ in a number, and programs of a user.
    private static readonly string[] Listings =
        ["experiments/Benchmarks/Annotated.cs", "experiments/Benchmarks/StateLoopCode.cs", "tests/EndToEnd/Package/Study/Program.cs"];

    [Fact]
    public void Folder_HoldsNoMoreFilesThanCanBeTakenInAtAGlance()
    {
        string[] wrong =
        [
            .. Files().GroupBy(f => Path.GetDirectoryName(f.Path)!.Replace('\\', '/'))
                .Where(g => g.Count() > MostFiles && !OfOneKind.Contains(g.Key))
                .Select(g => $"{g.Key} has {g.Count()} files, of at most {MostFiles}: divide it by subject"),
        ];
        Assert.True(wrong.Length == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void File_HasOneTypeAndItsName()
    {
        string[] wrong =
        [
            .. from file in Files()
               where !Listings.Contains(file.Path)
               let name = FileName().Match(Path.GetFileName(file.Path)).Value
               from type in TopLevelType().Matches(file.Text).Select(m => m.Groups["name"].Value)
               where type != name
               select $"{file}: move {type} to {type}.cs",
        ];
        Assert.True(wrong.Length == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Types_AreFoundAtAll()
    {
        string[] names = [.. Sources.Below("src/Core").SelectMany(f => TopLevelType().Matches(f.Text)).Select(m => m.Groups["name"].Value)];
        Assert.Contains("CutPlan", names);
        Assert.Contains("GateInverse", names);
        Assert.True(names.Length > 500);
    }

    [Fact]
    public void Line_FitsTheScreen()
    {
        string[] wrong =
        [
            .. from file in Files()
               from line in Lines(file.Text)
               where line.Text.Length > MostColumns
               select $"{file}:{line.Number} has {line.Text.Length} columns, of at most {MostColumns}: break it",
        ];
        Assert.True(wrong.Length == 0, string.Join('\n', wrong));
    }

    // Style sheets and recorded documents keep their lines: raw strings are left out.
    private static IEnumerable<(string Text, int Number)> Lines(string text)
    {
        bool isRaw = false;
        int number = 0;
        foreach (string line in text.Split('\n').Select(l => l.TrimEnd('\r')))
        {
            number++;
            int quotes = RawQuotes().Count(line);
            if (!isRaw && quotes == 0)
            {
                yield return (line, number);
            }

            isRaw ^= quotes % 2 == 1;
        }
    }

    private static IEnumerable<Sources.SourceFile> Files() => Roots.SelectMany(Sources.Below);

    [GeneratedRegex("\"\"\"")]
    private static partial Regex RawQuotes();

    [GeneratedRegex(@"^\w+")]
    private static partial Regex FileName();

    [GeneratedRegex(
        @"^(?:(?:public|internal|file|static|sealed|abstract|readonly|partial|ref|unsafe) )*"
            + @"(?:class|struct|record(?: struct| class)?|interface|enum|delegate [\w<>\[\],? ]+?) (?<name>\w+)",
        RegexOptions.Multiline)]
    private static partial Regex TopLevelType();
}
