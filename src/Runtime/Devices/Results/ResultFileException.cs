using CutAwareQnn.Circuits;

namespace CutAwareQnn.Runtime;

/// <summary>A result file that cannot be read rightly: broken, of no known format, ambiguous, or of another circuit.</summary>
public sealed class ResultFileException : CutAwareException
{
    /// <summary>Creates the exception with its one-line message.</summary>
    public ResultFileException(string message)
        : base(message)
    {
    }
}
