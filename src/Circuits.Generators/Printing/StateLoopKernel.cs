using CutAwareQnn.Lowering;

namespace CutAwareQnn.Circuits.Generators.Printing;

/// <summary>The sweeps of a kernel, and its straight-line programs before and after them.</summary>
/// <param name="Circuit">The sweeps.</param>
/// <param name="Coefficients">The program of the coefficients.</param>
/// <param name="Chain">The chain rule; null where no derivatives are taken.</param>
internal sealed record StateLoopKernel(StateLoops Circuit, Kernel Coefficients, Kernel? Chain)
{
    private const int Gap = 36;

    /// <summary>Steps of its code, loops counted once.</summary>
    public int StepCount => Circuit.StepCount;

    /// <summary>The first place in scratch of the derivatives by coefficients, after the coefficients.</summary>
    public int Adjoints => Circuit.Coefficients.Outputs.Count;

    /// <summary>The first place of values that pass between parts of the programs.</summary>
    public int Places => Adjoints + (Chain is null ? 0 : Circuit.LoopCoefficientCount);

    /// <summary>The first place of the state.</summary>
    public int State => Places + Math.Max(Coefficients.Printable.PlaceCount, Chain?.Printable.PlaceCount ?? 0);

    /// <summary>
    /// The first place of the derivative by the state; not a power of two after it, since then both would compete for the same lines
    /// of the cache.
    /// </summary>
    public int Derivative => State + (2 << Circuit.QubitCount) + Gap;

    /// <summary>Lanes of scratch.</summary>
    public int LaneCount => Chain is null ? Derivative : Derivative + (2 << Circuit.QubitCount);
}
