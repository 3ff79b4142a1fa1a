namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>
/// Runs a program on all outcomes of its measurements at once: every statement is carried out on a set of paths, the mask, and values
/// that differ between paths are choices. The gates that remain, each under the conditions of its mask, are the circuit.
/// </summary>
/// <remarks>
/// Predicated execution, as compilers turn branches into masks: Allen et al. 1983, doi:10.1145/567067.567085. Two branches join by
/// joining their masks, so that the circuit grows with the program and not with the number of outcomes.
/// </remarks>
internal sealed partial class Interpreter
{
    private readonly SourceText _source;
    private readonly StatementReader _reader;
    private readonly InputNames _inputs;
    private readonly Scope _scope = new();
    private readonly WorkBudget _work;
    private readonly Paths _paths = new();
    private readonly Choices _choices;
    private readonly ClassicalBits _memory;
    private readonly Evaluator _evaluator;
    private readonly CircuitEmitter _circuit;
    private readonly CutMarkReader _marks;
    private readonly GateTable _gates;
    private readonly UnitaryExpansion _expansion;
    private readonly Dictionary<string, SubroutineNode> _subroutines = new(StringComparer.Ordinal);
    private readonly List<ClassicalRegister> _bitRegisters = [];

    public Interpreter(SourceText source, InputNames inputs)
    {
        _source = source;
        _marks = new(source);
        _reader = new(source, _marks);
        _inputs = inputs;
        _work = new(source);
        _choices = new(_work);
        _memory = new(_choices);
        _evaluator = new(source, _scope, _memory, _choices, new(_choices), _work, _paths) { CallSubroutine = Call };
        _circuit = new(source, new(_memory, _choices), _paths);
        _gates = new(source);
        _expansion = new(_work);
    }

    /// <summary>The gates that are declared.</summary>
    public IEnumerable<UnitaryDefinition> DeclaredGates => _gates.All;

    /// <summary>Adds a library.</summary>
    public void Include(IEnumerable<UnitaryDefinition> library) => _gates.Include(library, 0, "");

    /// <summary>Runs the whole program.</summary>
    public void Run()
    {
        DeclareHardwareQubits();
        _reader.ReadVersion();
        while (_reader.ReadNext() is { } statement)
        {
            Execute(statement);
        }
    }

    /// <summary>Returns the circuit with the names of its inputs.</summary>
    public OpenQasmProgram Build() => _circuit.QubitCount > 0
        ? new(_circuit.Build(_memory.Count, _inputs.Features.Count, _inputs.Weights.Count), _inputs.Features, _inputs.Weights)
        {
            CutMarks = _marks.Found,
            AngleInputs = _inputs.Angles,
            KnownInputs = _inputs.Used,
            BitRegisters = _bitRegisters.ToEquatableArray(),
        }
        : throw _source.Error(_source.Text.Length, "the program declares no qubits; declare some, as with qubit[2] q;");

    // The paths on which the program runs here.
    private Value Mask
    {
        get => _paths.Mask;
        set => _paths.Mask = value;
    }

    private bool IsStopped => Mask is BooleanValue { IsTrue: false };

    private void Execute(StatementNode statement)
    {
        if (IsStopped)
        {
            return;
        }

        _work.Position = statement.Start;
        _circuit.Position = statement.Start;
        _work.ChargeRepeated(statement is BlockNode ? 0 : 1);
        if (IsInGate
            && statement is not (GateCallNode or BarrierNode or ForNode or WhileNode or IfNode or SwitchNode or BlockNode
                or EmptyNode or MarkedNode
            or BreakNode or ContinueNode))
        {
            throw _source.Error(statement.Start, "this is in the body of a gate; use only gates, barriers and loops there");
        }

        try
        {
            Carry(statement);
        }
        catch (UndecidedException undecided) when (
            statement is GateCallNode or MeasureStatementNode or ResetNode or BarrierNode or AssignmentNode or ForNode)
        {
            _memory.Keep(undecided.Value);
            foreach (Value value in Choices.Leaves(undecided.Value))
            {
                ExecuteWhere(_choices.Map(undecided.Value, v => BooleanValue.Of(v.Equals(value))), statement);
            }
        }
        catch (UndecidedException)
        {
            throw _source.Error(
                statement.Start,
                "a number here depends on measurements, but must be known while the program is read; use it in conditions, angles "
                + "or indices only");
        }
    }

