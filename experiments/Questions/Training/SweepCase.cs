namespace CutAwareQnn.Experiments;

/// <summary>One run of a sweep.</summary>
internal sealed record SweepCase(string Dataset, string Partition, SweepBudget Budget, ulong Seed)
{
    /// <summary>The run's folder, below the sweep's.</summary>
    public string Folder => $"{Dataset}-{Partition}-{Budget.ToString().ToLowerInvariant()}-seed{Seed}";

    /// <summary>
    /// Returns the runs that a question takes, in order: seed by seed, so that what a process pays once, and what else the machine does,
    /// falls on all partitions alike.
    /// </summary>
    public static IEnumerable<SweepCase> Of(string question, SweepSettings settings) =>
        from dataset in settings.Datasets
        from seed in Enumerable.Range(1, settings.Seeds)
        from partition in settings.Partitions
        from budget in Budgets(question, partition, settings)
        where budget != SweepBudget.Published || seed == 1
        select new SweepCase(dataset, partition, budget, (ulong)seed);

    // Uncut, a query is one circuit, and both budgets are the same.
    private static IEnumerable<SweepBudget> Budgets(string question, string partition, SweepSettings settings)
    {
        yield return SweepBudget.Each;
        if (question == "rq4" && partition != "none")
        {
            yield return SweepBudget.Total;
        }

        if (question == "rq1" && settings.PublishedEpochs > 0)
        {
            yield return SweepBudget.Published;
        }
    }
}
