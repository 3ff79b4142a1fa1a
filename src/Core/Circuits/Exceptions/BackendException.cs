namespace CutAwareQnn.Circuits;

/// <summary>A backend that failed, or input that it cannot execute.</summary>
public sealed class BackendException : CutAwareException
{
    /// <summary>Creates the exception with its one-line message and, where there is one, its cause.</summary>
    public BackendException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>Whether executions failed that may succeed another time; otherwise the input needs what the backend cannot do.</summary>
    public bool IsFailure { get; init; }
}
