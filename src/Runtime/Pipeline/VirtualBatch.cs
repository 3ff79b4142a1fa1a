using System.Reactive.Concurrency;
using System.Runtime.ExceptionServices;
using CutAwareQnn.Circuits;
using CutAwareQnn.Estimation;

namespace CutAwareQnn.Runtime;

/// <summary>Runs one batch of queries in virtual time.</summary>
public static class VirtualBatch
{
    /// <summary>Runs a batch to its end. The estimates are those of real time, bit for bit; the times are the model's.</summary>
    /// <param name="estimator">Answers the queries.</param>
    /// <param name="request">The batch.</param>
    /// <param name="workerCount">Workers, at least 1.</param>
    /// <param name="times">How long things take.</param>
    /// <param name="policy">Order of dispatch.</param>
    /// <param name="settings">What may go wrong, and what is done about it.</param>
    /// <exception cref="BackendException">The times reach beyond virtual time, some 5000 years.</exception>
    public static BatchOutcome Of(
        CutEstimator estimator,
        BatchRequest request,
        int workerCount,
        ServiceTimes times,
        IDispatchPolicy policy,
        ExecutionSettings settings)
    {
        var scheduler = new HistoricalScheduler();
        var workers =
            new Workers(new VirtualBackend(times, scheduler, workerCount), workerCount, policy, scheduler, settings) { Model = times };
        BatchOutcome? outcome = null;
        Exception? fault = null;
        using IDisposable subscription = new QueryPipeline(estimator, workers).Run(request).Subscribe(o => outcome = o, e => fault = e);
        scheduler.Start();
        if (fault is not null)
        {
            ExceptionDispatchInfo.Throw(fault);
        }

        return outcome!;
    }
}
