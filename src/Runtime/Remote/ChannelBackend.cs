using System.Collections.Concurrent;
using System.Reactive.Linq;
using CutAwareQnn.Circuits;
using CutAwareQnn.Estimation;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Runtime;

/// <summary>
/// Executes jobs on the workers of a channel: writes each as bytes, makes its plan known once, and reads the answer. A lane is a place in
/// flight and no host: the channel chooses the host, and sends a job again where its host is lost.
/// </summary>
/// <remarks>
/// One backend per run; several may share a channel. An answer counts only where it names the job that it was submitted for, by checksum.
/// The caller disposes the channel.
/// </remarks>
public sealed class ChannelBackend : IQueueingBackend
{
    /// <summary>The lanes unless another number is given: two jobs in flight for each of 16 slots.</summary>
    public const int DefaultLanes = 32;

    /// <summary>Most lanes; each job in flight is held by the channel.</summary>
    public const int MostLanes = 65_536;

    /// <summary>About 1 ms at 0.2 ns per operation: handing over, about 40 µs, is then below 4 % of it.</summary>
    public const double DefaultLeastWork = 5e6;

    private readonly IWorkChannel _channel;
    private readonly Guid _run;
    private readonly int _incarnation;
    private readonly ConcurrentDictionary<string, PlanForm> _published = new(StringComparer.Ordinal);

    /// <summary>Creates a backend.</summary>
    /// <param name="channel">Carries the jobs.</param>
    /// <param name="run">Names the run among those that share the channel.</param>
    /// <param name="incarnation">How often the run was started before, from 0; a resumed run counts on.</param>
    /// <param name="lanes">
    /// The most jobs in flight, from 1 to <see cref="MostLanes"/>: about twice the slots of all workers, so that a slot that comes free
    /// finds its next job waiting.
    /// </param>
    /// <exception cref="BackendException">The lanes are out of range.</exception>
    public ChannelBackend(IWorkChannel channel, Guid run, int incarnation = 0, int lanes = DefaultLanes)
    {
        if (lanes is < 1 or > MostLanes)
        {
            throw new BackendException($"{lanes} lanes were given for channel {channel.Name}; give 1 to {MostLanes}");
        }

        _channel = channel;
        _run = run;
        _incarnation = incarnation;
        WorkerLimit = lanes;
    }

    /// <inheritdoc/>
    public string Name => _channel.Name;

    /// <inheritdoc/>
    public int WorkerLimit { get; }

    /// <inheritdoc/>
    public double LeastWork { get; init; } = DefaultLeastWork;

    /// <inheritdoc/>
    public IObservable<JobResult> Submit(JobAttempt attempt, int worker) =>
        Follow(attempt, worker).OfType<JobEvent.Answered>().Select(answer => answer.Result);

    /// <inheritdoc/>
    public IObservable<JobEvent> Follow(JobAttempt attempt, int worker) => Observable.Defer(() =>
    {
        JobForm form = JobForm.Of(attempt.Job);
        foreach (PlanForm plan in form.Plans)
        {
            if (_published.TryAdd(plan.Digest, plan))
            {
                _channel.Publish(plan.Digest, plan.Bytes);
            }
        }

        var key = new JobKey(_run, _incarnation, attempt.Batch, attempt.Pass, attempt.Job.Index, attempt.Attempt);
        var needs = new Requirements(attempt.Job.Width, form.Plans.Count == 0 ? null : form.Plans[0].Digest);
        return _channel.Send(key, needs, form.Bytes).Select(news => Read(news, form.Checksum));
    }).Catch((Exception error) => Observable.Throw<JobEvent>(error is CutAwareException
        ? error
        : new BackendException(error.Message.ReplaceLineEndings(" "), error) { IsFailure = true }));

    private static JobEvent Read(WorkEvent news, uint job)
    {
        if (news is not WorkEvent.Answer answer)
        {
            return new JobEvent.Started(((WorkEvent.Started)news).Host);
        }

        try
        {
            return new JobEvent.Answered(answer.Host, ResultForm.Read(answer.Result.Span, job));
        }
        catch (BackendException error)
        {
            throw new BackendException($"worker {answer.Host} returned no result: {error.Message}", error) { IsFailure = true };
        }
    }
}
