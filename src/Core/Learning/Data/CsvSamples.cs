using System.Globalization;

namespace CutAwareQnn.Learning;

/// <summary>Labelled samples from a table with a header: one column is the label, the others are features.</summary>
/// <param name="Samples">In the order of the rows. Two classes are labelled -1 and +1, more of them 0, 1, ….</param>
/// <param name="Classes">The classes as the table spells them, in the order of their labels.</param>
/// <param name="FeatureNames">The names of the feature columns, in the order of the features.</param>
/// <example>
/// <code>
/// CsvSamples table = CsvSamples.Read("width,length,kind\n1.0,2.0,small\n3.0,4.5,big\n", "flowers.csv", labelColumn: "kind");
/// Console.WriteLine(string.Join(",", table.FeatureNames));    // width,length
/// Console.WriteLine(string.Join(",", table.Samples.Select(s =&gt; s.Label)));    // 1,-1
/// </code>
/// </example>
public sealed record CsvSamples(
    IReadOnlyList<LabelledSample> Samples, IReadOnlyList<string> Classes, IReadOnlyList<string> FeatureNames)
{
    /// <summary>Reads samples from a table.</summary>
    /// <param name="text">The table.</param>
    /// <param name="name">Name of the table in messages.</param>
    /// <param name="labelColumn">The name of the column that holds the classes.</param>
    /// <param name="classes">
    /// The classes to read, in the order of their labels; rows of other classes are omitted. Null for all classes, ordered by value where
    /// they are numbers and by code points where they are text.
    /// </param>
    /// <exception cref="DatasetException">
    /// The column is missing, a cell is not a finite number (named by line and column), a class has no rows, or there are fewer than two
    /// classes.
    /// </exception>
    public static CsvSamples Read(string text, string name, string labelColumn, IReadOnlyList<string>? classes = null)
    {
        var table = CsvTable.Parse(text, name);
        int label = ColumnOf(table, name, labelColumn);
        foreach (CsvRow row in table.Rows.Where(r => r.Cells[label].Length == 0))
        {
            throw new DatasetException($"{name} line {row.Line} column '{labelColumn}' is empty; give every row its class");
        }

        string[] found =
            [.. table.Rows.Select(r => r.Cells[label]).Distinct().OrderBy(NumberOrInfinity).ThenBy(c => c, StringComparer.Ordinal)];
        string[] wanted = classes is null ? found : [.. classes];
        ClassLabels.Require(wanted);
        if (wanted.FirstOrDefault(c => !found.Contains(c)) is { } missing)
        {
            throw new DatasetException(
                $"class '{missing}' is not in column '{labelColumn}' of {name}; use some of {string.Join(", ", found)}");
        }

        int[] features = [.. Enumerable.Range(0, table.Header.Count).Where(c => c != label)];
        LabelledSample[] samples =
        [
            .. from row in table.Rows
               let index = Array.IndexOf(wanted, row.Cells[label])
               where index >= 0
               select new LabelledSample(
                   [.. features.Select(c => Number(row, c, table.Header, name))], ClassLabels.Of(index, wanted.Length)),
        ];
        return new(samples, wanted, [.. features.Select(c => table.Header[c])]);
    }

    /// <summary>Reads samples of a regression from a table.</summary>
    /// <param name="text">The table.</param>
    /// <param name="name">Name of the table in messages.</param>
    /// <param name="targetColumn">The name of the column that holds the targets; labels are its numbers, unscaled.</param>
    /// <exception cref="DatasetException">The column is missing, or a cell is not a finite number (named by line and column).</exception>
    public static CsvSamples ReadTargets(string text, string name, string targetColumn)
    {
        var table = CsvTable.Parse(text, name);
        int target = ColumnOf(table, name, targetColumn);
        int[] features = [.. Enumerable.Range(0, table.Header.Count).Where(c => c != target)];
        return new(
            [.. table.Rows.Select(row => new LabelledSample(
                [.. features.Select(c => Number(row, c, table.Header, name))], Number(row, target, table.Header, name)))],
            [],
            [.. features.Select(c => table.Header[c])]);
    }

    private static int ColumnOf(CsvTable table, string name, string column) => table.Header.ToList().IndexOf(column) is int index and >= 0
        ? index
        : throw new DatasetException($"{name} has no column '{column}'; name one of {string.Join(", ", table.Header)}");

    private static double Number(CsvRow row, int column, IReadOnlyList<string> header, string name)
    {
        string cell = row.Cells[column];
        return double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? value
            : throw new DatasetException(
                $"{name} line {row.Line} column '{header[column]}' is {(cell.Length == 0 ? "empty" : $"'{cell}'")}; "
                + "give a finite number with a decimal point, or omit the row");
    }

    private static double NumberOrInfinity(string cell) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && !double.IsNaN(value)
            ? value
            : double.PositiveInfinity;
}
