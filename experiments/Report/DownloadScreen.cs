using System.Globalization;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments.Report;

/// <summary>How far a download has come, on standard error where that is a terminal.</summary>
internal sealed class DownloadScreen : IProgress<DownloadProgress>, IDisposable
{
    private readonly bool _isShown = !Console.IsErrorRedirected;
    private int _width;

    public void Report(DownloadProgress value) => Write(string.Create(
        CultureInfo.InvariantCulture,
        $"{value.Name}  {value.Received / 1e6:F1}{(value.Total is { } total ? $" of {total / 1e6:F1}" : "")} MB"));

    public void Dispose() => Write("");

    private void Write(string text)
    {
        if (_isShown)
        {
            Console.Error.Write("\r" + text.PadRight(_width) + (text.Length == 0 ? "\r" : ""));
            _width = text.Length;
        }
    }
}
