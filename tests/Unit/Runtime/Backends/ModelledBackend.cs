using System.Reactive.Concurrency;
using System.Reactive.Linq;
using CutAwareQnn.Runtime;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Unit.Runtime;

/// <summary>A backend in virtual time: every batch takes its modelled service time, and then reports what it measured.</summary>
internal sealed class ModelledBackend(
    Func<Job, TimeSpan> serviceTime, IScheduler scheduler, int workerLimit = 4096) : IBackend
{
    public string Name => "modelled";

    public int WorkerLimit => workerLimit;

    public List<string> Submitted { get; } = [];

    public List<int> Answered { get; } = [];

    public int LiveCount { get; private set; }

    public IObservable<JobResult> Submit(JobAttempt attempt, int worker) => Observable.Defer(() =>
    {
        Job job = attempt.Job;
        Submitted.Add($"{scheduler.Now.TimeOfDay.TotalMilliseconds}:{job.Index}@{worker}");
        LiveCount++;
        return Observable.Timer(serviceTime(job), scheduler)
            .Select(_ =>
            {
                Answered.Add(job.Index);
                return job.Execute();
            })
            .Finally(() => LiveCount--);
    });
}
