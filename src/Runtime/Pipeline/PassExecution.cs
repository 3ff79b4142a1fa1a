using System.Reactive.Linq;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Runtime;

/// <summary>Executes one pass's batches: workers pull them as the policy hands them out, and results come as they arrive.</summary>
/// <remarks>As many results may wait for the fold as there are workers; then workers pause until it has caught up.</remarks>
internal static class PassExecution
{
    public static IObservable<SubexperimentResult> Run(IReadOnlyList<SubexperimentBatch> batches, Workers workers, PassContext pass) =>
        Observable.Defer(() =>
        {
            ShareFold? shares = ShareFold.Of(batches, workers.Settings.Shares);
            if (shares is not null)
            {
                pass.Meter.Divided(shares);
            }

            IObservable<SubexperimentResult> results = shares is null
                ? Whole(batches, workers, pass)
                : InShares(shares, workers, pass);
            return workers.Settings.Deadline is { } deadline && pass.AllowsDeadline
                ? Until(deadline, results, batches, shares, workers, pass)
                : results;
        });

    private static IObservable<SubexperimentResult> Whole(IReadOnlyList<SubexperimentBatch> batches, Workers workers, PassContext pass)
    {
        var carrier = new TaskCarrier(workers, pass, batches.Count);
        if (workers.Settings.Speculation is null)
        {
            return DemandMerge.MergeOnDemand(
                () => workers.Policy.HandOut(batches, workers.Count), workers.Count, workers.Count, (dispatch, worker) => carrier.Carry(dispatch, worker));
        }

        var demand = new SpeculativeDemand(workers.Policy.HandOut(batches, workers.Count), batches.Count, carrier, workers, pass.Meter);
        return DemandMerge.MergeOnDemand<Dispatch, SubexperimentResult>(() => demand, workers.Count, workers.Count, demand.Run);
    }

    // Ends with the last share that is needed; the others are stopped, queued ones never begin.
    private static IObservable<SubexperimentResult> InShares(ShareFold shares, Workers workers, PassContext pass)
    {
        var carrier = new TaskCarrier(workers, pass, shares.Tasks.Count);
        var attempts = new AttemptTable();
        return DemandMerge.MergeOnDemand(
                () => shares.Needed(workers.Policy.HandOut(shares.Tasks, workers.Count)),
                workers.Count,
                workers.Count,
                (dispatch, worker) => attempts.Track(dispatch.Batch.Index, 0, carrier.Carry(dispatch, worker)))
            .SelectMany(share =>
            {
                if (shares.Add(share) is not { } whole)
                {
                    return Observable.Empty<SubexperimentResult>();
                }

                foreach (int other in shares.Siblings(share.Batch))
                {
                    attempts.Cancel(other, 0);
                }

                return Observable.Return(whole);
            });
    }

    private static IObservable<SubexperimentResult> Until(
        TimeSpan deadline,
        IObservable<SubexperimentResult> results,
        IReadOnlyList<SubexperimentBatch> batches,
        ShareFold? shares,
        Workers workers,
        PassContext pass)
    {
        bool[] arrived = new bool[batches.Count];
        return results
            .TakeUntil(Observable.Timer(deadline - pass.Meter.SinceDispatch, workers.Scheduler))
            .Do(result => arrived[result.Batch] = true)
            .Concat(Observable.Defer(() =>
            {
                SubexperimentResult[] rest = shares is not null
                    ? [.. shares.Rest(arrived)]
                    : [.. batches.Where(b => !arrived[b.Index]).Select(b => new SubexperimentResult(b.Index, new double[b.ResultLength], 0))];
                pass.Meter.CutOff(rest.Length);
                return rest.ToObservable();
            }));
    }
}
