using System.Numerics;

namespace CutAwareQnn.Simulation;

/// <summary>One operation of a tile loop: blocks of gates, the kernel that they take, and their numbers.</summary>
/// <param name="placed">The kernel.</param>
internal abstract class TileOperation(PlacedOperation placed)
{
    /// <summary>The kernel.</summary>
    public PlacedOperation Placed { get; } = placed;

    /// <summary>Combinations of the blocks' choices.</summary>
    public abstract int ChoiceCount { get; }

    /// <summary>Whether a parameter depends on a slot.</summary>
    public abstract bool HasSlots { get; }

    /// <summary>Returns the combination of choices of a ket.</summary>
    public abstract int Choose(int ket);

    /// <summary>Computes the matrix as <see cref="PlacedOperation.Spread"/> takes it.</summary>
    /// <param name="choice">A combination of choices.</param>
    /// <param name="angles">The bound angles of the program.</param>
    /// <param name="matrix">Receives <see cref="PlacedOperation.EntryCount"/> numbers.</param>
    public abstract void Matrix(int choice, ReadOnlySpan<double> angles, Span<Complex> matrix);

    /// <summary>Adds the derivatives by the slots of <c>Σ 2 Re(M·R)</c>, entry by entry of the matrix M.</summary>
    /// <param name="choice">A combination of choices.</param>
    /// <param name="angles">The bound angles of the program.</param>
    /// <param name="chain">The derivatives of parameters by slots.</param>
    /// <param name="transition">R; used up.</param>
    /// <param name="gradient">By slot, per radian.</param>
    public abstract void AddGradient(
        int choice, ReadOnlySpan<double> angles, ReadOnlySpan<double> chain, Span<Complex> transition, Span<double> gradient);
}
