using System.CommandLine;
using CutAwareQnn.Learning;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary><c>cutqnn sweep width</c>: the same training on ever more qubits, in fragments of one size.</summary>
internal sealed class WidthSweepCommand
{
    // Every fragment is simulated by its state vectors, four times where it lies between two others.
    private const int WidestFragment = 16;

    private readonly Option<string?> _data = DatasetOptions.Folder();

    private readonly Option<string> _widths = new("--widths")
    {
        Description = "Qubits, between commas: as many blocks of pixels, 784 for every pixel.",
        DefaultValueFactory = _ => "8,16,64,784",
    };

    private readonly Option<int> _maxQubits = Numbers.Between(1, WidestFragment).Option("--max-qubits", 8, "Qubits of a fragment.");
    private readonly Option<int> _seeds = Numbers.Between(1, 1000).Option("--seeds", 3, "Runs of each, with seeds from 1.");
    private readonly Option<int> _epochs = Numbers.Between(1, 100_000).Option("--epochs", 10, "Epochs: passes over the training part.");
    private readonly Option<int> _draws = Numbers.Between(1, 1_000_000).Option(
        "--draws", 200, "Number of random weight vectors at which the gradient is taken.");

    private readonly Option<int> _workers = Numbers.Between(1, LocalWorkers.MaxCount).Option(
        "--workers", 2, "Number of workers, each with a thread of its own.");
    private readonly AnswerOptions _answer = new();

    public static Command Create()
    {
        var options = new WidthSweepCommand();
        var command = new Command(
            "width",
            "The same training from 8 to 784 qubits, for local terms and for the parity. Writes a run folder for each run and "
            + "width.json, and goes on where it was stopped.")
        {
            options._data, options._widths, options._maxQubits, options._seeds, options._epochs, options._draws, options._workers,
        };
        options._answer.AddTo(command);
        command.SetAction(options.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        WidthSettings settings = Settings(parsed);
        MnistFiles mnist = await DatasetOptions.MnistAsync(parsed.GetValue(_data), cancellationToken).ConfigureAwait(false);
        foreach (int width in settings.Widths)
        {
            _ = new Downsampling(mnist.Size.RowCount, mnist.Size.ColumnCount, width);
        }

        return await _answer.AnswerAsync(parsed, folder => new WidthQuestion(folder, settings, mnist), cancellationToken)
            .ConfigureAwait(false);
    }

    private WidthSettings Settings(ParseResult parsed) => new()
    {
        Widths = StudyPartitions.Distinct(
            "--widths", parsed.GetValue(_widths)!, Numbers.From(2).ReadList("--widths", parsed.GetValue(_widths)!, "8,16,64,784")),
        MaxQubits = parsed.GetValue(_maxQubits),
        Seeds = parsed.GetValue(_seeds),
        Epochs = parsed.GetValue(_epochs),
        Draws = parsed.GetValue(_draws),
        Workers = parsed.GetValue(_workers),
    };
}
