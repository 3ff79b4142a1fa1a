using CutAwareQnn.Learning;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments.Sweeps;

/// <summary>What a training run of a sweep over widths came to.</summary>
/// <param name="StepSeconds">Median wall time of a step.</param>
/// <param name="TrainAccuracy">Over the last epoch, each sample at the weights of its own step.</param>
/// <param name="TestAccuracy">At the last weights.</param>
internal sealed record WidthRun(double StepSeconds, double TrainAccuracy, double TestAccuracy)
{
    public static WidthRun Of(string path, RunSummary summary)
    {
        StepRecord[] steps = [.. RunLog.Read(path).OfType<StepRecord>()];
        return new(
            BootstrapInterval.MedianOf(steps.Select(s => s.StepSeconds)),
            steps.Where(s => s.Epoch == summary.Epochs - 1).Average(s => s.Accuracy),
            summary.TestAccuracy);
    }
}
