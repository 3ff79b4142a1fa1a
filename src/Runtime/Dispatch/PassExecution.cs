using System.Reactive.Linq;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Runtime;

/// <summary>Executes one pass's batches: workers pull them as the policy hands them out, and results come as they arrive.</summary>
/// <remarks>As many results may wait for the fold as there are workers; then workers pause until it has caught up.</remarks>
internal static class PassExecution
{
    public static IObservable<JobResult> Run(IReadOnlyList<Job> jobs, Workers workers, PassContext pass) =>
        Observable.Defer(() =>
        {
            ShareFold? shares = ShareFold.Of(jobs, workers.Settings.Shares);
            if (shares is not null)
            {
                pass.Meter.Divided(shares);
            }

            IObservable<JobResult> results = shares is null
                ? Whole(jobs, workers, pass)
                : InShares(shares, workers, pass);
            return workers.Settings.Deadline is { } deadline && pass.Pass.AllowsDeadline
                ? Until(deadline, results, jobs, shares, workers, pass)
                : results;
        });

    private static IObservable<JobResult> Whole(IReadOnlyList<Job> jobs, Workers workers, PassContext pass)
    {
        IReadOnlyList<Job> sent = SmallJobs.Together(jobs, workers.Backend.LeastWork);
        IObservable<JobResult> results = Sent(sent, workers, pass);
        return ReferenceEquals(sent, jobs) ? results : results.SelectMany(result => SmallJobs.Apart(sent[result.Job], result));
    }

    private static IObservable<JobResult> Sent(IReadOnlyList<Job> jobs, Workers workers, PassContext pass)
    {
        var carrier = new JobCarrier(workers, pass, jobs.Count);
        if (workers.Settings.Speculation is null)
        {
            return DemandMerge.MergeOnDemand(
                () => workers.Policy.HandOut(jobs, workers.Count),
                workers.Count,
                workers.Count,
                (dispatch, worker) => carrier.Carry(dispatch, worker));
        }

        var demand = new SpeculativeDemand(workers.Policy.HandOut(jobs, workers.Count), jobs.Count, carrier, workers, pass.Meter);
        return DemandMerge.MergeOnDemand<Dispatch, JobResult>(() => demand, workers.Count, workers.Count, demand.Run);
    }

    // Ends with the last share that is needed; the others are stopped, queued ones never begin.
    private static IObservable<JobResult> InShares(ShareFold shares, Workers workers, PassContext pass)
    {
        var carrier = new JobCarrier(workers, pass, shares.Shares.Count);
        var attempts = new AttemptTable();
        return DemandMerge.MergeOnDemand(
                () => shares.Needed(workers.Policy.HandOut(shares.Shares, workers.Count)),
                workers.Count,
                workers.Count,
                (dispatch, worker) => attempts.Track(dispatch.Job.Index, 0, carrier.Carry(dispatch, worker)))
            .SelectMany(share =>
            {
                if (shares.Add(share) is not { } whole)
                {
                    return Observable.Empty<JobResult>();
                }

                foreach (int other in shares.Siblings(share.Job))
                {
                    attempts.Cancel(other, 0);
                }

                return Observable.Return(whole);
            });
    }

    private static IObservable<JobResult> Until(
        TimeSpan deadline,
        IObservable<JobResult> results,
        IReadOnlyList<Job> jobs,
        ShareFold? shares,
        Workers workers,
        PassContext pass)
    {
        bool[] arrived = new bool[jobs.Count];
        return results
            .TakeUntil(Observable.Timer(deadline - pass.Meter.SinceDispatch, workers.Scheduler))
            .Do(result => arrived[result.Job] = true)
            .Concat(Observable.Defer(() =>
            {
                JobResult[] rest = shares is not null
                    ? [.. shares.Rest(arrived)]
                    : [.. jobs.Where(b => !arrived[b.Index]).Select(b => new JobResult(b.Index, new double[b.ResultLength], 0))];
                pass.Meter.CutOff(rest.Length);
                return rest.ToObservable();
            }));
    }
}
