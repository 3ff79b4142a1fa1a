using CutAwareQnn.Learning;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>What a training run of a sweep over widths came to.</summary>
/// <param name="StepSeconds">Median wall time of a step.</param>
/// <param name="TrainAccuracy">Over the last epoch, each sample at the weights of its own step.</param>
/// <param name="TestAccuracy">At the last weights.</param>
internal sealed record WidthRun(double StepSeconds, double TrainAccuracy, double TestAccuracy)
{
    /// <summary>Reads it from its folder.</summary>
    /// <exception cref="InputException">The log has no steps of the last epoch.</exception>
    public static WidthRun Of(string path, RunSummary summary)
    {
        StepRecord[] steps = [.. RunLog.Read(path).OfType<StepRecord>()];
        StepRecord[] last = [.. steps.Where(s => s.Epoch == summary.Epochs - 1)];
        if (last.Length == 0)
        {
            throw new InputException(
                $"the log in {path} has no steps of the last epoch, but the run is done; delete the folder, or give another --out");
        }

        return new(
            BootstrapInterval.MedianOf(steps.Select(s => s.StepSeconds)),
            last.Average(s => s.Accuracy!.Value),
            summary.TestAccuracy!.Value);
    }
}
