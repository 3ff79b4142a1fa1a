using System.CommandLine;
using CutAwareQnn.Circuits;
using CutAwareQnn.Circuits.OpenQasm;

namespace CutAwareQnn.Experiments;

/// <summary><c>cutqnn convert</c>: a circuit file in the other version of OpenQASM.</summary>
internal static class ConvertCommand
{
    public static Command Create()
    {
        var source = new CircuitFile("IN");
        Argument<FileInfo> target = PathOption.FileArgument("OUT", "The file to write; it is replaced where it exists.");
        Option<int?> version = Numbers.Between(2, 3).Optional("--to", 3, "The version to write, 2 or 3. Default: the one that IN is not.");
        var portable = new Option<bool>("--portable")
        {
            Description =
                "Writes only what all common readers agree on: gates h, rx, ry, rz, u1, cx, plain decimal angles, no definitions, "
                + "single inputs, the measured bits.",
        };
        var json = new Option<bool>("--json") { Description = "Writes one JSON document to standard output, and nothing else." };
        var command = new Command(
            "convert",
            "Writes a circuit in the other version of OpenQASM, or in the same with --to, loops and definitions unrolled. Reads "
            + "IN; writes OUT. "
            + "Version 2 has no inputs: give each a value with --input.");
        source.AddTo(command);
        command.Add(target);
        command.Add(version);
        command.Add(portable);
        source.AddValuesTo(command);
        command.Add(json);
        command.SetAction(async (parsed, _) =>
        {
            FileInfo file = parsed.GetValue(target)!;
            OpenQasmProgram read = source.Read(parsed);
            int written = parsed.GetValue(version) ?? (read.Version == 2 ? 3 : 2);
            OpenQasmProgram program = Bound(source, parsed, read, written);
            bool isPortable = parsed.GetValue(portable);
            TargetFile.Write(file, Text(program, written, isPortable), source.File(parsed));
            var document = new ConvertDocument(program, file.ToString(), written, isPortable);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(parsed.GetValue(json) ? document.ToJson() : document.ToText())
                .ConfigureAwait(false);
            return 0;
        });
        return command;
    }

    private static string Text(OpenQasmProgram program, int version, bool isPortable) => (version, isPortable) switch
    {
        (2, false) => OpenQasm2Writer.Write(program.Circuit),
        (2, true) => OpenQasm2Writer.WritePortable(program.Circuit),
        (_, false) => OpenQasm3Writer.Write(program),
        _ => OpenQasm3Writer.WritePortable(program),
    };

    // Version 3 keeps inputs unless values are given; then all of them are needed.
    private static OpenQasmProgram Bound(CircuitFile source, ParseResult parsed, OpenQasmProgram program, int version)
    {
        if (version == 3 && !source.HasValues(parsed))
        {
            return program;
        }

        (double[] features, double[] weights) = source.Values(parsed, program);
        return program with
        {
            Circuit = program.Circuit.Bind(features, weights),
            FeatureNames = EquatableArray<string>.Empty,
            WeightNames = EquatableArray<string>.Empty,
        };
    }
}
