namespace CutAwareQnn.Experiments;

/// <summary>nodes: what becomes of accuracy and time as more nodes train together.</summary>
internal sealed class NodesQuestion(NodesSettings settings, NodesRuns runs) : ISweepQuestion
{
    /// <summary>Nodes on this machine: the figures are of at least two cores.</summary>
    public const int MostNodesHere = 2;

    private const int MeasuredRuns = 3;

    private static readonly int[] MeasuredNodes = [1, MostNodesHere];

    public string Name => "nodes";

    public object Settings => settings;

    public Type DocumentType => typeof(NodesDocument);

    public int StepCount => settings.Sync.Count * (settings.Nodes.Count + 1);

    public async Task<ISweepDocument> AnswerAsync(Action<string> onStep, CancellationToken cancellationToken)
    {
        List<NodesPoint> points = [];
        List<NodesMeasurement> measured = [];
        foreach (string sync in settings.Sync)
        {
            NodesRun[]? fewest = null;
            foreach (int nodes in settings.Nodes)
            {
                onStep($"{Name} {sync} on {nodes}");
                var done = new NodesRun[settings.Seeds];
                for (int seed = 0; seed < done.Length; seed++)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    done[seed] = runs.Virtual(sync, nodes, (ulong)seed + 1);
                }

                points.Add(NodesPoint.Of(sync, nodes, done, fewest ??= done));
            }

            onStep($"{Name} {sync} here");
            measured.AddRange(await MeasureAsync(sync, cancellationToken).ConfigureAwait(false));
        }

        return new NodesDocument(Name, settings, points, measured);
    }

    // Turn about, so that what else the machine does falls on all alike.
    private async Task<IEnumerable<NodesMeasurement>> MeasureAsync(string sync, CancellationToken cancellationToken)
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
}
