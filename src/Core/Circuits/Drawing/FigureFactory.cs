using System.Globalization;

namespace CutAwareQnn.Circuits;

/// <summary>Turns instructions into figures.</summary>
internal sealed class FigureFactory
{
    // Frame and padding of a box.
    private const int FrameWidth = 4;

    private readonly Circuit _circuit;
    private readonly Func<Symbol, string>? _symbolName;
    private readonly int _longest;

    /// <param name="circuit">The circuit of the instructions.</param>
    /// <param name="symbolName">What symbols are called; null for their own names.</param>
    /// <param name="widest">The most characters that a figure may take; longer texts are shortened.</param>
    public FigureFactory(Circuit circuit, Func<Symbol, string>? symbolName, int widest)
    {
        _circuit = circuit;
        _symbolName = symbolName;
        _longest = widest - FrameWidth;
    }

    /// <summary>The figure of an instruction; null if it touches no qubit.</summary>
    public Figure? Of(Instruction instruction, bool isCut)
    {
        string title = instruction.ToString();
        string condition = "";
        Instruction body = instruction;
        while (body is Conditional conditional)
        {
            condition += (condition.Length == 0 ? "" : " & ") + TextOf(conditional.Condition);
            body = conditional.Body;
        }

        ClassicalEnd? end = condition.Length == 0 ? null : new(Fit(condition, _longest / 2), IsWritten: false);
        return body switch
        {
            { Qubits.Count: 0 } => null,
            GateInstruction gate => Of(gate, title, end, isCut),
            Measurement measurement => new(
                [new(measurement.Qubit, NodeKind.Meter)], title, end: new(
                    Fit(measurement.Bit.ToString(CultureInfo.InvariantCulture) + (end is null ? "" : " if " + condition), _longest / 2),
                    IsWritten: true)),
            Reset reset => new([new(reset.Qubit, NodeKind.Ket)], title, end: end),
            Barrier barrier => new(barrier.Targets.Select(q => new Node(q, NodeKind.Barrier)), title, end: end),
            _ => Boxed(body.Qubits, body.GetType().Name, title, end, isCut),
        };
    }

    private Figure Of(GateInstruction gate, string title, ClassicalEnd? end, bool isCut)
    {
        string angles = string.Join(", ", gate.Angles.Select(a => AngleText.Of(a, _symbolName)));
        string call = angles.Length == 0 ? "" : "(" + angles + ")";
        if (GateLook.Find(gate.Gate.Name, gate.Targets.Count) is not { } look)
        {
            return Boxed(gate.Targets, GateLook.NameOf(gate.Gate.Name) + call, title, end, isCut);
        }

        bool isBox = look.Target == NodeKind.Box;
        string text = isBox ? Fit(look.Text + call, _longest) : "";
        IEnumerable<Node> nodes = gate.Targets.Select((qubit, argument) =>
            argument >= look.ControlCount ? new Node(qubit, look.Target, text)
            : new Node(qubit, (look.OpenControls >> argument & 1) == 1 ? NodeKind.OpenControl : NodeKind.Control));
        return new(nodes, title, aside: isBox ? "" : Fit(angles, _longest / 2), end: end, isCut: isCut);
    }

    private Figure Boxed(IReadOnlyList<int> qubits, string text, string title, ClassicalEnd? end, bool isCut) => qubits.Count == 1
        ? new([new(qubits[0], NodeKind.Box, Fit(text, _longest))], title, end: end)
        : new(
            qubits.Select((qubit, argument) => new Node(qubit, NodeKind.Port, argument.ToString(CultureInfo.InvariantCulture))),
            title, Fit(text, _longest), end: end, isCut: isCut);

    private string TextOf(Condition condition)
    {
        IReadOnlyList<int> bits = condition.Bits;
        bool isRun = bits.Select((bit, i) => bit == bits[0] + i).All(follows => follows);
        string read = bits.Count == _circuit.BitCount && isRun ? ""
            : bits.Count == 1 ? $"[{bits[0]}]"
            : isRun && bits.Count > 2 ? $"[{bits[0]}..{bits[bits.Count - 1]}]"
            : $"[{string.Join(",", bits)}]";
        return $"c{read}={condition.Value.ToString(CultureInfo.InvariantCulture)}";
    }

    private static string Fit(string text, int longest) => DrawnText.Fit(text, longest);
}
