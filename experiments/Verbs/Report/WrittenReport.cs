namespace CutAwareQnn.Experiments;

/// <summary>What <c>cutqnn report --json</c> prints; the fields are described in <c>docs/console.md</c>.</summary>
internal sealed record WrittenReport(
    string Folder, string Kind, bool Complete, string Page, IReadOnlyList<string> Sections, IReadOnlyList<string> Figures)
{
    public static WrittenReport Of(string folder, ReportDocument report, IReadOnlyList<string> files) =>
        new(folder, report.Kind, report.IsComplete, files[0], [.. report.Sections.Select(s => s.Name)], [.. files.Skip(1)]);

    public string ToText() => string.Join(Environment.NewLine,
    [
        $"{Kind}      {Folder}{(Complete ? "" : ", not finished")}",
        $"sections {string.Join(", ", Sections)}",
        $"figures  {Figures.Count}",
        $"wrote    {Page}",
    ]);
}
