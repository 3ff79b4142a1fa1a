using CutAwareQnn.Circuits;

namespace CutAwareQnn.Learning;

/// <summary>
/// Ends training when the loss has not improved for some epochs: the loss on the validation part where there is one, and training then
/// ends with the best weights; else the epoch's mean training loss.
/// </summary>
/// <param name="Patience">Epochs without improvement, at least 1.</param>
/// <param name="MinImprovement">What counts as one: the loss has to fall by more, from 0.</param>
public sealed record EarlyStopping(int Patience, double MinImprovement = 0)
{
    /// <summary>Epochs without improvement, at least 1.</summary>
    public int Patience { get; } = Patience >= 1
        ? Patience
        : throw new CircuitException($"a patience of {Patience} epochs would stop before the first; give at least 1");

    /// <summary>What counts as an improvement, from 0.</summary>
    public double MinImprovement { get; } = OptimiserRange.NotNegative(MinImprovement, "least improvement");
}
