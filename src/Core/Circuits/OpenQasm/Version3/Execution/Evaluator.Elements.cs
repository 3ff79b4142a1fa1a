using System.Numerics;

namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>The meaning of names, and the elements of registers and arrays.</summary>
internal sealed partial class Evaluator
{
    /// <summary>Returns the meaning of a name, an element or a slice: a value, bits or qubits.</summary>
    public object Resolve(ExpressionNode node) => node switch
    {
        NameNode name => ResolveName(name),
        IndexNode index => ResolveIndex(index),
        ConcatenationNode concatenation => Joined(concatenation.Start, concatenation.Parts, "'++' joins different things"),
        HardwareQubitNode qubit => _scope.Find(qubit.Text, out _)!,
        SetNode set when IsSetOfQubits(set) => Joined(set.Start, set.Elements, "the set holds different things"),
        _ => Evaluate(node),
    };

    /// <summary>Returns the positions that indices in brackets name.</summary>
    /// <param name="count">Elements there are.</param>
    /// <param name="index">A number, a range or a set.</param>
    /// <param name="name">The name of what is indexed, for messages.</param>
    /// <param name="isSingle">Whether it is one number, so that one element is meant, not a register of one.</param>
    public int[] Positions(int count, ExpressionNode index, string name, out bool isSingle)
    {
        isSingle = index is not (RangeNode or SetNode);
        switch (index)
        {
            case RangeNode range:
                return Range(count, range, name);
            case SetNode set:
                _work.Charge(set.Elements.Length);
                return set.Elements.Length > 0
                    ? Array.ConvertAll(set.Elements, e => Position(e.Start, count, Integer(e), name))
                    : throw _source.Error(set.Start, "the index set is empty; give at least one index");
            default:
                return [Position(index.Start, count, Integer(index), name)];
        }
    }

    /// <summary>Returns how many numbers a range has.</summary>
    /// <param name="start">The place for messages.</param>
    /// <param name="from">The first.</param>
    /// <param name="step">Not 0.</param>
    /// <param name="to">The last one allowed.</param>
    public BigInteger CountOf(int start, BigInteger from, BigInteger step, BigInteger to)
    {
        if (step.IsZero)
        {
            throw _source.Error(start, "the step of the range is 0; give another one");
        }

        BigInteger span = step.Sign > 0 ? to - from : from - to;
        return span.Sign < 0 ? BigInteger.Zero : BigInteger.Divide(span, BigInteger.Abs(step)) + 1;
    }

    private bool IsSetOfQubits(SetNode set) => set.Elements.Length > 0 && Array.TrueForAll(
        set.Elements,
        e => e is HardwareQubitNode || (e is NameNode or IndexNode && _scope.Find(BaseOf(e), out _) is QubitRegister or BitRegister));

    private static string BaseOf(ExpressionNode node) => node switch
    {
        NameNode name => name.Name,
        IndexNode index => BaseOf(index.Target),
        _ => "",
    };

    private object ResolveName(NameNode node)
    {
        object? meaning = _scope.Find(node.Name, out bool isOutside);
        switch (meaning)
        {
            case null:
                return Functions.Constant(node.Name) is { } constant
                    ? constant
                    : throw NotDeclared(node.Start, node.Name, "declare it before its use");
            case QubitRegister when isOutside:
                throw _source.Error(
                    node.Start, $"qubit {QuotedText.Of(node.Name)} is declared outside the body; make it an argument");
            case BitRegister or Variable { IsConstant: false } when isOutside && IsInGate:
                throw _source.Error(
                    node.Start, $"{QuotedText.Of(node.Name)} is no constant, so a gate's body cannot use it; declare it const");
            case Variable variable:
                return variable.Value;
            default:
                return meaning;
        }
    }

    private object ResolveIndex(IndexNode node)
    {
        object target = Resolve(node.Target);
        string name = node.Target is NameNode named ? named.Name : "slice";
        if (target is ArrayValue array)
        {
            return Element(node, array, name, 0);
        }

        if (node.Indices.Length > 1)
        {
            throw _source.Error(node.Indices[1].Start, $"{QuotedText.Of(name)} takes one index; write sets as {{0, 2}}");
        }

        switch (target)
        {
            case QubitRegister { IsRegister: true } qubits:
                int[] chosen = Positions(qubits.Qubits.Length, node.Indices[0], name, out bool isQubit);
                return new QubitRegister(Array.ConvertAll(chosen, i => qubits.Qubits[i]), !isQubit);
            case BitRegister { IsRegister: true } bits when IndexOf(node.Indices[0]) is Choice open:
                return BitAt(node.Indices[0].Start, Read(bits), open, name);
            case BitRegister { IsRegister: true } bits:
                int[] read = Positions(bits.Bits.Length, node.Indices[0], name, out bool isBit);
                return new BitRegister(Array.ConvertAll(read, i => bits.Bits[i]), !isBit);
            case IntegerValue or AngleValue or BitsNumber or Choice or BitsValue { IsRegister: true }:
                BitsValue own = At(node.Start, () => _bits.BitsOf(_choices.Under(Mask, (Value)target)));
                if (IndexOf(node.Indices[0]) is Choice position)
                {
                    return BitAt(node.Indices[0].Start, own, position, name);
                }

                int[] known = Positions(own.Bits.Length, node.Indices[0], name, out bool isKnownBit);
                return new BitsValue(Array.ConvertAll(known, i => own.Bits[i]), !isKnownBit);
            default:
                throw _source.Error(node.Start, $"{QuotedText.Of(name)} is no register, so it has no elements; remove the index");
        }
    }

