using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;

namespace CutAwareQnn.Simulation;

/// <summary>The operator that a ket has inserted at a cut end.</summary>
/// <param name="end">The cut end.</param>
/// <param name="layout">The kets.</param>
internal sealed class InsertionFactor(CutEnd end, KetLayout layout) : BlockFactor([end.Qubit])
{
    private readonly ComplexMatrix[] _operators = [.. layout.Insertions(end.Leg, end.Place).Select(Matrix)];

    /// <summary>The cut end.</summary>
    public CutEnd End { get; } = end;

    /// <inheritdoc/>
    public override int ChoiceCount => _operators.Length;

    /// <inheritdoc/>
    public override bool IsReal => _operators.All(m => m.Entries.All(entry => entry.Imaginary == 0));

    /// <inheritdoc/>
    public override int Choose(int ket) => layout.Inserted(End, ket);

    /// <inheritdoc/>
    public override ComplexMatrix Pattern() =>
        ComplexMatrix.Create(2, (r, c) => _operators.Any(m => m[r, c] != 0) ? 1 : 0);

    /// <inheritdoc/>
    public override ComplexMatrix Matrix(int choice, ReadOnlySpan<double> angles) => _operators[choice];

    private static ComplexMatrix Matrix(Pauli pauli) => pauli switch
    {
        Pauli.I => Gates.Id.Matrix(),
        Pauli.X => Gates.X.Matrix(),
        Pauli.Y => Gates.Y.Matrix(),
        _ => Gates.Z.Matrix(),
    };
}
