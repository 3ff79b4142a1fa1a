using System.Numerics;

namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>Amazon Braket's gates that are matrices.</summary>
internal sealed partial class Interpreter
{
    // Braket's first qubit is the most significant one.
    private void Apply(UnitaryPragmaNode node)
    {
        QubitRegister[] operands = Array.ConvertAll(node.Operands, QubitsOf);
        int[] qubits = [.. operands.SelectMany(o => o.Qubits).Reverse()];
        Complex[][] rows = Array.ConvertAll(
            node.Rows, row => Array.ConvertAll(row, e => _evaluator.At(e.Start, () => Conversion.ToComplex(_evaluator.Evaluate(e)))));
        if (qubits.Length is < 1 or > 2 || rows.Length != 1 << qubits.Length || rows.Any(r => r.Length != rows.Length))
        {
            throw _source.Error(
                node.Start,
                $"a matrix of {Counted.Of(rows.Length, "row")} is given on {Counted.Of(qubits.Length, "qubit")}; only square ones on 1 or "
                + "2 qubits are supported");
        }

        var matrix = new ComplexMatrix([.. rows.SelectMany(r => r)]);
        if (matrix.UnitarityError() > LargestError)
        {
            throw _source.Error(node.Start, "the matrix is not unitary; give more digits, or another matrix");
        }

        _circuit.Add(new GateInstruction(Gate.Unitary(matrix), qubits.ToEquatableArray(), EquatableArray<Angle>.Empty));
    }

    // Exporters write seven digits and more.
    private const double LargestError = 1e-6;
}
