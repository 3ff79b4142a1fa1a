using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>The options of a further round of shots, divided by the variance that the results show.</summary>
internal sealed class NextRound
{
    private readonly Option<string?> _next = PathOption.Folder(
        "--next", "Writes a further round of shots into this new folder: the circuits whose shots lower the error most. Takes "
            + "--total-shots.");
    private readonly Option<long?> _totalShots =
        Numbers.Between(1L, 1L << 53).Optional("--total-shots", 100_000L, "Shots of the further round.");

    public void AddTo(Command command)
    {
        command.Add(_next);
        command.Add(_totalShots);
    }

    /// <summary>Writes the round; null where none is wanted.</summary>
    /// <exception cref="InputException">One of the options is missing, or the folder is not new.</exception>
    public WrittenRound? Write(ParseResult parsed, DeviceFolder folder, DeviceResults results)
    {
        string? name = parsed.GetValue(_next);
        long? total = parsed.GetValue(_totalShots);
        if (name is null != total is null)
        {
            throw new InputException(name is null
                ? "--total-shots are those of a further round, but none is written; give --next with a new folder"
                : "no number of shots is given for the further round; give --total-shots");
        }

        if (name is null)
        {
            return null;
        }

        if (File.Exists(name) || (Directory.Exists(name) && Directory.EnumerateFileSystemEntries(name).Any()))
        {
            throw new InputException($"--next {name} exists and is not an empty folder; give a new one");
        }

        long[] shots = results.Next(total!.Value);
        folder.WriteRound(Path.GetFullPath(name), shots);
        return new(name, shots.Count(s => s > 0), shots.Sum());
    }

    /// <summary>A round that was written.</summary>
    /// <param name="Folder">The folder, as it was given.</param>
    /// <param name="Circuits">Circuits that take part.</param>
    /// <param name="Shots">Their shots.</param>
    public sealed record WrittenRound(string Folder, int Circuits, long Shots)
    {
        public JsonObject ToJson() => new() { ["folder"] = Folder, ["circuits"] = Circuits, ["total_shots"] = Shots };

        public string ToText() => string.Create(
            CultureInfo.InvariantCulture, $"next         wrote {Folder}: {Circuits} circuits, {Shots} shots; run it, then add --results "
                + $"{Path.Combine(Folder, DeviceFolder.ResultsName)}");
    }
}
