extern alias generators;

using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Xunit;
using CircuitGenerator = generators::CutAwareQnn.Circuits.Generators.CircuitGenerator;

namespace CutAwareQnn.Generators.Tests;

/// <summary>One compilation with the generator run on it.</summary>
internal sealed class GeneratorRun
{
    private static readonly MetadataReference[] References = [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .Where(path => Path.GetFileName(path) is { } name
            && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "CutAwareQnn.Core.dll"
                or "CutAwareQnn.Runtime.dll"))
        .Select(path => MetadataReference.CreateFromFile(path))];

    private static readonly CSharpParseOptions Parsing = CSharpParseOptions.Default.WithDocumentationMode(DocumentationMode.Diagnose);

    private (ImmutableArray<Diagnostic> Diagnostics, byte[] Image)? _emitted;

    private GeneratorRun(CSharpCompilation input, GeneratorDriver driver)
    {
        Input = input;
        Driver = driver.RunGeneratorsAndUpdateCompilation(input, out Compilation output, out ImmutableArray<Diagnostic> diagnostics);
        Output = output;
        Diagnostics = diagnostics;
    }

    public CSharpCompilation Input { get; }

    public GeneratorDriver Driver { get; }

    public Compilation Output { get; }

    public ImmutableArray<Diagnostic> Diagnostics { get; }

    public GeneratorRunResult Result => Driver.GetRunResult().Results[0];

    /// <summary>Warnings and errors of the whole compilation, generated code included.</summary>
    public IEnumerable<Diagnostic> Complaints => Emitted.Diagnostics.Where(d => d.Severity >= DiagnosticSeverity.Warning);

    // The compiler's own time outweighs all else here: once per run.
    private (ImmutableArray<Diagnostic> Diagnostics, byte[] Image) Emitted => _emitted ??= Emit();

    /// <summary>Runs the generator on a source and additional files.</summary>
    public static GeneratorRun Of(string source, params (string Path, string Text)[] files) => Of(Parsing, source, files);

    /// <summary>Runs the generator on a source in a version of the language.</summary>
    public static GeneratorRun Of(LanguageVersion version, string source) => Of(Parsing.WithLanguageVersion(version), source);

    private static GeneratorRun Of(CSharpParseOptions parsing, string source, params (string Path, string Text)[] files)
    {
        var compilation = CSharpCompilation.Create(
            "Sample" + Guid.NewGuid().ToString("N"),
            [CSharpSyntaxTree.ParseText(SourceText.From(source, System.Text.Encoding.UTF8), parsing, "Sample.cs")],
            References,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release,
                nullableContextOptions: NullableContextOptions.Enable, warningLevel: 9999));
        var driver = CSharpGeneratorDriver.Create(
            [new CircuitGenerator().AsSourceGenerator()],
            additionalTexts: files.Select(f => new File(f.Path, f.Text)),
            parseOptions: parsing,
            driverOptions: new(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        return new(compilation, driver);
    }

    /// <summary>Runs the same generator again after an edit.</summary>
    public GeneratorRun After(Func<CSharpCompilation, CSharpCompilation> edit) => new(edit(Input), Driver);

    public string Generated(string name) => Result.GeneratedSources.Single(s => s.HintName == name).SourceText.ToString();

    public Assembly Load()
    {
        Assert.DoesNotContain(Emitted.Diagnostics, d => d.Severity == DiagnosticSeverity.Error);
        return Assembly.Load(Emitted.Image);
    }

    public static SyntaxTree Parse(string source, string path = "Sample.cs") =>
        CSharpSyntaxTree.ParseText(SourceText.From(source, System.Text.Encoding.UTF8), Parsing, path);

    private sealed class File(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }

    private (ImmutableArray<Diagnostic> Diagnostics, byte[] Image) Emit()
    {
        using var stream = new MemoryStream();
        return (Output.Emit(stream).Diagnostics, stream.ToArray());
    }
}
