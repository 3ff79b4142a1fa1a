using CutAwareQnn.Circuits;

namespace CutAwareQnn.Learning;

/// <summary>
/// The rule that ends training when the watched loss has not improved for some epochs. The watched loss is that of the validation part
/// where there is one, and training then ends with the best weights; else it is the epoch's mean training loss.
/// </summary>
/// <param name="Patience">Number of epochs without improvement, at least 1.</param>
/// <param name="MinImprovement">The smallest decrease of the loss that counts as an improvement, at least 0.</param>
public sealed record EarlyStopping(int Patience, double MinImprovement = 0)
{
    /// <summary>Number of epochs without improvement, at least 1.</summary>
    public int Patience { get; } = Patience >= 1
        ? Patience
        : throw new CircuitException($"a patience of {Counted.Of(Patience, "epoch")} would end training before the first; give at least 1");

    /// <summary>The smallest decrease of the loss that counts as an improvement, at least 0.</summary>
    public double MinImprovement { get; } = OptimiserRange.NotNegative(MinImprovement, "least improvement");
}
