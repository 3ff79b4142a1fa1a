using System.Reactive.Linq;
using CutAwareQnn.Circuits;
using CutAwareQnn.Estimation;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Runtime;

/// <summary>The stages of a pass, as operators.</summary>
internal static class Stages
{
    /// <summary>Makes the pass's batches of subexperiments.</summary>
    public static IObservable<IReadOnlyList<SubexperimentBatch>> Generate(this QueryRun run, PassMeter meter) =>
        Observable.Defer(() => Observable.Return(meter.Generate(run)));

    /// <summary>Executes the batches on workers, which pull them as the policy hands them out. Results come as they arrive.</summary>
    /// <remarks>As many results may wait for the fold as there are workers; then workers pause until it has caught up.</remarks>
    public static IObservable<SubexperimentResult> Execute(
        this IObservable<IReadOnlyList<SubexperimentBatch>> generated, Workers workers, RunPurpose purpose, PassMeter meter) =>
        generated.SelectMany(batches => workers.Policy.HandOut(batches).MergeOnDemand(
            workers.Count,
            workers.Count,
            (dispatch, worker) =>
            {
                meter.Taken();
                return workers.Carry(dispatch, worker, meter.SinceDispatch)
                    .Do(_ => meter.Answered())
                    .Catch((Exception error) => Observable.Throw<SubexperimentResult>(new BackendException(
                        $"subexperiment batch {dispatch.Batch.Index} of {batches.Count} in the "
                        + $"{purpose.ToString().ToLowerInvariant()} pass failed on backend {workers.Backend.Name}: {error.Message}",
                        error)));
            }));

    /// <summary>Folds results in as they arrive and completes the pass behind the last one.</summary>
    public static IObservable<CompletedPass> Reconstruct(this IObservable<SubexperimentResult> results, QueryRun run, PassMeter meter) =>
        results
            .Do(result => meter.Fold(run, result), () => meter.Complete(run))
            .LastOrDefaultAsync()
            .Select(_ => meter.Read(run));
}
