namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>Assignments; on some paths only, the value so far remains on the others.</summary>
internal sealed partial class Interpreter
{
    private void Assign(AssignmentNode node)
    {
        if (node.Target is NameNode name && _scope.Find(name.Name, out bool isOutside) is Variable variable)
        {
            CheckAssignable(node.Start, name.Name, variable, isOutside);
            Give(variable, Combined(node, variable.Type, node.Operator is null ? null : _evaluator.Evaluate(node.Target)));
            return;
        }

        if (BaseOf(node.Target) is { } array && _scope.Find(array.Name, out bool isArrayOutside) is Variable held)
        {
            CheckAssignable(node.Start, array.Name, held, isArrayOutside);
            AssignElement((IndexNode)node.Target, node, held);
            return;
        }

        if (_evaluator.Resolve(node.Target) is not BitRegister bits)
        {
            throw _source.Error(node.Start, "this cannot be assigned to; assign to a variable or to bits");
        }

        if (node.Value is MeasureNode measure && node.Operator is null)
        {
            MeasureInto(measure.Start, QubitsOf(measure.Qubits), node.Target.Start, bits);
            return;
        }

        var type = new ClassicalType(TypeKind.Bit, bits.IsRegister ? bits.Bits.Length : null, EquatableArray<int>.Empty);
        Value? before = node.Operator is null ? null : _evaluator.Evaluate(node.Target);
        Store(bits, (BitsValue)Combined(node, type, before));
    }

    private static NameNode? BaseOf(ExpressionNode node) => node switch
    {
        IndexNode { Target: NameNode name } => name,
        IndexNode inner => BaseOf(inner.Target),
        _ => null,
    };

    private void AssignElement(IndexNode target, AssignmentNode node, Variable variable)
    {
        ExpressionNode[] indices = [.. IndicesOf(target)];
        variable.Value = variable.Value is ArrayValue array
            ? Replaced(array, variable.Type, indices, 0, node)
            : ReplacedBits(variable.Value, variable.Type, indices, node);
        _memory.Keep(variable.Value);
    }

    private static IEnumerable<ExpressionNode> IndicesOf(ExpressionNode node) =>
        node is IndexNode index ? IndicesOf(index.Target).Concat(index.Indices) : [];

    // Items are replaced in place, as arrays that are given to subroutines are the caller's.
    private Value Replaced(Value value, ClassicalType type, ExpressionNode[] indices, int depth, AssignmentNode node)
    {
        if (depth == indices.Length)
        {
            Value given = Combined(node, type, node.Operator is null ? null : _choices.Under(Mask, value));
            return Mask is BooleanValue ? given : _choices.If(Mask, given, value);
        }

        if (value is not ArrayValue array)
        {
            return ReplacedBits(value, type, [.. indices.Skip(depth)], node);
        }

        ClassicalType item = type with { Lengths = type.Lengths.Skip(1).ToEquatableArray() };
        int[] positions = _evaluator.Positions(array.Items.Length, indices[depth], BaseOf(node.Target)!.Name, out bool isSingle);
        if (isSingle)
        {
            array.Items[positions[0]] = Replaced(array.Items[positions[0]], item, indices, depth + 1, node);
            return array;
        }

        if (depth + 1 < indices.Length || node.Operator is not null)
        {
            throw _source.Error(indices[depth].Start, "a slice of an array is assigned as a whole; give one range as its last index");
        }

        Value values =
            ValueFor(node.Value, type with { Lengths = new[] { positions.Length }.Concat(type.Lengths.Skip(1)).ToEquatableArray() });
        for (int i = 0; i < positions.Length; i++)
        {
            Value given = ((ArrayValue)values).Items[i];
            Value before = array.Items[positions[i]];
            array.Items[positions[i]] = Mask is BooleanValue ? given : _choices.If(Mask, given, before);
        }

        return array;
    }

    // Bits of an integer or an angle.
    private Value ReplacedBits(Value value, ClassicalType type, ExpressionNode[] indices, AssignmentNode node)
    {
        if (indices.Length > 1 || type.Kind is not (TypeKind.Integer or TypeKind.Unsigned or TypeKind.Angle or TypeKind.Bit))
        {
            throw _source.Error(node.Start, "this has no elements that can be assigned to; assign to the whole");
        }

        BitsValue bits = _evaluator.BitsOf(node.Start, value);
        int[] positions = _evaluator.Positions(bits.Bits.Length, indices[0], BaseOf(node.Target)!.Name, out bool isSingle);
        var part = new ClassicalType(TypeKind.Bit, isSingle ? null : positions.Length, EquatableArray<int>.Empty);
        Value before = new BitsValue(Array.ConvertAll(positions, p => bits.Bits[p]), !isSingle);
        var given = (BitsValue)Combined(node, part, node.Operator is null ? null : before);
        Value[] changed = [.. bits.Bits];
        for (int i = 0; i < positions.Length; i++)
        {
            changed[positions[i]] = _choices.If(Mask, given.Bits[i], changed[positions[i]]);
        }

        return _evaluator.Convert(node.Start, type with { Width = type.Width ?? changed.Length }, new BitsValue(changed, IsRegister: true));
    }

    private Value Combined(AssignmentNode node, ClassicalType type, Value? before)
    {
        if (node.Operator is not { } sign || before is null)
        {
            return ValueFor(node.Value, type);
        }

        if (sign == Operator.BitNot)
        {
            return _evaluator.Convert(node.Start, type, _evaluator.Evaluate(new UnaryNode(node.Start, sign, node.Value)));
        }

        return _evaluator.Convert(node.Start, type, _evaluator.Binary(sign, node.Start, before, _evaluator.Evaluate(node.Value)));
    }

    private void CheckAssignable(int start, string name, Variable variable, bool isOutside)
    {
        if (variable.IsConstant || isOutside)
        {
            throw _source.Error(
                start, $"{QuotedText.Of(name)} is constant here and keeps its value; declare a variable of your own");
        }
    }

    private void Give(Variable variable, Value value)
    {
        bool isWhole = ReferenceEquals(Mask, variable.Mask) || Mask is BooleanValue;
        variable.Value = isWhole ? value : _choices.If(Mask, value, variable.Value);
        _memory.Keep(variable.Value);
    }

    private void Store(BitRegister register, BitsValue value)
    {
        _work.ChargeRepeated(register.Bits.Length);
        for (int i = 0; i < register.Bits.Length; i++)
        {
            _memory.Assign(register.Bits[i], Mask, value.Bits[i]);
        }
    }
}
