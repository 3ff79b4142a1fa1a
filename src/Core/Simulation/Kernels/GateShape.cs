using System.Numerics;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Simulation;

/// <summary>What the matrix of a gate looks like whatever its angles, and so which kernel it takes.</summary>
/// <param name="Kernel">The kernel.</param>
/// <param name="Controls">The gate's own qubits that leave the state alone when 0.</param>
/// <param name="Targets">The other ones, in order.</param>
/// <param name="IsReal">Whether all entries are real.</param>
internal sealed record GateShape(GateKernel Kernel, int[] Controls, int[] Targets, bool IsReal)
{
    // Generic angles: an entry that is exactly 0 or 1 here is written as such in the gate table.
    private static readonly double[] Generic = [0.7310585786, 1.9283746655, -0.3141414141, 2.7071067812];

    private static readonly Dictionary<Gate, GateShape> Shapes = Gates.All.ToDictionary(gate => gate, Find);

    /// <summary>Returns the shape of a gate of the table, or of one given by its matrix.</summary>
    public static GateShape Of(Gate gate) => Shapes.TryGetValue(gate, out GateShape? shape) ? shape : Find(gate);

    /// <summary>Returns the matrix of a gate at angles where no entry vanishes by chance.</summary>
    public static ComplexMatrix GenericMatrix(Gate gate) => gate.Matrix(Generic[..gate.ParameterCount]);

    /// <summary>Returns the block on the targets for controls that are all 1.</summary>
    public ComplexMatrix Block(ComplexMatrix matrix)
    {
        if (Controls.Length == 0)
        {
            return matrix;
        }

        int set = LocalBits.Spread((1 << Controls.Length) - 1, Controls);
        return ComplexMatrix.Create(
            1 << Targets.Length, (r, c) => matrix[LocalBits.Spread(r, Targets) | set, LocalBits.Spread(c, Targets) | set]);
    }

    private static GateShape Find(Gate gate)
    {
        ComplexMatrix matrix = GenericMatrix(gate);
        bool isReal = matrix.Entries.All(entry => entry.Imaginary == 0);
        int[] all = [.. Enumerable.Range(0, gate.QubitCount)];
        if (IsDiagonal(matrix))
        {
            return new(GateKernel.Diagonal, [], all, isReal);
        }

        int[] controls = [.. all.Where(q => IsControl(matrix, q))];
        var shape = new GateShape(GateKernel.Matrix, controls, [.. all.Except(controls)], isReal);
        ComplexMatrix block = shape.Block(matrix);
        return block.Equals(Gates.X.Matrix()) || block.Equals(Gates.Swap.Matrix()) ? shape with { Kernel = GateKernel.Exchange } : shape;
    }

    private static bool IsDiagonal(ComplexMatrix m) => Indices(m).All(i => i.Row == i.Column || m[i.Row, i.Column] == Complex.Zero);

    private static bool IsControl(ComplexMatrix m, int qubit) => Indices(m)
        .Where(i => (i.Row & i.Column & 1 << qubit) == 0)
        .All(i => m[i.Row, i.Column] == (i.Row == i.Column ? 1 : 0));

    private static IEnumerable<(int Row, int Column)> Indices(ComplexMatrix m) =>
        Enumerable.Range(0, m.Dimension * m.Dimension).Select(i => (i / m.Dimension, i % m.Dimension));
}
