namespace CutAwareQnn.Runtime;

/// <summary>What a backend states that it takes, in money and in time.</summary>
/// <param name="PerTask">Price of a task: a circuit at one row of inputs.</param>
/// <param name="PerShot">Price of a shot.</param>
/// <param name="Currency">The currency, as messages name it; null where nothing is paid.</param>
/// <param name="SecondsPerTask">Seconds of a task, besides its shots.</param>
/// <param name="SecondsPerShot">Seconds of a shot.</param>
public sealed record BackendPrice(double PerTask, double PerShot, string? Currency, double SecondsPerTask, double SecondsPerShot);
