using System.Globalization;

namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>
/// Finds the marks of cuts in a program's comments, and the instructions that they mark as statements are carried out one by one.
/// </summary>
internal sealed class CutMarkReader
{
    private const string Word = "cut";

    private readonly SourceText _source;
    private readonly List<CutMarkText> _marks = [];
    private readonly List<CutMark> _found = [];
    private int _next;

    public CutMarkReader(SourceText source)
    {
        _source = source;
        string text = source.Text;
        for (int at = text.IndexOf('@'); at >= 0; at = text.IndexOf('@', at + 1))
        {
            Find(text, at);
        }
    }

    /// <summary>The cuts at the marks, in the order of the statements.</summary>
    public EquatableArray<CutMark> Found => _next == _marks.Count
        ? _found.ToEquatableArray()
        : throw _source.Error(_marks[_next].Start, "no statement follows this mark of a cut; put it before the gate, or remove it");

    /// <summary>Takes the marks before a place in the text; most statements have none.</summary>
    public IReadOnlyList<CutMarkText> Before(int start)
    {
        if (_next == _marks.Count || _marks[_next].Start >= start)
        {
            return [];
        }

        int first = _next;
        while (_next < _marks.Count && _marks[_next].Start < start)
        {
            _next++;
        }

        return _marks.GetRange(first, _next - first);
    }

    /// <summary>Refuses a mark inside a statement that has no statements of its own.</summary>
    /// <param name="end">The end of the statement in the text.</param>
    public void RefuseInside(int end)
    {
        if (_next < _marks.Count && _marks[_next].Start < end)
        {
            throw Inside(_marks[_next]);
        }
    }

    /// <summary>Returns the error of a mark inside a definition or a statement.</summary>
    public OpenQasmException Inside(CutMarkText mark) => _source.Error(
        mark.Start, "this mark of a cut is inside a definition or a statement; put it before the statement that uses the gate");

    /// <summary>Obeys the marks that name wires.</summary>
    /// <param name="marks">The marks before a statement.</param>
    /// <param name="instructionCount">Instructions before it.</param>
    /// <param name="qubitOf">Returns the circuit's qubit of a register's element; null where there is none.</param>
    public void CutWires(IReadOnlyList<CutMarkText> marks, int instructionCount, Func<string, int, int?> qubitOf)
    {
        foreach (CutMarkText mark in marks.Where(m => m.Operand.Length > 0))
        {
            _found.Add(instructionCount > 0
                ? new WireCutMark(Qubit(mark, qubitOf), instructionCount - 1)
                : throw _source.Error(
                    mark.Start, "nothing happens before this mark of a cut wire; put it after the wire's first gate"));
        }
    }

    /// <summary>Obeys the marks that name no wire: they cut the gates of the statement after them.</summary>
    /// <param name="marks">The marks before a statement.</param>
    /// <param name="first">The statement's first instruction.</param>
    /// <param name="instructions">All instructions so far.</param>
    public void CutGates(IReadOnlyList<CutMarkText> marks, int first, IReadOnlyList<Instruction> instructions)
    {
        if (marks.FirstOrDefault(m => m.Operand.Length == 0) is not { } mark)
        {
            return;
        }

        int[] gates =
            [.. Enumerable.Range(first, instructions.Count - first).Where(i => instructions[i] is GateInstruction { Targets.Count: > 1 })];
        if (gates.Length == 0)
        {
            throw _source.Error(
                mark.Start,
                "the statement after this mark of a cut makes no gate on two qubits that always happens; "
                + "put the mark before such a gate, or name a wire as in // @cut q[0]");
        }

        _found.AddRange(gates.Select(g => (CutMark)new GateCutMark(g)));
    }

    // A sign @ that opens a comment or a line, with a word like cut after it, is a mark or looks like one.
    private void Find(string text, int at)
    {
        int before = BackOverBlanks(text, at);
        int opener = before;
        while (opener > 0 && text[opener - 1] is '/' or '*' or '!')
        {
            opener--;
        }

        int lineStart = BackOverBlanks(text, opener);
        bool isFirstOnLine = lineStart == 0 || text[lineStart - 1] is '\n' or '\r';
        string sign = text.Substring(opener, before - opener);
        bool isComment = sign.StartsWith("//", StringComparison.Ordinal) || sign.StartsWith("/*", StringComparison.Ordinal);
        if (!LooksLikeMark(text, at + 1) || !(isComment || isFirstOnLine))
        {
            return;
        }

        int end = text.IndexOfAny(['\n', '\r'], at);
        end = end < 0 ? text.Length : end;
        string operand = text.Substring(at + 1, end - at - 1);
        bool isMark = sign == "//" && operand.StartsWith(Word, StringComparison.Ordinal)
            && (operand.Length == Word.Length || char.IsWhiteSpace(operand[Word.Length]));
        if (!isMark)
        {
            throw _source.Error(
                isComment ? opener : at,
                "this looks like a mark of a cut but is none; write // @cut on a line of its own before a gate, or // @cut q[0] "
                + "for a wire");
        }

        _marks.Add(isFirstOnLine
            ? new(opener, operand.Substring(Word.Length).Trim())
            : throw _source.Error(opener, "a mark of a cut follows something on its line; put it on a line of its own before the gate"));
    }

    private static int BackOverBlanks(string text, int position)
    {
        while (position > 0 && text[position - 1] is ' ' or '\t')
        {
            position--;
        }

        return position;
    }

    // cut, Cut, cuts, cut_wire, but not cutoff.
    private static bool LooksLikeMark(string text, int position)
    {
        const int LongestSlip = 5;
        while (position < text.Length && text[position] is ' ' or '\t')
        {
            position++;
        }

        int end = position;
        while (end < text.Length && char.IsLetterOrDigit(text[end]))
        {
            end++;
        }

        return end - position is >= 3 and <= LongestSlip
            && string.Compare(text, position, Word, 0, Word.Length, StringComparison.OrdinalIgnoreCase) == 0;
    }

    private int Qubit(CutMarkText mark, Func<string, int, int?> qubitOf)
    {
        string operand = mark.Operand;
        int bracket = operand.IndexOf('[');
        string name = bracket < 0 ? operand : operand.Substring(0, bracket);
        string digits = bracket >= 0 && operand.EndsWith("]", StringComparison.Ordinal)
            ? operand.Substring(bracket + 1, operand.Length - bracket - 2)
            : "";
        int index = 0;
        bool isWellFormed = bracket < 0 || int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out index);
        return (isWellFormed ? qubitOf(name, index) : null)
            ?? throw _source.Error(
                mark.Start, $"{QuotedText.Of(operand)} names no qubit; write // @cut q[0] for a wire, or // @cut before a gate");
    }
}
