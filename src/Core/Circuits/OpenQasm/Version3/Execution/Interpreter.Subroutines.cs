namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>Subroutines: each call runs the body; the paths that return join after it.</summary>
internal sealed partial class Interpreter
{
    private readonly Stack<CallFrame> _frames = new();

    private void DefineSubroutine(SubroutineNode node)
    {
        CheckGlobal(node.Start, "the definition of a subroutine");
        if (_gates.IsTaken(node.Name) || _subroutines.ContainsKey(node.Name) || _scope.Find(node.Name, out _) is not null)
        {
            throw _source.Error(node.Start, $"{QuotedText.Of(node.Name)} is declared already; choose another name");
        }

        _subroutines.Add(node.Name, node);
    }

    private void Call(SubroutineCallNode call)
    {
        if (Call(new CallNode(call.Start, call.Name, call.Arguments)) is null)
        {
            throw _gates.FindUsed(call.Name) is not null
                ? _source.Error(call.Start, $"gate {QuotedText.Of(call.Name)} has no qubits; write them after its angles")
                : _evaluator.NotDeclared(call.Start, call.Name, "declare the subroutine with def before its use");
        }
    }

    // The value of a call, null where there is no such subroutine.
    private Value? Call(CallNode call)
    {
        if (!_subroutines.TryGetValue(call.Function, out SubroutineNode? subroutine))
        {
            return null;
        }

        if (_frames.Count > 0 && subroutine.Start >= _frames.Peek().Subroutine.Start)
        {
            throw _source.Error(call.Start, $"subroutine {QuotedText.Of(call.Function)} uses itself; use only those declared before");
        }

        if (call.Arguments.Length != subroutine.Parameters.Length)
        {
            throw _source.Error(
                call.Start,
                $"subroutine {QuotedText.Of(call.Function)} was given {Counted.Of(call.Arguments.Length, "argument")} but takes "
                + $"{subroutine.Parameters.Length}; write it with {subroutine.Parameters.Length}");
        }

        object[] arguments = new object[call.Arguments.Length];
        for (int i = 0; i < arguments.Length; i++)
        {
            arguments[i] = ArgumentOf(call.Arguments[i], subroutine.Parameters[i]);
        }

        if (_frames.Count >= Nesting.Deepest)
        {
            throw _source.Error(call.Start, $"subroutines nest more than {Nesting.Deepest} levels deep; call fewer in each other");
        }

        return Run(call, subroutine, arguments);
    }

    private Value Run(CallNode call, SubroutineNode subroutine, object[] arguments)
    {
        ClassicalType? type = subroutine.Result is null ? null : _evaluator.Type(subroutine.Result);
        var frame = new CallFrame(subroutine, type);
        int outer = _scope.EnterBody();
        for (int i = 0; i < arguments.Length; i++)
        {
            _scope.Declare(subroutine.Parameters[i].Name, arguments[i]);
        }

        _frames.Push(frame);
        LoopFrame[] loops = [.. _loops.Reverse()];
        _loops.Clear();
        _work.Repetitions++;
        ExecuteBlock(subroutine.Body);
        _work.Repetitions--;
        Array.ForEach(loops, _loops.Push);
        _frames.Pop();
        _scope.LeaveBody(outer);
        if (!IsStopped && type is not null)
        {
            throw _source.Error(
                call.Start, $"subroutine {QuotedText.Of(call.Function)} may end without a value; return one of type {type} on every path");
        }

        Mask = _choices.Or(Mask, frame.Returned);
        return frame.Result;
    }

    private void Return(ReturnNode node)
    {
        if (_frames.Count == 0)
        {
            throw _source.Error(node.Start, "'return' is outside a subroutine; use 'end' to end the program");
        }

        CallFrame frame = _frames.Peek();
        if ((node.Value is null) != (frame.Type is null))
        {
            throw _source.Error(
                node.Start, frame.Type is null
                    ? "a subroutine without a type returns a value; write def f(...) -> type"
                    : $"'return' gives no value, but the subroutine has the type {frame.Type}; return one");
        }

        if (node.Value is not null)
        {
            Value value = ValueFor(node.Value, frame.Type!);
            _memory.Keep(value);
            frame.Result = frame.Result is UnsetValue ? value : _choices.If(Mask, value, frame.Result);
        }

        frame.Returned = _choices.Or(frame.Returned, Mask);
        _memory.Keep(Mask);
        Mask = BooleanValue.False;
    }

    private object ArgumentOf(ExpressionNode argument, ParameterNode parameter)
    {
        ClassicalType type = _evaluator.Type(parameter.Type);
        if (type.Kind == TypeKind.Qubit)
        {
            QubitRegister qubits = QubitsOf(argument);
            int count = type.Width ?? 1;
            return qubits.Qubits.Length == count
                ? new QubitRegister(qubits.Qubits, type.Width is not null)
                : throw _source.Error(
                    argument.Start,
                    $"{Counted.Of(qubits.Qubits.Length, "qubit", "is", "are")} given for {type} {parameter.Name}; give {count}");
        }

        if (!parameter.IsReference)
        {
            Value value = ValueFor(argument, type);
            return type.Kind == TypeKind.Bit && type.Lengths.Count == 0
                ? LocalBits((BitsValue)value)
                : Holding(type, value, isConstant: false);
        }

        return ArrayOf(argument, type, parameter);
    }

    // A register of its own, which the body may change and measure into.
    private BitRegister LocalBits(BitsValue value)
    {
        var register = new BitRegister(_memory.AllocateValues(value.Bits.Length), value.IsRegister);
        Value mask = Mask;
        Mask = BooleanValue.True;
        Store(register, value);
        Mask = mask;
        return register;
    }

    // Arrays are the caller's; what the body assigns to a mutable one remains.
    private Variable ArrayOf(ExpressionNode argument, ClassicalType type, ParameterNode parameter)
    {
        if (_evaluator.Resolve(argument) is not ArrayValue array)
        {
            throw _source.Error(argument.Start, $"{parameter.Name} takes an array by reference; name an array");
        }

        ClassicalType? own = argument is NameNode name && _scope.Find(name.Name, out _) is Variable variable ? variable.Type : null;
        if (own is { } given && (given.Kind != type.Kind || given.Width != type.Width))
        {
            throw _source.Error(argument.Start, $"{given} is given for {type} {parameter.Name}; give an array of the same type");
        }

        List<int> lengths = [];
        for (Value item = array; item is ArrayValue inner; item = inner.Items[0])
        {
            lengths.Add(inner.Items.Length);
        }

        bool fits = lengths.Count == type.Lengths.Count && lengths.Zip(type.Lengths, (a, b) => b < 0 || a == b).All(same => same);
        return fits
            ? new(type with { Lengths = lengths.ToEquatableArray() }, array, isConstant: !parameter.IsMutable, Mask)
            : throw _source.Error(
                argument.Start,
                $"an array of lengths {string.Join(", ", lengths)} is given for {type} {parameter.Name}; give the lengths of the "
                + "parameter");
    }

    /// <summary>A call: the paths that have returned, with their values.</summary>
    private sealed class CallFrame(SubroutineNode subroutine, ClassicalType? type)
    {
        public SubroutineNode Subroutine { get; } = subroutine;

        public ClassicalType? Type { get; } = type;

        public Value Returned { get; set; } = BooleanValue.False;

        public Value Result { get; set; } = UnsetValue.Instance;
    }
}
