namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>Declarations, assignments and measurements.</summary>
internal sealed partial class Interpreter
{
    private void DeclareQubits(QubitDeclarationNode node)
    {
        CheckGlobal(node.Start, "a declaration of qubits");
        int count = node.Size is null ? 1 : _evaluator.Size(node.Size, $"the size of register {SourceText.Quote(node.Name)}");
        CheckElements(node.Start, node.Name, _circuit.QubitCount, count, "qubits");
        Declare(node.Start, node.Name, new QubitRegister(_circuit.Allocate(node.Name, count), node.Size is not null));
    }

    private void DeclareVariable(DeclarationNode node)
    {
        ClassicalType type = _evaluator.Type(node.Type);
        if (type.Lengths.Count > 0)
        {
            CheckGlobal(node.Start, "an array");
        }

        if (type.Kind == TypeKind.Bit && type.Lengths.Count == 0 && !node.IsConstant)
        {
            DeclareBits(node, type);
            return;
        }

        Value? value = node.Initial is null ? null : ValueFor(node.Initial, type);
        Declare(node.Start, node.Name, new Variable(type, value, node.IsConstant, _circuit.BranchDepth));
    }

    private void DeclareBits(DeclarationNode node, ClassicalType type)
    {
        int count = type.Width ?? 1;
        CheckElements(node.Start, node.Name, _memory.Count, count, "bits");
        Value? value = node.Initial is null or MeasureNode ? null : ValueFor(node.Initial, type);
        var register = new BitRegister(_memory.Allocate(count), type.Width is not null);
        _work.ChargeRepeated(count);
        if (node.Initial is MeasureNode measure)
        {
            MeasureInto(measure.Start, QubitsOf(measure.Qubits), node.Start, register);
        }
        else if (value is BitsValue bits)
        {
            Store(register, bits);
        }

        Declare(node.Start, node.Name, register);
    }

    private void CheckElements(int start, string name, int before, int count, string what)
    {
        if (count > Registers.MostElements - before)
        {
            throw _source.Error(
                start,
                $"register {SourceText.Quote(name)} of {count} {what} makes more than {Registers.MostElements} in all; "
                + "declare smaller registers");
        }
    }

    private void DeclareInput(InputNode node)
    {
        CheckGlobal(node.Start, "an input");
        ClassicalType type = _evaluator.Type(node.Type);
        if (type.Kind is not (TypeKind.Float or TypeKind.Angle))
        {
            throw _source.Error(
                node.Start, $"an input of type {type} is not supported, only float and angle; write its value as a constant");
        }

        long count = 1;
        foreach (int length in type.Lengths)
        {
            count = Math.Min(count * length, Registers.MostElements + 1);
        }

        if (count + _inputs.Count > Registers.MostElements)
        {
            throw _source.Error(node.Start, $"more than {Registers.MostElements} inputs are declared; declare fewer");
        }

        Declare(node.Start, node.Name, new Variable(type, InputsOf(node.Name, 0), isConstant: true, 0));

        Value InputsOf(string name, int depth) => depth == type.Lengths.Count
            ? new RealValue(_inputs.Add(name, node.Name))
            : new ArrayValue(Enumerable.Range(0, type.Lengths[depth]).Select(i => InputsOf($"{name}[{i}]", depth + 1)).ToArray());
    }

    private void DeclareAlias(AliasNode node)
    {
        object meaning = _evaluator.Resolve(node.Value);
        if (meaning is not (QubitRegister or BitRegister))
        {
            throw _source.Error(node.Value.Start, "'let' names qubits or bits; declare a variable for a value");
        }

        Declare(node.Start, node.Name, meaning);
    }

    // Bits that were measured cannot be held: the circuit has no memory for them but the bits themselves.
    private Value ValueFor(ExpressionNode node, ClassicalType type)
    {
        if (node is MeasureNode)
        {
            throw _source.Error(node.Start, $"a measurement into {type} is not supported; measure into a bit");
        }

        Quotient quotient = type.Kind is TypeKind.Float or TypeKind.Angle ? Quotient.Refused : Quotient.Truncated;
        Value value = _evaluator.With(quotient, node);
        return MeasuredOperators.DependsOnBits(value)
            ? throw _source.Error(
                node.Start, "a variable that holds measured bits is not supported; use the bits themselves in the condition of an if")
            : _evaluator.Convert(node.Start, type, value);
    }

    private void Assign(AssignmentNode node)
    {
        if (node.Target is NameNode name && _scope.Find(name.Name, out bool isOutside) is Variable variable)
        {
            CheckAssignable(node.Start, name.Name, variable, isOutside);
            variable.Value = Combined(node, variable.Type, variable.Value);
            return;
        }

        if (BaseOf(node.Target) is { } array && _scope.Find(array.Name, out bool isArrayOutside) is Variable { Value: ArrayValue } held)
        {
            CheckAssignable(node.Start, array.Name, held, isArrayOutside);
            AssignElement((IndexNode)node.Target, node, held);
            return;
        }

        if (_evaluator.Resolve(node.Target) is not BitRegister bits)
        {
            throw _source.Error(node.Start, "this cannot be assigned to; assign to a variable or to bits");
        }

        AssignBits(node, bits);
    }

