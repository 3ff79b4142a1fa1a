using System.Text.RegularExpressions;

namespace CutAwareQnn.Unit.Architecture;

/// <summary>The repository's source files as text.</summary>
internal static partial class Sources
{
    /// <summary>The folder of <c>CutAwareQnn.sln</c>, found by walking up from the test assembly.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Returns every C# file below a folder, but for what a build wrote.</summary>
    /// <param name="folder">Relative to the root; a missing one has no files.</param>
    public static IReadOnlyList<SourceFile> Below(string folder)
    {
        string path = Path.Combine(Root, folder);
        return !Directory.Exists(path)
            ? []
            :
            [
                .. Directory.EnumerateFiles(path, "*.cs", SearchOption.AllDirectories)
                    .Select(file => new SourceFile(Path.GetRelativePath(Root, file).Replace('\\', '/'), File.ReadAllText(file)))
                    .Where(file => !file.Path.Split('/').Any(part => part is "bin" or "obj"))
                    .OrderBy(file => file.Path, StringComparer.Ordinal),
            ];
    }

    /// <summary>Reads the text of a file.</summary>
    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "CutAwareQnn.sln")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException($"no CutAwareQnn.sln above {AppContext.BaseDirectory}; run the tests from the repository");
    }

    internal sealed partial record SourceFile(string Path, string Text)
    {
        /// <summary>The file's text without comments and without the contents of its one-line strings.</summary>
        public string Code => OneLineString().Replace(Comment().Replace(Text, ""), "\"\"");

        /// <summary>The namespaces of the file's using lines, whatever form they have.</summary>
        public IEnumerable<string> Usings => UsingLine().Matches(Text).Select(m => m.Groups["name"].Value);

        /// <summary>The namespace the file declares; null for a file without one, such as top-level statements.</summary>
        public string? Namespace => NamespaceLine().Match(Text) is { Success: true } match ? match.Groups["name"].Value : null;

        /// <inheritdoc/>
        public override string ToString() => Path;

        [GeneratedRegex(
            @"^\s*(global\s+)?using\s+(static\s+)?(\w+\s*=\s*)?(global::)?(?<name>[A-Za-z_][\w.]*)[^;(]*;",
            RegexOptions.Multiline)]
        private static partial Regex UsingLine();

        [GeneratedRegex(@"^namespace\s+(?<name>[\w.]+)", RegexOptions.Multiline)]
        private static partial Regex NamespaceLine();

        [GeneratedRegex(@"//[^\n]*|/\*.*?\*/", RegexOptions.Singleline)]
        private static partial Regex Comment();

        [GeneratedRegex(@"""(\\.|[^""\\\n])*""")]
        private static partial Regex OneLineString();
    }
}
