using System.Text;

namespace CutAwareQnn.Circuits.Generators.Printing;

/// <summary>Lines of code with their indentation; line ends are <c>\n</c>.</summary>
internal sealed class CodeWriter
{
    /// <summary>
    /// The line without which rules that a project chose for its own code, such as compliance with the CLS, apply to generated code.
    /// </summary>
    public const string NoWarnings = "#pragma warning disable";

    private readonly StringBuilder _text = new();
    private readonly int _indentation;
    private int _depth;

    /// <summary>Starts a text.</summary>
    /// <param name="indentation">Spaces per level; none where text is long and flat.</param>
    public CodeWriter(int indentation = 4)
    {
        _indentation = indentation;
    }

    /// <summary>Writes a line; an empty one without indentation.</summary>
    public CodeWriter Line(string line = "")
    {
        // Directives begin at the margin.
        bool isIndented = line.Length > 0 && line[0] != '#';
        _text.Append(' ', isIndented ? _indentation * _depth : 0).Append(line).Append('\n');
        return this;
    }

    /// <summary>Writes a header and a brace.</summary>
    public CodeWriter Open(string header)
    {
        Line(header).Line("{");
        _depth++;
        return this;
    }

    /// <summary>Closes a brace.</summary>
    public CodeWriter Close()
    {
        _depth--;
        return Line("}");
    }

    /// <summary>Indents the lines that follow.</summary>
    public CodeWriter Indent()
    {
        _depth++;
        return this;
    }

    /// <summary>Ends what <see cref="Indent"/> began.</summary>
    public CodeWriter Outdent()
    {
        _depth--;
        return this;
    }

    /// <summary>Writes items as comment lines of limited length.</summary>
    public CodeWriter Comment(IEnumerable<string> items)
    {
        const int Width = 110;
        string line = "";
        foreach (string item in items)
        {
            if (line.Length > 0 && line.Length + item.Length > Width)
            {
                Line("//   " + line);
                line = "";
            }

            line += (line.Length == 0 ? "" : "  ") + item + ";";
        }

        return line.Length == 0 ? this : Line("//   " + line);
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();
}
