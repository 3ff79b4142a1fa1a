namespace CutAwareQnn.Circuits;

/// <summary>Cuts that do not fit the circuit.</summary>
public sealed class CutException : CutAwareException
{
    /// <summary>Creates the exception with its one-line message.</summary>
    public CutException(string message)
        : base(message)
    {
    }
}
