using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using CutAwareQnn.Cutting;
using CutAwareQnn.Experiments.Circuits;
using CutAwareQnn.Experiments.Report;
using CutAwareQnn.Experiments.Sweeps;
using CutAwareQnn.Learning;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments.Commands;

/// <summary><c>cutqnn sweep nodes</c>: accuracy and speed of data-parallel training against the number of nodes.</summary>
internal sealed class NodesSweepCommand
{
    // Of this machine: the figures are of at least two cores.
    private static readonly int[] MeasuredNodes = [1, 2];

    private const int MeasuredRuns = 3;

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
        Description = "Numbers of nodes, between commas; speed-up is over the first.",
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
        Description = "Samples a step over all nodes; a node takes its share.",
        DefaultValueFactory = _ => 64,
    };

    private readonly Option<string> _shots = new("--shots") { Description = "Shots of each circuit run, or 'exact'.", DefaultValueFactory = _ => "1024" };
    private readonly Option<double> _link = new("--link-delay")
    {
        Description = "Seconds that a vector of weights or derivatives takes to a node or from one.",
        DefaultValueFactory = _ => 1e-3,
    };

    private readonly Option<double> _shotTime = new("--shot-time") { Description = "Seconds a shot takes on a node.", DefaultValueFactory = _ => 1e-6 };
    private readonly Option<double> _queue = new("--queue-delay") { Description = "Seconds that every batch of subexperiments waits in a node's queue." };

    private readonly Option<double> _probability = new("--straggler-probability")
    {
        Description = "Probability that a batch of subexperiments is held up, in [0, 1].",
        DefaultValueFactory = _ => 0.01,
    };

    private readonly Option<double> _delay = new("--straggler-delay") { Description = "For how long, in seconds.", DefaultValueFactory = _ => 0.1 };
    private readonly Option<string> _folder = new("--out") { Description = "The sweep's folder.", DefaultValueFactory = _ => Path.Combine("runs", "sweep") };
    private readonly Option<bool> _json = new("--json") { Description = "Writes one JSON document to standard output, and nothing else." };

    public static Command Create()
    {
        var options = new NodesSweepCommand();
        var command = new Command(
            "nodes",
            "Accuracy and speed of data-parallel training: up to 256 nodes in virtual time, 1 and 2 on this machine. Writes nodes.json.")
        {
            options._dataset, options._data, options._partition, options._nodes, options._sync, options._seeds, options._epochs,
            options._batch, options._shots, options._link, options._shotTime, options._queue, options._probability, options._delay, options._folder, options._json,
        };
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
        List<NodesPoint> points = [];
        List<NodesMeasurement> measured = [];
        using (var line = new ProgressLine())
        {
            foreach (string sync in settings.Sync)
            {
                NodesRun[]? fewest = null;
                foreach (int nodes in settings.Nodes)
                {
                    var done = new NodesRun[settings.Seeds];
                    for (int seed = 0; seed < done.Length; seed++)
                    {
                        cancellationToken.ThrowIfCancellationRequested();
                        line.Show($"{points.Count}/{settings.Sync.Count * settings.Nodes.Count}  {sync}, {nodes} nodes, seed {seed + 1}");
                        done[seed] = runs.Virtual(sync, nodes, (ulong)seed + 1);
                    }

                    points.Add(NodesPoint.Of(sync, nodes, done, fewest ??= done));
                }

                measured.AddRange(await MeasureAsync(runs, sync, cancellationToken).ConfigureAwait(false));
            }
        }

        var document = new NodesDocument("nodes", settings, points, measured);
        string json = JsonSerializer.Serialize(document, ReportJson.Default.NodesDocument);
        SweepFolder.Write(parsed.GetValue(_folder)!, "nodes.json", json);
        await parsed.InvocationConfiguration.Output.WriteLineAsync(parsed.GetValue(_json) ? json : document.ToText()).ConfigureAwait(false);
        return 0;
    }

    // Turn about, so that what else the machine does falls on all alike.
    private static async Task<IEnumerable<NodesMeasurement>> MeasureAsync(NodesRuns runs, string sync, CancellationToken cancellationToken)
    {
        double[] fastest = new double[MeasuredNodes.Length];
        Array.Fill(fastest, double.PositiveInfinity);
        for (int run = 0; run < MeasuredRuns; run++)
        {
            for (int i = 0; i < fastest.Length; i++)
            {
                NodesRun done = await runs.MeasuredAsync(sync, MeasuredNodes[i], 1, cancellationToken).ConfigureAwait(false);
                fastest[i] = Math.Min(fastest[i], done.Seconds);
            }
        }

        return MeasuredNodes.Select((nodes, i) => new NodesMeasurement(sync, nodes, fastest[i], fastest[0] / fastest[i]));
    }

    private NodesSettings Settings(ParseResult parsed)
    {
        string partition = parsed.GetValue(_partition)!;
        PartitionLabels.Parse(partition, IrisClassifier.Circuit.QubitCount);
        return new()
        {
            Dataset = parsed.GetValue(_dataset) is "iris" or "mnist"
                ? parsed.GetValue(_dataset)!
                : throw new InputException($"--dataset '{parsed.GetValue(_dataset)}' is unknown; give iris or mnist"),
            Partition = partition,
            Nodes = Distinct(_nodes, [.. Parts(_nodes).Select(Nodes)]),
            Sync = Distinct(_sync, [.. Parts(_sync).Select(s => SyncScheme.Parse(s).ToString()!)]),
            Seeds = InRange(_seeds, 1, 1000),
            Epochs = InRange(_epochs, 1, 100_000),
            BatchSize = InRange(_batch, 1, 1_000_000),
            Shots = QueryOptions.Each(parsed.GetValue(_shots)!).PerCircuit,
            LinkSeconds = InRange(_link, 0.0, 1e6),
            ServiceTimes = ServiceTimes.Default with { ShotSeconds = InRange(_shotTime, 0.0, 1e6), QueueSeconds = InRange(_queue, 0.0, 1e6) },
            StragglerProbability = InRange(_probability, 0.0, 1),
            StragglerDelaySeconds = InRange(_delay, 0.0, 1e6),
        };

        string[] Parts(Option<string> option) => parsed.GetValue(option)!.Split(',', StringSplitOptions.TrimEntries);

        T[] Distinct<T>(Option<string> option, T[] values) => values.Distinct().Count() == values.Length
            ? values
            : throw new InputException($"{option.Name} {parsed.GetValue(option)} names one twice; give each once");

        T InRange<T>(Option<T> option, T least, T most)
            where T : IComparable<T> => parsed.GetValue(option) is { } value && value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0
            ? value
            : throw new InputException(string.Create(
                CultureInfo.InvariantCulture, $"{option.Name} {parsed.GetValue(option)} is out of range; give {least} to {most}"));
    }

    private static int Nodes(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int nodes) && nodes is >= 1 and <= ParallelTraining.MaxNodeCount
            ? nodes
            : throw new InputException($"--nodes has '{text}'; give numbers from 1 to {ParallelTraining.MaxNodeCount} between commas, e.g. 1,2,4,8");
}
