using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using CutAwareQnn.Experiments.Report;
using CutAwareQnn.Experiments.Sweeps;
using CutAwareQnn.Learning;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments.Commands;

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
    private readonly Option<string> _folder = new("--out")
    {
        Description = "The sweep's folder, with a folder a run. What is done there already is not run again.",
        DefaultValueFactory = _ => Path.Combine("runs", "sweep"),
    };

    private readonly Option<bool> _json = new("--json") { Description = "Writes one JSON document to standard output, and nothing else." };

    public static Command Create()
    {
        var options = new WidthSweepCommand();
        var command = new Command(
            "width",
            "The same training from 8 to 784 qubits, for local terms and for the parity. Writes a run folder for each run and width.json, and goes on where it was stopped.")
        {
            options._data, options._widths, options._maxQubits, options._seeds, options._epochs, options._draws, options._workers,
            options._folder, options._json,
        };
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

        string folder = parsed.GetValue(_folder)!;
        List<WidthPoint> points = [];
        int runCount = WidthCase.Of(settings).Count();
        using (var workers = new LocalWorkers(settings.Workers, new EagerPolicy(), ExecutionSettings.Default))
        using (var line = new ProgressLine())
        {
            foreach (IGrouping<(int, WideObservable), WidthCase> cases in WidthCase.Of(settings).GroupBy(c => (c.Qubits, c.Observable)))
            {
                var runs = new WidthRuns(folder, settings, cases.First(), mnist, workers);
                List<WidthRun> done = [];
                foreach (WidthCase run in cases)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    line.Show($"{(points.Count * settings.Seeds) + done.Count}/{runCount}  {run.Folder}");
                    done.Add(await runs.RunAsync(run.Seed, cancellationToken).ConfigureAwait(false));
                }

                points.Add(runs.Point(done, cancellationToken));
            }
        }

        var document = new WidthDocument("width", settings, points);
        string json = JsonSerializer.Serialize(document, ReportJson.Default.WidthDocument);
        SweepFolder.Write(folder, "width.json", json);
        await parsed.InvocationConfiguration.Output.WriteLineAsync(parsed.GetValue(_json) ? json : document.ToText()).ConfigureAwait(false);
        return 0;
    }

    private WidthSettings Settings(ParseResult parsed)
    {
        string text = parsed.GetValue(_widths)!;
        int[] widths = [.. text.Split(',', StringSplitOptions.TrimEntries).Select(w =>
            int.TryParse(w, NumberStyles.None, CultureInfo.InvariantCulture, out int width) && width >= 2
                ? width
                : throw new InputException($"--widths has '{w}'; give numbers of qubits from 2 between commas, e.g. 8,16,64,784"))];
        return widths.Distinct().Count() < widths.Length
            ? throw new InputException($"--widths {text} names one twice; give each once")
            : new()
            {
                Widths = widths,
                MaxQubits = InRange(_maxQubits, WidestFragment),
                Seeds = InRange(_seeds, 1000),
                Epochs = InRange(_epochs, 100_000),
                Draws = InRange(_draws, 1_000_000),
                Workers = InRange(_workers, 1024),
            };

        int InRange(Option<int> option, int most) => parsed.GetValue(option) is int value && value >= 1 && value <= most
            ? value
            : throw new InputException($"{option.Name} {parsed.GetValue(option)} is out of range; give 1 to {most}");
    }
}
