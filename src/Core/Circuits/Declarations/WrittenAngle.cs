using System.Globalization;
using System.Text;
using CutAwareQnn.Circuits.OpenQasm;

namespace CutAwareQnn.Circuits;

/// <summary>
/// An angle given as text: an expression of OpenQASM 3 in features <c>x[i]</c>, weights <c>w[i]</c> and the next free weight <c>w</c>.
/// </summary>
internal static class WrittenAngle
{
    private const int MostSymbols = 1000;
    private const string NewWeight = "w_next";

    // The input of a bare w is declared before all others.
    private static readonly Symbol Next = new(SymbolKind.Weight, 0);

    /// <summary>Reads the angle and takes a weight of the circuit for a bare <c>w</c>.</summary>
    /// <exception cref="CircuitException">The text is no angle.</exception>
    public static Angle Read(string text, CircuitBuilder circuit)
    {
        (string named, int? symbols) = Name(text);
        Angle angle = Parse(text, named, symbols ?? MostSymbols);
        if (symbols is null && !angle.Equals(Parse(text, named, MostSymbols + 1)))
        {
            throw new CircuitException(
                $"angle \"{text.Trim()}\" counts from the end of the features or weights, which have none; write indices from 0, "
                + "e.g. x[0]");
        }

        Angle? taken = angle.Symbols.Contains(Next) ? circuit.NewWeights(1)[0] : null;
        return angle.Substitute(s => s.Equals(Next) ? taken! : Angle.Of(s.Kind == SymbolKind.Weight ? s with { Index = s.Index - 1 } : s));
    }

    // Reads the angle as that of a gate in a program with so many features and weights.
    private static Angle Parse(string text, string named, int symbols)
    {
        const string File = "angle";
        string program = new StringBuilder("OPENQASM 3.0;include \"stdgates.inc\";")
            .Append("input float ").Append(NewWeight).Append(';')
            .Append("input array[float,").Append(symbols).Append("] x;")
            .Append("input array[float,").Append(symbols).Append("] w;")
            .Append("qubit q;rx(").Append(named).Append(") q;").ToString();
        EquatableArray<Instruction> instructions;
        try
        {
            instructions = OpenQasm3Reader.Read(program, File).Circuit.Instructions;
        }
        catch (OpenQasmException exception)
        {
            // The place counts in the program around the angle, which nobody wrote.
            string place = $"{File}:{exception.Line}:{exception.Column}: ";
            throw new CircuitException($"angle \"{text.Trim()}\" cannot be read: {exception.Message.Substring(place.Length)}");
        }

        return instructions.Count == 1 && instructions[0] is GateInstruction { Angles.Count: 1 } gate && gate.Gate == Gates.RX
            ? gate.Angles[0]
            : throw new CircuitException($"angle \"{text.Trim()}\" is more than one expression; write one, e.g. 2*x[0]");
    }

    // Names the next weight, and counts the features or weights that the text needs; null where an index is an expression.
    private static (string Text, int? SymbolCount) Name(string text)
    {
        var named = new StringBuilder();
        int symbols = 1;
        bool hasExpressions = false;
        for (int i = 0; i < text.Length;)
        {
            int start = i;
            while (i < text.Length && (char.IsLetterOrDigit(text[i]) || text[i] == '_'))
            {
                i++;
            }

            string word = text.Substring(start, i - start);
            bool isNext = word == "w" && !text.Substring(i).TrimStart().StartsWith("[", StringComparison.Ordinal);
            if (word is "x" or "w" && !isNext)
            {
                int? index = Index(text, i);
                symbols = Math.Max(symbols, (index ?? 0) + 1);
                hasExpressions |= index is null;
            }

            named.Append(isNext ? NewWeight : word);
            if (i < text.Length && i == start)
            {
                named.Append(text[i++]);
            }
        }

        return (named.ToString(), hasExpressions ? null : symbols);
    }

    // The number in brackets after a name; null where there are none, or they contain an expression.
    private static int? Index(string text, int position)
    {
        string rest = text.Substring(position).TrimStart();
        int close = rest.IndexOf(']');
        string digits = rest.StartsWith("[", StringComparison.Ordinal) && close > 0 ? rest.Substring(1, close - 1).Trim() : "";
        if (digits.Length == 0 || digits.Any(c => c is < '0' or > '9'))
        {
            return null;
        }

        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < MostSymbols
            ? index
            : throw new CircuitException($"angle \"{text.Trim()}\" has the index {digits}; use 0 to {MostSymbols - 1}");
    }
}
