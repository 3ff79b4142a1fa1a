namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>Measurements: into bits, into variables, into none.</summary>
internal sealed partial class Interpreter
{
    private void Measure(ExpressionNode qubits, ExpressionNode? target)
    {
        if (target is null)
        {
            MeasureIntoNew(qubits);
            return;
        }

        object meaning = _evaluator.Resolve(target);
        if (meaning is BitRegister bits)
        {
            MeasureInto(qubits.Start, QubitsOf(qubits), target.Start, bits);
        }
        else if (target is NameNode or IndexNode && (target is NameNode name ? name : BaseOf(target)) is { } variable
            && _scope.Find(variable.Name, out _) is Variable)
        {
            Assign(new(target.Start, target, null, new MeasureNode(qubits.Start, qubits)));
        }
        else
        {
            throw _source.Error(target.Start, "a measurement goes into bits; declare them, as with bit[2] c;");
        }
    }

    private BitsValue MeasureIntoNew(ExpressionNode qubits)
    {
        QubitRegister measured = QubitsOf(qubits);
        CheckElements(qubits.Start, "measure", _memory.Count, measured.Qubits.Length, "bits");
        int[] bits = _memory.Allocate(measured.Qubits.Length);
        MeasureInto(qubits.Start, measured, qubits.Start, new(bits, measured.IsRegister));
        return new(Array.ConvertAll(bits, _memory.Read), measured.IsRegister);
    }

    private void MeasureInto(int start, QubitRegister qubits, int target, BitRegister bits)
    {
        if (qubits.Qubits.Length != bits.Bits.Length)
        {
            throw _source.Error(
                target,
                $"the measurement names {Counted.Of(qubits.Qubits.Length, "qubit")} and {Counted.Of(bits.Bits.Length, "bit")}; "
                + "give as many bits as qubits");
        }

        CheckDistinct([start], [qubits], 0);
        if (bits.Bits.Length > 1 && bits.Bits.Distinct().Count() < bits.Bits.Length)
        {
            throw _source.Error(target, "a bit receives two measurements in one statement; give distinct bits");
        }

        for (int i = 0; i < bits.Bits.Length; i++)
        {
            int place = _memory.Measure(bits.Bits[i], Mask, IsUsedByMask);
            _circuit.Add(new Measurement(qubits.Qubits[i], place));
        }
    }

    private QubitRegister QubitsOf(ExpressionNode node) => _evaluator.Resolve(node) as QubitRegister
        ?? throw _source.Error(node.Start, "these are no qubits; name some that are declared with qubit");
}
