using CutAwareQnn.Lowering;

namespace CutAwareQnn.Circuits.Generators.Printing;

/// <summary>
/// Prints the methods that run a program on one lane value of queries, of type <c>L</c> with the operations <c>O</c>, so that one text
/// serves every width.
/// </summary>
internal sealed class BodyPrinter
{
    private readonly CodeWriter _code;
    private readonly Kernel _kernel;
    private readonly PrintableProgram _printable;
    private readonly Program _program;
    private readonly List<int>[] _outputsOf;
    private readonly HashSet<int> _defined = [];
    private readonly bool[] _isInlined;

    private BodyPrinter(CodeWriter code, Kernel kernel)
    {
        _code = code;
        _kernel = kernel;
        _printable = kernel.Printable;
        _program = kernel.Printable.Program;
        _isInlined = Inlining.Of(
            _program, (step, reader) => _printable.PartOf(step) >= 0 && _printable.PartOf(step) == _printable.PartOf(reader));
        _outputsOf = new List<int>[_program.Steps.Count];
        for (int output = 0; output < _program.Outputs.Count; output++)
        {
            (_outputsOf[_program.Outputs[output]] ??= []).Add(output);
        }
    }

    /// <summary>Returns the parameters of the methods, by reference to a query's first number.</summary>
    public static IEnumerable<string> References(Kernel kernel) => kernel.Inputs
        .Concat(kernel.HasShared ? ["shared"] : [])
        .Concat(kernel.Outputs.Where(o => o.Length > 0).Select(o => o.Name));

    /// <summary>Prints the methods of a kernel.</summary>
    public static void Print(CodeWriter code, Kernel kernel) => new BodyPrinter(code, kernel).Run();

    private bool IsSplit => _printable.Parts.Count > 1;

    private void Run()
    {
        Optimized(_code).Open($"internal static void Run({Parameters()})");
        Leaves();
        if (!IsSplit)
        {
            Steps(_printable.Parts.Count == 0 ? [] : _printable.Parts[0]);
        }

        StoreInputs();
        for (int part = 0; IsSplit && part < _printable.Parts.Count; part++)
        {
            _code.Line($"Part{part}({Arguments()});");
        }

        _code.Close();
        for (int part = 0; IsSplit && part < _printable.Parts.Count; part++)
        {
            _code.Line();
            Optimized(_code).Open($"private static void Part{part}({Parameters()})");
            _defined.Clear();
            Steps(_printable.Parts[part]);
            _code.Close();
        }
    }

    /// <summary>Prints the attribute without which cold loops and long methods run several times slower.</summary>
    internal static CodeWriter Optimized(CodeWriter code) => code.Line("#if !DEBUG")
        .Line(
            "[global::System.Runtime.CompilerServices.MethodImpl("
                + "global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]")
        .Line("#endif");

    private string Parameters() => string.Join(", ", References(_kernel).Select(r => $"ref {(_kernel.IsScratch(r) ? "L" : "double")} {r}")
        .Concat(IsSplit ? ["ref L lanes"] : []));

    private string Arguments() => string.Join(", ", References(_kernel).Select(r => $"ref {r}").Concat(IsSplit ? ["ref lanes"] : []));

    // Cosines, sines and factors that differ from lane to lane; where parts read them they go to their places.
    private void Leaves()
    {
        int[] leaves = [.. Enumerable.Range(0, _program.Steps.Count).Where(s =>
            _program.Steps[s].IsLeaf && !_printable.IsShared(s) && !_printable.IsConstant(s) && !_printable.IsGiven(s))];
        int[] angles =
        [
            .. leaves.Where(s => _program.Steps[s].Operation != Operation.Scalar).Select(s => _program.Steps[s].A)
                .Distinct().OrderBy(a => a),
        ];
        int[] factors = [.. leaves.Where(s => _program.Steps[s].Operation == Operation.Scalar)];
        IEnumerable<Angle> expressions = angles.Select(a => _program.Angles[a]).Concat(factors.Select(_printable.Factor));
        foreach (int index in expressions.SelectMany(e => e.Symbols).Where(IsLane).Select(s => s.Index).Distinct().OrderBy(i => i))
        {
            _code.Line($"L x{index} = O.Load(ref {_kernel.Row.Name}, {index}, {_kernel.Row.Length});");
        }

        var printed = new PrintableAngle(s => IsLane(s) ? $"x{s.Index}" : $"Number(ref weights, {s.Index})", IsLane);
        foreach (int angle in angles)
        {
            _code.Line($"O.SinCos({printed.Text(_program.Angles[angle])}, out L s{angle}, out L c{angle});");
        }

        foreach (int factor in factors)
        {
            Angle expression = _printable.Factor(factor);
            string text = printed.Text(expression);
            _code.Line($"L {_printable.Name(factor)} = {(expression.Symbols.Any(IsLane) ? text : $"O.Of({text})")};");
        }

        foreach (int leaf in leaves.Where(l => _printable.PlaceOf(l) >= 0))
        {
            _code.Line($"Place(ref lanes,{_printable.PlaceOf(leaf)}) = {_printable.Name(leaf)};");
        }
    }