    private static NameNode? BaseOf(ExpressionNode node) => node is IndexNode { Target: NameNode name } ? name : null;

    private void AssignElement(IndexNode target, AssignmentNode node, Variable variable)
    {
        Value[] items = ((ArrayValue)variable.Value!).Items;
        ClassicalType type = variable.Type;
        for (int i = 0; i < target.Indices.Length; i++)
        {
            type = type with { Lengths = type.Lengths.Skip(1).ToEquatableArray() };
            int[] positions = _evaluator.Positions(items.Length, target.Indices[i], ((NameNode)target.Target).Name, out bool isSingle);
            if (!isSingle || (i + 1 < target.Indices.Length && items[positions[0]] is not ArrayValue))
            {
                throw _source.Error(target.Indices[i].Start, "only single elements of arrays can be assigned to; assign one by one");
            }

            if (i + 1 == target.Indices.Length)
            {
                items[positions[0]] = Combined(node, type, items[positions[0]]);
            }
            else
            {
                items = ((ArrayValue)items[positions[0]]).Items;
            }
        }
    }

    private void AssignBits(AssignmentNode node, BitRegister bits)
    {
        if (node.Value is MeasureNode measure && node.Operator is null)
        {
            MeasureInto(measure.Start, QubitsOf(measure.Qubits), node.Target.Start, bits);
            return;
        }

        if (_circuit.BranchDepth > 0)
        {
            throw UnderCondition(node.Start);
        }

        var type = new ClassicalType(TypeKind.Bit, bits.IsRegister ? bits.Bits.Length : null, EquatableArray<int>.Empty);
        Value? before = node.Operator is null ? null : _evaluator.Evaluate(node.Target);
        if (Combined(node, type, before) is BitsValue value)
        {
            Store(bits, value);
        }
    }

    private Value Combined(AssignmentNode node, ClassicalType type, Value? before)
    {
        if (node.Operator is not { } sign)
        {
            return ValueFor(node.Value, type);
        }

        if (before is null)
        {
            throw _source.Error(node.Start, "the variable has no value yet; assign one with '=' first");
        }

        Value value = _evaluator.Binary(sign, node.Start, before, _evaluator.Evaluate(node.Value));
        return MeasuredOperators.DependsOnBits(value)
            ? throw _source.Error(
                node.Start, "a variable that holds measured bits is not supported; use the bits themselves in the condition of an if")
            : _evaluator.Convert(node.Start, type, value);
    }

    private void CheckAssignable(int start, string name, Variable variable, bool isOutside)
    {
        if (variable.IsConstant || isOutside)
        {
            throw _source.Error(
                start, $"{SourceText.Quote(name)} is constant here and keeps its value; declare a variable of your own");
        }

        if (_circuit.BranchDepth > variable.BranchDepth)
        {
            throw UnderCondition(start);
        }
    }

    private OpenQasmException UnderCondition(int start) => _source.Error(
        start,
        "an assignment that depends on measured bits is not supported, only gates, measure and reset; "
        + "put what follows into the branches");

    private void Store(BitRegister register, BitsValue value)
    {
        for (int i = 0; i < register.Bits.Length; i++)
        {
            _memory.Assign(register.Bits[i], value.Bits[i]);
        }
    }

    private void Measure(ExpressionNode qubits, ExpressionNode? target)
    {
        QubitRegister measured = QubitsOf(qubits);
        if (target is null)
        {
            CheckElements(qubits.Start, "measure", _memory.Count, measured.Qubits.Length, "bits");
            MeasureInto(qubits.Start, measured, qubits.Start, new(_memory.Allocate(measured.Qubits.Length), measured.IsRegister));
            return;
        }

        MeasureInto(
            qubits.Start, measured, target.Start,
            _evaluator.Resolve(target) as BitRegister
            ?? throw _source.Error(target.Start, "a measurement goes into bits; declare them, as with bit[2] c;"));
    }

    private void MeasureInto(int start, QubitRegister qubits, int target, BitRegister bits)
    {
        if (qubits.Qubits.Length != bits.Bits.Length)
        {
            throw _source.Error(
                target,
                $"the measurement names {qubits.Qubits.Length} qubits and {bits.Bits.Length} bits; give as many bits as qubits");
        }

        CheckDistinct([start], [qubits], 0);
        if (bits.Bits.Length > 1 && bits.Bits.Distinct().Count() < bits.Bits.Length)
        {
            throw _source.Error(target, "a bit receives two measurements in one statement; give distinct bits");
        }

        for (int i = 0; i < bits.Bits.Length; i++)
        {
            _circuit.Measure(qubits.Qubits[i], bits.Bits[i]);
        }
    }

    private QubitRegister QubitsOf(ExpressionNode node) => _evaluator.Resolve(node) as QubitRegister
        ?? throw _source.Error(node.Start, "these are no qubits; name some that are declared with qubit");
}
