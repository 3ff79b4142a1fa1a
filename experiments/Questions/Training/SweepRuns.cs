using System.Globalization;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using CutAwareQnn.Learning;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>
/// The runs of a sweep, each in a folder of its own below the sweep's. What has a summary is done and is not run again; what a stop
/// left half done is run anew.
/// </summary>
internal sealed class SweepRuns
{
    private readonly SweepFolder _folder;
    private readonly SweepSettings _settings;
    private readonly MnistFiles? _mnist;
    private readonly HashSet<bool> _warm = [];

    /// <summary>The runs below a folder.</summary>
    /// <param name="folder">The sweep's folder; what is in it has the same settings.</param>
    /// <param name="settings">What the runs share.</param>
    /// <param name="mnist">The images; null where no run needs them.</param>
    public SweepRuns(SweepFolder folder, SweepSettings settings, MnistFiles? mnist)
    {
        folder.Agree(settings);
        _folder = folder;
        _settings = settings;
        _mnist = mnist;
    }

    /// <summary>Returns the summary of a run, which is carried out where it is not done.</summary>
    public async Task<RunSummary> RunAsync(SweepCase run, CancellationToken cancellationToken)
    {
        string path = _folder.Of(run);
        DataSplit split = Split(run);
        if (DoneRun.Summary(path, Describe(run, split)) is { } done)
        {
            return done;
        }

        await WarmUpAsync(run, split, cancellationToken).ConfigureAwait(false);
        RunFolder.Delete(path);
        return await TrainAsync(run, split, path, cancellationToken).ConfigureAwait(false);
    }

    // The first run of a process takes ten times as long, because its code is compiled on the way: that one is not kept. Published mode
    // has little code of its own, and takes long: two batches compile it.
    private async Task WarmUpAsync(SweepCase run, DataSplit split, CancellationToken cancellationToken)
    {
        bool isPublished = run.Budget == SweepBudget.Published;
        if (!_warm.Add(isPublished))
        {
            return;
        }

        SweepCase first =
            run with { Partition = _settings.Partitions[^1], Budget = isPublished ? SweepBudget.Published : SweepBudget.Each };
        DataSplit part = isPublished ? new([.. split.Train.Take(2 * _settings.BatchSize)], [split.Test[0]]) : split;
        try
        {
            await TrainAsync(first, part, Path.Combine(_folder.Scratch, first.Folder), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _folder.DeleteScratch();
        }
    }

    private async Task<RunSummary> TrainAsync(SweepCase run, DataSplit split, string path, CancellationToken cancellationToken)
    {
        using var workers = new LocalWorkers(1, new EagerPolicy(), ExecutionSettings.Default);
        EstimatorSettings settings = new(
            run.Budget == SweepBudget.Total ? ShotBudget.InTotal(_settings.Shots) : ShotBudget.Each(_settings.Shots),
            run.Seed,
            run.Budget == SweepBudget.Published ? QueryMode.Published : QueryMode.Lean);
        var model = new Model(IrisClassifier.Circuit, IrisClassifier.Observable);
        var training = new Training(
            model,
            split.Train,
            new(
                Epochs(run),
                _settings.BatchSize,
                new Adam(_settings.LearningRate),
                Loss.MeanSquared,
                GradientMethod.ParameterShift,
                run.Seed));
        PartitionStage stage = PartitionStage.Plan(
            model.Circuit,
            model.Observables[0],
            PartitionLabels.Parse(run.Partition, model.Circuit.QubitCount),
            settings,
            workers.Workers.Scheduler);
        double[]? magnitudes = run.Budget == SweepBudget.Published ? null : [.. _settings.Magnitudes];
        return await new TrainingRun(training, split.Test, [stage], settings, magnitudes)
            .RunAsync(
                RunFolder.Create(path, Describe(run, split), ReportJson.Default.TrainConfig),
                from: null,
                workers.Workers,
                _ => { },
                cancellationToken).ConfigureAwait(false);
    }

    private int Epochs(SweepCase run) => run.Budget == SweepBudget.Published ? _settings.PublishedEpochs : _settings.Epochs;

    // The same seed gives the same split to every partition and budget.
    private DataSplit Split(SweepCase run)
    {
        if (run.Dataset == "iris")
        {
            return DataSplit.Stratified(Iris.Load("setosa", "versicolor"), _settings.IrisTestFraction, run.Seed).Scaled();
        }

        DataSplit images = _mnist!.Split([3, 6], _settings.MnistTrainCount, _settings.MnistTestCount, run.Seed);
        return PrincipalComponents.Fit(images.Train, IrisClassifier.Circuit.FeatureCount).Apply(images).Scaled();
    }

    private TrainConfig Describe(SweepCase run, DataSplit split) => new()
    {
        Dataset = run.Dataset,
        Label = null,
        Classes = run.Dataset == "iris" ? ["setosa", "versicolor"] : ["3", "6"],
        Reduction = run.Dataset == "iris" ? "none" : "pca",
        Scale = 1,
        TestFraction = run.Dataset == "iris" ? _settings.IrisTestFraction : null,
        Circuit = nameof(IrisClassifier),
        Observable = [IrisClassifier.Observable.ToString()],
        Linear = false,
        Partition = run.Partition,
        MaxQubits = null,
        Plan = null,
        Mode = run.Budget == SweepBudget.Published ? "published" : "lean",
        Shots = run.Budget == SweepBudget.Total ? null : _settings.Shots.ToString(CultureInfo.InvariantCulture),
        TotalShots = run.Budget == SweepBudget.Total ? _settings.Shots : null,
        Workers = 1,
        Epochs = Epochs(run),
        BatchSize = _settings.BatchSize,
        Optimiser = "adam",
        LearningRate = _settings.LearningRate,
        Schedule = "constant",
        Loss = "mse",
        Gradient = "parameter-shift",
        Robustness = run.Budget == SweepBudget.Published ? null : _settings.Magnitudes,
        Seed = run.Seed,
        TrainCount = split.Train.Count,
        ValidationCount = 0,
        TestCount = split.Test.Count,
        Inputs = new(InputDigest.Of(split), null, null, null),
    };
}
