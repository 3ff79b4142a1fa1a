using CutAwareQnn.Estimation;

namespace CutAwareQnn.Runtime;

/// <summary>A value that the results of a folder give.</summary>
/// <param name="Observable">The observable.</param>
/// <param name="Row">The row of inputs, from 0.</param>
/// <param name="Estimate">The value with its standard error.</param>
/// <param name="Exact">The exact uncut value; null where it is not known.</param>
/// <param name="ZeroNoise">What the value was continued from; null where noise was not strengthened, or circuits are missing.</param>
public sealed record DeviceValue(string Observable, int Row, Estimate Estimate, double? Exact, ZeroNoiseEstimate? ZeroNoise);
