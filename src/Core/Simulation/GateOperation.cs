using System.Numerics;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Simulation;

/// <summary>A gate with bound angles on given qubits, ready for its kernel.</summary>
internal abstract class GateOperation
{
    private GateOperation? _inverse;

    /// <summary>The operation that undoes it.</summary>
    public GateOperation Inverse => _inverse ??= Adjoint();

    /// <summary>Applies it to a state.</summary>
    public abstract void Apply(Span<double> re, Span<double> im);

    /// <summary>The operation of the conjugate transpose.</summary>
    protected abstract GateOperation Adjoint();

    /// <summary>Chooses the kernel by the gate's shape.</summary>
    /// <param name="gate">A gate of the table.</param>
    /// <param name="angles">Its angles in radians.</param>
    /// <param name="qubits">Its qubits in the order of its arguments.</param>
    public static GateOperation Of(Gate gate, double[] angles, IReadOnlyList<int> qubits)
    {
        GateShape shape = GateShape.Of(gate);
        ComplexMatrix matrix = gate.Matrix(angles);
        int[] targets = [.. shape.Targets.Select(k => qubits[k])];
        int controls = shape.Controls.Sum(k => 1 << qubits[k]);
        switch (shape.Kernel)
        {
            case GateKernel.Diagonal:
                return new DiagonalOperation(targets, [.. Enumerable.Range(0, matrix.Dimension).Select(i => matrix[i, i])]);
            case GateKernel.Exchange:
                return new ExchangeOperation(targets.Sum(q => 1 << q), targets.Length == 1 ? 0 : 1 << targets[0], controls);
            case GateKernel.OneQubit:
                int on = (1 << gate.QubitCount) - 1, off = on & ~(1 << shape.Targets[0]);
                return new OneQubitOperation(
                    targets[0], controls, new(matrix[off, off], matrix[off, on], matrix[on, off], matrix[on, on]));
            default:
                return new DenseOperation(targets, matrix);
        }
    }

    private sealed class DiagonalOperation(int[] qubits, Complex[] diagonal) : GateOperation
    {
        public override void Apply(Span<double> re, Span<double> im) => DiagonalKernel.Apply(re, im, qubits, diagonal);

        protected override GateOperation Adjoint() => new DiagonalOperation(qubits, Array.ConvertAll(diagonal, Complex.Conjugate));
    }

    private sealed class ExchangeOperation(int flips, int set, int controls) : GateOperation
    {
        public override void Apply(Span<double> re, Span<double> im) => ExchangeKernel.Apply(re, im, flips, set, controls);

        protected override GateOperation Adjoint() => this;
    }

    private sealed class OneQubitOperation(int qubit, int controls, Unitary2 matrix) : GateOperation
    {
        public override void Apply(Span<double> re, Span<double> im) => OneQubitKernel.Apply(re, im, qubit, controls, matrix);

        protected override GateOperation Adjoint() => new OneQubitOperation(qubit, controls, matrix.Adjoint());
    }
}
