using CutAwareQnn.Simulation;

namespace CutAwareQnn.Runtime;

/// <summary>A job that waits for its results in a folder.</summary>
/// <param name="Path">The folder.</param>
/// <param name="Work">What the job asks of a device.</param>
/// <param name="Circuits">Its circuits, query by query, variant by variant.</param>
/// <param name="Probe">The circuit that tells the order of bits.</param>
/// <param name="Shots">The shots of each circuit.</param>
internal sealed record FolderJob(
    string Path, DeviceWork Work, IReadOnlyList<OutcomeCircuit> Circuits, OutcomeCircuit Probe, IReadOnlyList<long> Shots);
