namespace CutAwareQnn.Learning;

/// <summary>One row of a <see cref="CsvTable"/>.</summary>
/// <param name="Line">The line on which the row begins, from 1.</param>
/// <param name="Cells">The cells, without quotes.</param>
public sealed record CsvRow(int Line, IReadOnlyList<string> Cells);
