namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>Measurements: into bits, into variables, into none.</summary>
internal sealed partial class Interpreter
{
    private void Measure(ExpressionNode qubits, ExpressionNode? target)
    {
        if (target is null)
        {
            MeasureIntoNew(qubits, out _);
            return;
        }

        MeasureInto(
            qubits.Start, QubitsOf(qubits), target.Start,
            _evaluator.Resolve(target) as BitRegister
            ?? throw _source.Error(target.Start, "a measurement goes into bits; declare them, as with bit[2] c;"));
    }

    private int[] MeasureIntoNew(ExpressionNode qubits, out bool isRegister)
    {
        QubitRegister measured = QubitsOf(qubits);
        CheckElements(qubits.Start, "measure", _memory.Count, measured.Qubits.Length, "bits");
        int[] bits = _memory.Allocate(measured.Qubits.Length);
        isRegister = measured.IsRegister;
        MeasureInto(qubits.Start, measured, qubits.Start, new(bits, isRegister));
        return bits;
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

    private Value MeasuredValue(MeasureNode node, ClassicalType type)
    {
        if (type.Lengths.Count > 0 || type.Kind is TypeKind.Float or TypeKind.Angle)
        {
            throw _source.Error(node.Start, $"a measurement into {type} is not supported; measure into a bit");
        }

        int[] bits = MeasureIntoNew(node.Qubits, out bool isRegister);
        return _evaluator.Hold(node.Start, type, new MeasuredBits(bits, isRegister));
    }

    private QubitRegister QubitsOf(ExpressionNode node) => _evaluator.Resolve(node) as QubitRegister
        ?? throw _source.Error(node.Start, "these are no qubits; name some that are declared with qubit");
}
