namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>Runs a program as far as it is known without its measurements; what is left is the circuit.</summary>
internal sealed partial class Interpreter
{
    private readonly SourceText _source;
    private readonly StatementReader _reader;
    private readonly InputNames _inputs;
    private readonly Scope _scope = new();
    private readonly ClassicalMemory _memory = new();
    private readonly WorkBudget _work;
    private readonly Evaluator _evaluator;
    private readonly CircuitEmitter _circuit;
    private readonly CutMarkReader _marks;
    private readonly GateTable _gates;
    private readonly UnitaryExpansion _expansion;
    private readonly Dictionary<string, SubroutineNode> _subroutines = new(StringComparer.Ordinal);

    private int _calls;

    public Interpreter(SourceText source, InputNames inputs)
    {
        _source = source;
        _reader = new(source);
        _inputs = inputs;
        _work = new(source);
        _evaluator = new(source, _scope, _memory, _work);
        _circuit = new(source, _memory);
        _marks = new(source);
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
        _reader.ReadVersion();
        while (_reader.ReadNext() is { } statement)
        {
            int first = _circuit.Instructions.Count;
            _marks.Before(statement.Start, first, _circuit.Find);
            Execute(statement);
            _marks.Behind(first, _circuit.Instructions);
        }
    }

    /// <summary>What the program left.</summary>
    public OpenQasmProgram Build() => _circuit.QubitCount > 0
        ? new(_circuit.Build(_inputs.Features.Count, _inputs.Weights.Count), _inputs.Features, _inputs.Weights) { CutMarks = _marks.Found }
        : throw _source.Error(_source.Text.Length, "the program declares no qubits; declare some, as with qubit[2] q;");

    private void Execute(StatementNode statement)
    {
        _work.Position = statement.Start;
        _circuit.Position = statement.Start;
        _work.ChargeRepeated(statement is BlockNode ? 0 : 1);
        if (IsInGate && statement is not (GateCallNode or BarrierNode or ForNode or WhileNode or IfNode or SwitchNode or BlockNode or EmptyNode))
        {
            throw _source.Error(statement.Start, "this stands in the body of a gate; use only gates, barriers and loops there");
        }

        switch (statement)
        {
            case GateCallNode call:
                Apply(call);
                break;
            case BlockNode block:
                ExecuteBlock(block);
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
            case GateNode gate:
                DefineGate(gate);
                break;
            case SubroutineNode subroutine:
                DefineSubroutine(subroutine);
                break;
            case IncludeNode include:
                IncludeFile(include);
                break;
        }
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
            throw _source.Error(start, $"{what} stands inside a block; move it to the outermost level");
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
