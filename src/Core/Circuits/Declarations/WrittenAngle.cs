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

    /// <summary>Reads the angle and takes a weight of the circuit for a bare <c>w</c>.</summary>
    /// <exception cref="CircuitException">The text is no angle.</exception>
    public static Angle Read(string text, CircuitBuilder circuit)
    {
        (string named, int featureCount, int weightCount) = Name(text);
        var program = new StringBuilder("OPENQASM 3.0;include \"stdgates.inc\";")
            .Append("input array[float,").Append(featureCount).Append("] x;")
            .Append("input array[float,").Append(weightCount).Append("] w;")
            .Append("input float ").Append(NewWeight).Append(";qubit q;rx(").Append(named).Append(") q;");
        Angle angle = Parse(text, program.ToString());
        var next = new Symbol(SymbolKind.Weight, weightCount);
        if (!angle.Symbols.Contains(next))
        {
            return angle;
        }

        Angle taken = circuit.NewWeights(1)[0];
        return angle.Substitute(s => s.Equals(next) ? taken : Angle.Of(s));
    }

    private static Angle Parse(string text, string program)
    {
        const string File = "angle";
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

    // Names the next weight, and counts the symbols that the text needs.
    private static (string Text, int FeatureCount, int WeightCount) Name(string text)
    {
        var named = new StringBuilder();
        int features = 1;
        int weights = 1;
        for (int i = 0; i < text.Length;)
        {
            int start = i;
            while (i < text.Length && (char.IsLetterOrDigit(text[i]) || text[i] == '_'))
            {
                i++;
            }

            string word = text.Substring(start, i - start);
            int index = word is "x" or "w" ? Index(text, i) : -1;
            features = word == "x" ? Math.Max(features, index + 1) : features;
            weights = word == "w" ? Math.Max(weights, index + 1) : weights;
            named.Append(word == "w" && index < 0 ? NewWeight : word);
            if (i < text.Length && i == start)
            {
                named.Append(text[i++]);
            }
        }

        return (named.ToString(), features, weights);
    }

    // The number in brackets behind a name; -1 if there are none, 0 if they hold something else.
    private static int Index(string text, int position)
    {
        string rest = text.Substring(position).TrimStart();
        if (rest.Length == 0 || rest[0] != '[')
        {
            return -1;
        }

        string digits = new([.. rest.Skip(1).SkipWhile(char.IsWhiteSpace).TakeWhile(c => c is >= '0' and <= '9')]);
        if (digits.Length > 3 && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int large) && large >= MostSymbols)
        {
            throw new CircuitException($"angle \"{text.Trim()}\" has the index {large}; use 0 to {MostSymbols - 1}");
        }

        return digits.Length == 0 ? 0 : int.Parse(digits.Length > 9 ? "0" : digits, NumberStyles.None, CultureInfo.InvariantCulture);
    }
}
