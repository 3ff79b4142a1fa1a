using CutAwareQnn.Circuits;

namespace CutAwareQnn.Experiments;

/// <summary>A command line that cannot be carried out.</summary>
internal sealed class InputException : CutAwareException
{
    public InputException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
