using System.Reactive.Linq;
using CutAwareQnn.Circuits;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Runtime;

/// <summary>
/// Carries one batch of subexperiments through its tries: waits for its time, is held up where that is injected, submits, checks the
/// answer, tries again within limits. Everything it waits for, it waits for on its worker.
/// </summary>
internal sealed class JobCarrier(Workers workers, PassContext pass, int jobCount)
{
    private DateTimeOffset _folderFree;

    /// <summary>Returns the result of a batch, or the error of its last try, which names it.</summary>
    /// <param name="dispatch">The batch.</param>
    /// <param name="worker">Who carries it.</param>
    /// <param name="firstAttempt">The number of the first try.</param>
    /// <param name="onStart">Called whenever a host begins the job, by backends that report it; null for nobody.</param>
    public IObservable<JobResult> Carry(Dispatch dispatch, int worker, int firstAttempt = 0, Action? onStart = null) => pass.Slots is null
        ? CarryOn(dispatch, worker, firstAttempt, onStart)
        : pass.Slots.Hold(pass.Request.Batch, worker, free => CarryOn(dispatch, free, firstAttempt, onStart));

    private IObservable<JobResult> CarryOn(Dispatch dispatch, int worker, int firstAttempt, Action? onStart)
    {
        try
        {
            workers.Backend.Limits.Check(dispatch.Job);
        }
        catch (BackendException error)
        {
            return Observable.Throw<JobResult>(Named(dispatch.Job, error));
        }

        TimeSpan start = pass.Meter.SinceDispatch;
        IDisposable taken = pass.Meter.Taken();
        var attempt = new JobAttempt(dispatch.Job, pass.Request.Batch, pass.Number, firstAttempt);
        IObservable<JobResult> result = Try(attempt, worker, dispatch.NotBefore - start, onStart).Do(_ =>
        {
            taken.Dispose();
            workers.OnJob?.Invoke(new(
                pass.Request.Batch,
                pass.Purpose,
                dispatch.Job,
                worker,
                start,
                pass.Meter.SinceDispatch - start,
                workers.Settings.Stragglers?.DelayOf(attempt) ?? TimeSpan.Zero));
        }).Finally(taken.Dispose);
        return workers.Model is { } model ? result.SelectMany(answer => Folded(answer, model.Fold(dispatch.Job))) : result;
    }

    // In virtual time folding takes none: the worker that brings a result is held for the modelled time, one at a time.
    private IObservable<JobResult> Folded(JobResult answer, TimeSpan time)
    {
        DateTimeOffset now = workers.Scheduler.Now;
        DateTimeOffset start = _folderFree > now ? _folderFree : now;
        _folderFree = start + VirtualTime.Within(start, time);
        pass.Meter.Folded(time);
        return Observable.Timer(_folderFree, workers.Scheduler).Select(_ => answer);
    }

    private IObservable<JobResult> Try(JobAttempt attempt, int worker, TimeSpan wait, Action? onStart)
    {
        IObservable<JobResult> answer;
        try
        {
            answer = Submission(attempt, worker, wait, onStart);
        }
        catch (BackendException error)
        {
            answer = Observable.Throw<JobResult>(error);
        }

        return answer.Catch((Exception error) =>
        {
            if (workers.Settings.Retries.AllowAnother(attempt, error))
            {
                pass.Meter.Retried();
                return Try(attempt with { Attempt = attempt.Attempt + 1 }, worker, TimeSpan.Zero, onStart);
            }

            return Observable.Throw<JobResult>(Named(attempt.Job, error));
        });
    }

    private BackendException Named(Job job, Exception error) => new(
        $"subexperiment batch {job.Index} of {jobCount} in the {pass.Pass.Purpose.ToString().ToLowerInvariant()} pass failed "
        + $"on backend {workers.Backend.Name}: {error.Message}",
        error)
    {
        IsFailure = error is BackendException { IsFailure: true } or not CutAwareException,
    };

    private IObservable<JobResult> Submission(JobAttempt attempt, int worker, TimeSpan wait, Action? onStart)
    {
        TimeSpan held = workers.Settings.Stragglers?.DelayOf(attempt) ?? TimeSpan.Zero;
        if (held > TimeSpan.Zero)
        {
            pass.Meter.HeldUp(held);
        }

        IObservable<JobResult> answer = workers.Backend is IQueueingBackend queueing
            ? Followed(queueing, attempt, worker, held, onStart)
            : Limited(attempt, worker, held);
        TimeSpan admitted = workers.Admit();
        TimeSpan start = wait > admitted ? wait : admitted;
        return start > TimeSpan.Zero ? answer.DelaySubscription(start, workers.Scheduler) : answer;
    }

    private IObservable<JobResult> Limited(JobAttempt attempt, int worker, TimeSpan held)
    {
        IObservable<JobResult> answer = workers.Backend.Submit(attempt, worker)
            .FirstOrDefaultAsync()
            .Select(result => Checked(attempt.Job, result));
        answer = held > TimeSpan.Zero ? answer.DelaySubscription(held, workers.Scheduler) : answer;
        return workers.Settings.Retries.Timeout is { } limit ? answer.Timeout(limit, TooLate<JobResult>(limit), workers.Scheduler) : answer;
    }

    // The limit counts from each start; a job that waits for a host has none.
    private IObservable<JobResult> Followed(IQueueingBackend backend, JobAttempt attempt, int worker, TimeSpan held, Action? onStart)
    {
        IObservable<JobEvent> events = backend.Follow(attempt, worker).Do(e =>
        {
            if (e is JobEvent.Started)
            {
                onStart?.Invoke();
            }
        });
        if (held > TimeSpan.Zero)
        {
            events = events.SelectMany(e => e is JobEvent.Answered
                ? Observable.Timer(held, workers.Scheduler).Select(_ => e)
                : Observable.Return(e));
        }

        if (workers.Settings.Retries.Timeout is { } limit)
        {
            events = events.Timeout(
                Observable.Never<long>(),
                e => e is JobEvent.Started ? Observable.Timer(limit, workers.Scheduler) : Observable.Never<long>(),
                TooLate<JobEvent>(limit));
        }

        return events.OfType<JobEvent.Answered>().FirstOrDefaultAsync().Select(answered => Checked(attempt.Job, answered?.Result));
    }

    private static IObservable<T> TooLate<T>(TimeSpan limit) => Observable.Throw<T>(new BackendException(string.Create(
        System.Globalization.CultureInfo.InvariantCulture, $"no answer within {limit.TotalSeconds} s"))
    { IsFailure = true });

    private static JobResult Checked(Job job, JobResult? result)
    {
        if (result is null)
        {
            throw new BackendException("it answered nothing; a backend answers every batch once") { IsFailure = true };
        }

        job.Check(result);
        return result;
    }
}
