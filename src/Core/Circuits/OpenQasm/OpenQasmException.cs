namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>A program that cannot be read; the message is <c>file:line:column: what; remedy</c> on one line.</summary>
public sealed class OpenQasmException : CutAwareException
{
    /// <summary>Creates the exception; its place is put before the message.</summary>
    /// <param name="file">The file as the caller named it.</param>
    /// <param name="line">From 1.</param>
    /// <param name="column">From 1, in UTF-16 units; a tab is one.</param>
    /// <param name="message">One line: what is wrong, then the remedy.</param>
    public OpenQasmException(string file, int line, int column, string message)
        : base($"{file}:{line}:{column}: {message}")
    {
        File = file;
        Line = line;
        Column = column;
    }

    /// <summary>The file as the caller named it.</summary>
    public string File { get; }

    /// <summary>The line of the fault, from 1.</summary>
    public int Line { get; }

    /// <summary>The column of the fault, from 1, in UTF-16 units; a tab is one.</summary>
    public int Column { get; }
}
