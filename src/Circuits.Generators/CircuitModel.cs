using CutAwareQnn.Circuits.Generators.Printing;
using CutAwareQnn.Cutting;

namespace CutAwareQnn.Circuits.Generators;

/// <summary>A circuit ready to be printed.</summary>
/// <param name="Circuit">The circuit.</param>
/// <param name="Observables">Its observables.</param>
/// <param name="Partition">The labels that were declared or found; null where none were.</param>
/// <param name="Found">The result of the finder of cuts; null where it was not called.</param>
/// <param name="Plan">The plan for the first observable; null where no cuts are declared.</param>
/// <param name="Value">The program of the values; null where the interpreter takes its place.</param>
/// <param name="Gradient">The same for values with gradients.</param>
/// <param name="Cut">The programs of the cut circuit; null where nothing is cut, or they are interpreted.</param>
internal sealed record CircuitModel(
    Circuit Circuit,
    IReadOnlyList<PauliSum> Observables,
    PartitionLabels? Partition,
    FoundCuts? Found,
    CutPlan? Plan,
    Kernel? Value,
    Kernel? Gradient,
    CutModel? Cut)
{
    /// <summary>All programs, each once.</summary>
    public IReadOnlyList<Kernel> Kernels { get; } =
    [
        .. new[] { Value, Gradient }.Concat(Cut?.Kernels ?? []).OfType<Kernel>().GroupBy(k => k.Name).Select(g => g.First()),
    ];
}
