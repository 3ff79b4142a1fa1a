using System.Numerics;

namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>Declarations, and the values of variables.</summary>
internal sealed partial class Interpreter
{
    private void DeclareQubits(QubitDeclarationNode node)
    {
        CheckGlobal(node.Start, "a declaration of qubits");
        int count = node.Size is null ? 1 : _evaluator.Size(node.Size, $"the size of register {QuotedText.Of(node.Name)}");
        CheckElements(node.Start, node.Name, _circuit.QubitCount, count, "qubits");
        Declare(node.Start, node.Name, new QubitRegister(_circuit.Allocate(node.Name, count), node.Size is not null));
    }

    // The qubits of a device, in the order of their numbers, before all others.
    private void DeclareHardwareQubits()
    {
        if (_source.Text.IndexOf('$') < 0)
        {
            return;
        }

        var scanner = new Scanner(_source, isVersion3: true);
        SortedDictionary<(int, string), string> names = [];
        while (scanner.Current.Kind != TokenKind.End)
        {
            Token token = scanner.Advance();
            if (token.Kind == TokenKind.HardwareQubit)
            {
                string text = _source.Cut(token);
                names[(text.Length, text)] = text;
            }
        }

        foreach (string name in names.Values)
        {
            _scope.Declare(name, new QubitRegister(_circuit.Allocate(name, 1), IsRegister: false));
        }
    }

    private void DeclareVariable(DeclarationNode node)
    {
        ClassicalType type = _evaluator.Type(node.Type);
        if (type.Kind == TypeKind.Bit && type.Lengths.Count == 0 && !node.IsConstant)
        {
            DeclareBits(node, type);
            return;
        }

        long size = 1;
        foreach (int length in type.Lengths)
        {
            size = Math.Min(size * length, WorkBudget.MostSteps + 1);
        }

        _work.Charge(type.Lengths.Count == 0 ? 0 : size);
        Value value = node.Initial is not null ? ValueFor(node.Initial, type) : Zero(type);
        if (node.IsConstant && BitOperators.IsOpen(value))
        {
            throw _source.Error(node.Initial!.Start, $"constant {QuotedText.Of(node.Name)} depends on measured bits; remove const");
        }

        Declare(node.Start, node.Name, Holding(type, value, node.IsConstant));
    }

    // Variables are 0 before their first assignment, as bits are.
    private static Value Zero(ClassicalType type, int depth = 0) =>
        depth < type.Lengths.Count
            ? new ArrayValue([.. Enumerable.Range(0, type.Lengths[depth]).Select(_ => Zero(type, depth + 1))])
            : type.Kind == TypeKind.Duration ? new DurationValue(0, 0)
            : Conversion.To(type with { Lengths = EquatableArray<int>.Empty }, new IntegerValue(0));

    private void DeclareBits(DeclarationNode node, ClassicalType type)
    {
        int count = type.Width ?? 1;
        CheckElements(node.Start, node.Name, _memory.Count, count, "bits");
        Value? value = node.Initial is null or MeasureNode ? null : ValueFor(node.Initial, type);
        var register = new BitRegister(_memory.Allocate(count), type.Width is not null);
        _bitRegisters.Add(new(node.Name, register.Bits[0], count));
        _work.ChargeRepeated(count);
        if (node.Initial is MeasureNode measure)
        {
            MeasureInto(measure.Start, QubitsOf(measure.Qubits), node.Start, register);
        }
        else if (value is BitsValue bits)
        {
            Value mask = Mask;
            Mask = BooleanValue.True;
            Store(register, bits);
            Mask = mask;
        }

        Declare(node.Start, node.Name, register);
    }

    private void CheckElements(int start, string name, int before, int count, string what)
    {
        if (count > Registers.MostElements - before)
        {
            throw _source.Error(
                start,
                $"register {QuotedText.Of(name)} of {count} {what} makes more than {Registers.MostElements} in all; "
                + "declare smaller registers");
        }
    }

    private void DeclareInput(InputNode node)
    {
        CheckGlobal(node.Start, "an input");
        ClassicalType type = _evaluator.Type(node.Type);
        if (type.Kind is not (TypeKind.Float or TypeKind.Angle))
        {
            Declare(node.Start, node.Name, Holding(type, KnownInput(node, type), isConstant: true));
            return;
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

        Declare(node.Start, node.Name, new Variable(type, InputsOf(node.Name, 0), isConstant: true, Mask));

        Value InputsOf(string name, int depth)
        {
            if (depth < type.Lengths.Count)
            {
                return new ArrayValue(Enumerable.Range(0, type.Lengths[depth]).Select(i => InputsOf($"{name}[{i}]", depth + 1)).ToArray());
            }

            bool isAngle = type.Kind == TypeKind.Angle;
            Angle input = _inputs.Add(name, node.Name, isAngle);
            return isAngle ? new AngleValue(input, type.Width) : new RealValue(input);
        }
    }

    // The value of an input that decides what the circuit is.
    private Value KnownInput(InputNode node, ClassicalType type)
    {
        if (_inputs.Known(node.Name) is { } number && type.Lengths.Count == 0)
        {
            return _evaluator.Convert(
                node.Start, type, Math.Floor(number) == number ? new IntegerValue((BigInteger)number) : new RealValue(number));
        }

        throw _source.Error(
            node.Start,
            $"input {QuotedText.Of(node.Name)} of type {type} decides what the circuit is, but has no value here; "
            + $"give --input {node.Name}=VALUE, or write its value as a constant");
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

    private Variable Holding(ClassicalType type, Value value, bool isConstant)
    {
        _memory.Keep(value);
        return new(type, value, isConstant, Mask);
    }

    private Value ValueFor(ExpressionNode node, ClassicalType type) => _evaluator.Convert(
        node.Start, type, node is MeasureNode measure ? MeasureIntoNew(measure.Qubits) : _evaluator.With(Quotient.Truncated, node));
}