    // The value of a single index; null for ranges and sets.
    private Value? IndexOf(ExpressionNode index) =>
        index is RangeNode or SetNode or LiteralNode ? null : _bits.Listed(With(Quotient.Truncated, index));

    private BitsValue BitAt(int start, BitsValue bits, Value position, string name)
    {
        Value bit = BooleanValue.False;
        foreach (Value place in Choices.Leaves(position))
        {
            int i = Position(start, bits.Bits.Length, At(start, () => Conversion.ToInteger(place)), name);
            bit = _choices.If(_choices.Map(position, p => BooleanValue.Of(p.Equals(place))), bits.Bits[i], bit);
        }

        return new([bit], IsRegister: false);
    }

    private Value Element(IndexNode node, Value value, string name, int depth)
    {
        if (depth == node.Indices.Length)
        {
            return value;
        }

        if (value is not ArrayValue array)
        {
            throw _source.Error(
                node.Indices[depth].Start, $"array {QuotedText.Of(name)} has {Counted.Of(depth, "dimension")}; give fewer indices");
        }

        if (IndexOf(node.Indices[depth]) is Choice open)
        {
            Value[] items = [.. Choices.Leaves(open)];
            return items.Skip(1).Aggregate(ItemAt(items[0]), (result, place) =>
                _choices.If(_choices.Map(open, p => BooleanValue.Of(p.Equals(place))), ItemAt(place), result));
        }

        int[] positions = Positions(array.Items.Length, node.Indices[depth], name, out bool isSingle);
        return isSingle
            ? Element(node, array.Items[positions[0]], name, depth + 1)
            : new ArrayValue(Array.ConvertAll(positions, i => Element(node, array.Items[i], name, depth + 1)));

        Value ItemAt(Value place) => Element(
            node,
            array.Items[Position(node.Indices[depth].Start, array.Items.Length, At(node.Start, () => Conversion.ToInteger(place)), name)],
            name,
            depth + 1);
    }

    private object Joined(int start, ExpressionNode[] elements, string fault)
    {
        object[] parts = Array.ConvertAll(elements, Resolve);
        _work.Charge(parts.Sum(p => p switch
        {
            QubitRegister q => q.Qubits.Length,
            BitRegister b => b.Bits.Length,
            ArrayValue a => a.Items.Length,
            _ => 1,
        }));
        return parts.All(p => p is QubitRegister)
                ? new QubitRegister(parts.SelectMany(p => ((QubitRegister)p).Qubits).ToArray(), IsRegister: true)
            : parts.All(p => p is BitRegister)
                ? new BitRegister(parts.SelectMany(p => ((BitRegister)p).Bits).ToArray(), IsRegister: true)
            : parts.All(p => p is ArrayValue)
                ? new ArrayValue(parts.SelectMany(p => ((ArrayValue)p).Items).ToArray())
            : parts.All(p => p is BitRegister or BitsValue)
                ? new BitsValue(parts.SelectMany(p => (p as BitsValue ?? Read((BitRegister)p)).Bits).ToArray(), IsRegister: true)
            : throw _source.Error(start, fault + "; join qubits with qubits and bits with bits");
    }

    private BitsValue Read(BitRegister register)
    {
        _work.Charge(register.IsRegister ? register.Bits.Length : 0);
        return (BitsValue)_choices.Under(Mask, new BitsValue(Array.ConvertAll(register.Bits, _memory.Read), register.IsRegister));
    }

    private int Position(int start, int count, BigInteger position, string name) => position >= -count && position < count
        ? (int)(position.Sign < 0 ? position + count : position)
        : throw _source.Error(
            start, $"index {position} is outside {QuotedText.Of(name)} of {count}; use 0 to {count - 1}, or -{count} to -1 from the end");

    private int[] Range(int count, RangeNode range, string name)
    {
        BigInteger step = range.Step is null ? 1 : Integer(range.Step);
        int from = range.From is null ? step.Sign > 0 ? 0 : count - 1 : Position(range.From.Start, count, Integer(range.From), name);
        int to = range.To is null ? step.Sign > 0 ? count - 1 : 0 : Position(range.To.Start, count, Integer(range.To), name);
        BigInteger length = CountOf(range.Start, from, step, to);
        _work.Charge((long)length);
        return length.Sign > 0
            ? Enumerable.Range(0, (int)length).Select(i => (int)(from + (i * step))).ToArray()
            : throw _source.Error(range.Start, $"the range of {QuotedText.Of(name)} is empty; give one with at least one element");
    }
}
