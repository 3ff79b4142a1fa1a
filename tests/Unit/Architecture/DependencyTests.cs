using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace CutAwareQnn.Unit.Architecture;

/// <summary>
/// The order of the house: a room uses rooms to its left, never one to its right; a file's namespace is its room's.
/// </summary>
public sealed class DependencyTests
{
    private const string Experiments = "Experiments";

    private static readonly string[] CoreRooms =
        ["Circuits", "Cutting", "Lowering", "Simulation", "Reconstruction", "Estimation", "Learning"];

    private static readonly string[] Order = [.. CoreRooms, "Figures", "Runtime", "RemoteWorkers", Experiments];

    private static readonly string[] Linked = ["Circuits", "Cutting", "Lowering"];

    public static TheoryData<string> Rooms => [.. CoreRooms];

    [Fact]
    public void Core_HasExactlyTheRoomsOfTheDesign() => Assert.Equal(
        CoreRooms.Order(StringComparer.Ordinal), Sources.Below("src/Core").Select(f => f.Path.Split('/')[2]).Distinct());

    [Fact]
    public void Arrows_NeverPointRight()
    {
        var wrong = new List<string>();
        foreach ((Sources.SourceFile file, int room) in AllRooms())
        {
            foreach (string used in file.Usings.Where(u => RoomOf(u) > room))
                wrong.Add($"{file}: {Order[room]} uses {used}");
            foreach (string right in Order[(room + 1)..].Where(r => Mentions(file, r)))
                wrong.Add($"{file}: {Order[room]} names {right}");
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    [Fact]
    public void Usings_AreReadAtAll()
    {
        // A reader that found nothing would hold any order.
        Assert.Contains("CutAwareQnn.Cutting", Sources.Below("src/Core/Reconstruction").SelectMany(f => f.Usings));
        Assert.Contains("CutAwareQnn.Simulation", Sources.Below("src/Core/Estimation").SelectMany(f => f.Usings));
        var sample = new Sources.SourceFile(
            "",
            "using A.B;\nusing static System.IO;\nusing L = CutAwareQnn.Learning.Loss<int>;\n"
                + "using G = global::X.Y;\nglobal using G.H;\nusing var x = y();\nusing (z) { }\n");
        Assert.Equal(["A.B", "System.IO", "CutAwareQnn.Learning.Loss", "X.Y", "G.H"], sample.Usings);
        Assert.True(Mentions(new("", "var x = new Estimation.Estimate(1);"), "Estimation"));
        Assert.False(Mentions(new("", "// as Estimation.Estimate\nplan.Estimation.Run(); var t = \"Estimation.X\";"), "Estimation"));
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void CoreFile_IsInTheNamespaceOfItsRoom(string room)
    {
        foreach (Sources.SourceFile file in Sources.Below($"src/Core/{room}"))
        {
            // A sub-folder adds no namespace, but for OpenQasm.
            string expected = file.Path.StartsWith("src/Core/Circuits/OpenQasm/", StringComparison.Ordinal)
                ? "CutAwareQnn.Circuits.OpenQasm"
                : $"CutAwareQnn.{room}";
            Assert.True(file.Namespace == expected, $"{file} is in {file.Namespace}; its room's is {expected}");
        }
    }

    [Fact]
    public void OtherProjectsFile_IsInTheNamespaceOfItsProject()
    {
        foreach (string room in new[] { "Figures", "Runtime" })
        {
            foreach (Sources.SourceFile file in Sources.Below($"src/{room}"))
                Assert.True(file.Namespace == $"CutAwareQnn.{room}", $"{file} is in {file.Namespace}");
        }

        // A namespace of the folder's name would hide the type CutAwareQnn.Runtime.Workers.
        foreach (Sources.SourceFile file in Sources.Below("src/Workers"))
            Assert.True(file.Namespace == "CutAwareQnn.RemoteWorkers", $"{file} is in {file.Namespace}");

        foreach (Sources.SourceFile file in Sources.Below("experiments"))
        {
            // Benchmarks are a project of their own; a file of top-level statements has no namespace.
            string expected = file.Path.StartsWith("experiments/Benchmarks/", StringComparison.Ordinal)
                ? "CutAwareQnn.Benchmarks"
                : "CutAwareQnn.Experiments";
            Assert.True(file.Namespace is null || file.Namespace == expected, $"{file} is in {file.Namespace}, not in {expected}");
        }
    }

    [Theory]
    [InlineData("Circuits")]
    [InlineData("Cutting")]
    [InlineData("Lowering")]
    public void LinkedRoom_UsesTheFrameworkAndLinkedRoomsOnly_WithoutIntrinsics(string room)
    {
        foreach (Sources.SourceFile file in Sources.Below($"src/Core/{room}"))
        {
            Assert.All(file.Usings, used => Assert.True(
                IsBelow(used, "System") || Linked.Any(l => IsBelow(used, $"CutAwareQnn.{l}")), $"{file} uses {used}"));
            Assert.DoesNotContain(file.Usings, used => IsBelow(used, "System.Runtime.Intrinsics"));
            Assert.DoesNotMatch(@"\bstatic abstract\b", file.Code);
        }
    }

    [Fact]
    public void Generator_UsesTheLinkedRoomsAndRoslynOnly()
    {
        string[] allowed = ["System", "Microsoft.CodeAnalysis", "CutAwareQnn.Circuits", "CutAwareQnn.Cutting", "CutAwareQnn.Lowering"];
        foreach (Sources.SourceFile file in Sources.Below("src/Circuits.Generators"))
        {
            Assert.All(file.Usings, used => Assert.True(allowed.Any(a => IsBelow(used, a)), $"{file} uses {used}"));
            Assert.All(Order.Except(Linked), room => Assert.False(Mentions(file, room), $"{file} names {room}"));
            Assert.True(
                file.Namespace == "System.Runtime.CompilerServices" || IsBelow(file.Namespace!, "CutAwareQnn.Circuits.Generators"),
                $"{file} is in {file.Namespace}");
        }

        XDocument project = Project("src/Circuits.Generators/CutAwareQnn.Circuits.Generators.csproj");
        Assert.Equal(
            Linked.Select(room => $"../Core/{room}/**/*.cs"), Items(project, "Compile"));
        Assert.All(Items(project, "PackageReference"), p => Assert.StartsWith("Microsoft.CodeAnalysis", p, StringComparison.Ordinal));
        Assert.Empty(Items(project, "ProjectReference"));
    }

    [Fact]
    public void Projects_ReferenceToTheLeftOnly()
    {
        // Core's package carries the generator; its code does not see it.
        XElement packed = Assert.Single(Project("src/Core/CutAwareQnn.Core.csproj").Descendants("ProjectReference"));
        Assert.Equal("../Circuits.Generators/CutAwareQnn.Circuits.Generators.csproj", (string?)packed.Attribute("Include"));
        Assert.Equal("false", (string?)packed.Attribute("ReferenceOutputAssembly"));
        Assert.Equal(
            ["../Core/CutAwareQnn.Core.csproj"], Items(Project("src/Runtime/CutAwareQnn.Runtime.csproj"), "ProjectReference"));
        Assert.Equal(
            ["../Runtime/CutAwareQnn.Runtime.csproj"], Items(Project("src/Workers/CutAwareQnn.Workers.csproj"), "ProjectReference"));
        Assert.Equal(
            ["../Core/CutAwareQnn.Core.csproj"], Items(Project("src/Figures/CutAwareQnn.Figures.csproj"), "ProjectReference"));
    }

    [Fact]
    public void Oracle_SharesNothingWithCore()
    {
        Assert.Empty(Items(Project("tests/Reference/CutAwareQnn.Reference.csproj"), "ProjectReference"));
        IReadOnlyList<Sources.SourceFile> files = Sources.Below("tests/Reference");
        Assert.NotEmpty(files);
        foreach (Sources.SourceFile file in files)
        {
            Assert.Equal("CutAwareQnn.Reference", file.Namespace);
            Assert.All(file.Usings, used => Assert.True(IsBelow(used, "System"), $"{file} uses {used}"));
            Assert.All(Order, room => Assert.False(Mentions(file, room), $"{file} names {room}"));
        }
    }

    private static IEnumerable<(Sources.SourceFile File, int Room)> AllRooms()
    {
        for (int room = 0; room < Order.Length; room++)
        {
            string folder = Order[room] switch
            {
                "Figures" or "Runtime" => $"src/{Order[room]}",
                "RemoteWorkers" => "src/Workers",
                Experiments => "experiments",
                string core => $"src/Core/{core}",
            };
            foreach (Sources.SourceFile file in Sources.Below(folder))
                yield return (file, room);
        }
    }

    // The room of a namespace; -1 for one outside the house.
    private static int RoomOf(string name) => Array.FindIndex(Order, room => IsBelow(name, $"CutAwareQnn.{room}"));

    private static bool IsBelow(string name, string prefix) =>
        name == prefix || name.StartsWith(prefix + ".", StringComparison.Ordinal);

    // Whether code reaches into a room without a using line, as in Estimation.Estimate or CutAwareQnn.Estimation.Estimate.
    private static bool Mentions(Sources.SourceFile file, string room) =>
        Regex.IsMatch(file.Code, $@"(?<![\w.]|CutAwareQnn\.)(CutAwareQnn\.)?{room}\.[A-Z]")
        && !Regex.IsMatch(file.Code, $@"\b{room}\s*{{\s*get;");

    private static XDocument Project(string path) => XDocument.Parse(Sources.Read(path));

    private static string[] Items(XDocument project, string name) =>
        [.. project.Descendants(name).Select(item => (string?)item.Attribute("Include")).OfType<string>()];
}
