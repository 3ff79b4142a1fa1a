using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>A training run that was stopped, opened to go on.</summary>
/// <param name="Path">Its folder, as given.</param>
/// <param name="Folder">The folder.</param>
/// <param name="Config">What it was asked for.</param>
/// <param name="Checkpoint">Where it stands; null where it begins anew.</param>
internal sealed record StoppedRun(string Path, RunFolder Folder, TrainConfig Config, Checkpoint? Checkpoint)
{
    /// <exception cref="RunFolderException">The folder holds no run, one that is done, or one that cannot be read.</exception>
    public static StoppedRun Open(string path)
    {
        (RunFolder folder, TrainConfig config, Checkpoint? checkpoint) = RunFolder.Continue(path, ReportJson.Default.TrainConfig);
        return new(path, folder, config, checkpoint);
    }
}
