using CutAwareQnn.Figures;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>Writes a report into the folder that it is about.</summary>
internal static class ReportFiles
{
    private const string PageName = "report.html";
    private const string FiguresName = "figures";

    /// <summary>Writes the page, and each figure as a file of its own, in place of those that are there.</summary>
    /// <returns>The files, the page first.</returns>
    /// <exception cref="RunFolderException">The folder cannot be written.</exception>
    public static IReadOnlyList<string> Write(string folder, ReportDocument report)
    {
        (string Name, string Text)[] files =
        [
            (PageName, ReportPage.Of(report)),
            .. report.Sections.SelectMany(s => s.Figures).Select(f => (Path.Combine(FiguresName, f.Name + ".svg"), ChartSvg.DrawAlone(f))),
        ];
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, FiguresName));
            foreach ((string name, string text) in files)
            {
                WholeFile.Write(Path.Combine(folder, name), text);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new RunFolderException(
                $"the report in {folder} cannot be written: {error.Message.TrimEnd('.')}; give a copy of the folder that can be", error);
        }

        return [.. files.Select(f => Path.Combine(folder, f.Name))];
    }
}
