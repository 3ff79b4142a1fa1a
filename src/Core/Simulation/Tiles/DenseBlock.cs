using System.Numerics;

namespace CutAwareQnn.Simulation;

/// <summary>A block that is applied as its matrix.</summary>
/// <param name="block">The block.</param>
/// <param name="placed">The kernel.</param>
/// <param name="entering">Bits of the matrix's index that are brought in.</param>
internal sealed class DenseBlock(GateBlock block, PlacedMatrix placed, int entering) : TileOperation(placed)
{
    private readonly int[] _columns = [.. Enumerable.Range(0, 1 << block.Qubits.Length).Where(c => (c & entering) == 0)];

    /// <inheritdoc/>
    public override int ChoiceCount => block.ChoiceCount;

    /// <inheritdoc/>
    public override bool HasSlots => block.HasSlots;

    /// <inheritdoc/>
    public override int Choose(int ket) => block.Choose(ket);

    /// <inheritdoc/>
    public override void Matrix(int choice, ReadOnlySpan<double> angles, Span<Complex> matrix) =>
        block.Matrix(choice, angles, _columns, matrix);

    /// <inheritdoc/>
    public override void AddGradient(
        int choice, ReadOnlySpan<double> angles, ReadOnlySpan<double> chain, Span<Complex> transition, Span<double> gradient) =>
        block.AddGradient(choice, angles, chain, _columns, transition, gradient);
}
