using System.Numerics;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Simulation;

/// <summary>A controlled gate that is alone in its block, or X or SWAP: applied to its targets where the controls are 1.</summary>
/// <param name="gate">The gate.</param>
/// <param name="placed">The kernel.</param>
internal sealed class ControlledBlock(GateFactor gate, PlacedOperation placed) : TileOperation(placed)
{
    /// <inheritdoc/>
    public override int ChoiceCount => 1;

    /// <inheritdoc/>
    public override bool HasSlots => gate.Slots.Count > 0;

    /// <inheritdoc/>
    public override int Choose(int ket) => 0;

    /// <inheritdoc/>
    public override void Matrix(int choice, ReadOnlySpan<double> angles, Span<Complex> matrix)
    {
        ComplexMatrix block = matrix.IsEmpty ? ComplexMatrix.Identity(1) : gate.Shape.Block(gate.Matrix(0, angles));
        for (int i = 0; i < matrix.Length; i++)
        {
            matrix[i] = block.Entries[i];
        }
    }

    /// <inheritdoc/>
    public override void AddGradient(
        int choice, ReadOnlySpan<double> angles, ReadOnlySpan<double> chain, Span<Complex> transition, Span<double> gradient)
    {
        foreach (FactorSlot slot in gate.Slots)
        {
            ComplexMatrix derivative = gate.Shape.Block(gate.Derivative(slot.Parameter, angles));
            double value = 0;
            for (int i = 0; i < transition.Length; i++)
            {
                value += (derivative.Entries[i] * transition[i]).Real;
            }

            gradient[slot.Slot] += 2 * value * chain[slot.Chain];
        }
    }
}
