namespace CutAwareQnn.Circuits;

/// <summary>Results that cannot be put together: missing, doubled or foreign.</summary>
public sealed class ReconstructionException : CutAwareException
{
    /// <summary>Creates the exception with its one-line message.</summary>
    public ReconstructionException(string message)
        : base(message)
    {
    }
}
