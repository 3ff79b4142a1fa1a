namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>Gates: their uses and their definitions.</summary>
internal sealed partial class Interpreter
{
    private const int FewQubits = 8;

    // What a call in a definition costs, against the step of a loop.
    private const int RecordedCallCost = 8;

    private static readonly UnitaryModifier[] NoModifiers = [];

    private List<UnitaryCall>? _body;
    private string _bodyName = "";
    private string[] _bodyQubits = [];

    private bool IsInGate => _body is not null;

    private Angle AngleOf(ExpressionNode node)
    {
        try
        {
            return _evaluator.Angle(node);
        }
        catch (CircuitException fault)
        {
            throw _source.Error(node.Start, fault.Message);
        }
    }

    private void Apply(GateCallNode call)
    {
        UnitaryDefinition? gate = call.Name == "gphase" ? null : _gates.FindUsed(call.Name) ?? throw Unknown(call);
        UnitaryModifier[] modifiers = call.Modifiers.Length == 0 ? NoModifiers : Array.ConvertAll(call.Modifiers, ModifierOf);
        Angle[] angles = Array.ConvertAll(call.Angles, AngleOf);
        QubitRegister[] operands = Array.ConvertAll(call.Operands, QubitsOf);
        CheckCount(call, "angle", gate?.ParameterCount ?? 1, angles.Length);
        CheckCount(call, "qubit", (gate?.QubitCount ?? 0) + UnitaryCall.ControlCount(modifiers), operands.Length);
        int[] starts = Array.ConvertAll(call.Operands, o => o.Start);
        int repetitions = Repetitions(starts, operands);
        if (IsInGate)
        {
            _work.ChargeRepeated(RecordedCallCost);
            int[] qubits = CheckDistinct(starts, operands, 0);
            if (gate is not { DoesNothing: true })
            {
                _body!.Add(new(gate, modifiers, Array.ConvertAll(angles, a => new ParameterAngle(a)), qubits));
            }

            return;
        }

        _circuit.Expect((gate?.Size ?? 1) * repetitions);
        PowerExponent?[] exponents = modifiers.Length == 0 ? [] : Array.ConvertAll(modifiers, m => m.ExponentFor([], _work));
        for (int i = 0; i < repetitions; i++)
        {
            int[] targets = CheckDistinct(starts, operands, i);
            try
            {
                _expansion.Expand(gate, modifiers, exponents, angles, targets, isExact: false, _circuit);
            }
            catch (CircuitException error)
            {
                throw _source.Error(call.Start, $"gate {QuotedText.Of(call.Name)}: {error.Message}");
            }
        }
    }

    private OpenQasmException Unknown(GateCallNode call) => IsInGate && call.Name == _bodyName
        ? _source.Error(call.Start, $"gate {QuotedText.Of(call.Name)} uses itself; a gate cannot use itself, only gates declared before")
        : _subroutines.ContainsKey(call.Name)
        ? _source.Error(
            call.Start, $"{QuotedText.Of(call.Name)} is a subroutine, not a gate; call it with its qubits in parentheses")
        : _scope.Find(call.Name, out _) is not null
            ? _source.Error(
                call.Start, $"{QuotedText.Of(call.Name)} is a name for bits or values, not a gate; write the gate before its qubits")
            : _gates.NotDeclared(call.Start, call.Name);

    private UnitaryModifier ModifierOf(ModifierNode node)
    {
        switch (node.Kind)
        {
            case ModifierKind.Inverse:
                return new(node.Kind, 0, null);
            case ModifierKind.Power:
                Value exponent = _evaluator.Decided(_evaluator.With(Quotient.Real, node.Argument!));
                return new(
                    node.Kind, 0, new(_evaluator.At(node.Argument!.Start, () => Conversion.ToAngle(exponent))),
                    exponent is IntegerValue integer ? integer.Number : null);
            default:
                int count = node.Argument is null ? 1 : _evaluator.Size(node.Argument, "the number of controls");
                return new(node.Kind, count, null);
        }
    }

    private void CheckCount(GateCallNode call, string what, int expected, int given)
    {
        if (expected != given)
        {
            throw _source.Error(
                call.Start,
                $"gate {QuotedText.Of(call.Name)} was given {Counted.Of(given, what)} but takes {expected}"
                + $"{(what == "qubit" && call.Modifiers.Length > 0 ? ", controls included" : "")}; write it with {expected}");
        }
    }

