using System.Runtime.CompilerServices;
using Xunit;

namespace CutAwareQnn.EndToEnd.Report;

/// <summary>A fact about a page in a browser; skipped, with the reason, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    public BrowserFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line)
    {
        if (Browser is null)
        {
            Skip = $"no browser is on the path: {string.Join(", ", Names)}";
        }
    }

    /// <summary>The browser's program; null where there is none.</summary>
    internal static string? Browser { get; } =
        (from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
         from name in Names
         let file = Path.Combine(folder, name)
         where File.Exists(file)
         select file).FirstOrDefault();
}
