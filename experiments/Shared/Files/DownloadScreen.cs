using System.Globalization;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>How far a download has come, on standard error where that is a terminal.</summary>
internal sealed class DownloadScreen : IProgress<DownloadProgress>, IDisposable
{
    private readonly ProgressLine _line = new();

    public void Report(DownloadProgress value) => _line.Show(string.Create(
        CultureInfo.InvariantCulture,
        $"{value.Name}  {value.Received / 1e6:F1}{(value.Total is { } total ? $" of {total / 1e6:F1}" : "")} MB"));

    public void Dispose() => _line.Dispose();
}
