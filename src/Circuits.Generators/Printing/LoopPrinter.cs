using CutAwareQnn.Lowering;

namespace CutAwareQnn.Circuits.Generators.Printing;

/// <summary>Prints a program over scalar inputs as the body of a loop: every input is loaded first, every output stored last.</summary>
internal sealed class LoopPrinter
{
    private readonly CodeWriter _code;
    private readonly Program _program;
    private readonly Func<int, string> _input;
    private readonly HashSet<int> _read;
    private readonly bool[] _isInlined;

    /// <summary>Chooses the notation.</summary>
    /// <param name="code">Receives the text.</param>
    /// <param name="program">A program without angles.</param>
    /// <param name="input">The name of a scalar input.</param>
    public LoopPrinter(CodeWriter code, Program program, Func<int, string> input)
    {
        _code = code;
        _program = program;
        _input = input;
        _isInlined = Inlining.Of(program, (_, _) => true);
        _read = [.. program.Steps.Where(s => s.Operation == Operation.Scalar).Select(s => s.A)];
    }

    /// <summary>Declares those inputs of a range that are read.</summary>
    /// <param name="first">The first of the range.</param>
    /// <param name="count">Its length.</param>
    /// <param name="source">The place of one, by its position in the range.</param>
    public void Load(int first, int count, Func<int, string> source)
    {
        foreach (int index in Enumerable.Range(0, count).Where(i => _read.Contains(first + i)))
        {
            _code.Line($"L {_input(first + index)} = {source(index)};");
        }
    }

    /// <summary>Prints the steps.</summary>
    public void Steps()
    {
        for (int i = 0; i < _program.Steps.Count; i++)
        {
            if (!_program.Steps[i].IsLeaf && !_isInlined[i])
            {
                _code.Line($"L {Name(i)} = {Expression(i)};");
            }
        }
    }

    /// <summary>Returns the text of an output.</summary>
    public string Output(int output) => Name(_program.Outputs[output]);

    private string Expression(int step)
    {
        Step own = _program.Steps[step];
        return BodyPrinter.Printed(
            own.Operation, Name(own.A), own.OperandCount > 1 ? Name(own.B) : "", own.OperandCount > 2 ? Name(own.C) : "");
    }

    private string Name(int step) => _isInlined[step] ? Expression(step) : _program.Steps[step].Operation switch
    {
        Operation.Constant => $"O.Of({Literal.Of(_program.Steps[step].Number)})",
        Operation.Scalar => _input(_program.Steps[step].A),
        _ => "v" + Literal.Of(step),
    };
}