    private int Repetitions(int[] starts, QubitRegister[] operands)
    {
        int repetitions = -1;
        for (int i = 0; i < operands.Length; i++)
        {
            if (!operands[i].IsRegister)
            {
                continue;
            }

            int count = operands[i].Qubits.Length;
            if (repetitions >= 0 && count != repetitions)
            {
                throw _source.Error(
                    starts[i], $"registers of {repetitions} and {Counted.Of(count, "qubit")} meet; give registers of one size");
            }

            repetitions = count;
        }

        return Math.Abs(repetitions);
    }

    // The qubits of one repetition.
    private int[] CheckDistinct(int[] starts, QubitRegister[] operands, int repetition)
    {
        int[] targets = new int[operands.Length];
        HashSet<int>? seen = targets.Length > FewQubits ? [] : null;
        for (int i = 0; i < targets.Length; i++)
        {
            int qubit = operands[i].Qubits[operands[i].IsRegister ? repetition : 0];
            if (seen is null ? Array.IndexOf(targets, qubit, 0, i) >= 0 : !seen.Add(qubit))
            {
                throw Repeated(starts[i], qubit);
            }

            targets[i] = qubit;
        }

        return targets;
    }

    private OpenQasmException Repeated(int start, int qubit) => _source.Error(
        start, $"qubit {(IsInGate ? _bodyQubits[qubit] : _circuit.NameOf(qubit))} is used twice; give distinct qubits");

    private void AddBarrier(BarrierNode node)
    {
        HashSet<int> seen = [];
        List<int> qubits = [];
        foreach (ExpressionNode operand in node.Operands)
        {
            foreach (int qubit in QubitsOf(operand).Qubits)
            {
                qubits.Add(seen.Add(qubit) ? qubit : throw Repeated(operand.Start, qubit));
            }
        }

        if (node.IsDelay || IsInGate)
        {
            return;
        }

        int count = node.Operands.Length == 0 ? _circuit.QubitCount : qubits.Count;
        _circuit.Expect(count);
        if (count > 0)
        {
            _circuit.Add(new Barrier(node.Operands.Length == 0
                ? Enumerable.Range(0, count).ToEquatableArray()
                : qubits.ToEquatableArray()));
        }
    }

    private void DefineGate(GateNode node)
    {
        CheckGlobal(node.Start, "the definition of a gate");
        if (_gates.IsTaken(node.Name) || _subroutines.ContainsKey(node.Name) || _scope.Find(node.Name, out _) is not null)
        {
            throw _source.Error(node.Start, $"{QuotedText.Of(node.Name)} is declared already; choose another name");
        }

        int outer = _scope.EnterBody();
        _body = [];
        _bodyName = node.Name;
        _bodyQubits = node.Qubits;
        _evaluator.IsInGate = true;
        for (int i = 0; i < node.Parameters.Length; i++)
        {
            var type = new ClassicalType(TypeKind.Float, null, EquatableArray<int>.Empty);
            _scope.Declare(
                node.Parameters[i], new Variable(type, new RealValue(ParameterAngle.Parameter(i)), isConstant: true, BooleanValue.True));
        }

        for (int i = 0; i < node.Qubits.Length; i++)
        {
            _scope.Declare(node.Qubits[i], new QubitRegister([i], IsRegister: false));
        }

        ExecuteBlock(node.Body);
        UnitaryCall[] body = _body.ToArray();
        _body = null;
        _evaluator.IsInGate = false;
        _scope.LeaveBody(outer);
        var gate = new UnitaryDefinition(node.Name, node.Parameters.Length, node.Qubits.Length, GateOrigin.File, null, body);
        if (gate.Depth > Expansion.DeepestNesting)
        {
            throw _source.Error(
                node.Start,
                $"gate {QuotedText.Of(node.Name)} nests {gate.Depth} definitions but at most {Expansion.DeepestNesting} are read; "
                + "define it by gates of the library");
        }

        if (IsStopped || Mask is not BooleanValue)
        {
            throw _source.Error(node.Start, "a gate is defined where measurements decide whether the program goes on; define it on top");
        }

        Gate? row = RowMatch.Find(gate.Name, gate.QubitCount, gate.ParameterCount, gate.Size, (angles, product) =>
            MatrixSink.Fill(product, _expansion, gate, angles));
        _gates.Declare(row is null ? gate : new(gate.Name, gate.ParameterCount, gate.QubitCount, gate.Origin, row, body));
    }
}
