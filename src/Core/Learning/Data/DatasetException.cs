using CutAwareQnn.Circuits;

namespace CutAwareQnn.Learning;

/// <summary>The exception for data that cannot be read or do not suit the operation that they are given to.</summary>
public sealed class DatasetException : CutAwareException
{
    /// <summary>Creates the exception with a one-line message and an optional cause.</summary>
    public DatasetException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
