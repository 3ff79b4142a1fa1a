using CutAwareQnn.Circuits;
using CutAwareQnn.Learning;

namespace CutAwareQnn.Experiments;

/// <summary>Rows of a table that a trained model is applied to.</summary>
/// <param name="Table">The table.</param>
/// <param name="Name">What messages call it.</param>
/// <param name="Label">The column with the classes; null for that of the training data, where the table has it.</param>
internal sealed record NewSamples(CsvTable Table, string Name, string? Label)
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="DatasetException">It is not a table.</exception>
    /// <exception cref="InputException">It has no rows, or no column of the label's name.</exception>
    public static NewSamples Read(FileInfo file, string? label)
    {
        var table = CsvTable.Parse(SourceFile.Read(file), file.Name);
        return label is not null && !table.Header.Contains(label)
                ? throw new InputException(
                    $"{file.Name} has no column {QuotedText.Of(label)}; name one of {string.Join(", ", table.Header)}")
            : table.Rows.Count == 0 ? throw new InputException($"{file.Name} has no rows; give one line per sample")
            : new(table, file.Name, label);
    }

    /// <summary>Returns the classes of the rows; null where the table has no column of them.</summary>
    /// <param name="trainedLabel">The column with the classes of the training data; null where they have none.</param>
    public IReadOnlyList<string>? Classes(string? trainedLabel) => ColumnOf(Label ?? trainedLabel) is int column and >= 0
        ? [.. Table.Rows.Select(row => row.Cells[column])]
        : null;

    /// <summary>Returns whether the table has the column of the label, or else that of the training data.</summary>
    public bool HasColumn(string? trainedLabel) => ColumnOf(Label ?? trainedLabel) >= 0;

    /// <summary>Returns the samples, with the features of the training data in their order.</summary>
    /// <param name="names">The names of the training data's features; null where they have none, and the columns' order counts.</param>
    /// <param name="count">How many features the training data have.</param>
    /// <param name="classes">The classes, in the order of their labels; none of a regression, whose labels are numbers.</param>
    /// <param name="trainedLabel">The column with the classes of the training data; null where they have none.</param>
    /// <exception cref="InputException">
    /// A feature has no column, a cell is no number, or a class is unknown; the message names it.
    /// </exception>
    public LabelledSample[] Samples(IReadOnlyList<string>? names, int count, IReadOnlyList<string> classes, string? trainedLabel)
    {
        int label = ColumnOf(Label ?? trainedLabel);
        int[] columns = names is null
            ? [.. Enumerable.Range(0, Table.Header.Count).Where(c => c != label)]
            : [.. names.Select(name => ColumnOf(name) is int column and >= 0
                ? column
                : throw new InputException($"{Name} has no column '{name}', a feature that the model was trained with; add it"))];
        return columns.Length != count
            ? throw new InputException(
                $"{Name} has {Counted.Of(columns.Length, "feature")} but the model was trained with {count}; give as many columns, "
                + "without other ones")
            : [.. Table.Rows.Select(row => new LabelledSample(
                [.. columns.Select(c => Number(row, c))],
                LabelOf(row, label, classes)))];
    }

    private double Number(CsvRow row, int column) => Numbers.Between(double.MinValue, double.MaxValue).Read(
        $"{Name} line {row.Line} column '{Table.Header[column]}'", row.Cells[column], "0.5");

    private int ColumnOf(string? name) => name is null ? -1 : Table.Header.ToList().IndexOf(name);

    // Rows without a class have a label that nothing reads.
    private double LabelOf(CsvRow row, int column, IReadOnlyList<string> classes) => column < 0 ? ClassLabels.Of(0, classes.Count)
        : classes.Count == 0 ? Number(row, column)
        : classes.ToList().IndexOf(row.Cells[column]) is int index and >= 0 ? ClassLabels.Of(index, classes.Count)
        : throw new InputException(
            $"{Name} line {row.Line} has the class {QuotedText.Of(row.Cells[column])}; the model knows {string.Join(", ", classes)}");
}
