namespace CutAwareQnn.Circuits;

/// <summary>
/// Bad input, told in one line of four parts: what was given, where, the rule, the remedy.
/// The console turns the family into exit code 2; any other exception is a fault of the program.
/// </summary>
public abstract class CutAwareException : Exception
{
    /// <summary>Creates the exception with its one-line message.</summary>
    protected CutAwareException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}

/// <summary>A circuit, gate, angle or observable that cannot be.</summary>
public sealed class CircuitException : CutAwareException
{
    /// <summary>Creates the exception with its one-line message.</summary>
    public CircuitException(string message)
        : base(message)
    {
    }
}

/// <summary>Cuts that do not fit the circuit.</summary>
public sealed class CutException : CutAwareException
{
    /// <summary>Creates the exception with its one-line message.</summary>
    public CutException(string message)
        : base(message)
    {
    }
}

/// <summary>Results that cannot be put together: missing, doubled or foreign.</summary>
public sealed class ReconstructionException : CutAwareException
{
    /// <summary>Creates the exception with its one-line message.</summary>
    public ReconstructionException(string message)
        : base(message)
    {
    }
}

/// <summary>A backend that failed, or was asked for what it cannot do.</summary>
public sealed class BackendException : CutAwareException
{
    /// <summary>Creates the exception with its one-line message and, where there is one, its cause.</summary>
    public BackendException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
