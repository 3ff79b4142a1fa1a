using CutAwareQnn.Experiments;
using Xunit;

namespace CutAwareQnn.EndToEnd;

/// <summary>The console as a user sees it: arguments in, exit code and both outputs out.</summary>
internal sealed record Cutqnn(int ExitCode, string Output, string Error)
{
    public static Task<Cutqnn> RunAsync(params string[] arguments) => RunAsync(TestContext.Current.CancellationToken, arguments);

    public static async Task<Cutqnn> RunAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int exitCode = await Cli.RunAsync(arguments, output, error, cancellationToken);
        return new(exitCode, output.ToString(), error.ToString());
    }
}

/// <summary>A folder of a test's own, deleted after it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cutqnn");

    public string File(string name, string? content = null)
    {
        string path = Path.Combine(_folder.FullName, name);
        if (content is not null)
        {
            System.IO.File.WriteAllText(path, content);
        }

        return path;
    }

    /// <summary>What is in it, at any depth, sorted.</summary>
    public string[] Entries() => [.. Directory.EnumerateFileSystemEntries(_folder.FullName, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    public void Dispose() => _folder.Delete(recursive: true);
}
