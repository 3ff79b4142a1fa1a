namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>Assignments.</summary>
internal sealed partial class Interpreter
{
    private void Assign(AssignmentNode node)
    {
        if (node.Target is NameNode name && _scope.Find(name.Name, out bool isOutside) is Variable variable)
        {
            CheckAssignable(node.Start, name.Name, variable, isOutside);
            bool isRead = node.Operator is not null && variable.Value is not null;
            Give(variable, Combined(node, variable.Type, isRead ? _evaluator.Evaluate(node.Target) : null));
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
                Value value = Combined(node, type, items[positions[0]]);
                items[positions[0]] = !MeasuredOperators.DependsOnBits(value) ? value : throw _source.Error(
                    node.Start, "an array that holds measured bits is not supported; use a variable for each of its elements");
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
        Store(node.Value.Start, bits, Combined(node, type, before));
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
        return _evaluator.Hold(node.Start, type, value);
    }

    private void CheckAssignable(int start, string name, Variable variable, bool isOutside)
    {
        if (variable.IsConstant || isOutside)
        {
            throw _source.Error(
                start, $"{QuotedText.Of(name)} is constant here and keeps its value; declare a variable of your own");
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

    private void Store(int start, BitRegister register, Value value)
    {
        switch (value)
        {
            case BitsValue known:
                for (int i = 0; i < register.Bits.Length; i++)
                {
                    _memory.Assign(register.Bits[i], known.Bits[i]);
                }

                break;
            case MeasuredBits measured:
                _work.Charge(register.Bits.Length);
                _memory.Copy(register.Bits, measured.Bits);
                break;
            default:
                throw _source.Error(start, "a bit that holds a test of measured bits is not supported; declare a bool for it");
        }
    }
}
