namespace CutAwareQnn.Circuits;

/// <summary>A circuit, gate, angle or observable that cannot be.</summary>
public sealed class CircuitException : CutAwareException
{
    /// <summary>Creates the exception with its one-line message.</summary>
    public CircuitException(string message)
        : base(message)
    {
    }
}
