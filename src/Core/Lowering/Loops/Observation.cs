using CutAwareQnn.Circuits;

namespace CutAwareQnn.Lowering;

/// <summary>How the expectation value of an observable is read from the state.</summary>
/// <param name="Observable">The observable, as text for people.</param>
/// <param name="Loops">Loops over the state; the value is the sum of theirs.</param>
public sealed record Observation(string Observable, EquatableArray<ObservationLoop> Loops)
{
    /// <summary>Counts the steps of its loops, each once.</summary>
    /// <param name="withSeed">Whether the derivative is taken.</param>
    public int StepCount(bool withSeed) => Loops.Sum(p => p.StepCount(withSeed));
}
