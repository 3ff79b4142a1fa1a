namespace CutAwareQnn.Runtime;

/// <summary>Turns a batch's outcome into the records of its log lines.</summary>
/// <param name="run">The run's name.</param>
/// <param name="facts">What follows from its plan and settings.</param>
/// <param name="workers">Who executes.</param>
public sealed class BatchRecorder(string run, QueryFacts facts, Workers workers)
{
    private readonly string _policy = DispatchPolicies.Text(workers.Policy);
    private readonly string _mitigation = workers.Settings.Mitigation;
    private long _lookupCount;
    private long _hitCount;

    /// <summary>Returns one record per purpose; of every query where they were run one by one.</summary>
    /// <param name="outcome">The outcome of a batch of at least one query.</param>
    public IEnumerable<BatchRecord> Records(BatchOutcome outcome)
    {
        if (outcome.Parts.Count > 0)
        {
            return outcome.Parts.SelectMany(Records);
        }

        Magnitude gamma = facts.Gamma(outcome.Request.Queries[0]);
        return outcome.Stages.Select(stage => Record(outcome.Request, stage, gamma));
    }

    private BatchRecord Record(BatchRequest request, StageRecord stage, Magnitude gamma) => new()
    {
        Run = run,
        Batch = request.Batch,
        Step = request.Step,
        Purpose = stage.Purpose,
        QueryCount = stage.QueryCount,
        Mode = facts.Mode,
        Fragments = facts.FragmentCount,
        Cuts = facts.CutCount,
        Gamma = gamma.Value,
        Log10Gamma = gamma.Log10,
        SamplingOverhead = gamma.Square().Value,
        Log10SamplingOverhead = gamma.Square().Log10,
        TermsJoint = facts.TermsJoint.Value,
        Log10TermsJoint = facts.TermsJoint.Log10,
        CircuitsEmitted = facts.CircuitsEmitted.Value,
        Log10CircuitsEmitted = facts.CircuitsEmitted.Log10,
        CircuitsUnique = facts.CircuitsUnique.Value,
        Log10CircuitsUnique = facts.CircuitsUnique.Log10,
        CircuitsRun = stage.CircuitCount,
        Shots = facts.Shots,
        TotalShots = stage.ShotCount,
        PartitionSeconds = stage.Times.Partition.TotalSeconds,
        GenerateSeconds = stage.Times.Generate.TotalSeconds,
        ExecuteSeconds = stage.Times.Execute.TotalSeconds,
        ReconstructSeconds = stage.Times.Reconstruct.TotalSeconds,
        TotalSeconds = stage.Times.Total.TotalSeconds,
        Workers = workers.Count,
        Policy = _policy,
        StragglerProbability = workers.Settings.Stragglers?.Probability ?? 0,
        StragglerDelaySeconds = workers.Settings.Stragglers?.Delay.TotalSeconds ?? 0,
        StragglerTail = workers.Settings.Stragglers?.TailIndex,
        StragglersInjected = stage.Incidents.Stragglers,
        StragglerTotalSeconds = stage.Incidents.StragglerTime.TotalSeconds,
        Mitigation = _mitigation,
        Retries = stage.Incidents.Retries,
        Copies = stage.Incidents.Copies,
        CopiesWon = stage.Incidents.CopiesWon,
        Incomplete = stage.Incidents.Incomplete,
        CacheLookups = More(facts.Cache?.LookupCount ?? 0, ref _lookupCount),
        CacheHits = More(facts.Cache?.HitCount ?? 0, ref _hitCount),
        Backend = workers.Backend.Name,
        Reproducible = workers.IsReproducible,
    };

    private static long More(long count, ref long before)
    {
        long more = count - before;
        before = count;
        return more;
    }
}
