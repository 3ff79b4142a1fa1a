namespace CutAwareQnn.Experiments;

/// <summary>One line on standard error that is written over and over, where that is a terminal; gone in the end.</summary>
internal sealed class ProgressLine : IDisposable
{
    private readonly bool _isShown = !Console.IsErrorRedirected;
    private int _width;

    public void Show(string text)
    {
        if (_isShown)
        {
            Console.Error.Write("\r" + text.PadRight(_width) + (text.Length == 0 ? "\r" : ""));
            _width = text.Length;
        }
    }

    public void Dispose() => Show("");
}
