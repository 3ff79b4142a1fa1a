namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>Reads OpenQASM of either version.</summary>
/// <example>
/// <code>
/// OpenQasmProgram program = OpenQasmReader.Read(
///     "OPENQASM 3.0; include \"stdgates.inc\"; input float x_0; qubit[2] q; rx(x_0) q[0]; cx q[0], q[1];");
/// Console.WriteLine(program.FeatureNames[0]);    // x_0
/// Console.WriteLine(CircuitSimulator.Expectation(program.Circuit, [Math.PI], [], PauliSum.Parse("ZI")));    // -1
/// </code>
/// </example>
public static class OpenQasmReader
{
    // Words of version 3 that are not of version 2.
    private static readonly string[] CommonWords =
        ["include", "gate", "opaque", "qreg", "creg", "measure", "reset", "barrier", "if"];

    /// <summary>
    /// Reads a whole program by the version that its first line gives. A program without one is version 2 where it includes a library
    /// of that version or declares a <c>qreg</c> and has no word of version 3 only; any other is version 3, as that specification
    /// defines.
    /// </summary>
    /// <param name="text">The program.</param>
    /// <param name="fileName">How messages name the file; nothing is opened.</param>
    /// <param name="features">The inputs that are features; null to go by their names, as <see cref="OpenQasm3Reader"/> does.</param>
    /// <param name="known">The values of inputs that decide what the circuit is: integers, bits and truth values; null for none.</param>
    /// <returns>The circuit and the names of its inputs; version 2 has none.</returns>
    /// <exception cref="OpenQasmException">The program cannot be read; the message names the place and the remedy.</exception>
    public static OpenQasmProgram Read(
        string text, string fileName =
            "<input>", IReadOnlyCollection<string>? features = null, IReadOnlyDictionary<string, double>? known = null)
    {
        var source = new SourceText(text, fileName);
        bool? hasVersion2 = HasVersion2(source);
        if (hasVersion2 == false || (hasVersion2 is null && !ReadsAsVersion2(source)))
        {
            return OpenQasm3Reader.Read(text, fileName, features, known);
        }

        var parser = new ProgramParser(source, hasVersion: hasVersion2 == true);
        var program = new OpenQasmProgram(parser.Read(), EquatableArray<string>.Empty, EquatableArray<string>.Empty)
        {
            Version = 2,
            CutMarks = parser.CutMarks,
            BitRegisters = parser.BitRegisters,
        };
        return features is { Count: > 0 } ? throw OpenQasm3Reader.NoInput(source, features.First(), program) : program;
    }

    // Null where no version is given.
    private static bool? HasVersion2(SourceText source)
    {
        var scanner = new Scanner(source, isVersion3: true);
        Token word = scanner.Advance();
        return word.Kind != TokenKind.Keyword || source.Cut(word) != "OPENQASM" ? null
            : scanner.Current.Kind is TokenKind.Integer or TokenKind.Real
                && NumberLiteral.GroupedReal(source.Text, scanner.Current) == 2;
    }

    private static bool ReadsAsVersion2(SourceText source)
    {
        bool isOld = false;
        try
        {
            var scanner = new Scanner(source, isVersion3: true);
            while (scanner.Current.Kind != TokenKind.End)
            {
                Token token = scanner.Advance();
                string word = token.Kind == TokenKind.Keyword ? source.Cut(token) : "";
                if ((word.Length > 0 && !CommonWords.Contains(word))
                    || token.Kind is TokenKind.Assign or TokenKind.At or TokenKind.DoubleStar)
                {
                    return false;
                }

                isOld |= word == "qreg"
                    || (token.Kind == TokenKind.String && source.Cut(token).EndsWith("lib1.inc\"", StringComparison.Ordinal));
            }
        }
        catch (OpenQasmException)
        {
            return isOld;
        }

        return isOld;
    }
}
