using System.Globalization;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>One line per epoch on standard output, and a bar on standard error where that is a terminal.</summary>
/// <param name="output">Standard output; null where only a document goes there.</param>
/// <param name="epochCount">Epochs of the run.</param>
internal sealed class TrainingScreen(TextWriter? output, int epochCount) : IDisposable
{
    private const int BarWidth = 30;

    private readonly ProgressLine _bar = new();
    private TextWriter? _output = output;
    private double _epochLoss;

    /// <summary>Shows the end of an epoch.</summary>
    public void Show(TrainingProgress progress)
    {
        _epochLoss = progress.Step?.EpochLoss ?? _epochLoss;
        if (progress.Test is not { } test)
        {
            return;
        }

        int epoch = progress.State.Epoch;
        _bar.Show("");
        Write(string.Create(
            CultureInfo.InvariantCulture,
            $"epoch {epoch,3}   loss {_epochLoss:F4}   {(test.Accuracy is { } accuracy
                ? $"test accuracy {(100 * accuracy).ToString("F1", CultureInfo.InvariantCulture)} %"
                : $"test R² {SummaryText.Number(test.RSquared)}")}"));
        int done = BarWidth * epoch / epochCount;
        _bar.Show($"{new string('━', done)}{new string('╌', BarWidth - done)} {epoch}/{epochCount}");
    }

    public void Dispose() => _bar.Dispose();

    // A training outlives its terminal.
    private void Write(string line)
    {
        try
        {
            _output?.WriteLine(line);
        }
        catch (OutputException)
        {
            _output = null;
        }
    }
}
