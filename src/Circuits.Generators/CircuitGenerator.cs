using System.Collections.Immutable;
using CutAwareQnn.Circuits.Generators.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CutAwareQnn.Circuits.Generators;

/// <summary>Writes the other half of classes annotated with <see cref="QuantumCircuitAttribute"/>: read, lower, print.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class CircuitGenerator : IIncrementalGenerator
{
    /// <summary>The name of the step that reads annotations.</summary>
    public const string ReadStep = "Read";

    /// <summary>The name of the step that keeps what was declared and drops where.</summary>
    public const string DeclareStep = "Declare";

    /// <summary>The name of the step that reads the OpenQASM files of declarations.</summary>
    public const string ResolveStep = "Resolve";

    /// <summary>The name of the step that lowers and prints.</summary>
    public const string CompileStep = "Compile";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<DeclarationReading> readings = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                "CutAwareQnn.Circuits.QuantumCircuitAttribute",
                static (node, _) => node is TypeDeclarationSyntax,
                static (attributed, _) => DeclarationReader.Read(attributed))
            .Where(static reading => reading is not null)
            .Select(static (reading, _) => reading!)
            .WithTrackingName(ReadStep);

        IncrementalValuesProvider<Declaration> declarations = readings
            .Where(static reading => reading.Declaration is not null)
            .Select(static (reading, _) => reading.Declaration!)
            .WithTrackingName(DeclareStep);

        IncrementalValueProvider<EquatableArray<ProgramFile>> files = context.AdditionalTextsProvider
            .Where(static file => ProgramFiles.IsProgram(file.Path))
            .Select(static (file, cancellation) => new ProgramFile(
                ProgramFiles.Normal(file.Path), file.GetText(cancellation)?.ToString() ?? ""))
            .Collect()
            .Select(static (all, _) => all.ToEquatableArray());

        IncrementalValuesProvider<ResolvedDeclaration> resolved = declarations
            .Combine(files)
            .Select(static (pair, _) => ProgramFiles.Resolve(pair.Left, pair.Right))
            .WithTrackingName(ResolveStep);

        IncrementalValuesProvider<CompiledDeclaration> compiled = resolved
            .Select(static (declaration, _) => DeclarationCompiler.Compile(declaration))
            .WithTrackingName(CompileStep);

        IncrementalValueProvider<EquatableArray<string>> names = declarations
            .Select(static (declaration, _) => declaration.FullName)
            .Collect()
            .Select(static (all, _) => all.ToEquatableArray());

        IncrementalValuesProvider<DeclarationReading> strays = context.SyntaxProvider
            .CreateSyntaxProvider(
                static (node, _) => StrayAttributes.MayBe(node),
                static (candidate, cancellation) => StrayAttributes.Read(candidate, cancellation))
            .Where(static reading => reading is not null)
            .Select(static (reading, _) => reading!);

        context.RegisterSourceOutput(compiled.Combine(names), static (output, pair) => AddSources(output, pair.Left, pair.Right));
        context.RegisterSourceOutput(strays, static (output, reading) => Report(output, reading, []));
        context.RegisterSourceOutput(
            readings.Combine(compiled.Collect()), static (output, pair) => Report(output, pair.Left, pair.Right));
    }

    private static void AddSources(SourceProductionContext output, CompiledDeclaration compiled, EquatableArray<string> names)
    {
        foreach (SourceFile file in compiled.Files)
        {
            output.AddSource(Unique(compiled.Declaration.FullName, names) + file.Suffix, file.Text);
        }
    }

    // The compiler compares names of files without their case: of classes that differ in nothing else, all but the first are numbered.
    private static string Unique(string name, EquatableArray<string> names)
    {
        int number = names.Count(
            other => string.Equals(other, name, StringComparison.OrdinalIgnoreCase) && string.CompareOrdinal(other, name) < 0);
        return number == 0 ? name : $"{name}-{number + 1}";
    }

    private static void Report(
        SourceProductionContext output, DeclarationReading reading, ImmutableArray<CompiledDeclaration> compiled)
    {
        IEnumerable<Finding> later = compiled.Where(c => c.Declaration.Equals(reading.Declaration)).Take(1).SelectMany(c => c.Findings);
        foreach (Finding finding in reading.Findings.Concat(later))
        {
            output.ReportDiagnostic(Diagnostic.Create(
                Descriptors.Find(finding.Id), reading.Places.Of(finding.Place), [.. finding.Arguments]));
        }
    }
}
