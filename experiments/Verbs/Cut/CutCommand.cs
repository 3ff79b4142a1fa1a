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
        var observable = new Option<string?>("--observable")
        {
            Description = "A Pauli sum, e.g. 0.5*ZZII - 1.25*XIXI; the rightmost letter is qubit 0.",
        };
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
            + "Reads FILE; writes a new folder.");
        file.AddTo(command);
        command.Add(observable);
        file.AddValuesTo(command);
        command.Add(partition);
        options.AddTo(command);
        cuts.AddTo(command);
        command.Add(json);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            string? paulis = parsed.GetValue(observable);
            if (paulis is null != cuts.HasPlan(parsed))
            {
                throw new InputException(paulis is null
                    ? "no observable is given; give --observable, e.g. --observable ZZZZ"
                    : "--observable and --plan are both given; a plan has its own observable, so omit --observable");
            }

            OpenQasmProgram program = file.Read(parsed);
            (double[] features, double[] weights) = file.Values(parsed, program);
            DirectoryInfo target = options.Target(parsed);
            DeviceFolderSettings settings = options.Settings(parsed);
            CutPlan plan = cuts.Plan(parsed, program, paulis is null ? null : PauliSum.Parse(paulis), isSampled: true, cancellationToken);
            EstimatorQuery query = new(0, features, weights);
            settings = settings with
            {
                Source = file.File(parsed).Name,
                SourceSha256 = DeviceFolder.Digest(SourceFile.ReadBytes(file.File(parsed))),
                Exact = ExactValue.Of(program.Circuit, plan.Observable, [query]),
            };
            DeviceFolder folder = DeviceFolder.Write(target.FullName, plan, query, settings);
            var document = new CutDocument(folder, plan, settings, parsed.GetValue(options.Out)!);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(parsed.GetValue(json) ? document.ToJson() : document.ToText())
                .ConfigureAwait(false);
            return 0;
        });
        return command;
    }
}
