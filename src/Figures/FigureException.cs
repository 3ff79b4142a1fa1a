using CutAwareQnn.Circuits;

namespace CutAwareQnn.Figures;

/// <summary>A chart that cannot be drawn.</summary>
public sealed class FigureException : CutAwareException
{
    /// <summary>Creates the exception with its one-line message and, where there is one, its cause.</summary>
    public FigureException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
