namespace CutAwareQnn.Experiments;

/// <summary>One line on standard error that is written over and over, where that is a terminal; erased in the end.</summary>
internal sealed class ProgressLine : IDisposable
{
    private bool _isShown = !Console.IsErrorRedirected;
    private int _width;

    /// <summary>Shows a text in place of the one before.</summary>
    public void Show(string text)
    {
        if (!_isShown)
        {
            return;
        }

        try
        {
            Console.Error.Write("\r" + text.PadRight(_width) + (text.Length == 0 ? "\r" : ""));
            _width = text.Length;
        }
        catch (IOException)
        {
            // The terminal is gone; the work goes on.
            _isShown = false;
        }
    }

    public void Dispose() => Show("");
}
