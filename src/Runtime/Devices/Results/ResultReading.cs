namespace CutAwareQnn.Runtime;

/// <summary>What is known about results beside their file.</summary>
/// <param name="Circuits">The circuits that gave them; joined by name, else by order where there are as many.</param>
/// <param name="Shots">Shots per circuit, for probabilities; null where the file has counts.</param>
/// <param name="Bits">Which end of a register's text bit 0 is at, where the format leaves it open; null where it is not known.</param>
/// <param name="Extra">Circuits that may follow the others, such as a probe; null for none.</param>
public sealed record ResultReading(
    IReadOnlyList<OutcomeCircuit> Circuits, long? Shots = null, BitOrder? Bits = null, IReadOnlyList<OutcomeCircuit>? Extra = null)
{
    /// <summary>All circuits, the extra ones last.</summary>
    internal IEnumerable<OutcomeCircuit> All => Circuits.Concat(Extra ?? []);
}
