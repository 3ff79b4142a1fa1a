using CutAwareQnn.Estimation;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Runtime;

/// <summary>How a query's circuits are written.</summary>
/// <param name="Dialect">The dialect of the circuit files.</param>
/// <param name="Shots">Shots per circuit; not used with <paramref name="TotalShots"/>.</param>
/// <param name="TotalShots">Shots of the query, divided among its circuits by their coefficients; null for shots per circuit.</param>
/// <param name="IsDeferred">Whether measurements are moved to the end with ancillas.</param>
/// <param name="MaxQubits">Qubits of the device; null where any width will do.</param>
/// <param name="Source">The name of the circuit's file; null where there is none.</param>
/// <param name="SourceSha256">The digest of that file; null where there is none.</param>
/// <param name="Exact">The exact values, [row][observable], null where one is not known; null where none is.</param>
/// <param name="ZeroNoise">How values are continued to no noise; null to run circuits as they are.</param>
/// <param name="Connectivity">The device that circuits are placed on and routed for by swaps; null to write them as they are.</param>
public sealed record DeviceFolderSettings(
    DeviceDialect Dialect,
    long Shots = 0,
    long? TotalShots = null,
    bool IsDeferred = false,
    int? MaxQubits = null,
    string? Source = null,
    string? SourceSha256 = null,
    IReadOnlyList<double?>? Exact = null,
    ZeroNoiseSettings? ZeroNoise = null,
    DeviceModel? Connectivity = null);
