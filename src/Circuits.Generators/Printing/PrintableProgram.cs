using CutAwareQnn.Lowering;

namespace CutAwareQnn.Circuits.Generators.Printing;

/// <summary>
/// A program sorted for printing: what depends on no feature is computed once a call and shared by all samples; the rest is computed
/// in lanes, in parts of limited length.
/// </summary>
internal sealed class PrintableProgram
{
    // The JIT tracks 1,024 locals a method; a part's steps and what it reads from before stay well below.
    private const int PartLength = 480;

    private readonly bool[] _isShared;

    /// <summary>Sorts a program.</summary>
    public PrintableProgram(Program program)
    {
        Program = program;
        _isShared = new bool[program.Steps.Count];
        for (int i = 0; i < _isShared.Length; i++)
        {
            Step step = program.Steps[i];
            _isShared[i] = step.Operation is Operation.Cosine or Operation.Sine
                ? PrintableAngle.IsShared(program.Angles[step.A])
                : Enumerable.Range(0, step.OperandCount).All(o => _isShared[step.Operand(o)]);
        }

        int[] indices = [.. Enumerable.Range(0, _isShared.Length)];
        SharedSteps = [.. indices.Where(i => _isShared[i] && !IsConstant(i))];
        int[] lanes = [.. indices.Where(i => !_isShared[i] && !program.Steps[i].IsLeaf)];
        Parts = [.. Enumerable.Range(0, (lanes.Length + PartLength - 1) / PartLength)
            .Select(p => lanes.Skip(p * PartLength).Take(PartLength).ToArray())];
        HashSet<int> read = [.. program.Outputs];
        foreach (int reader in lanes)
        {
            read.UnionWith(Operands(reader));
        }

        SharedPlaces = [.. SharedSteps.Where(read.Contains)];
    }

    /// <summary>The program.</summary>
    public Program Program { get; }

    /// <summary>The steps that are computed once a call, constants left out.</summary>
    public IReadOnlyList<int> SharedSteps { get; }

    /// <summary>The shared steps that lanes read, in the order of their places.</summary>
    public IReadOnlyList<int> SharedPlaces { get; }

    /// <summary>The steps in lanes, a method each list.</summary>
    public IReadOnlyList<int[]> Parts { get; }

    /// <summary>Whether a step is computed once a call (or constant).</summary>
    public bool IsShared(int step) => _isShared[step];

    /// <summary>Whether a step is a constant.</summary>
    public bool IsConstant(int step) => Program.Steps[step].Operation == Operation.Constant;

    /// <summary>The steps that a step reads.</summary>
    public IEnumerable<int> Operands(int step) =>
        Enumerable.Range(0, Program.Steps[step].OperandCount).Select(o => Program.Steps[step].Operand(o));

    /// <summary>The name of a step's value.</summary>
    public string Name(int step) => Program.Steps[step].Operation switch
    {
        Operation.Cosine => "c" + Literal.Of(Program.Steps[step].A),
        Operation.Sine => "s" + Literal.Of(Program.Steps[step].A),
        _ => "v" + Literal.Of(step),
    };

    /// <summary>A step's right-hand side.</summary>
    /// <param name="index">The step.</param>
    /// <param name="ops">The class with the fused operation.</param>
    /// <param name="name">The text of an operand.</param>
    public string Expression(int index, string ops, Func<int, string> name)
    {
        Step step = Program.Steps[index];
        return step.Operation switch
        {
            Operation.Negate => $"-{name(step.A)}",
            Operation.Add => $"{name(step.A)} + {name(step.B)}",
            Operation.Subtract => $"{name(step.A)} - {name(step.B)}",
            Operation.Multiply => $"{name(step.A)} * {name(step.B)}",
            Operation.MultiplyAdd => $"{ops}.FusedMultiplyAdd({name(step.A)}, {name(step.B)}, {name(step.C)})",
            Operation.NegatedMultiplyAdd => $"{ops}.FusedMultiplyAdd(-{name(step.A)}, {name(step.B)}, {name(step.C)})",
            _ => $"{ops}.FusedMultiplyAdd({name(step.A)}, {name(step.B)}, -{name(step.C)})",
        };
    }
}
