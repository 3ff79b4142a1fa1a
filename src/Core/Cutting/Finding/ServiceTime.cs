namespace CutAwareQnn.Cutting;

/// <summary>How long a device takes.</summary>
/// <param name="CircuitSeconds">To take in a circuit, in seconds.</param>
/// <param name="ShotSeconds">For a shot, in seconds.</param>
public sealed record ServiceTime(double CircuitSeconds = 0.01, double ShotSeconds = 250e-6);
