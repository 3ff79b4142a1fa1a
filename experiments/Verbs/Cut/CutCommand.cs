using System.CommandLine;
using CutAwareQnn.Circuits;
using CutAwareQnn.Circuits.OpenQasm;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary><c>cutqnn cut</c>: the circuits of a cut query as files for a device or another simulator.</summary>
internal static class CutCommand
{
    public static Command Create()
    {
        var file = new CircuitFile();
        var observables = new ObservableList();
        var inputs = new InputTable();
        var fold = new FoldOptions();
        var partition = new Option<string>("--partition")
        {
            Description = "One letter per qubit, qubit 0 first; gates between different letters are cut. 'none' cuts nothing.",
            DefaultValueFactory = _ => "none",
        };
        var cuts = new CutOptions(partition);
        var options = new CutFolderOptions();
        var json = new Option<bool>("--json") { Description = "Writes one JSON document to standard output, and nothing else." };
        var command = new Command(
            "cut",
            "Writes the circuits of a cut query for a device or another simulator, and a manifest to reconstruct the value from "
            + "their counts. "
            + "Reads FILE, and the files of --observables, --inputs and --plan; writes a new folder.");
        file.AddTo(command);
        observables.AddTo(command);
        file.AddValuesTo(command);
        inputs.AddTo(command);
        command.Add(partition);
        options.AddTo(command);
        cuts.AddTo(command);
        fold.AddTo(command);
        command.Add(json);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            OpenQasmProgram program = file.Read(parsed);
            PauliSum[] wanted = observables.Read(parsed, program.Circuit, cuts.HasPlan(parsed));
            EstimatorQuery[] queries =
                [.. inputs.Rows(parsed, file, program).Select((row, i) => new EstimatorQuery((ulong)i, row.Features, row.Weights))];
            DirectoryInfo target = options.Target(parsed);
            DeviceFolderSettings settings = options.Settings(parsed) with { ZeroNoise = fold.Read(parsed) };
            CutPlan[] plans =
                [.. wanted.DefaultIfEmpty<PauliSum?>(null).Select(o => cuts.Plan(parsed, program, o, isSampled: true, cancellationToken))];
            settings = settings with
            {
                Source = file.File(parsed).Name,
                SourceSha256 = DeviceFolder.Digest(SourceFile.ReadBytes(file.File(parsed))),
                Exact = [.. queries.SelectMany(q => plans.Select(p => ExactValue.Of(program.Circuit, p.GivenObservable, [q])))],
            };
            DeviceFolder folder = DeviceFolder.Write(target.FullName, plans, queries, settings);
            var document = new CutDocument(folder, plans[0], settings, parsed.GetValue(options.Out)!);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(parsed.GetValue(json) ? document.ToJson() : document.ToText())
                .ConfigureAwait(false);
            return 0;
        });
        return command;
    }
}
