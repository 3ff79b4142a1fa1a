using System.CommandLine;
using CutAwareQnn.Circuits;
using CutAwareQnn.Circuits.OpenQasm;
using CutAwareQnn.Learning;

namespace CutAwareQnn.Experiments;

/// <summary>The option that gives a circuit's inputs several values, one row of a table after the other.</summary>
internal sealed class InputTable
{
    private readonly Option<FileInfo?> _table = PathOption.File(
        "--inputs",
        "A CSV file whose header names inputs: the circuit is estimated once per row. Inputs that have no column take their value "
        + "from --input.");

    /// <summary>The option.</summary>
    public Option Option => _table;

    public void AddTo(Command command) => command.Add(_table);

    public bool IsGiven(ParseResult parsed) => parsed.GetValue(_table) is not null;

    /// <summary>The values of the inputs: one set per row, or the one that <c>--input</c> gives.</summary>
    /// <exception cref="DatasetException">The file is not a table.</exception>
    /// <exception cref="InputException">
    /// A column names no input, a cell is no number, an input has two values or none, or there is no row.
    /// </exception>
    public IReadOnlyList<(double[] Features, double[] Weights)> Rows(ParseResult parsed, CircuitFile circuit, OpenQasmProgram program)
    {
        Dictionary<string, double> given = circuit.Given(parsed, program);
        if (parsed.GetValue(_table) is not { } file)
        {
            return [circuit.Values(parsed, program, given)];
        }

        var table = CsvTable.Parse(SourceFile.Read(file), file.Name);
        foreach (string column in table.Header)
        {
            if (!program.FeatureNames.Contains(column) && !program.WeightNames.Contains(column))
            {
                throw new InputException($"column {QuotedText.Of(column)} of {file.Name} names no input of {circuit.File(parsed).Name}; "
                    + $"name some of {string.Join(", ", program.FeatureNames.Concat(program.WeightNames).Take(8))}");
            }

            if (given.ContainsKey(column))
            {
                throw new InputException($"input '{column}' has a column of {file.Name} and an --input; give it once");
            }
        }

        return table.Rows.Count == 0
            ? throw new InputException($"{file.Name} has no rows; give one line of values per estimate")
            : [.. table.Rows.Select(row => circuit.Values(parsed, program, Values(row)))];

        Dictionary<string, double> Values(CsvRow row)
        {
            Dictionary<string, double> values = new(given, StringComparer.Ordinal);
            foreach ((int index, string column) in table.Header.Index())
            {
                values[column] = Number(row.Cells[index], $"{file.Name} line {row.Line} column '{column}'");
            }

            return values;
        }
    }

    private static double Number(string cell, string place)
    {
        try
        {
            return ConstantAngle.Parse(cell, place);
        }
        catch (OpenQasmException error)
        {
            throw new InputException($"{place} is {QuotedText.Of(cell)}; give a finite number of radians such as 0.5 or pi/2", error);
        }
    }
}
