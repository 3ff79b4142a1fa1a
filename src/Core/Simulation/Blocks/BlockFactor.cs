using CutAwareQnn.Circuits;

namespace CutAwareQnn.Simulation;

/// <summary>One operator of a block: a gate, or an operator that the ket chooses.</summary>
/// <param name="qubits">The circuit's qubits; the first is the least significant bit of the matrix's index.</param>
internal abstract class BlockFactor(int[] qubits)
{
    /// <summary>The circuit's qubits; the first is the least significant bit of the matrix's index.</summary>
    public int[] Qubits { get; } = qubits;

    /// <summary>Operators to choose from.</summary>
    public virtual int ChoiceCount => 1;

    /// <summary>Whether every matrix is real at all angles.</summary>
    public abstract bool IsReal { get; }

    /// <summary>The parameters that depend on slots.</summary>
    public virtual IReadOnlyList<FactorSlot> Slots => [];

    /// <summary>Returns the operator of a ket.</summary>
    public virtual int Choose(int ket) => 0;

    /// <summary>Returns a matrix that is 0 only where all matrices of the factor are 0 at all angles.</summary>
    public abstract ComplexMatrix Pattern();

    /// <summary>Returns the matrix.</summary>
    /// <param name="choice">The operator.</param>
    /// <param name="angles">The bound angles of the circuit.</param>
    public abstract ComplexMatrix Matrix(int choice, ReadOnlySpan<double> angles);

    /// <summary>Returns the derivative of the matrix by one of the gate's parameters.</summary>
    public virtual ComplexMatrix Derivative(int parameter, ReadOnlySpan<double> angles) =>
        throw new NotSupportedException("the operator has no parameters");
}
