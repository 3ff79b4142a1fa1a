using System.Globalization;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>A line an epoch on standard output, and a bar on standard error where that is a terminal.</summary>
internal sealed class TrainingScreen : IDisposable
{
    private const int BarWidth = 30;

    private readonly TextWriter? _output;
    private readonly int _epochCount;
    private readonly bool _hasBar = !Console.IsErrorRedirected;
    private double _epochLoss;

    public TrainingScreen(TextWriter? output, int epochCount)
    {
        _output = output;
        _epochCount = epochCount;
    }

    public void Show(TrainingProgress progress)
    {
        _epochLoss = progress.Step?.EpochLoss ?? _epochLoss;
        if (progress.Test is not { } test)
        {
            return;
        }

        Erase();
        _output?.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"epoch {progress.State.Epoch,3}   loss {_epochLoss:F4}   test accuracy {100 * test.Accuracy:F1} %"));
        Draw(progress.State.Epoch);
    }

    public void Dispose() => Erase();

    private void Draw(int epoch)
    {
        if (_hasBar)
        {
            int done = BarWidth * epoch / _epochCount;
            Console.Error.Write($"\r{new string('━', done)}{new string('╌', BarWidth - done)} {epoch}/{_epochCount}");
        }
    }

    private void Erase()
    {
        if (_hasBar)
        {
            Console.Error.Write("\r" + new string(' ', BarWidth + 16) + "\r");
        }
    }
}
