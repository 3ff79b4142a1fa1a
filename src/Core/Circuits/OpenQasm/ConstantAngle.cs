namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>An angle written without parameters, as <c>-pi/2</c> or <c>2*sqrt(2)</c>.</summary>
public static class ConstantAngle
{
    /// <summary>
    /// Reads an angle as OpenQASM 2 writes it: numbers, pi, the four operations, <c>^</c>, and sin, cos, tan, exp, ln, sqrt.
    /// </summary>
    /// <param name="text">The expression.</param>
    /// <param name="place">What the text is from, as messages name it.</param>
    /// <returns>A finite number of radians.</returns>
    /// <exception cref="OpenQasmException">
    /// The text is not an expression, or its value is not finite; the column counts from the text's start.
    /// </exception>
    public static double Parse(string text, string place)
    {
        var source = new SourceText(text, place);
        var scanner = new Scanner(source);
        double value = new ExpressionParser(source, scanner).ReadConstant();
        return scanner.Current.Kind == TokenKind.End
            ? value
            : throw source.Error(
                scanner.Current.Start, $"{source.Quote(scanner.Current)} follows a complete angle; write one expression such as pi/2");
    }
}
