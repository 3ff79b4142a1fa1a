namespace CutAwareQnn.Circuits;

/// <summary>A backend that failed, or was asked for what it cannot do.</summary>
public sealed class BackendException : CutAwareException
{
    /// <summary>Creates the exception with its one-line message and, where there is one, its cause.</summary>
    public BackendException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
