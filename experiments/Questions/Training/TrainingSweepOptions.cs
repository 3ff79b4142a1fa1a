using System.CommandLine;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>The options of what a sweep trains.</summary>
internal sealed class TrainingSweepOptions
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

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _datasets, _data, _partitions, _seeds, _epochs, _publishedEpochs, _shots })
        {
            command.Add(option);
        }
    }

    /// <summary>What the runs share.</summary>
    public SweepSettings Settings(ParseResult parsed)
    {
        string[] datasets = StudyPartitions.Once(parsed.GetValue(_datasets)!);
        if (datasets.FirstOrDefault(d => d is not ("iris" or "mnist")) is { } unknown)
        {
            throw new InputException($"--datasets has '{unknown}'; give iris, mnist or both between commas");
        }

        return new()
        {
            Datasets = datasets,
            Partitions = StudyPartitions.Parse(parsed.GetValue(_partitions)!),
            Seeds = parsed.InRange(_seeds, 1, 1000),
            Epochs = parsed.InRange(_epochs, 1, 100_000),
            PublishedEpochs = parsed.InRange(_publishedEpochs, 0, 100_000),
            Shots = Estimation.ShotBudget.Each(parsed.GetValue(_shots)).PerCircuit,
        };
    }

    /// <summary>The images; null where no run needs them.</summary>
    public async Task<MnistFiles?> MnistAsync(ParseResult parsed, SweepSettings settings, CancellationToken cancellationToken) =>
        settings.Datasets.Contains("mnist")
            ? await DatasetOptions.MnistAsync(parsed.GetValue(_data), cancellationToken).ConfigureAwait(false)
            : null;
}
