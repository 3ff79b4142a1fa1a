using System.Reactive.Linq;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Runtime;

/// <summary>The stages of a pass, as operators.</summary>
internal static class Stages
{
    /// <summary>Makes the pass's batches of subexperiments.</summary>
    public static IObservable<IReadOnlyList<Job>> Generate(this PassContext pass, Workers workers) =>
        Observable.Defer(() =>
        {
            IReadOnlyList<Job> jobs = pass.Meter.Generate(pass.Pass);
            return workers.Model is { } model
                ? Observable.Timer(VirtualTime.Within(workers.Scheduler.Now, model.Generation(jobs.Count)), workers.Scheduler)
                    .Select(_ => jobs)
                    .Do(_ => pass.Meter.Generated(model.Generation(jobs.Count)))
                : Observable.Return(jobs);
        });

    /// <summary>Executes the batches on workers. Results come as they arrive.</summary>
    public static IObservable<JobResult> Execute(
        this IObservable<IReadOnlyList<Job>> generated, Workers workers, PassContext pass) =>
        generated.SelectMany(jobs => PassExecution.Run(jobs, workers, pass));

    /// <summary>Folds results in as they arrive and completes the pass after the last one.</summary>
    public static IObservable<StageRecord> Reconstruct(this IObservable<JobResult> results, PassContext pass) =>
        results
            .Do(result => pass.Meter.Fold(pass.Pass, result), () => pass.Meter.Complete(pass.Pass))
            .LastOrDefaultAsync()
            .Select(_ => pass.Meter.Read(pass));
}
