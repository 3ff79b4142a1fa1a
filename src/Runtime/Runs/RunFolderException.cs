using CutAwareQnn.Circuits;

namespace CutAwareQnn.Runtime;

/// <summary>A run folder that cannot be created or written.</summary>
public sealed class RunFolderException : CutAwareException
{
    /// <summary>Creates the exception with its one-line message and, where there is one, its cause.</summary>
    public RunFolderException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
