namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>Declarations, and what variables hold.</summary>
internal sealed partial class Interpreter
{
    private void DeclareQubits(QubitDeclarationNode node)
    {
        CheckGlobal(node.Start, "a declaration of qubits");
        int count = node.Size is null ? 1 : _evaluator.Size(node.Size, $"the size of register {QuotedText.Of(node.Name)}");
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
        if (node.IsConstant && value is not null && MeasuredOperators.DependsOnBits(value))
        {
            throw _source.Error(node.Initial!.Start, $"constant {QuotedText.Of(node.Name)} depends on measured bits; remove const");
        }

        Declare(node.Start, node.Name, Holding(type, value, node.IsConstant));
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
        else if (value is not null)
        {
            Store(node.Initial!.Start, register, value);
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

    private Variable Holding(ClassicalType type, Value? value, bool isConstant)
    {
        var variable = new Variable(type, null, isConstant, _circuit.BranchDepth);
        if (value is not null)
        {
            Give(variable, value);
        }

        return variable;
    }

    private void Give(Variable variable, Value value)
    {
        variable.Set(value, _memory);
        _work.Charge((long)variable.Bits.Length * (value is TestValue test ? test.Formula.Size : 1));
    }

    // The circuit has no memory for measured bits but the bits themselves, so that a variable keeps which they are.
    private Value ValueFor(ExpressionNode node, ClassicalType type)
    {
        if (node is MeasureNode measure)
        {
            return MeasuredValue(measure, type);
        }

        Quotient quotient = type.Kind is TypeKind.Float or TypeKind.Angle ? Quotient.Refused : Quotient.Truncated;
        return _evaluator.Hold(node.Start, type, _evaluator.With(quotient, node));
    }
}
