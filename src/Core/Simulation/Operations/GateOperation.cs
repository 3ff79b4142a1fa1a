using System.Numerics;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Simulation;

/// <summary>A gate with bound angles on given qubits of a state, ready for its kernel.</summary>
internal sealed class GateOperation
{
    private readonly PlacedOperation _placed;
    private readonly Complex[] _matrix;
    private readonly double[] _coefficients;
    private double[]? _inverse;

    private GateOperation(PlacedOperation placed, Complex[] matrix)
    {
        _placed = placed;
        _matrix = matrix;
        _coefficients = new double[placed.CoefficientCount];
        placed.Spread(matrix, _coefficients);
    }

    /// <summary>Chooses the kernel by the gate's shape.</summary>
    /// <param name="gate">A gate of the table.</param>
    /// <param name="angles">Its angles in radians.</param>
    /// <param name="qubits">Its qubits in the order of its arguments.</param>
    public static GateOperation Of(Gate gate, double[] angles, IReadOnlyList<int> qubits)
    {
        GateShape shape = GateShape.Of(gate);
        return Of(PlacedOperation.OnState(shape, qubits), shape, gate, angles);
    }

    /// <summary>Binds the angles of a gate whose kernel is chosen.</summary>
    public static GateOperation Of(PlacedOperation placed, GateShape shape, Gate gate, double[] angles)
    {
        ComplexMatrix matrix = gate.Matrix(angles);
        return shape.Kernel switch
        {
            GateKernel.Exchange => new(placed, []),
            GateKernel.Diagonal => new(placed, [.. Enumerable.Range(0, matrix.Dimension).Select(i => matrix[i, i])]),
            _ => new(placed, [.. shape.Block(matrix).Entries]),
        };
    }

    /// <summary>Creates any matrix on at most five qubits.</summary>
    /// <param name="qubits">Distinct qubits; the first is the least significant bit of the matrix's index.</param>
    /// <param name="matrix">2^k × 2^k.</param>
    /// <exception cref="CircuitException">There are more than five qubits.</exception>
    public static GateOperation Of(int[] qubits, ComplexMatrix matrix) => qubits.Length <= MatrixKernel.MaxQubits
        ? new(new PlacedMatrix(qubits, 0, 0, 0, isReal: false), [.. matrix.Entries])
        : throw new CircuitException(
            $"a matrix on {Counted.Of(qubits.Length, "qubit")} is too large for one step; write it as gates on at most "
            + $"{MatrixKernel.MaxQubits}");

    /// <summary>Applies it to a state.</summary>
    public void Apply(Span<double> re, Span<double> im) => _placed.Apply(re, im, 0, _coefficients);

    /// <summary>Applies the conjugate transpose to a state.</summary>
    public void Undo(Span<double> re, Span<double> im) => _placed.Undo(re, im, 0, _inverse ??= SpreadInverse());

    private double[] SpreadInverse()
    {
        double[] inverse = new double[_placed.InverseCount];
        _placed.SpreadInverse(_matrix, inverse);
        return inverse;
    }
}
