using System.Reactive.Concurrency;
using System.Reactive.Linq;
using CutAwareQnn.Runtime;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Unit.Runtime;

/// <summary>A backend in virtual time: every batch takes its modelled service time, and then says what it measured.</summary>
internal sealed class ModelledBackend(
    Func<SubexperimentBatch, TimeSpan> serviceTime, IScheduler scheduler, int workerLimit = 4096) : IBackend
{
    public string Name => "modelled";

    public int WorkerLimit => workerLimit;

    public List<string> Submitted { get; } = [];

    public List<int> Answered { get; } = [];

    public int LiveCount { get; private set; }

    public IObservable<SubexperimentResult> Submit(SubexperimentTask task, int worker) => Observable.Defer(() =>
    {
        SubexperimentBatch batch = task.Batch;
        Submitted.Add($"{scheduler.Now.TimeOfDay.TotalMilliseconds}:{batch.Index}@{worker}");
        LiveCount++;
        return Observable.Timer(serviceTime(batch), scheduler)
            .Select(_ =>
            {
                Answered.Add(batch.Index);
                return batch.Execute();
            })
            .Finally(() => LiveCount--);
    });
}
