using System.CommandLine;
using CutAwareQnn.Estimation;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary><c>cutqnn reconstruct</c>: the value of a cut query from the counts that a device gave.</summary>
internal static class ReconstructCommand
{
    public static Command Create()
    {
        Argument<string> folder = PathOption.FolderArgument("DIR", "The folder that 'cutqnn cut' wrote.");
        Option<string[]> results =
            PathOption.Many("--results", "Result files, or folders of them; repeat it for each. Default: DIR/results.");
        var format = new Option<string?>("--format")
        {
            Description = "The format that all result files must have: " + string.Join(", ", ResultFile.Formats)
                + ". Default: any, recognised by content.",
        };
        var missing = new Option<bool>("--allow-missing")
        {
            Description = "Gives what can be known without the missing circuits, with the most that the value can be off by as its error.",
        };
        var mitigate = new Option<string?>("--mitigate")
        {
            Description =
                "readout:FILE inverts readout errors, as the results of calibration-0.qasm and calibration-1.qasm in FILE show them.",
        };
        Option<string?> extrapolate = FoldOptions.Method(null, "How values of folded circuits are continued to no noise: linear, "
            + "richardson or exponential. Default: as cut.");
        var options = new ResultOptions();
        var json = new Option<bool>("--json") { Description = "Writes one JSON document to standard output, and nothing else." };
        var command = new Command(
            "reconstruct", "Reconstructs the values of a cut query from the counts of its circuits. Reads DIR and result files; writes "
                + "a new folder with --next, else no file.")
        {
            folder,
            results,
            format,
            missing,
            mitigate,
            extrapolate,
        };
        var next = new NextRound();
        next.AddTo(command);
        options.AddTo(command);
        command.Add(json);
        command.SetAction(async (parsed, _) =>
        {
            string? wanted = parsed.GetValue(format);
            if (wanted is not null && !ResultFile.Formats.Contains(wanted))
            {
                throw new InputException($"--format '{wanted}' is unknown; give one of {string.Join(", ", ResultFile.Formats)}");
            }

            DeviceFolder opened = DeviceFolder.Open(Path.GetFullPath(parsed.GetValue(folder)!));
            ExtrapolationMethod? method = FoldOptions.Meaning(parsed.GetValue(extrapolate));
            if (method is not null && opened.ZeroNoise is null)
            {
                throw new InputException("--extrapolate continues values of several strengths of noise, but the folder has one; write "
                    + "it with cut --fold");
            }

            FileInfo[] files = [.. Files(opened, parsed.GetValue(results)!)];
            var read = new DeviceResults(opened);
            read.Add([.. files.Select(f => (f.Name, SourceFile.ReadBytes(f)))], options.Shots(parsed), options.Bits(parsed), wanted);
            ReadoutFlips? flips = parsed.GetValue(mitigate) is { } text ? Flips(text, opened, options, parsed) : null;
            var document = new ReconstructDocument(opened, read, read.Values(parsed.GetValue(missing), flips, method), flips is not null)
            {
                Next = next.Write(parsed, opened, read),
            };
            await parsed.InvocationConfiguration.Output.WriteLineAsync(parsed.GetValue(json) ? document.ToJson() : document.ToText())
                .ConfigureAwait(false);
            return 0;
        });
        return command;
    }

    private static ReadoutFlips Flips(string text, DeviceFolder folder, ResultOptions options, ParseResult parsed)
    {
        const string Prefix = "readout:";
        if (!text.StartsWith(Prefix, StringComparison.Ordinal) || string.IsNullOrWhiteSpace(text[Prefix.Length..]))
        {
            throw new InputException($"--mitigate '{text}' is unknown; give readout:FILE with the results of the calibration circuits");
        }

        var file = new FileInfo(text[Prefix.Length..]);
        var calibration = new DeviceResults(folder);
        calibration.Add([(file.Name, SourceFile.ReadBytes(file))], options.Shots(parsed), options.Bits(parsed), null);
        return calibration.Calibration() ?? throw new InputException(
            $"--mitigate {text}: the file has no results of calibration-0 and calibration-1; run these circuits of the folder and "
            + "name their results");
    }

    private static IEnumerable<FileInfo> Files(DeviceFolder folder, string[] given)
    {
        string[] places = given.Length > 0 ? given : [Path.Combine(folder.Path, DeviceFolder.ResultsName)];
        foreach (string place in places)
        {
            if (!Directory.Exists(place))
            {
                yield return new(place);
                continue;
            }

            FileInfo[] files =
            [
                .. new DirectoryInfo(place).EnumerateFiles("*", SearchOption.AllDirectories)
                    .OrderBy(f => f.FullName, StringComparer.Ordinal),
            ];
            if (files.Length == 0)
            {
                throw new InputException($"folder {place} holds no result files; put what came back there, or name it with --results");
            }

            foreach (FileInfo file in files)
            {
                yield return file;
            }
        }
    }
}
