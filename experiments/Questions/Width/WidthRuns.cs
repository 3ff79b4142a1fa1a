using System.Globalization;
using CutAwareQnn.Circuits;
using CutAwareQnn.Estimation;
using CutAwareQnn.Learning;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>
/// One width and observable: its plan, its training runs, each in a folder of its own below the sweep's, and its gradient at random
/// weights. A run that is done is not run again; one that was stopped goes on from its checkpoint.
/// </summary>
internal sealed class WidthRuns
{
    private readonly SweepFolder _folder;
    private readonly WidthSettings _settings;
    private readonly MnistFiles _mnist;
    private readonly LocalWorkers _workers;
    private readonly WidthCase _of;
    private readonly Model _model;
    private readonly PartitionStage _stage;

    /// <summary>Plans the circuit.</summary>
    /// <param name="folder">The sweep's.</param>
    /// <param name="of">The width and the observable; the seed is left aside.</param>
    public WidthRuns(SweepFolder folder, WidthSettings settings, WidthCase of, MnistFiles mnist, LocalWorkers workers)
    {
        _folder = folder;
        _settings = settings;
        _mnist = mnist;
        _workers = workers;
        _of = of;
        _model = new(WideCircuit.Of(of.Qubits), [WideCircuit.Observable(of.Qubits, of.Observable)], new LinearLayer(1, 1));
        _stage = PartitionStage.Plan(
            _model.Circuit,
            _model.Observables[0],
            WideCircuit.Partition(of.Qubits, settings.MaxQubits),
            new(ShotBudget.Exact),
            workers.Workers.Scheduler);
    }

    /// <summary>Returns the record of a run, which is carried out where it is not done.</summary>
    public async Task<WidthRun> RunAsync(ulong seed, CancellationToken cancellationToken)
    {
        WidthCase run = _of with { Seed = seed };
        string path = _folder.Of(run.Folder);
        DataSplit split = Split(seed);
        TrainConfig config = Describe(run, split);
        return WidthRun.Of(path, DoneRun.Summary(path, config)
            ?? await TrainAsync(path, config, split, seed, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Returns what the runs and the gradient come to.</summary>
    public WidthPoint Point(IReadOnlyList<WidthRun> runs, CancellationToken cancellationToken)
    {
        IReadOnlyList<LabelledSample> samples = Split(1).Train;
        double[][] features = [.. samples.Select(s => s.Features)];
        var draws = GradientDraws.Measure(
            _stage.Estimator, features, _model.Circuit.WeightCount, _settings.Draws, seed: 1, cancellationToken);
        Func<IReadOnlyList<double>, double> exact = _of.Observable == WideObservable.Mean ? WideGradient.OfMean : WideGradient.OfParity;
        return new(
            _of.Qubits,
            _of.Observable,
            _stage.Estimator.Plan.Fragments.Count,
            _stage.Estimator.Plan.Cuts.Count,
            _model.Circuit.WeightCount,
            _stage.Time.TotalSeconds,
            BootstrapInterval.MedianOf(runs.Select(r => r.StepSeconds)),
            BootstrapInterval.Of([.. runs.Select(r => r.TrainAccuracy)]),
            BootstrapInterval.Of([.. runs.Select(r => r.TestAccuracy)]),
            features.Average(exact),
            draws.Variance,
            draws.Median);
    }

    private async Task<RunSummary> TrainAsync(
        string path, TrainConfig config, DataSplit split, ulong seed, CancellationToken cancellationToken)
    {
        RunFolder folder;
        Checkpoint? from = null;
        if (File.Exists(Path.Combine(path, "config.json")))
        {
            (folder, TrainConfig begun, from) = RunFolder.Continue(path, ReportJson.Default.TrainConfig);
            try
            {
                DoneRun.Agree(path, config, begun);
            }
            catch
            {
                folder.Dispose();
                throw;
            }
        }
        else
        {
            folder = RunFolder.Create(path, config, ReportJson.Default.TrainConfig);
        }

        var training = new Training(
            _model,
            split.Train,
            new(_settings.Epochs, _settings.BatchSize, new Adam(_settings.LearningRate), Loss.Logistic, GradientMethod.Adjoint, seed));
        return await new TrainingRun(training, split.Test, [_stage], new(ShotBudget.Exact), Magnitudes: null)
            .RunAsync(folder, from, _workers.Workers, _ => { }, cancellationToken).ConfigureAwait(false);
    }

    // Means over blocks of pixels; with one qubit per pixel a block is a pixel.
    private DataSplit Split(ulong seed)
    {
        DataSplit images = _mnist.Split(_settings.Digits, _settings.TrainCount, _settings.TestCount, seed);
        return new Downsampling(_mnist.Size.RowCount, _mnist.Size.ColumnCount, _of.Qubits).Apply(images).Scaled();
    }

    private TrainConfig Describe(WidthCase run, DataSplit split) => new()
    {
        Dataset = "mnist",
        Label = null,
        Classes = [.. _settings.Digits.Select(d => d.ToString(CultureInfo.InvariantCulture))],
        Reduction = "blocks",
        Scale = 1,
        TestFraction = null,
        Circuit = $"ZFeatureMap and RealAmplitudes(Reps = 1) on {Counted.Of(run.Qubits, "qubit")}",
        Observable = [run.Observable == WideObservable.Mean ? "mean of Z over the qubits" : "Z on every qubit"],
        Linear = true,
        Partition = WideCircuit.Partition(run.Qubits, _settings.MaxQubits).Letters,
        MaxQubits = null,
        Plan = null,
        Mode = "lean",
        Shots = "exact",
        TotalShots = null,
        Workers = _settings.Workers,
        Epochs = _settings.Epochs,
        BatchSize = _settings.BatchSize,
        Optimiser = "adam",
        LearningRate = _settings.LearningRate,
        Schedule = "constant",
        Loss = "logistic",
        Gradient = "adjoint",
        Robustness = null,
        Seed = run.Seed,
        TrainCount = split.Train.Count,
        ValidationCount = 0,
        TestCount = split.Test.Count,
        Inputs = new(InputDigest.Of(split), null, null, null),
    };
}
