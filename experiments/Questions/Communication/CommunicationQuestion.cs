using System.Collections.Concurrent;

namespace CutAwareQnn.Experiments;

/// <summary>communication: what accuracy each resource that two processors share buys, and what it costs to emulate.</summary>
internal sealed class CommunicationQuestion(CommunicationSettings settings) : ISweepQuestion
{
    private static readonly double[] ChshConcurrences = [0, 0.25, 0.5, 0.75, 1];

    private readonly IReadOnlyList<CommunicationCase> _cases = CommunicationCase.All(settings);

    public string Name => "communication";

    public object Settings => settings;

    public Type DocumentType => typeof(CommunicationDocument);

    public int StepCount => _cases.Count;

    public async Task<ISweepDocument> AnswerAsync(Action<string> onStep, CancellationToken cancellationToken)
    {
        var runs = new CommunicationRuns(settings);
        var points = new ConcurrentDictionary<CommunicationCase, CommunicationPoint>();
        var screen = new Lock();

        // The dearest first, so that no core waits for one long training at the end.
        await Parallel.ForEachAsync(
            _cases.OrderByDescending(Cost).ToArray(),
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken },
            (model, token) =>
            {
                lock (screen)
                {
                    onStep($"{Name} {model.Name}, {model.Sublayers} sub-layers");
                }

                points[model] = runs.Run(model, token);
                return ValueTask.CompletedTask;
            }).ConfigureAwait(false);
        CommunicationCase[] shown =
        [
            .. ((string[])["nc", "cc", "qc"]).Select(name => new CommunicationCase(name, settings.PairSublayers)),
            .. Enumerable.Range(1, Math.Min(2, settings.MostPairs))
                .Select(pairs => new CommunicationCase("pairs", settings.PairSublayers, pairs, 1)),
        ];
        return new CommunicationDocument(
            Name,
            settings,
            [.. _cases.Select(c => points[c])],
            [.. shown.Select(CommunicationRuns.Decisions)],
            [.. ChshConcurrences.Select(CommunicationRuns.Players)]);
    }

    private static int Cost(CommunicationCase model) =>
        model.Sublayers * (model.Name switch { "qc" => 16, "cc" => 6, _ => 1 << model.Pairs });
}
