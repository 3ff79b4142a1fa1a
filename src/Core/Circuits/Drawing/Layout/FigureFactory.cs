using System.Globalization;

namespace CutAwareQnn.Circuits;

/// <summary>Turns instructions into figures.</summary>
internal sealed class FigureFactory
{
    // Frame and padding of a box.
    private const int FrameWidth = 4;

    private readonly Circuit _circuit;
    private readonly DrawingOptions _options;
    private readonly int _longest;

    /// <param name="circuit">The circuit of the instructions.</param>
    /// <param name="options">The names of symbols, and the fragments between which cut gates have their marks.</param>
    /// <param name="widest">The most characters that a figure may take; longer texts are shortened.</param>
    public FigureFactory(Circuit circuit, DrawingOptions options, int widest)
    {
        _circuit = circuit;
        _options = options;
        _longest = widest - FrameWidth;
    }

    /// <summary>Returns the figure of an instruction; null if it touches no qubit.</summary>
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

        int? cutQubit = isCut ? CutQubit(instruction.Qubits) : null;
        ClassicalEnd? end = condition.Length == 0 ? null : new(Fit(condition, _longest / 2), IsWritten: false);
        return body switch
        {
            { Qubits.Count: 0 } => null,
            GateInstruction gate => Of(gate, title, end, cutQubit),
            Measurement measurement => new(
                [new(measurement.Qubit, NodeKind.Meter)], title, end: new(
                    Fit(measurement.Bit.ToString(CultureInfo.InvariantCulture) + (end is null ? "" : " if " + condition), _longest / 2),
                    IsWritten: true)),
            Reset reset => new([new(reset.Qubit, NodeKind.Ket)], title, end: end),
            Barrier barrier => new(barrier.Targets.Select(q => new Node(q, NodeKind.Barrier)), title, end: end),
            _ => Boxed(body.Qubits, body.GetType().Name, title, end, cutQubit),
        };
    }

    private Figure Of(GateInstruction gate, string title, ClassicalEnd? end, int? cutQubit)
    {
        string angles = string.Join(", ", gate.Angles.Select(a => DrawnAngle.Of(a, _options.SymbolName)));
        string call = angles.Length == 0 ? "" : "(" + angles + ")";
        if (GateLook.Find(gate.Gate.Name, gate.Targets.Count) is not { } look)
        {
            return Boxed(gate.Targets, GateLook.NameOf(gate.Gate.Name) + call, title, end, cutQubit);
        }

        bool isBox = look.Target == NodeKind.Box;
        string text = isBox ? Fit(look.Text + call, _longest) : "";
        IEnumerable<Node> nodes = gate.Targets.Select((qubit, argument) =>
            argument >= look.ControlCount ? new Node(qubit, look.Target, text)
            : new Node(qubit, (look.OpenControls >> argument & 1) == 1 ? NodeKind.OpenControl : NodeKind.Control));
        return new(nodes, title, aside: isBox ? "" : Fit(angles, _longest / 2), end: end, cutQubit: cutQubit);
    }

    private Figure Boxed(IReadOnlyList<int> qubits, string text, string title, ClassicalEnd? end, int? cutQubit) => qubits.Count == 1
        ? new([new(qubits[0], NodeKind.Box, Fit(text, _longest))], title, end: end)
        : new(
            qubits.Select((qubit, argument) => new Node(qubit, NodeKind.Port, argument.ToString(CultureInfo.InvariantCulture))),
            title, Fit(text, _longest), end: end, cutQubit: cutQubit);

    // Where the fragments part; below the first qubit if they are not known.
    private int CutQubit(IReadOnlyList<int> qubits)
    {
        int first = qubits.Min();
        int last = qubits.Max();
        for (int qubit = first; _options.Fragments is { } fragments && qubit < last; qubit++)
        {
            if (fragments[qubit] != fragments[qubit + 1])
            {
                return qubit;
            }
        }

        return first;
    }

    private string TextOf(Condition condition)
    {
        IReadOnlyList<int> bits = condition.Bits;
        bool isRun = bits.Select((bit, i) => bit == bits[0] + i).All(follows => follows);
        string read = bits.Count == _circuit.BitCount && isRun ? ""
            : bits.Count == 1 ? $"[{bits[0]}]"
            : isRun && bits.Count > 2 ? $"[{bits[0]}..{bits[bits.Count - 1]}]"
            : $"[{string.Join(",", bits)}]";
        return $"c{read}{(condition.IsNegated ? "≠" : "=")}{condition.Value.ToString(CultureInfo.InvariantCulture)}";
    }

    private static string Fit(string text, int longest) => DrawnText.Fit(text, longest);
}
