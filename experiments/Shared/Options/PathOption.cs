using System.CommandLine;
using System.CommandLine.Parsing;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Experiments;

/// <summary>Options and arguments that name a file or a folder.</summary>
internal static class PathOption
{
    public static Option<FileInfo?> File(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = result => new(Text(name, result, "file")),
    };

    public static Argument<FileInfo> FileArgument(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = result => new(Text(name, result, "file")),
    };

    /// <summary>Creates an option that names a file or a folder and may be repeated.</summary>
    public static Option<string[]> Many(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = result => [.. result.Tokens.Select(t => Checked(name, t.Value, "file"))],
        DefaultValueFactory = _ => [],
    };

    public static Option<string?> Folder(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = result => Text(name, result, "folder"),
    };

    public static Argument<string> FolderArgument(string name, string description) => NameArgument(name, "folder", description);

    /// <summary>Creates an argument that names a file, a folder, or what a verb knows by name.</summary>
    /// <param name="kind">What it names, as messages call it.</param>
    public static Argument<string> NameArgument(string name, string kind, string description) => new(name)
    {
        Description = description,
        CustomParser = result => Text(name, result, kind),
    };

    private static string Text(string name, ArgumentResult result, string kind) => Checked(name, result.Tokens[0].Value, kind);

    /// <summary>Checks that a text can name a file.</summary>
    /// <exception cref="InputException">It is blank.</exception>
    private static string Checked(string name, string text, string kind) => string.IsNullOrWhiteSpace(text)
        ? throw new InputException($"{name} {QuotedText.Of(text)} is not a path; give the name of a {kind}")
        : text;
}