    private bool IsLane(Symbol symbol) => !_kernel.HasWeights || symbol.Kind == SymbolKind.Feature;

    // A section begins with the gate for which its steps were written; what is read from outside is loaded before its first reader.
    private void Steps(int[] steps)
    {
        int section = -1;
        foreach (int index in steps.Where(s => !_isInlined[s]))
        {
            if (_program.SectionOf[index] != section)
            {
                section = _program.SectionOf[index];
                if (_program.Sections[section].Length > 0)
                {
                    _code.Line().Line("// " + _program.Sections[section]);
                }
            }

            Step step = _program.Steps[index];
            for (int operand = 0; operand < step.OperandCount; operand++)
            {
                Define(step.Operand(operand));
            }

            _defined.Add(index);
            _code.Line($"L {_printable.Name(index)} = {Expression(step)};");
            if (_printable.PlaceOf(index) >= 0)
            {
                _code.Line($"Place(ref lanes,{_printable.PlaceOf(index)}) = {_printable.Name(index)};");
            }

            Store(index);
        }
    }

    private void Define(int step)
    {
        if (_isInlined[step])
        {
            for (int operand = 0; operand < _program.Steps[step].OperandCount; operand++)
            {
                Define(_program.Steps[step].Operand(operand));
            }

            return;
        }

        bool isOutside = _printable.IsShared(step) || _printable.IsGiven(step) || _printable.PlaceOf(step) >= 0;
        if (isOutside && !_printable.IsConstant(step) && _defined.Add(step))
        {
            _code.Line($"L {_printable.Name(step)} = {Source(step)};");
        }
    }

    private string Source(int step) =>
        _printable.IsConstant(step) ? $"O.Of({Literal.Of(_program.Steps[step].Number)})"
        : _printable.IsShared(step) ? $"O.Of(Number(ref shared,{_printable.SharedPlace(step)}))"
        : _printable.IsGiven(step) && _kernel.Scalars.IsScratch ? $"Place(ref {_kernel.Scalars.Name}, {_program.Steps[step].A})"
        : _printable.IsGiven(step) ? $"O.Load(ref {_kernel.Scalars.Name}, {_program.Steps[step].A}, {_kernel.Scalars.Length})"
        : $"Place(ref lanes,{_printable.PlaceOf(step)})";

    private string Expression(Step step)
    {
        string a = Operand(step.A);
        string b = step.OperandCount > 1 ? Operand(step.B) : "";
        string c = step.OperandCount > 2 ? Operand(step.C) : "";
        return Printed(step.Operation, a, b, c);
    }

    /// <summary>
    /// Returns the right-hand side of a step on lane values. Most of the text are these lines: they have no spaces to spare.
    /// </summary>
    internal static string Printed(Operation operation, string a, string b, string c) => operation switch
    {
        Operation.Negate => $"O.Neg({a})",
        Operation.Add => $"O.Add({a},{b})",
        Operation.Subtract => $"O.Sub({a},{b})",
        Operation.Multiply => $"O.Mul({a},{b})",
        Operation.MultiplyAdd => $"O.Fma({a},{b},{c})",
        Operation.NegatedMultiplyAdd => $"O.Fnma({a},{b},{c})",
        _ => $"O.Fms({a},{b},{c})",
    };

    private string Operand(int step) => _printable.IsConstant(step) ? Source(step)
        : _isInlined[step] ? Expression(_program.Steps[step])
        : _printable.Name(step);

    // Results that no step of the lanes computes: inputs, constants and what is shared.
    private void StoreInputs()
    {
        for (int output = 0; output < _program.Outputs.Count; output++)
        {
            int step = _program.Outputs[output];
            if (_printable.PartOf(step) < 0)
            {
                bool isNamed = !_printable.IsShared(step) && !_printable.IsGiven(step);
                Store(output, isNamed ? _printable.Name(step) : Source(step));
            }
        }
    }

    private void Store(int step)
    {
        foreach (int output in _outputsOf[step] ?? [])
        {
            Store(output, _printable.Name(step));
        }
    }

    private void Store(int output, string value)
    {
        (int target, int index) = _kernel.Targets[output];
        if (_kernel.Outputs[target].IsScratch)
        {
            _code.Line($"Place(ref {_kernel.Outputs[target].Name}, {index}) = {value};");
            return;
        }

        _code.Line($"O.Store({value}, ref {_kernel.Outputs[target].Name}, {index}, {_kernel.Outputs[target].Length});");
    }
}
