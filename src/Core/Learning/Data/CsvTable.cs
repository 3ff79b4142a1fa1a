using System.Text;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Learning;

/// <summary>
/// A table in CSV format with a header line: cells separated by commas, quoted where they contain commas, quotes or line breaks.
/// </summary>
/// <remarks>RFC 4180. Spaces around an unquoted cell are dropped; empty lines are skipped.</remarks>
public sealed class CsvTable
{
    private CsvTable(IReadOnlyList<string> header, IReadOnlyList<CsvRow> rows)
    {
        Header = header;
        Rows = rows;
    }

    /// <summary>The names of the columns; they are distinct.</summary>
    public IReadOnlyList<string> Header { get; }

    /// <summary>The rows, each with one cell per column.</summary>
    public IReadOnlyList<CsvRow> Rows { get; }

    /// <summary>Reads a table.</summary>
    /// <param name="text">The text; lines end in LF or CRLF, and a byte-order mark is skipped.</param>
    /// <param name="name">Name of the table in messages.</param>
    /// <exception cref="DatasetException">
    /// A quote is not closed, text follows a closing quote, a row has another length than the header, or a column name occurs twice.
    /// </exception>
    public static CsvTable Parse(string text, string name)
    {
        CsvRow[] lines = [.. new Lines(text, name).Read()];
        if (lines.Length == 0)
        {
            throw new DatasetException($"{name} is empty; give a header line and one line per sample");
        }

        CsvRow header = lines[0];
        if (header.Cells.FirstOrDefault(c => header.Cells.Count(other => other == c) > 1) is { } twice)
        {
            throw new DatasetException($"{name} line {header.Line} names two columns '{twice}'; give distinct names");
        }

        foreach (CsvRow row in lines)
        {
            if (row.Cells.Count != header.Cells.Count)
            {
                throw new DatasetException(
                    $"{name} line {row.Line} has {Counted.Of(row.Cells.Count, "cell")} but the header has {header.Cells.Count}; give one "
                    + "cell per column");
            }
        }

        return new(header.Cells, lines[1..]);
    }

    private sealed class Lines(string text, string name)
    {
        private int _position = text.StartsWith('\uFEFF') ? 1 : 0;
        private int _line = 1;

        public IEnumerable<CsvRow> Read()
        {
            while (_position < text.Length)
            {
                int line = _line;
                var cells = new List<string>();
                do
                {
                    cells.Add(ReadCell());
                }
                while (Skip(','));
                Skip('\r');
                if (Skip('\n'))
                {
                    _line++;
                }
                else if (_position < text.Length)
                {
                    throw new DatasetException(
                        $"{name} line {line} column {cells.Count} continues after its closing quote; write a quote inside quotes twice");
                }

                if (cells.Count > 1 || cells[0].Length > 0)
                {
                    yield return new(line, cells);
                }
            }
        }

        private string ReadCell()
        {
            while (_position < text.Length && text[_position] is ' ' or '\t')
            {
                _position++;
            }

            if (Skip('"'))
            {
                return ReadQuoted();
            }

            int start = _position;
            while (_position < text.Length && text[_position] is not (',' or '\n' or '\r'))
            {
                _position++;
            }

            return text[start.._position].Trim();
        }

        private string ReadQuoted()
        {
            int opened = _line;
            var cell = new StringBuilder();
            while (_position < text.Length)
            {
                char next = text[_position++];
                if (next == '"' && !Skip('"'))
                {
                    while (_position < text.Length && text[_position] is ' ' or '\t')
                    {
                        _position++;
                    }

                    return cell.ToString();
                }

                _line += next == '\n' ? 1 : 0;
                cell.Append(next);
            }

            throw new DatasetException($"{name} line {opened} opens a quote that is never closed; close it");
        }

        private bool Skip(char expected)
        {
            bool isThere = _position < text.Length && text[_position] == expected;
            _position += isThere ? 1 : 0;
            return isThere;
        }
    }
}
