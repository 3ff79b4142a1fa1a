using System.CommandLine;
using System.Globalization;
using CutAwareQnn.Learning;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary><c>cutqnn sweep width</c>: the same training on ever more qubits, in fragments of one size.</summary>
internal sealed class WidthSweepCommand
{
    // Every fragment is simulated by its state vectors, four times where it lies between two others.
    private const int WidestFragment = 16;

    private readonly Option<string?> _data = new("--data")
    {
        Description = "The folder with MNIST's IDX files. By default they are downloaded once into the user's cache.",
    };

    private readonly Option<string> _widths = new("--widths")
    {
        Description = "Qubits, between commas: as many blocks of pixels, 784 for every pixel.",
        DefaultValueFactory = _ => "8,16,64,784",
    };

    private readonly Option<int> _maxQubits = new("--max-qubits") { Description = "Qubits of a fragment.", DefaultValueFactory = _ => 8 };
    private readonly Option<int> _seeds = new("--seeds") { Description = "Runs of each, with seeds from 1.", DefaultValueFactory = _ => 3 };
    private readonly Option<int> _epochs = new("--epochs") { Description = "Passes over the training part.", DefaultValueFactory = _ => 10 };
    private readonly Option<int> _draws = new("--draws")
    {
        Description = "Random weights at which the gradient is taken.",
        DefaultValueFactory = _ => 200,
    };

    private readonly Option<int> _workers = new("--workers") { Description = "Workers, each with a thread of its own.", DefaultValueFactory = _ => 2 };
    private readonly AnswerOptions _answer = new();

    public static Command Create()
    {
        var options = new WidthSweepCommand();
        var command = new Command(
            "width",
            "The same training from 8 to 784 qubits, for local terms and for the parity. Writes a run folder for each run and width.json, and goes on where it was stopped.")
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

        SweepFolder folder = _answer.Open(parsed);
        return await _answer.AnswerAsync(parsed, folder, new WidthQuestion(folder, settings, mnist), cancellationToken).ConfigureAwait(false);
    }

    private WidthSettings Settings(ParseResult parsed) => new()
    {
        Widths = StudyPartitions.Once(parsed.GetValue(_widths)!, Width),
        MaxQubits = parsed.InRange(_maxQubits, 1, WidestFragment),
        Seeds = parsed.InRange(_seeds, 1, 1000),
        Epochs = parsed.InRange(_epochs, 1, 100_000),
        Draws = parsed.InRange(_draws, 1, 1_000_000),
        Workers = parsed.InRange(_workers, 1, 1024),
    };

    private static int Width(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int width) && width >= 2
        ? width
        : throw new InputException($"--widths has '{text}'; give numbers of qubits from 2 between commas, e.g. 8,16,64,784");
}
