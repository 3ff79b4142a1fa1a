namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>What names stand for, and the elements of registers and arrays.</summary>
internal sealed partial class Evaluator
{
    /// <summary>What a name, an element or a slice stands for: a value, bits or qubits.</summary>
    public object Resolve(ExpressionNode node) => node switch
    {
        NameNode name => ResolveName(name),
        IndexNode index => ResolveIndex(index),
        ConcatenationNode concatenation => ResolveConcatenation(concatenation),
        HardwareQubitNode qubit => throw _source.Error(
            qubit.Start, $"the device's qubit '{qubit.Text}' is not supported; declare qubits, as with qubit[2] q;"),
        _ => Evaluate(node),
    };

    /// <summary>The positions that indices in brackets name.</summary>
    /// <param name="count">Elements there are.</param>
    /// <param name="index">A number, a range or a set.</param>
    /// <param name="name">What is indexed, for messages.</param>
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
                    ? Array.ConvertAll(set.Elements, e => Position(count, e, name))
                    : throw _source.Error(set.Start, "the index set is empty; give at least one index");
            default:
                return [Position(count, index, name)];
        }
    }

    /// <summary>The numbers of a range.</summary>
    /// <param name="start">The place for messages.</param>
    /// <param name="from">The first.</param>
    /// <param name="step">Not 0.</param>
    /// <param name="to">The last one allowed.</param>
    public long CountOf(int start, long from, long step, long to)
    {
        if (step == 0)
        {
            throw _source.Error(start, "the step of the range is 0; give another one");
        }

        decimal count = Math.Floor(((decimal)to - from) / step) + 1;
        return count <= 0 ? 0 : (long)Math.Min(count, long.MaxValue);
    }

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
                return ValueOf(node, variable);
            default:
                return meaning;
        }
    }

    private Value ValueOf(NameNode node, Variable variable)
    {
        if (variable.Bits.Length > 0)
        {
            _work.Charge(variable.Bits.Length);
            if (Array.Exists(variable.Bits, b => _memory.HasChanged(b, variable.Moment)))
            {
                throw _source.Error(
                    node.Start,
                    $"{QuotedText.Of(node.Name)} holds bits that were measured or assigned again since, so that its value is lost; "
                    + "use it before that, or measure into other bits");
            }
        }

        return variable.Value
            ?? throw _source.Error(node.Start, $"{QuotedText.Of(node.Name)} has no value yet; assign one before its use");
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
            case BitRegister { IsRegister: true } bits:
                int[] read = Positions(bits.Bits.Length, node.Indices[0], name, out bool isBit);
                return new BitRegister(Array.ConvertAll(read, i => bits.Bits[i]), !isBit);
            case BitsValue { IsRegister: true } bits:
                int[] known = Positions(bits.Bits.Length, node.Indices[0], name, out bool isKnownBit);
                return new BitsValue(Array.ConvertAll(known, i => bits.Bits[i]), !isKnownBit);
            case MeasuredBits { IsRegister: true, Form: BitForm.Bits } bits:
                int[] held = Positions(bits.Bits.Length, node.Indices[0], name, out bool isHeldBit);
                return new MeasuredBits(Array.ConvertAll(held, i => bits.Bits[i]), !isHeldBit);
            default:
                throw _source.Error(
                    node.Start, target is Value value and (IntegerValue or RealValue or MeasuredBits)
                        ? $"the bits of {value.Kind} such as {QuotedText.Of(name)} are not supported; use a register bit[n]"
                        : $"{QuotedText.Of(name)} is no register, so it has no elements; remove the index");
        }
    }

    private Value Element(IndexNode node, Value value, string name, int depth)
    {
        if (depth == node.Indices.Length)
        {
            return value;
        }

        if (value is not ArrayValue array)
        {
            throw _source.Error(node.Indices[depth].Start, $"array {QuotedText.Of(name)} has {depth} dimensions; give fewer indices");
        }

        int[] positions = Positions(array.Items.Length, node.Indices[depth], name, out bool isSingle);
        return isSingle
            ? Element(node, array.Items[positions[0]], name, depth + 1)
            : new ArrayValue(Array.ConvertAll(positions, i => Element(node, array.Items[i], name, depth + 1)));
    }

    private object ResolveConcatenation(ConcatenationNode node)
    {
        object[] parts = Array.ConvertAll(node.Parts, Resolve);
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
            : throw _source.Error(node.Start, "'++' joins different things; join qubits with qubits and bits with bits");
    }

    private Value Read(int start, BitRegister register)
    {
        _work.Charge(register.IsRegister ? register.Bits.Length : 0);
        bool[] values = new bool[register.Bits.Length];
        for (int i = 0; i < values.Length; i++)
        {
            if (_memory[register.Bits[i]] is not { } known)
            {
                return new MeasuredBits(Array.ConvertAll(register.Bits, b => SourceOf(start, b)), register.IsRegister);
            }

            values[i] = known;
        }

        return new BitsValue(values, register.IsRegister);
    }

    private int SourceOf(int start, int bit) => _memory.SourceOf(bit) ?? throw _source.Error(
        start,
        "this is a copy of a bit that was measured or assigned again since, so that its value is lost; "
        + "use it before that, or measure into other bits");

    private int Position(int count, ExpressionNode index, string name)
    {
        long position = Integer(index);
        return position >= -count && position < count
            ? (int)(position < 0 ? position + count : position)
            : throw Outside(index.Start, count, position, name);
    }

    private int[] Range(int count, RangeNode range, string name)
    {
        long step = range.Step is null ? 1 : Integer(range.Step);
        long from = range.From is null ? step > 0 ? 0 : count - 1 : Position(count, range.From, name);
        long to = range.To is null ? step > 0 ? count - 1 : 0 : Position(count, range.To, name);
        long length = CountOf(range.Start, from, step, to);
        _work.Charge(length);
        return length > 0
            ? Enumerable.Range(0, (int)length).Select(i => (int)(from + (i * step))).ToArray()
            : throw _source.Error(range.Start, $"the range of {QuotedText.Of(name)} is empty; give one with at least one element");
    }

    private OpenQasmException Outside(int start, int count, long position, string name) => _source.Error(
        start, $"index {position} is outside {QuotedText.Of(name)} of {count}; use 0 to {count - 1}, or -{count} to -1 from the end");
}
