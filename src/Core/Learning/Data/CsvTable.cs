using System.Text;

namespace CutAwareQnn.Learning;

/// <summary>A table of text with a header line: cells between commas, in quotes where they hold commas, quotes or line breaks.</summary>
/// <remarks>RFC 4180. Spaces around a cell that is not quoted are dropped; empty lines are skipped.</remarks>
public sealed class CsvTable
{
    private CsvTable(IReadOnlyList<string> header, IReadOnlyList<CsvRow> rows)
    {
        Header = header;
        Rows = rows;
    }

    /// <summary>The names of the columns, all different.</summary>
    public IReadOnlyList<string> Header { get; }

    /// <summary>The rows, each with a cell for every column.</summary>
    public IReadOnlyList<CsvRow> Rows { get; }

    /// <summary>Reads a table.</summary>
    /// <param name="text">The text; lines end in LF or CRLF, and a byte-order mark is skipped.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="DatasetException">An open quote, text behind a closing one, a row of another length, or bad names.</exception>
    public static CsvTable Parse(string text, string name)
    {
        CsvRow[] lines = [.. new Lines(text, name).Read()];
        if (lines.Length == 0)
        {
            throw new DatasetException($"{name} is empty; give a header line and a line a sample");
        }

        CsvRow header = lines[0];
        if (header.Cells.FirstOrDefault(c => header.Cells.Count(other => other == c) > 1) is { } twice)
        {
            throw new DatasetException($"{name} line {header.Line} names two columns '{twice}'; give each a name of its own");
        }

        foreach (CsvRow row in lines)
        {
            if (row.Cells.Count != header.Cells.Count)
            {
                throw new DatasetException(
                    $"{name} line {row.Line} has {row.Cells.Count} cells but the header has {header.Cells.Count}; give one a column");
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
                        $"{name} line {line} column {cells.Count} goes on behind its closing quote; double a quote inside quotes");
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

/// <summary>One row of a table.</summary>
/// <param name="Line">The line it begins on, from 1.</param>
/// <param name="Cells">Its cells, without quotes.</param>
public sealed record CsvRow(int Line, IReadOnlyList<string> Cells);
