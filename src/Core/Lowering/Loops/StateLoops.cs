using CutAwareQnn.Circuits;

namespace CutAwareQnn.Lowering;

/// <summary>
/// A circuit whose state is too long to be unrolled, as sweeps over the state vector: each applies the gates of a few qubits in one
/// pass of a loop whose body is a short program. Data only, as a program is.
/// </summary>
/// <remarks>
/// Amplitudes are not normalised (<see cref="QubitGroup.Weight"/>); observations hold the factor. A qubit enters the state, as its next
/// bit, with the first sweep that entangles it, so early sweeps are over short vectors.
/// </remarks>
/// <param name="QubitCount">Qubits of the state; one that no observable sees is none of them.</param>
/// <param name="Coefficients">
/// What no amplitude changes: cosines, sines and their products, each an output; first those of the sweeps, in order.
/// </param>
/// <param name="Loops">In time order.</param>
/// <param name="Observations">One per observable.</param>
/// <param name="Gradient">How derivatives are taken; null where they are not needed.</param>
public sealed record StateLoops(
    int QubitCount,
    Program Coefficients,
    EquatableArray<StateLoop> Loops,
    EquatableArray<Observation> Observations,
    StateLoopGradient? Gradient)
{
    /// <summary>Coefficients that sweeps read.</summary>
    public int LoopCoefficientCount => Loops.Sum(s => s.CoefficientCount);

    /// <summary>Steps of the values and, where they are taken, the derivatives; loops counted once.</summary>
    public int StepCount => Coefficients.ArithmeticCount
        + Loops.Sum(s => s.StepCount)
        + Observations.Sum(o => o.StepCount(Gradient is not null))
        + (Gradient?.Chain.ArithmeticCount ?? 0);

    /// <summary>Steps that one evaluation of the values takes, every turn of every loop.</summary>
    public long Work => Coefficients.ArithmeticCount
        + Loops.Sum(s => (long)Math.Max(s.Body.ArithmeticCount, s.OutputCount) << (s.Before - s.OldCount))
        + Observations.SelectMany(o => o.Loops).Sum(p => (long)p.StepCount(withSeed: false) << (QubitCount - p.BitCount));
}
