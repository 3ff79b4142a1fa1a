using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>What went otherwise than it should: stragglers, failures, and what was done about them.</summary>
internal static class IncidentsSection
{
    /// <summary>Creates the section; null for a log that nothing happened in.</summary>
    public static ReportSection? Of(IReadOnlyList<LogRecord> log)
    {
        BatchRecord[] batches = [.. log.OfType<BatchRecord>()];
        (string Name, long Count)[] incidents =
        [
            ("subexperiments held up on purpose", batches.Sum(b => b.StragglersInjected)),
            ("retries after failed executions", batches.Sum(b => b.Retries)),
            ("speculative copies", batches.Sum(b => b.Copies)),
            ("copies whose result came first", batches.Sum(b => b.CopiesWon)),
            ("left incomplete by a deadline", batches.Sum(b => b.Incomplete)),
            ("fragment tensors looked up in the cache", batches.Sum(b => b.CacheLookups)),
            ("fragment tensors found there", batches.Sum(b => b.CacheHits)),
        ];
        if (incidents.All(i => i.Count == 0))
        {
            return null;
        }

        return new(
            "incidents",
            "Stragglers, failures and cache",
            $"Probability of a straggler {Cells.Number(batches[0].StragglerProbability)}, delay "
            + $"{Cells.Time(batches[0].StragglerDelaySeconds)}, {Cells.Time(batches.Sum(b => b.StragglerTotalSeconds))} injected "
            + $"in all; mitigation: {batches[0].Mitigation}.",
            [],
            [new("Incidents", ["", ""], [.. incidents.Select(i => (IReadOnlyList<string>)[i.Name, Cells.Count(i.Count)])])],
            []);
    }
}
