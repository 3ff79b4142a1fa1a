namespace CutAwareQnn.Circuits;

/// <summary>
/// Bad input, described in one line of four parts: what was given, where, the rule, the remedy.
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
