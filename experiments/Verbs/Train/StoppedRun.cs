using System.Text.Json;
using System.Text.Json.Nodes;
using CutAwareQnn.Circuits;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>A training run that was stopped, or is to be trained for more epochs, opened to continue.</summary>
/// <param name="Path">Its folder, as given.</param>
/// <param name="Folder">The folder.</param>
/// <param name="Config">The settings that it was started with.</param>
/// <param name="Checkpoint">Its state; null where it starts again.</param>
internal sealed record StoppedRun(string Path, RunFolder Folder, TrainConfig Config, Checkpoint? Checkpoint)
{
    /// <summary>Opens a folder.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="epochs">The new number of epochs, with which a finished run continues too; null for that of its settings.</param>
    /// <exception cref="RunFolderException">
    /// The folder holds no run, one that is finished or in use, or one that cannot be read.
    /// </exception>
    /// <exception cref="InputException">The run has as many epochs already, or has stopped early.</exception>
    public static StoppedRun Open(string path, int? epochs)
    {
        (RunFolder folder, TrainConfig config, Checkpoint? checkpoint) =
            RunFolder.Continue(path, ReportJson.Default.TrainConfig, allowsFinished: epochs is not null);
        string? refused = epochs is null ? null
            : checkpoint?.State.Epoch >= epochs
            ? $"has completed {Counted.Of(checkpoint.State.Epoch, "epoch")}; give --epochs a larger number than that"
            : checkpoint?.State.StopReason is { } reason ? $"stopped early ({reason}), and more epochs would not change it; start a new run"
            : null;
        if (refused is null)
        {
            return new(path, folder, config, checkpoint);
        }

        folder.Dispose();
        throw new InputException($"run folder {path} holds a run that {refused}");
    }

    /// <summary>Returns the command line that the run is continued with.</summary>
    /// <param name="option">The option that takes the number of epochs.</param>
    /// <param name="epochs">The new number of epochs; null for that of its settings.</param>
    public string[] Arguments(string option, int? epochs)
    {
        List<string> arguments = [.. Config.Arguments];
        if (epochs is { } count)
        {
            int place = arguments.IndexOf(option);
            if (place >= 0)
            {
                arguments.RemoveRange(place, Math.Min(2, arguments.Count - place));
            }

            arguments.AddRange([option, count.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        }

        return [.. arguments];
    }

    /// <summary>Checks that the run continues with what it was started with, and records a new number of epochs.</summary>
    /// <param name="now">The settings as they are in force now.</param>
    /// <exception cref="InputException">Data, circuit, plan, build or a setting differ; the message names the first that does.</exception>
    public void Agree(TrainConfig now)
    {
        Agree(Path, Config with { Epochs = now.Epochs }, now, withBuild: true);
        if (now.Epochs != Config.Epochs)
        {
            Folder.Reopen(now, ReportJson.Default.TrainConfig);
        }
    }

    /// <summary>Checks that inputs and settings are those that a run was started with.</summary>
    /// <param name="path">The run's folder.</param>
    /// <param name="then">The settings that it was started with.</param>
    /// <param name="now">The settings as they are in force now.</param>
    /// <param name="withBuild">Whether the build has to be the same too.</param>
    public static void Agree(string path, TrainConfig then, TrainConfig now, bool withBuild)
    {
        (string Name, string? Then, string? Now)[] inputs =
        [
            ("circuit", then.Inputs?.CircuitSha256, now.Inputs?.CircuitSha256),
            ("data set", then.Inputs?.DataSha256, now.Inputs?.DataSha256),
            ("plan", then.Inputs?.PlanSha256, now.Inputs?.PlanSha256),
            .. withBuild ? [("build of cutqnn", then.Inputs?.Build, now.Inputs?.Build)] : Array.Empty<(string, string?, string?)>(),
        ];
        foreach ((string name, string? before, string? after) in inputs.Where(i => i.Then != i.Now))
        {
            throw new InputException(
                $"run folder {path} was started with another {name} ({before ?? "not recorded"}, now {after ?? "none"}); restore "
                + "it, or start a new run");
        }

        JsonObject found = Settings(now);
        foreach ((string name, JsonNode? value) in Settings(then).Where(field => !JsonNode.DeepEquals(field.Value, found[field.Key])))
        {
            throw new InputException(
                $"run folder {path} was started with another {name} ({value?.ToJsonString() ?? "none"}, now "
                + $"{found[name]?.ToJsonString() ?? "none"}); "
                + "restore its config.json, or start a new run");
        }
    }

    private static JsonObject Settings(TrainConfig config) => JsonSerializer.SerializeToNode(
        config with { Inputs = null, Arguments = [] }, ReportJson.Default.TrainConfig)!.AsObject();
}
