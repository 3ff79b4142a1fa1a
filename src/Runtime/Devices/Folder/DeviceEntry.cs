using CutAwareQnn.Circuits;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Runtime;

/// <summary>A circuit of a results folder, which several of its queries may share.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Circuit">The circuit as the first of its queries runs it.</param>
/// <param name="Written">The circuit as it is written: deferred, or placed on a device.</param>
/// <param name="Text">Its text.</param>
/// <param name="SwapCount">Swaps that placing it inserted; null where it is not placed.</param>
/// <param name="Shots">Its shots; 0 where they are not known.</param>
internal sealed record DeviceEntry(string Id, DeviceCircuit Circuit, Circuit Written, string Text, int? SwapCount, long Shots);
