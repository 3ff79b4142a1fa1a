namespace CutAwareQnn.Runtime;

/// <summary>A value whose readout errors are inverted, and the parts of its standard error.</summary>
/// <param name="Value">The value.</param>
/// <param name="ShotError">The standard error from the shots of its own circuits.</param>
/// <param name="CalibrationErrors">
/// For each of the calibration's probabilities the error, with its sign, that one standard deviation of it causes; all values that use the
/// calibration share them.
/// </param>
internal sealed record MitigatedEstimate(double Value, double ShotError, double[] CalibrationErrors);
