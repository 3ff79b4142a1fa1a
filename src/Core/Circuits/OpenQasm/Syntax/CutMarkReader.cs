using System.Globalization;

namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>
/// Finds the marks of cuts in a program's comments, and what they mark as the program's outermost statements are carried out one by one.
/// </summary>
internal sealed class CutMarkReader
{
    private const string Sign = "@cut";

    private readonly SourceText _source;
    private readonly List<(int Start, string Operand)> _marks = [];
    private readonly List<CutMark> _found = [];
    private readonly List<int> _pending = [];
    private int _next;

    public CutMarkReader(SourceText source)
    {
        _source = source;
        string text = source.Text;
        for (int at = text.IndexOf(Sign, StringComparison.Ordinal); at >= 0; at = text.IndexOf(Sign, at + 1, StringComparison.Ordinal))
        {
            Find(text, at);
        }
    }

    /// <summary>What the marks mark, in the order of the statements.</summary>
    public EquatableArray<CutMark> Found => _next == _marks.Count
        ? _found.ToEquatableArray()
        : throw _source.Error(_marks[_next].Start, "no statement follows this mark of a cut; put it before the gate, or remove it");

    /// <summary>Takes the marks before a statement.</summary>
    /// <param name="start">Where the statement begins.</param>
    /// <param name="instructionCount">Instructions before it.</param>
    /// <param name="qubitOf">The circuit's qubit of a register's element; null where there is none.</param>
    public void Before(int start, int instructionCount, Func<string, int, int?> qubitOf)
    {
        for (; _next < _marks.Count && _marks[_next].Start < start; _next++)
        {
            (int mark, string operand) = _marks[_next];
            if (operand.Length == 0)
            {
                _pending.Add(mark);
            }
            else if (instructionCount == 0)
            {
                throw _source.Error(mark, "nothing happens before this mark of a cut wire; put it behind the wire's first gate");
            }
            else
            {
                _found.Add(new WireCutMark(Qubit(mark, operand, qubitOf), instructionCount - 1));
            }
        }
    }

    /// <summary>Gives the gates of a statement to the marks before it.</summary>
    /// <param name="first">Its first instruction.</param>
    /// <param name="instructions">All instructions so far.</param>
    public void Behind(int first, IReadOnlyList<Instruction> instructions)
    {
        if (_pending.Count == 0)
        {
            return;
        }

        int[] gates = [.. Enumerable.Range(first, instructions.Count - first).Where(i => instructions[i] is GateInstruction { Targets.Count: > 1 })];
        if (gates.Length == 0)
        {
            throw _source.Error(
                _pending[0], "the statement behind this mark of a cut makes no gate on two qubits; put the mark before such a gate, or name a wire as in // @cut q[0]");
        }

        _found.AddRange(gates.Select(g => (CutMark)new GateCutMark(g)));
        _pending.Clear();
    }

    private void Find(string text, int at)
    {
        int slashes = at;
        while (slashes > 0 && text[slashes - 1] is ' ' or '\t')
        {
            slashes--;
        }

        if (slashes < 2 || text[slashes - 1] != '/' || text[slashes - 2] != '/')
        {
            return;
        }

        int lineStart = slashes - 2;
        while (lineStart > 0 && text[lineStart - 1] is ' ' or '\t')
        {
            lineStart--;
        }

        if (lineStart > 0 && text[lineStart - 1] is not ('\n' or '\r'))
        {
            throw _source.Error(slashes - 2, "a mark of a cut stands behind something; put it on a line of its own before the gate");
        }

        int end = text.IndexOfAny(['\n', '\r'], at);
        end = end < 0 ? text.Length : end;
        string operand = text.Substring(at + Sign.Length, end - at - Sign.Length);
        if (operand.Length == 0 || char.IsWhiteSpace(operand[0]))
        {
            _marks.Add((slashes - 2, operand.Trim()));
        }
    }

    private int Qubit(int mark, string operand, Func<string, int, int?> qubitOf)
    {
        int bracket = operand.IndexOf('[');
        string name = bracket < 0 ? operand : operand.Substring(0, bracket);
        string digits = bracket >= 0 && operand.EndsWith("]", StringComparison.Ordinal)
            ? operand.Substring(bracket + 1, operand.Length - bracket - 2)
            : "";
        int index = 0;
        bool isWellFormed = bracket < 0 || int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out index);
        return (isWellFormed ? qubitOf(name, index) : null)
            ?? throw _source.Error(mark, $"{QuotedText.Of(operand)} names no qubit; write // @cut q[0] for a wire, or // @cut before a gate");
    }
}
