using System.Reactive.Concurrency;
using System.Reactive.Linq;
using CutAwareQnn.Estimation;

namespace CutAwareQnn.Runtime;

/// <summary>
/// Batches of queries in, estimates and stage times out: <see cref="CutEstimator.Estimate"/> as streams. Its estimates are the same
/// bit for bit, whatever the workers, the policy and the order in which results arrive.
/// </summary>
/// <remarks>
/// Everything here is cold: nothing runs before subscription, each subscription runs on its own, and its disposal stops the workers
/// within the task at hand. Stages run where the last one ended: generate where the pipeline is subscribed to, or on the worker that
/// completed the pass before; execute on the workers; reconstruct on a worker that brings a result. One thread at a time folds.
/// </remarks>
public sealed class QueryPipeline
{
    private readonly Func<BatchRequest, QueryBatch> _start;

    /// <summary>Creates a pipeline for an estimator's queries.</summary>
    public QueryPipeline(CutEstimator estimator, Workers workers)
        : this(request => estimator.Start(request.Queries, request.Gradient), workers)
    {
    }

    /// <summary>Creates a pipeline for batches of any making.</summary>
    /// <param name="start">Starts a batch; called once for every subscription.</param>
    /// <param name="workers">Who executes.</param>
    public QueryPipeline(Func<BatchRequest, QueryBatch> start, Workers workers)
    {
        _start = start;
        Workers = workers;
    }

    /// <summary>Who executes.</summary>
    public Workers Workers { get; }

    /// <summary>Evaluates one batch.</summary>
    /// <returns>
    /// One outcome, or the error of the first stage that failed: a <see cref="Circuits.CutAwareException"/> where the input was at fault,
    /// a <see cref="Circuits.BackendException"/> that names the batch of subexperiments where an execution was.
    /// </returns>
    public IObservable<BatchOutcome> Run(BatchRequest request) => Observable.Defer(() =>
    {
        QueryBatch batch = _start(request);
        return Passes(request, batch)
            .Concat()
            .Do(pass => Workers.Policy.Observe(pass.Times))
            .Aggregate(new StageTotals(request), (totals, pass) => totals.Add(pass))
            .Select(totals => new BatchOutcome(request, batch.Estimates(), totals.Records));
    });

    /// <summary>Evaluates batches, one after the other.</summary>
    /// <param name="requests">
    /// Pulled one at a time: the next only when the outcome before it has been delivered, so that it may depend on it, and so that
    /// memory stays flat however many there are.
    /// </param>
    /// <returns>One outcome a request, in order; the first error ends the stream.</returns>
    public IObservable<BatchOutcome> Run(IEnumerable<BatchRequest> requests) => requests.Select(Run).Concat();

    /// <summary>Drives a state machine: asks what a state wants to know, and takes the answer to the next state.</summary>
    /// <param name="start">The first state.</param>
    /// <param name="ask">What a state wants to know; null when it is the last.</param>
    /// <param name="answer">Takes a state and the outcome of its request to the next state.</param>
    /// <returns>Every state behind the first.</returns>
    public IObservable<TState> Drive<TState>(
        TState start, Func<TState, BatchRequest?> ask, Func<TState, BatchOutcome, TState> answer) => Observable.Defer(() =>
    {
        TState state = start;
        return Run(Asked(() => ask(state))).Select(outcome => state = answer(state, outcome));
    });

    private static IEnumerable<BatchRequest> Asked(Func<BatchRequest?> ask)
    {
        while (ask() is { } request)
        {
            yield return request;
        }
    }

    // Lazy: each pass is asked for when the one before it is complete.
    private IEnumerable<IObservable<CompletedPass>> Passes(BatchRequest request, QueryBatch batch)
    {
        IStopwatch stopwatch = Workers.Scheduler.StartStopwatch();
        using IEnumerator<QueryRun> runs = batch.Runs().GetEnumerator();
        for (int number = 0; ; number++)
        {
            var meter = new PassMeter(stopwatch);
            if (!meter.Prepare(runs))
            {
                yield break;
            }

            QueryRun run = runs.Current;
            var pass = new PassContext(request, number, run, meter);
            yield return pass.Generate(Workers).Execute(Workers, pass).Reconstruct(run, meter);
        }
    }
}
