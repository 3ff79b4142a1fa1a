namespace CutAwareQnn.Experiments;

/// <summary>A table of a report.</summary>
/// <param name="Caption">What it shows.</param>
/// <param name="Headings">One per column, with the unit; all empty for a table that needs none.</param>
/// <param name="Rows">Cells as they are read; as many in each row as there are headings.</param>
public sealed record ReportTable(string Caption, IReadOnlyList<string> Headings, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>How many columns from the left are names; the others are numbers and aligned to the right.</summary>
    public int NameColumns { get; init; } = 1;
}
