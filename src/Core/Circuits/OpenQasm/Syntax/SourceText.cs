namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>
/// A program and the name of its file. Places are offsets while reading; lines are counted only when an error needs them.
/// </summary>
internal sealed class SourceText
{
    private readonly string _fileName;

    public SourceText(string text, string fileName)
    {
        Text = text;
        _fileName = fileName;
    }

    public string Text { get; }

    public OpenQasmException Error(int position, string message)
    {
        (int line, int column) = Locate(position);
        return new(_fileName, line, column, message);
    }

    /// <summary>Returns the line and column of an offset, both from 1; a line ends with LF, CR or both.</summary>
    public (int Line, int Column) Locate(int position)
    {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < position; i++)
        {
            if (Text[i] == '\n' || (Text[i] == '\r' && (i + 1 == Text.Length || Text[i + 1] != '\n')))
            {
                line++;
                lineStart = i + 1;
            }
        }

        return (line, position - lineStart + 1);
    }

    public string Cut(Token token) => Text.Substring(token.Start, token.End - token.Start);

    /// <summary>Returns a token as a message shows it: in quotes, on one line and not too long.</summary>
    public string Quote(Token token) => token.Kind == TokenKind.End
        ? "the end of the file"
        : QuotedText.Of(Text, token.Start, token.End);
}
