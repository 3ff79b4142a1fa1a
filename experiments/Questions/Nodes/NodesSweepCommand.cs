using System.CommandLine;
using System.Globalization;
using CutAwareQnn.Cutting;
using CutAwareQnn.Learning;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary><c>cutqnn sweep nodes</c>: accuracy and speed of data-parallel training against the number of nodes.</summary>
internal sealed class NodesSweepCommand
{
    private readonly Option<string> _dataset = new("--dataset")
    {
        Description = "iris (versicolor against virginica) or mnist (3 against 6, four principal components).",
        DefaultValueFactory = _ => "mnist",
    };

    private readonly Option<string?> _data = new("--data")
    {
        Description = "The folder with MNIST's IDX files. By default they are downloaded once into the user's cache.",
    };

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

    private readonly Option<int> _seeds = new("--seeds") { Description = "Runs of each, with seeds from 1.", DefaultValueFactory = _ => 5 };
    private readonly Option<int> _epochs = new("--epochs") { Description = "Passes over the training part.", DefaultValueFactory = _ => 20 };
    private readonly Option<int> _batch = new("--batch")
    {
        Description = "Samples a step over all nodes, at least one a node; a node takes its share, rounded down.",
        DefaultValueFactory = _ => 64,
    };

    private readonly Option<string> _shots = new("--shots") { Description = "Shots of each circuit run, or 'exact'.", DefaultValueFactory = _ => "1024" };
    private readonly Option<double> _link = new("--link-delay")
    {
        Description = "Seconds that a vector of weights or derivatives takes to a node or from one.",
        DefaultValueFactory = _ => 1e-3,
    };

    private readonly Option<double> _probability = new("--straggler-probability")
    {
        Description = "Probability that a batch of subexperiments is held up, in [0, 1].",
        DefaultValueFactory = _ => 0.01,
    };

    private readonly Option<double> _delay = new("--straggler-delay") { Description = "For how long, in seconds.", DefaultValueFactory = _ => 0.1 };
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
        return await _answer.AnswerAsync(parsed, _answer.Open(parsed), new NodesQuestion(settings, runs), cancellationToken).ConfigureAwait(false);
    }

    private NodesSettings Settings(ParseResult parsed)
    {
        string partition = parsed.GetValue(_partition)!;
        PartitionLabels.Parse(partition, IrisClassifier.Circuit.QubitCount);
        int[] nodes = StudyPartitions.Once(parsed.GetValue(_nodes)!, Nodes);
        Array.Sort(nodes);
        int batch = parsed.InRange(_batch, NodesQuestion.MostNodesHere, 1_000_000);
        if (nodes[^1] > batch)
        {
            throw new InputException(string.Create(
                CultureInfo.InvariantCulture, $"--batch {batch} gives {nodes[^1]} nodes no sample each; give --batch {nodes[^1]} or more, or fewer --nodes"));
        }

        return new()
        {
            Dataset = Dataset(parsed),
            Partition = partition,
            Nodes = nodes,
            Sync = StudyPartitions.Once(parsed.GetValue(_sync)!, s => SyncScheme.Parse(s).ToString()!),
            Seeds = parsed.InRange(_seeds, 1, 1000),
            Epochs = parsed.InRange(_epochs, 1, 100_000),
            BatchSize = batch,
            Shots = QueryOptions.Each(parsed.GetValue(_shots)!).PerCircuit,
            LinkSeconds = parsed.InRange(_link, 0.0, 1e6),
            ServiceTimes = (_device.Fit(parsed) is { } folder ? ServiceTimesFit.Of(RunLog.Read(folder)) : ServiceTimes.Default) with
            {
                QueueSeconds = _device.QueueSeconds(parsed),
                ShotSeconds = _device.ShotSeconds(parsed),
            },
            StragglerProbability = parsed.InRange(_probability, 0.0, 1),
            StragglerDelaySeconds = parsed.InRange(_delay, 0.0, 1e6),
        };
    }

    private string Dataset(ParseResult parsed) => parsed.GetValue(_dataset) switch
    {
        "iris" when parsed.IsGiven(_data) => throw new InputException("--data does not go with iris; leave it away"),
        "iris" or "mnist" => parsed.GetValue(_dataset)!,
        string other => throw new InputException($"--dataset '{other}' is unknown; give iris or mnist"),
        null => throw new InputException("--dataset has no name; give iris or mnist"),
    };

    private static int Nodes(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int nodes) && nodes is >= 1 and <= ParallelTraining.MaxNodeCount
            ? nodes
            : throw new InputException($"--nodes has '{text}'; give numbers from 1 to {ParallelTraining.MaxNodeCount} between commas, e.g. 1,2,4,8");
}
