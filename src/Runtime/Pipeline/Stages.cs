using System.Reactive.Linq;
using CutAwareQnn.Estimation;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Runtime;

/// <summary>The stages of a pass, as operators.</summary>
internal static class Stages
{
    /// <summary>Makes the pass's batches of subexperiments.</summary>
    public static IObservable<IReadOnlyList<SubexperimentBatch>> Generate(this PassContext pass, Workers workers) =>
        Observable.Defer(() =>
        {
            IReadOnlyList<SubexperimentBatch> batches = pass.Meter.Generate(pass.Run);
            return workers.Model is { } model
                ? Observable.Timer(VirtualTime.Within(workers.Scheduler.Now, model.Generation(batches.Count)), workers.Scheduler)
                    .Select(_ => batches)
                    .Do(_ => pass.Meter.Generated(model.Generation(batches.Count)))
                : Observable.Return(batches);
        });

    /// <summary>Executes the batches on workers. Results come as they arrive.</summary>
    public static IObservable<SubexperimentResult> Execute(
        this IObservable<IReadOnlyList<SubexperimentBatch>> generated, Workers workers, PassContext pass) =>
        generated.SelectMany(batches => PassExecution.Run(batches, workers, pass));

    /// <summary>Folds results in as they arrive and completes the pass behind the last one.</summary>
    public static IObservable<CompletedPass> Reconstruct(this IObservable<SubexperimentResult> results, QueryRun run, PassMeter meter) =>
        results
            .Do(result => meter.Fold(run, result), () => meter.Complete(run))
            .LastOrDefaultAsync()
            .Select(_ => meter.Read(run));
}