    private void Carry(StatementNode statement)
    {
        switch (statement)
        {
            case GateCallNode call:
                Apply(call);
                break;
            case BlockNode block:
                ExecuteBlock(block);
                break;
            case MarkedNode marked:
                ExecuteMarked(marked);
                break;
            case SubroutineCallNode call:
                Call(call);
                break;
            case MeasureStatementNode measure:
                Measure(measure.Qubits, measure.Target);
                break;
            case ResetNode reset:
                Array.ForEach(QubitsOf(reset.Qubits).Qubits, q => _circuit.Add(new Reset(q)));
                break;
            case BarrierNode barrier:
                AddBarrier(barrier);
                break;
            case QubitDeclarationNode qubits:
                DeclareQubits(qubits);
                break;
            case DeclarationNode declaration:
                DeclareVariable(declaration);
                break;
            case InputNode input:
                DeclareInput(input);
                break;
            case AliasNode alias:
                DeclareAlias(alias);
                break;
            case AssignmentNode assignment:
                Assign(assignment);
                break;
            case ForNode loop:
                Loop(loop);
                break;
            case WhileNode loop:
                Loop(loop);
                break;
            case IfNode branch:
                ExecuteBranch(branch);
                break;
            case SwitchNode choice:
                Choose(choice);
                break;
            case BreakNode or ContinueNode:
                LeaveRound(statement);
                break;
            case ReturnNode leave:
                Return(leave);
                break;
            case EndNode:
                Mask = BooleanValue.False;
                break;
            case GateNode gate:
                DefineGate(gate);
                break;
            case SubroutineNode subroutine:
                DefineSubroutine(subroutine);
                break;
            case UnitaryPragmaNode unitary:
                Apply(unitary);
                break;
            case IncludeNode include:
                IncludeFile(include);
                break;
        }
    }

    private void ExecuteMarked(MarkedNode node)
    {
        if (IsInGate)
        {
            throw _marks.Inside(node.Marks[0]);
        }

        int first = _circuit.Instructions.Count;
        _marks.CutWires(node.Marks, first, QubitOf);
        Execute(node.Statement);
        _marks.CutGates(node.Marks, first, _circuit.Instructions);

        int? QubitOf(string name, int index) =>
            _scope.Find(name, out _) is QubitRegister register && index < register.Qubits.Length ? register.Qubits[index] : null;
    }

    private void ExecuteBlock(BlockNode block)
    {
        _scope.Enter();
        foreach (StatementNode statement in block.Statements)
        {
            Execute(statement);
        }

        _scope.Leave();
    }

    private void IncludeFile(IncludeNode include)
    {
        CheckGlobal(include.Start, "an include");
        switch (include.File)
        {
            case StandardGates.FileName:
                _gates.Include(StandardGates.Version3, include.Start, include.File);
                break;
            case Qelib1.FileName:
                _gates.Include(StandardGates.Version2, include.Start, include.File);
                break;
            default:
                throw _source.Error(
                    include.Start,
                    $"include of {QuotedText.Of(include.File)} is not supported, only of \"{StandardGates.FileName}\" "
                    + $"and \"{Qelib1.FileName}\"; put the text of that file in its place");
        }
    }

    private void CheckGlobal(int start, string what)
    {
        if (!_scope.IsGlobal)
        {
            throw _source.Error(start, $"{what} is inside a block; move it to the outermost level");
        }
    }

    private void Declare(int start, string name, object meaning)
    {
        bool isGate = _scope.IsGlobal && (_subroutines.ContainsKey(name) || _gates.Find(name)?.Origin == GateOrigin.File);
        if (isGate || !_scope.Declare(name, meaning))
        {
            throw _source.Error(start, $"{QuotedText.Of(name)} is declared already; choose another name");
        }
    }
}
