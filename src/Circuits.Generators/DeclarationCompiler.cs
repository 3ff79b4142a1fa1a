using System.Globalization;
using CutAwareQnn.Circuits.Generators.Printing;
using CutAwareQnn.Circuits.Generators.Reading;
using CutAwareQnn.Cutting;
using CutAwareQnn.Lowering;

namespace CutAwareQnn.Circuits.Generators;

/// <summary>A declaration with the files that were printed for it.</summary>
/// <param name="Declaration">What was declared.</param>
/// <param name="Files">The files; none if a finding is an error.</param>
/// <param name="Findings">What lowering and planning found.</param>
public sealed record CompiledDeclaration(
    Declaration Declaration, EquatableArray<SourceFile> Files, EquatableArray<Finding> Findings);

/// <summary>A file to be added to the compilation.</summary>
/// <param name="Name">Its name, unique in the compilation.</param>
/// <param name="Text">Its text, with <c>\n</c>.</param>
public sealed record SourceFile(string Name, string Text);

/// <summary>From a declaration to code: build the circuit, plan its cuts, lower it, print it.</summary>
internal static class DeclarationCompiler
{
    /// <summary>Steps of unrolled code that one circuit may take; each is printed for three widths.</summary>
    public const int CodeBudget = 4000;

    // Steps written before dead ones are removed and products fused.
    private const int WritingBudget = 4 * CodeBudget;

    /// <summary>Compiles one declaration; whatever fails becomes a finding.</summary>
    public static CompiledDeclaration Compile(Declaration declaration)
    {
        try
        {
            return Compile(declaration, [], []);
        }
        catch (CutException exception)
        {
            return new(declaration, [], EquatableArray<Finding>.Of(Finding.Of("CUTQ201", Places.Partition, exception.Message)));
        }
        catch (Exception exception)
        {
            return new(
                declaration, [], EquatableArray<Finding>.Of(Finding.Of("CUTQ901", Places.Class, declaration.Name, exception.Message)));
        }
    }

    private static CompiledDeclaration Compile(Declaration declaration, List<SourceFile> files, List<Finding> findings)
    {
        Circuit circuit = declaration.Layers
            .Aggregate(new CircuitBuilder(declaration.QubitCount), (builder, layer) => builder.Add(layer)).Build();
        PauliSum observable = PauliSum.Parse(declaration.Observable);
        if (declaration.Partition is not null)
        {
            CutPlanner.Plan(circuit, observable, PartitionLabels.Parse(declaration.Partition, circuit.QubitCount));
        }

        Program? program = CircuitLowering.TryExpectation(circuit, observable, WritingBudget);
        if (program is null || program.ArithmeticCount > CodeBudget)
        {
            findings.Add(Finding.Of(
                "CUTQ301", Places.Circuit, declaration.Name, CodeBudget.ToString(CultureInfo.InvariantCulture)));
            program = null;
        }

        PrintableProgram? printable = program is null ? null : new PrintableProgram(program);
        files.Add(new(declaration.FullName + ".g.cs", CircuitPrinter.Print(declaration, circuit, printable)));
        if (printable is not null)
        {
            files.AddRange(LaneWidth.All.Select(width => new SourceFile(
                $"{declaration.FullName}.{width.Name}.g.cs", LanesPrinter.Print(declaration, circuit, printable, width))));
        }

        return new(declaration, files.ToEquatableArray(), findings.ToEquatableArray());
    }
}
