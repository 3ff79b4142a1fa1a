using CutAwareQnn.Circuits;

namespace CutAwareQnn.Learning;

/// <summary>Data that cannot be read or do not fit what is asked of them.</summary>
public sealed class DatasetException : CutAwareException
{
    /// <summary>Creates the exception with its one-line message and, where there is one, its cause.</summary>
    public DatasetException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
