using System.Reactive.Concurrency;
using System.Reactive.Linq;
using CutAwareQnn.Circuits;
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
/// <example>
/// <code>
/// Circuit circuit = new CircuitBuilder(2).Add(Gates.RY, Angle.Weight(0), 0).Add(Gates.CX, 0, 1).Build();
/// CutPlan plan = CutPlanner.Plan(circuit, PauliSum.Parse("ZI"), PartitionLabels.Parse("AB", 2));
/// using var threads = new WorkerThreads(2);
/// var workers = new Workers(new InProcessBackend(threads), 2, new EagerPolicy(), threads.Schedulers[0]);
/// var pipeline = new QueryPipeline(new CutEstimator(plan, new EstimatorSettings(ShotBudget.Exact)), workers);
/// BatchOutcome outcome = await pipeline.Run(new BatchRequest(Batch: 0, [new EstimatorQuery(0, [], [Math.PI / 3])])).LastAsync();
/// Console.WriteLine($"{outcome.Estimates[0].Value:F6}");    // 0.500000
/// </code>
/// </example>
public sealed class QueryPipeline
{
    private readonly Func<BatchRequest, Passes> _start;

    /// <summary>Creates a pipeline for an estimator's queries.</summary>
    public QueryPipeline(CutEstimator estimator, Workers workers)
        : this(request => estimator.Start(request.Queries, request.Gradient), workers)
    {
    }

    /// <summary>Creates a pipeline for batches of any making.</summary>
    /// <param name="start">Starts a batch; called once for every subscription.</param>
    /// <param name="workers">Who executes.</param>
    public QueryPipeline(Func<BatchRequest, Passes> start, Workers workers)
    {
        _start = start;
        Workers = workers;
    }

    /// <summary>Who executes.</summary>
    public Workers Workers { get; }

    /// <summary>Whether the first batch that fails ends a run of many; otherwise its outcome has the error, and the others go on.</summary>
    public bool StopsAtFirstError { get; init; }

    /// <summary>Whether every query of a batch is run, timed and logged on its own.</summary>
    public bool IsQueryByQuery { get; init; }

    /// <summary>Evaluates one batch.</summary>
    /// <returns>
    /// One outcome, or the error of the first stage that failed: a <see cref="CutAwareException"/> where the input was at fault,
    /// a <see cref="BackendException"/> that names the batch of subexperiments where an execution was.
    /// </returns>
    public IObservable<BatchOutcome> Run(BatchRequest request) => Run(request, null);

    /// <summary>Evaluates batches.</summary>
    /// <param name="requests">
    /// Pulled one at a time, only when there is room: with one in flight the next when the outcome before it has been delivered, so that it
    /// may depend on it. Memory stays flat however many there are.
    /// </param>
    /// <param name="inFlight">
    /// Batches begun and not yet delivered, at least 1. More than one share the workers, the oldest batch first: one's reconstruction
    /// overlaps the next one's execution.
    /// </param>
    /// <returns>
    /// One outcome per request, in order. A batch that failed is an outcome with its error, unless <see cref="StopsAtFirstError"/>.
    /// </returns>
    public IObservable<BatchOutcome> Run(IEnumerable<BatchRequest> requests, int inFlight = 1) => Observable.Defer(() =>
    {
        WorkerSlots? slots = inFlight > 1 ? new(Workers.Count) : null;
        return requests.InOrder(inFlight, request => StopsAtFirstError
            ? Run(request, slots)
            : Run(request, slots)
                .Catch((CutAwareException error) => Observable.Return(new BatchOutcome(request, [], []) { Error = error })));
    });

    /// <summary>Drives a state machine: runs the batch that a state needs, and takes its outcome to the next state.</summary>
    /// <param name="start">The first state.</param>
    /// <param name="next">Returns the batch that a state needs; null when it is the last.</param>
    /// <param name="answer">Takes a state and the outcome of its request to the next state.</param>
    /// <returns>Every state after the first.</returns>
    public IObservable<TState> Drive<TState>(
        TState start, Func<TState, BatchRequest?> next, Func<TState, BatchOutcome, TState> answer) => Observable.Defer(() =>
    {
        TState state = start;
        return Requests(() => next(state)).InOrder(1, Run).Select(outcome => state = answer(state, outcome));
    });

    private IObservable<BatchOutcome> Run(BatchRequest request, WorkerSlots? slots) => IsQueryByQuery && request.Queries.Count > 1
        ? request.Alone().InOrder(1, alone => Whole(alone, slots)).ToList().Select(parts => BatchOutcome.Of(request, [.. parts]))
        : Whole(request, slots);

    private IObservable<BatchOutcome> Whole(BatchRequest request, WorkerSlots? slots) => Observable.Defer(() =>
    {
        Passes passes = _start(request);
        return Each(request, passes, slots)
            .Concat()
            .Do(pass => Workers.Policy.Observe(pass.Times))
            .Aggregate(new StageTotals(request), (totals, pass) => totals.Add(pass))
            .Select(totals => new BatchOutcome(request, passes.Estimates(), totals.Records))
            .Do(
                outcome =>
                {
                    RuntimeMeters.Record(outcome);
                    RuntimeMeters.Trace(outcome, Workers.Scheduler.Now);
                },
                _ => RuntimeMeters.RecordFailure());
    });

    private static IEnumerable<BatchRequest> Requests(Func<BatchRequest?> next)
    {
        while (next() is { } request)
        {
            yield return request;
        }
    }

    // Lazy: each pass is made after the one before it is complete.
    private IEnumerable<IObservable<StageRecord>> Each(BatchRequest request, Passes passes, WorkerSlots? slots)
    {
        IStopwatch stopwatch = Workers.Scheduler.StartStopwatch();
        using IEnumerator<Pass> inOrder = passes.InOrder().GetEnumerator();
        for (int number = 0; ; number++)
        {
            var meter = new PassMeter(stopwatch);
            if (!meter.Prepare(inOrder))
            {
                yield break;
            }

            var pass = new PassContext(request, number, inOrder.Current, meter, slots);
            yield return pass.Generate(Workers).Execute(Workers, pass).Reconstruct(pass);
        }
    }
}
