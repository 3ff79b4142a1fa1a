namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>Reads OpenQASM of either version.</summary>
public static class OpenQasmReader
{
    /// <summary>
    /// Reads a whole program by the version that its first line gives. A program without one is version 3, as that specification says;
    /// with <c>include "qelib1.inc"</c>, most programs of version 2 read the same there.
    /// </summary>
    /// <param name="text">The program.</param>
    /// <param name="fileName">How messages name the file; nothing is opened.</param>
    /// <param name="features">The inputs that are features; null to go by their names, as <see cref="OpenQasm3Reader"/> does.</param>
    /// <returns>The circuit and the names of its inputs; version 2 has none.</returns>
    /// <exception cref="OpenQasmException">The program cannot be read; the message names the place and the remedy.</exception>
    public static OpenQasmProgram Read(string text, string fileName = "<input>", IReadOnlyCollection<string>? features = null)
    {
        if (!IsVersion2(new(text, fileName)))
        {
            return OpenQasm3Reader.Read(text, fileName, features);
        }

        var parser = new ProgramParser(new(text, fileName));
        var program = new OpenQasmProgram(parser.Read(), EquatableArray<string>.Empty, EquatableArray<string>.Empty)
        {
            Version = 2,
            CutMarks = parser.CutMarks,
        };
        return features is { Count: > 0 } ? throw OpenQasm3Reader.NoInput(new(text, fileName), features.First(), program) : program;
    }

    private static bool IsVersion2(SourceText source)
    {
        var scanner = new Scanner(source, isVersion3: true);
        Token word = scanner.Advance();
        return word.Kind == TokenKind.Keyword && source.Cut(word) == "OPENQASM"
            && scanner.Current.Kind is TokenKind.Integer or TokenKind.Real
            && NumberLiteral.GroupedReal(source.Text, scanner.Current) == 2;
    }
}
