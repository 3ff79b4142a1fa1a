using System.CommandLine;
using CutAwareQnn.Circuits;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>The options of what a sweep trains.</summary>
internal sealed class TrainingSweepOptions
{
    private readonly Option<string> _datasets =
        new("--datasets") { Description = "iris, mnist or both.", DefaultValueFactory = _ => "iris,mnist" };
    private readonly Option<string?> _data = DatasetOptions.Folder();

    private readonly Option<string> _partitions = new("--partitions")
    {
        Description = "Partitions of the study's circuit, between commas; ratios are over the first.",
        DefaultValueFactory = _ => "none,AABB,AABC,ABCD",
    };

    private readonly Option<int> _seeds = Numbers.Between(1, 1000).Option("--seeds", 5, "Runs of each, with seeds from 1.");
    private readonly Option<int> _epochs = Numbers.Between(1, 100_000).Option("--epochs", 30, "Epochs: passes over the training part.");
    private readonly Option<int> _publishedEpochs = Numbers.Between(0, 100_000).Option(
        "--published-epochs", 2, "Epochs of one seed in published mode, from which rq1 extrapolates; 0 for none.");

    private readonly Option<long> _shots = QueryOptions.SampledShots(1024);

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _datasets, _data, _partitions, _seeds, _epochs, _publishedEpochs, _shots })
        {
            command.Add(option);
        }
    }

    /// <summary>Returns what the runs share.</summary>
    public SweepSettings Settings(ParseResult parsed)
    {
        string[] datasets = StudyPartitions.Once(parsed.GetValue(_datasets)!);
        if (datasets.FirstOrDefault(d => d is not ("iris" or "mnist")) is { } unknown)
        {
            throw new InputException($"--datasets has {QuotedText.Of(unknown)}, which is unknown; give iris, mnist or both between commas");
        }

        return new()
        {
            Datasets = datasets,
            Partitions = StudyPartitions.Parse(parsed.GetValue(_partitions)!),
            Seeds = parsed.GetValue(_seeds),
            Epochs = parsed.GetValue(_epochs),
            PublishedEpochs = parsed.GetValue(_publishedEpochs),
            Shots = parsed.GetValue(_shots),
        };
    }

    /// <summary>Returns the images; null where no run needs them.</summary>
    public async Task<MnistFiles?> MnistAsync(ParseResult parsed, SweepSettings settings, CancellationToken cancellationToken)
    {
        if (settings.Datasets.Contains("mnist"))
        {
            return await DatasetOptions.MnistAsync(parsed.GetValue(_data), cancellationToken).ConfigureAwait(false);
        }

        return parsed.IsGiven(_data)
            ? throw new InputException("--data does not apply to iris; omit it, or add mnist to --datasets")
            : null;
    }
}
