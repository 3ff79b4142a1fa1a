using System.Numerics;

namespace CutAwareQnn.Simulation;

/// <summary>
/// An operation on given bits of a tile's index, without its numbers: the kernel is chosen and its index arithmetic done. A tile is a whole
/// state or the part of one in which all bits outside the tile are the same. Spans are as long as the tile after the operation; before it,
/// qubits that the operation brings in are the tile's highest bits and known to be in |0⟩. Imaginary parts are empty for real states.
/// </summary>
internal abstract class PlacedOperation
{
    /// <summary>Qubits that the operation brings in: the tile is this many times doubled.</summary>
    public virtual int EnteringCount => 0;

    /// <summary>Numbers that <see cref="Spread"/> writes.</summary>
    public virtual int CoefficientCount => 0;

    /// <summary>Numbers that <see cref="SpreadInverse"/> writes.</summary>
    public virtual int InverseCount => CoefficientCount;

    /// <summary>Entries of the matrix that <see cref="Spread"/> takes and of the transition.</summary>
    public virtual int EntryCount => 0;

    /// <summary>Chooses the kernel of a gate on the qubits of a whole state.</summary>
    /// <param name="shape">The gate's shape.</param>
    /// <param name="qubits">The qubits in the order of the gate's arguments.</param>
    public static PlacedOperation OnState(GateShape shape, IReadOnlyList<int> qubits)
    {
        int[] targets = [.. shape.Targets.Select(k => qubits[k])];
        int controls = shape.Controls.Sum(k => 1 << qubits[k]);
        return shape.Kernel switch
        {
            GateKernel.Diagonal => new PlacedDiagonal(targets, [.. targets.Select(_ => -1)], shape.IsReal),
            GateKernel.Exchange => new PlacedExchange(targets, controls, 0),
            _ => new PlacedMatrix(targets, controls, 0, 0, shape.IsReal),
        };
    }

    /// <summary>Lays the numbers of a matrix out for <see cref="Apply"/>.</summary>
    /// <param name="matrix">
    /// Row by row, with the columns only in which the qubits that are brought in read 0; of a diagonal its entries.
    /// </param>
    /// <param name="coefficients">Receives <see cref="CoefficientCount"/> numbers.</param>
    public virtual void Spread(ReadOnlySpan<Complex> matrix, Span<double> coefficients)
    {
    }

    /// <summary>Lays the numbers of the conjugate transpose out for <see cref="Undo"/>.</summary>
    /// <param name="matrix">As for <see cref="Spread"/>.</param>
    /// <param name="coefficients">Receives <see cref="InverseCount"/> numbers.</param>
    public virtual void SpreadInverse(ReadOnlySpan<Complex> matrix, Span<double> coefficients)
    {
    }

    /// <summary>Applies the operation in place.</summary>
    /// <param name="re">Real parts.</param>
    /// <param name="im">Imaginary parts.</param>
    /// <param name="stateIndex">An index of the state inside the tile.</param>
    /// <param name="coefficients">The numbers.</param>
    public abstract void Apply(Span<double> re, Span<double> im, int stateIndex, ReadOnlySpan<double> coefficients);

    /// <summary>Applies the conjugate transpose in place; qubits that were brought in leave.</summary>
    /// <param name="re">Real parts.</param>
    /// <param name="im">Imaginary parts.</param>
    /// <param name="stateIndex">An index of the state inside the tile.</param>
    /// <param name="coefficients">The numbers of the conjugate transpose.</param>
    public abstract void Undo(Span<double> re, Span<double> im, int stateIndex, ReadOnlySpan<double> coefficients);

    /// <summary>
    /// Adds <c>Σ conj(bra[r])·ket[c]</c> over all other qubits: the derivative of ⟨bra|M|ket⟩ by each entry of the matrix M.
    /// </summary>
    /// <param name="braRe">Real parts of the bra, a tile after the operation.</param>
    /// <param name="braIm">Imaginary parts.</param>
    /// <param name="ketRe">Real parts of the ket, a tile before the operation.</param>
    /// <param name="ketIm">Imaginary parts.</param>
    /// <param name="stateIndex">An index of the state inside the tile.</param>
    /// <param name="result">Receives <see cref="EntryCount"/> numbers, in the order of the matrix.</param>
    public virtual void AddTransition(
        ReadOnlySpan<double> braRe, ReadOnlySpan<double> braIm, ReadOnlySpan<double> ketRe, ReadOnlySpan<double> ketIm,
        int stateIndex, Span<Complex> result)
    {
    }
}
