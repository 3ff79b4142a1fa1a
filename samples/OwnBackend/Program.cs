// A backend and a policy of one's own: what a driver of a device, or a study of schedules, begins with.
using System.Reactive.Concurrency;
using System.Reactive.Linq;
using CutAwareQnn.Circuits;
using CutAwareQnn.Estimation;
using CutAwareQnn.Runtime;
using CutAwareQnn.Simulation;
using OwnBackend;

var settings = new EstimatorSettings(ShotBudget.Each(1024), Seed: 1);
double[] features = [0.1, 0.2, 0.3, 0.4];
double[] weights = [.. Enumerable.Range(0, Ring.Circuit.WeightCount).Select(i => 0.1 * i)];
EstimatorQuery[] queries = [.. Enumerable.Range(0, 3).Select(i => new EstimatorQuery((ulong)i, features, weights))];

var backend = new CountingBackend();
var workers = new Workers(backend, 1, new NarrowestFirst(), Scheduler.CurrentThread);
var pipeline = new QueryPipeline(CutEstimator.For<Ring>(settings), workers);
BatchOutcome outcome = await pipeline.Run(new BatchRequest(0, queries)).LastAsync();

foreach (Estimate estimate in outcome.Estimates)
{
    Console.WriteLine($"{estimate.Value:F6} ± {estimate.StandardError:F6}");
}

// Whoever executes, in whatever order: the bits are those of the plain loop.
bool isSame = outcome.Estimates.SequenceEqual(CutEstimator.For<Ring>(settings).Estimate(queries));
Console.WriteLine($"{backend.JobCount} jobs of {backend.CircuitCount} circuits; the same bits as without a pipeline: {isSame}");

namespace OwnBackend
{
    [QuantumCircuit(qubits: 4), ZFeatureMap, RealAmplitudes(Reps = 1), Observable("ZZZZ"), Partition("AABB")]
    internal sealed partial class Ring;

    /// <summary>Executes each job in the calling thread and counts it. A device would be driven here.</summary>
    internal sealed class CountingBackend : IBackend
    {
        public string Name => "counting";

        public int WorkerLimit => 1;

        public int JobCount { get; private set; }

        public long CircuitCount { get; private set; }

        public IObservable<JobResult> Submit(JobAttempt attempt, int worker) => Observable.Defer(() =>
        {
            JobCount++;
            CircuitCount += attempt.Job.CircuitCount;
            return Observable.Return(attempt.Job.Execute());
        });
    }

    /// <summary>Hands out jobs of narrow circuits first.</summary>
    internal sealed class NarrowestFirst : IDispatchPolicy
    {
        public string Name => "narrowest-first";

        public IDemand<Dispatch> HandOut(IReadOnlyList<Job> jobs, int workerCount) =>
            new CursorDemand<Dispatch>(jobs.OrderBy(job => job.Width).Select(job => new Dispatch(job)));
    }
}
