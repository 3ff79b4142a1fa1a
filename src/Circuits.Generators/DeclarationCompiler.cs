using System.Globalization;
using CutAwareQnn.Circuits.Generators.Printing;
using CutAwareQnn.Circuits.Generators.Reading;
using CutAwareQnn.Cutting;

namespace CutAwareQnn.Circuits.Generators;

/// <summary>From a declaration to code: build the circuit, plan its cuts, lower it, print it.</summary>
internal static class DeclarationCompiler
{
    /// <summary>Compiles one declaration; whatever fails becomes a finding.</summary>
    public static CompiledDeclaration Compile(ResolvedDeclaration resolved)
    {
        Declaration original = resolved.Original;
        if (resolved.Declaration is not { } declaration)
        {
            return new(original, [], resolved.Findings);
        }

        try
        {
            List<Finding> findings = [];
            CircuitModel model = Model(declaration, findings);
            return new(original, Files(declaration, model).ToEquatableArray(), findings.ToEquatableArray());
        }
        catch (CutException exception)
        {
            return Failed("CUTQ201", PlaceOfCuts(declaration), exception.Message);
        }
        catch (CircuitException exception)
        {
            return Failed("CUTQ107", Places.Circuit, declaration.Name, exception.Message);
        }
        catch (Exception exception)
        {
            return Failed("CUTQ901", Places.Class, declaration.Name, exception.Message);
        }

        CompiledDeclaration Failed(string id, string place, params string[] arguments) =>
            new(original, [], EquatableArray<Finding>.Of(Finding.Of(id, place, arguments)));
    }

    private static string PlaceOfCuts(Declaration declaration) => declaration.Partition is null ? Places.Cuts : Places.Partition;

    private static CircuitModel Model(Declaration declaration, List<Finding> findings)
    {
        Circuit circuit = CircuitRules.Build(declaration.QubitCount, declaration.Layers.Select(l => l.Layer!));
        PauliSum[] observables = [.. declaration.Observables.Select(o => PauliSum.Parse(o, declaration.QubitCount))];
        FoundCuts? found = declaration.MaxQubits is { } width ? KernelFactory.Find(circuit, width) : null;
        PartitionLabels? labels = found?.Labels
            ?? (declaration.Partition is null ? null : PartitionLabels.Parse(declaration.Partition, circuit.QubitCount));
        CutPlan? plan = !declaration.IsCut ? null
            : labels is null ? CutPlanner.Plan(circuit, observables[0], declaration.Cuts)
            : CutPlanner.Plan(circuit, observables[0], labels);
        Kernel? value = KernelFactory.Value(circuit, observables);
        Kernel? gradient = KernelFactory.Gradient(circuit, observables, value);
        CutModel? cut = plan is null ? null : KernelFactory.Cut(plan)?.Sharing(value, gradient);
        findings.AddRange(CircuitRules.CheckUse(declaration, circuit, plan));
        Report("CUTQ301", Places.Circuit, value is null, KernelFactory.ValueBudget);
        Report("CUTQ302", Places.Circuit, value is not null && gradient is null, KernelFactory.GradientBudget);
        Report("CUTQ303", PlaceOfCuts(declaration), plan is not null && cut is null, KernelFactory.CutBudget);
        return new(circuit, observables, labels, found, plan, value, gradient, cut);

        void Report(string id, string place, bool isOver, int budget)
        {
            if (isOver)
            {
                findings.Add(Finding.Of(id, place, declaration.Name, budget.ToString(CultureInfo.InvariantCulture)));
            }
        }
    }

    private static IEnumerable<SourceFile> Files(Declaration declaration, CircuitModel model)
    {
        yield return new(".g.cs", CircuitPrinter.Print(declaration, model));
        if (model.Kernels.Count > 0)
        {
            yield return new(".Lanes.g.cs", LanesPrinter.Print(declaration, model));
        }
    }
}
