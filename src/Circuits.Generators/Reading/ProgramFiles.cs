using CutAwareQnn.Circuits.Generators.Printing;

namespace CutAwareQnn.Circuits.Generators.Reading;

/// <summary>Puts programs from files in the place of their names.</summary>
internal static class ProgramFiles
{
    /// <summary>Returns whether a path names an OpenQASM program.</summary>
    public static bool IsProgram(string path) => path.EndsWith(".qasm", StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns the path with slashes.</summary>
    public static string Normal(string path) => path.Replace('\\', '/');

    /// <summary>Reads the files of a declaration.</summary>
    public static ResolvedDeclaration Resolve(Declaration declaration, EquatableArray<ProgramFile> files)
    {
        if (declaration.Layers.All(l => l.File is null))
        {
            return new(declaration, declaration, []);
        }

        List<Finding> findings = [];
        DeclaredLayer[] layers =
            [.. declaration.Layers.Select(layer => layer.File is null ? layer : Read(layer, declaration, files, findings))];
        return new(
            declaration, findings.Count > 0 ? null : declaration with { Layers = layers.ToEquatableArray() }, findings.ToEquatableArray());
    }

    private static DeclaredLayer Read(
        DeclaredLayer layer, Declaration declaration, EquatableArray<ProgramFile> files, List<Finding> findings)
    {
        string name = Normal(layer.File!);
        ProgramFile[] found = [.. files.Where(f => name.Length > 0 && ("/" + f.Path).EndsWith("/" + name, StringComparison.Ordinal))];
        if (found.Length != 1)
        {
            string count = found.Length == 0 ? "none" : "several";
            findings.Add(Finding.Of("CUTQ104", layer.Place, layer.File!, count));
            return layer;
        }

        var program = new WrittenProgram(found[0].Text);
        if (CircuitRules.Fault(() => CircuitRules.Fitting(program, declaration.QubitCount)) is { } fault)
        {
            findings.Add(Finding.Of("CUTQ102", layer.Place, $"{layer.File}: {fault}"));
        }

        return layer with
        {
            Layer = program,
            Text = $"new global::{typeof(OpenQasmAttribute).FullName}({Literal.Of(found[0].Text)}).Layer",
            File = null,
        };
    }
}
