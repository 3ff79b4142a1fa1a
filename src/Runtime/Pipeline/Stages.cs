using System.Reactive.Linq;
using CutAwareQnn.Estimation;
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

    /// <summary>Folds results in as they arrive and completes the pass behind the last one.</summary>
    public static IObservable<CompletedPass> Reconstruct(this IObservable<JobResult> results, Pass pass, PassMeter meter) =>
        results
            .Do(result => meter.Fold(pass, result), () => meter.Complete(pass))
            .LastOrDefaultAsync()
            .Select(_ => meter.Read(pass));
}
