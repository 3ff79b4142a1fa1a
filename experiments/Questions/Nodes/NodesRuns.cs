using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using CutAwareQnn.Learning;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>The study's classifier, trained by several nodes: in virtual time, or on a thread of this machine each.</summary>
internal sealed class NodesRuns(NodesSettings settings, MnistFiles? mnist)
{
    private readonly Model _model = new(IrisClassifier.Circuit, IrisClassifier.Observable);

    /// <summary>Refuses more nodes than can share the samples.</summary>
    public void Check() => Training(Split(1), settings.Sync[0], settings.Nodes.Max(), 1);

    /// <summary>Trains in virtual time.</summary>
    public NodesRun Virtual(string sync, int nodeCount, ulong seed)
    {
        DataSplit split = Split(seed);
        CutEstimator estimator = Estimator(seed);
        (ParallelState state, TimeSpan time) = VirtualNodes.Run(
            Training(split, sync, nodeCount, seed),
            estimator,
            settings.ServiceTimes,
            TimeSpan.FromSeconds(settings.LinkSeconds),
            node => new()
            {
                Stragglers = settings.StragglerProbability > 0
                    ? new(
                        settings.StragglerProbability,
                        TimeSpan.FromSeconds(settings.StragglerDelaySeconds),
                        null,
                        seed ^ ((ulong)node << 32))
                    : null,
            });
        return Scored(state, time, split, estimator);
    }

    /// <summary>Trains on threads; links take no time and nothing is held up.</summary>
    public async Task<NodesRun> MeasuredAsync(string sync, int nodeCount, ulong seed, CancellationToken cancellationToken)
    {
        DataSplit split = Split(seed);
        CutEstimator estimator = Estimator(seed);
        LocalWorkers[] workers =
            [.. Enumerable.Range(0, nodeCount).Select(_ => new LocalWorkers(1, new EagerPolicy(), ExecutionSettings.Default))];
        try
        {
            IScheduler clock = workers[0].Workers.Scheduler;
            var pipeline = new ParallelPipeline(
                Training(split, sync, nodeCount, seed),
                [.. workers.Select(w => new QueryPipeline(estimator, w.Workers))],
                TimeSpan.Zero,
                clock);
            IStopwatch stopwatch = clock.StartStopwatch();
            ParallelState state = await pipeline.Run().FirstAsync(s => s.IsComplete).ToTask(cancellationToken, TaskPoolScheduler.Default)
                .ConfigureAwait(false);
            return Scored(state, stopwatch.Elapsed, split, estimator);
        }
        finally
        {
            foreach (LocalWorkers node in workers)
            {
                node.Dispose();
            }
        }
    }

    private NodesRun Scored(ParallelState state, TimeSpan time, DataSplit split, CutEstimator estimator) => new(
        time.TotalSeconds,
        Evaluation.Of(_model, split.Test, state.Weights, Loss.MeanSquared, estimator).Accuracy!.Value,
        state.Version,
        state.MessageCount,
        state.LargestStaleness);

    private CutEstimator Estimator(ulong seed) => new(
        CutPlanner.Plan(_model.Circuit, _model.Observables[0], PartitionLabels.Parse(settings.Partition, _model.Circuit.QubitCount)),
        new(settings.Shots > 0 ? ShotBudget.Each(settings.Shots) : ShotBudget.Exact, seed));

    private ParallelTraining Training(DataSplit split, string sync, int nodeCount, ulong seed) => new(
        _model,
        split.Train,
        new(
            settings.Epochs,
            settings.BatchSize / nodeCount,
            new Adam(settings.LearningRate),
            Loss.MeanSquared,
            settings.Shots > 0 ? GradientMethod.ParameterShift : GradientMethod.Adjoint,
            seed),
        nodeCount,
        SyncScheme.Parse(sync));

    private DataSplit Split(ulong seed)
    {
        if (mnist is null)
        {
            return DataSplit.Stratified(Iris.Load("versicolor", "virginica"), settings.IrisTestFraction, seed).Scaled();
        }

        DataSplit images = mnist.Split([3, 6], settings.MnistTrainCount, settings.MnistTestCount, seed);
        return PrincipalComponents.Fit(images.Train, _model.Circuit.FeatureCount).Apply(images).Scaled();
    }
}
