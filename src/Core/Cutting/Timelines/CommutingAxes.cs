using System.Numerics;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>
/// The Paulis that a gate commutes with on each of its qubits, for all values of its symbols. Gates that on every qubit they share
/// commute with one Pauli, the same for both, commute: on that qubit they are both sums over its eigenstates.
/// </summary>
internal sealed class CommutingAxes
{
    private const int X = 1;
    private const int Y = 2;
    private const int Z = 4;
    private const int WidestMatrix = 3;

    // What an angle with symbols is tried at: points without special meaning.
    private static readonly double[] Samples = [0.7310585786, 1.9283746655];

    private readonly Dictionary<GateInstruction, int[]> _known = [];

    /// <summary>Returns flags of the axes for each qubit of an instruction; 0 where nothing is known to commute.</summary>
    public int[] Of(Instruction instruction)
    {
        if (instruction is not GateInstruction { Targets.Count: <= WidestMatrix } gate)
        {
            return new int[instruction.Qubits.Count];
        }

        // The position of the gate does not matter.
        GateInstruction key = gate with { Targets = EquatableArray<int>.Empty };
        if (!_known.TryGetValue(key, out int[]? axes))
        {
            axes = Enumerable.Repeat(X | Y | Z, gate.Targets.Count).ToArray();
            foreach (double sample in gate.Angles.All(a => a.IsConstant) ? Samples.Take(1) : Samples)
            {
                ComplexMatrix matrix =
                    gate.Gate.Matrix([.. gate.Angles.Select((a, i) => a.Evaluate(s => sample + (0.1234567 * (s.Index + i))))]);
                for (int qubit = 0; qubit < axes.Length; qubit++)
                {
                    axes[qubit] &= Of(matrix, 1 << qubit);
                }
            }

            _known.Add(key, axes);
        }

        return axes;
    }

    private static int Of(ComplexMatrix matrix, int bit)
    {
        const double Rounding = 1e-12;
        bool x = true;
        bool y = true;
        bool z = true;
        for (int row = 0; row < matrix.Dimension; row++)
        {
            for (int column = 0; column < matrix.Dimension; column++)
            {
                Complex entry = matrix[row, column];
                Complex flipped = matrix[row ^ bit, column ^ bit];
                bool isDiagonal = ((row ^ column) & bit) == 0;
                x &= Complex.Abs(entry - flipped) < Rounding;
                y &= Complex.Abs(isDiagonal ? entry - flipped : entry + flipped) < Rounding;
                z &= isDiagonal || Complex.Abs(entry) < Rounding;
            }
        }

        return (x ? X : 0) | (y ? Y : 0) | (z ? Z : 0);
    }
}
