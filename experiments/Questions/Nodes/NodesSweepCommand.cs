using System.CommandLine;
using System.Globalization;
using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Learning;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary><c>cutqnn sweep nodes</c>: accuracy and speed of data-parallel training against the number of nodes.</summary>
internal sealed class NodesSweepCommand
{
    private readonly Option<string?> _dataset = Choices.Of("iris", "mnist").Option(
        "--dataset", "mnist", "iris (versicolor against virginica) or mnist (3 against 6, four principal components).");

    private readonly Option<string?> _data = DatasetOptions.Folder();

    private readonly Option<string> _partition = new("--partition")
    {
        Description = "Partition of the study's circuit.",
        DefaultValueFactory = _ => "AABC",
    };

    private readonly Option<string> _nodes = new("--nodes")
    {
        Description = "Numbers of nodes, between commas; speed-up is over the fewest.",
        DefaultValueFactory = _ => "1,2,4,8,16,32,64",
    };

    private readonly Option<string> _sync = new("--sync")
    {
        Description = "How nodes agree, between commas: all-reduce, server:staleness=S, local:steps=W.",
        DefaultValueFactory = _ => "all-reduce,server:staleness=8,server:staleness=128,local:steps=4",
    };

    private readonly Option<int> _seeds = Numbers.Between(1, 1000).Option("--seeds", 5, "Runs of each, with seeds from 1.");
    private readonly Option<int> _epochs = Numbers.Between(1, 100_000).Option("--epochs", 20, "Epochs: passes over the training part.");
    private readonly Option<int> _batch = Numbers.Between(NodesQuestion.MostNodesHere, 1_000_000).Option(
        "--batch", 64, "Samples per step over all nodes, at least one per node; a node takes its share, rounded down.");

    private readonly Option<string> _shots = QueryOptions.Shots("1024");
    private readonly Option<double> _link = Numbers.ModelSeconds.Option(
        "--link-delay", 1e-3, "Seconds that a vector of weights or derivatives takes to a node or from one.");

    private readonly Option<double> _probability = Numbers.Probability.Option(
        "--straggler-probability", 0.01, "Probability that a job is delayed, in [0, 1].");

    private readonly Option<double> _delay = Numbers.ModelSeconds.Option("--straggler-delay", 0.1, "Length of that delay in seconds.");
    private readonly DeviceTimeOptions _device = new(queueSeconds: 0, shotSeconds: 1e-6);
    private readonly AnswerOptions _answer = new();

    public static Command Create()
    {
        var options = new NodesSweepCommand();
        var command = new Command(
            "nodes",
            "Accuracy and speed of data-parallel training: up to 256 nodes in virtual time, 1 and 2 on this machine. Writes nodes.json.")
        {
            options._dataset, options._data, options._partition, options._nodes, options._sync, options._seeds, options._epochs,
            options._batch, options._shots, options._link, options._probability, options._delay,
        };
        options._device.AddTo(command);
        options._answer.AddTo(command);
        command.SetAction(options.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        NodesSettings settings = Settings(parsed);
        MnistFiles? mnist = settings.Dataset == "mnist"
            ? await DatasetOptions.MnistAsync(parsed.GetValue(_data), cancellationToken).ConfigureAwait(false)
            : null;
        var runs = new NodesRuns(settings, mnist);
        runs.Check();
        return await _answer.AnswerAsync(parsed, _ => new NodesQuestion(settings, runs), cancellationToken).ConfigureAwait(false);
    }

    private NodesSettings Settings(ParseResult parsed)
    {
        string partition = parsed.GetValue(_partition)!;
        PartitionLabels.Parse(partition, IrisClassifier.Circuit.QubitCount);
        string given = parsed.GetValue(_nodes)!;
        int[] nodes = StudyPartitions.Distinct(
            "--nodes", given, Numbers.Between(1, ParallelTraining.MaxNodeCount).ReadList("--nodes", given, "1,2,4,8"));
        Array.Sort(nodes);
        int batch = parsed.GetValue(_batch);
        if (nodes[^1] > batch)
        {
            throw new InputException(string.Create(
                CultureInfo.InvariantCulture,
                $"--batch {batch} gives {Counted.Of(nodes[^1], "node")} no sample each; give --batch {nodes[^1]} or more, or fewer "
                + $"--nodes"));
        }

        return new()
        {
            Dataset = Dataset(parsed),
            Partition = partition,
            Nodes = nodes,
            Sync = StudyPartitions.Once(parsed.GetValue(_sync)!, s => SyncScheme.Parse(s).ToString()!),
            Seeds = parsed.GetValue(_seeds),
            Epochs = parsed.GetValue(_epochs),
            BatchSize = batch,
            Shots = QueryOptions.Each(parsed.GetValue(_shots)!).PerCircuit,
            LinkSeconds = parsed.GetValue(_link),
            ServiceTimes = (_device.Fit(parsed) is { } folder ? ServiceTimesFit.Of(RunLog.Read(folder)) : ServiceTimes.Default) with
            {
                QueueSeconds = _device.QueueSeconds(parsed),
                ShotSeconds = _device.ShotSeconds(parsed),
            },
            StragglerProbability = parsed.GetValue(_probability),
            StragglerDelaySeconds = parsed.GetValue(_delay),
        };
    }

    private string Dataset(ParseResult parsed) => parsed.GetValue(_dataset) switch
    {
        "iris" when parsed.IsGiven(_data) => throw new InputException("--data does not apply to iris; omit it"),
        string name => name,
        null => throw new InvalidOperationException("the option has a default"),
    };
}
