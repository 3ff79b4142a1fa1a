using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using CutAwareQnn.Cutting;
using CutAwareQnn.Experiments.Circuits;
using CutAwareQnn.Experiments.Report;
using CutAwareQnn.Experiments.Sweeps;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments.Commands;

/// <summary><c>cutqnn sweep rq1|rq4|rq5</c>: a question of the study, by training runs with matched budgets.</summary>
internal sealed class TrainingSweepCommand(string question)
{
    private readonly Option<string> _datasets = new("--datasets") { Description = "iris, mnist or both.", DefaultValueFactory = _ => "iris,mnist" };
    private readonly Option<string?> _data = new("--data")
    {
        Description = "The folder with MNIST's IDX files. By default they are downloaded once into the user's cache.",
    };

    private readonly Option<string> _partitions = new("--partitions")
    {
        Description = "Partitions of the study's circuit, between commas; ratios are over the first.",
        DefaultValueFactory = _ => "none,AABB,AABC,ABCD",
    };

    private readonly Option<int> _seeds = new("--seeds") { Description = "Runs of each, with seeds from 1.", DefaultValueFactory = _ => 5 };
    private readonly Option<int> _epochs = new("--epochs") { Description = "Passes over the training part.", DefaultValueFactory = _ => 30 };
    private readonly Option<int> _publishedEpochs = new("--published-epochs")
    {
        Description = "Epochs of one seed in published mode, from which rq1 extrapolates; 0 for none.",
        DefaultValueFactory = _ => 2,
    };

    private readonly Option<long> _shots = new("--shots") { Description = "Shots of each circuit run.", DefaultValueFactory = _ => 1024 };
    private readonly Option<string> _folder = new("--out")
    {
        Description = "The sweep's folder, with a folder a run. What is done there already is not run again.",
        DefaultValueFactory = _ => Path.Combine("runs", "sweep"),
    };

    private readonly Option<bool> _json = new("--json") { Description = "Writes one JSON document to standard output, and nothing else." };

    public static Command Create(string question, string description)
    {
        var options = new TrainingSweepCommand(question);
        var command = new Command(question, description + " Writes a run folder for each run, and goes on where it was stopped.")
        {
            options._datasets, options._data, options._partitions, options._seeds, options._epochs,
            options._publishedEpochs, options._shots, options._folder, options._json,
        };
        command.SetAction(options.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        SweepSettings settings = Settings(parsed);
        MnistFiles? mnist = settings.Datasets.Contains("mnist")
            ? await DatasetOptions.MnistAsync(parsed.GetValue(_data), cancellationToken).ConfigureAwait(false)
            : null;
        var runs = SweepRuns.Open(parsed.GetValue(_folder)!, settings, mnist);
        SweepCase[] cases = [.. SweepCase.Of(question, settings)];
        var summaries = new Dictionary<SweepCase, RunSummary>();
        using (var line = new ProgressLine())
        {
            foreach (SweepCase run in cases)
            {
                cancellationToken.ThrowIfCancellationRequested();
                line.Show($"{summaries.Count}/{cases.Length}  {run.Folder}");
                summaries.Add(run, await runs.RunAsync(run, cancellationToken).ConfigureAwait(false));
            }
        }

        var report = SweepReport.Of(question, settings, summaries);
        await parsed.InvocationConfiguration.Output.WriteLineAsync(parsed.GetValue(_json)
            ? JsonSerializer.Serialize(report, ReportJson.Default.SweepReport)
            : report.ToText()).ConfigureAwait(false);
        return 0;
    }

    private SweepSettings Settings(ParseResult parsed)
    {
        string[] datasets = parsed.GetValue(_datasets)!.Split(',', StringSplitOptions.TrimEntries);
        if (datasets.FirstOrDefault(d => d is not ("iris" or "mnist")) is { } unknown)
        {
            throw new InputException($"--datasets has '{unknown}'; give iris, mnist or both between commas");
        }

        string[] partitions = parsed.GetValue(_partitions)!.Split(',', StringSplitOptions.TrimEntries);
        foreach (string[] names in new[] { datasets, partitions })
        {
            if (names.Distinct().Count() < names.Length)
            {
                throw new InputException($"'{string.Join(',', names)}' names one twice; give each once");
            }
        }

        foreach (string letters in partitions)
        {
            PartitionLabels.Parse(letters, IrisClassifier.Circuit.QubitCount);
        }

        return new()
        {
            Datasets = datasets,
            Partitions = partitions,
            Seeds = AtLeast(1, _seeds),
            Epochs = AtLeast(1, _epochs),
            PublishedEpochs = AtLeast(0, _publishedEpochs),
            Shots = Estimation.ShotBudget.Each(parsed.GetValue(_shots)).PerCircuit,
        };

        int AtLeast(int least, Option<int> option) => parsed.GetValue(option) is int value && value >= least
            ? value
            : throw new InputException(string.Create(
                CultureInfo.InvariantCulture, $"{option.Name} {parsed.GetValue(option)} is out of range; give at least {least}"));
    }
}
