using System.Reactive.Linq;
using CutAwareQnn.Circuits;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Runtime;

/// <summary>
/// Carries one batch of subexperiments through its tries: waits for its time, is held up where that is injected, submits, checks the
/// answer, tries again within limits. Everything it waits for, it waits for on its worker.
/// </summary>
internal sealed class TaskCarrier(Workers workers, PassContext pass, int batchCount)
{
    private DateTimeOffset _folderFree;

    /// <summary>The result of a batch, or the error of its last try, which names it.</summary>
    /// <param name="dispatch">The batch.</param>
    /// <param name="worker">Who carries it.</param>
    /// <param name="firstAttempt">The number of the first try.</param>
    public IObservable<SubexperimentResult> Carry(Dispatch dispatch, int worker, int firstAttempt = 0) => pass.Slots is null
        ? CarryOn(dispatch, worker, firstAttempt)
        : pass.Slots.Hold(pass.Request.Batch, worker, free => CarryOn(dispatch, free, firstAttempt));

    private IObservable<SubexperimentResult> CarryOn(Dispatch dispatch, int worker, int firstAttempt)
    {
        try
        {
            workers.Backend.Limits.Check(dispatch.Batch);
        }
        catch (BackendException error)
        {
            return Observable.Throw<SubexperimentResult>(Named(dispatch.Batch, error));
        }

        TimeSpan start = pass.Meter.SinceDispatch;
        pass.Meter.Taken();
        var task = new SubexperimentTask(dispatch.Batch, pass.Request.Batch, pass.Number, firstAttempt);
        IObservable<SubexperimentResult> result = Try(task, worker, dispatch.NotBefore - start).Do(_ =>
        {
            pass.Meter.Answered();
            workers.OnTask?.Invoke(new(
                pass.Request.Batch,
                pass.Purpose,
                dispatch.Batch,
                worker,
                start,
                pass.Meter.SinceDispatch - start,
                workers.Settings.Stragglers?.DelayOf(task) ?? TimeSpan.Zero));
        });
        return workers.Model is { } model ? result.SelectMany(answer => Folded(answer, model.Fold(dispatch.Batch))) : result;
    }

    // In virtual time folding takes none: the worker that brings a result is held for the modelled time, one at a time.
    private IObservable<SubexperimentResult> Folded(SubexperimentResult answer, TimeSpan time)
    {
        DateTimeOffset now = workers.Scheduler.Now;
        DateTimeOffset start = _folderFree > now ? _folderFree : now;
        _folderFree = start + VirtualTime.Within(start, time);
        pass.Meter.Folded(time);
        return Observable.Timer(_folderFree, workers.Scheduler).Select(_ => answer);
    }

    private IObservable<SubexperimentResult> Try(SubexperimentTask task, int worker, TimeSpan wait)
    {
        IObservable<SubexperimentResult> answer;
        try
        {
            answer = Submission(task, worker, wait);
        }
        catch (BackendException error)
        {
            answer = Observable.Throw<SubexperimentResult>(error);
        }

        return answer.Catch((Exception error) =>
        {
            if (workers.Settings.Retries.AllowAnother(task, error))
            {
                pass.Meter.Retried();
                return Try(task with { Attempt = task.Attempt + 1 }, worker, TimeSpan.Zero);
            }

            return Observable.Throw<SubexperimentResult>(Named(task.Batch, error));
        });
    }

    private BackendException Named(SubexperimentBatch batch, Exception error) => new(
        $"subexperiment batch {batch.Index} of {batchCount} in the {pass.Run.Purpose.ToString().ToLowerInvariant()} pass failed "
        + $"on backend {workers.Backend.Name}: {error.Message}",
        error);

    private IObservable<SubexperimentResult> Submission(SubexperimentTask task, int worker, TimeSpan wait)
    {
        IObservable<SubexperimentResult> answer = workers.Backend.Submit(task, worker)
            .FirstOrDefaultAsync()
            .Select(result => Checked(task.Batch, result));
        TimeSpan held = workers.Settings.Stragglers?.DelayOf(task) ?? TimeSpan.Zero;
        if (held > TimeSpan.Zero)
        {
            pass.Meter.HeldUp(held);
            answer = answer.DelaySubscription(held, workers.Scheduler);
        }

        if (workers.Settings.Retries.Timeout is { } limit)
        {
            answer = answer.Timeout(limit, Observable.Throw<SubexperimentResult>(new BackendException(string.Create(
                System.Globalization.CultureInfo.InvariantCulture, $"no answer within {limit.TotalSeconds} s"))), workers.Scheduler);
        }

        TimeSpan admitted = workers.Admit();
        TimeSpan start = wait > admitted ? wait : admitted;
        return start > TimeSpan.Zero ? answer.DelaySubscription(start, workers.Scheduler) : answer;
    }

    private static SubexperimentResult Checked(SubexperimentBatch batch, SubexperimentResult? result)
    {
        if (result is null)
        {
            throw new BackendException("it answered nothing; a backend answers every batch once");
        }

        batch.Check(result);
        return result;
    }
}
