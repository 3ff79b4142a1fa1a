using CutAwareQnn.Circuits.Generators.Reading;
using CutAwareQnn.Cutting;

namespace CutAwareQnn.Circuits.Generators.Printing;

/// <summary>Prints the class's other half: what the circuit is, and the entries of its programs.</summary>
internal static class CircuitPrinter
{
    private const string Simulation = "global::CutAwareQnn.Simulation.";
    private const string Circuits = "global::CutAwareQnn.Circuits.";
    private const string Cutting = "global::CutAwareQnn.Cutting.";
    private const string In = "global::System.ReadOnlySpan<double>";
    private const string Out = "global::System.Span<double>";

    /// <summary>Prints the file.</summary>
    public static string Print(Declaration declaration, CircuitModel model)
    {
        var code = new CodeWriter();
        string own = TypePrinter.Name(declaration);
        HeaderPrinter.Print(code, declaration, model);
        TypePrinter.Open(
            code,
            declaration,
            HeaderPrinter.Remarks(model),
            $" : {Simulation}{(model.Plan is null ? "ICompiledCircuit" : "ICompiledCutCircuit")}<{own}>");
        Members(code, own, model);
        Evaluate(code, model);
        EvaluateWithGradient(code, model);
        if (model.Plan is not null)
        {
            CutPrinter.Print(code, own, model);
        }

        Kernels(code, model);
        if (model.Value is null || model.Gradient is null)
        {
            code.Open("private static class Interpreted")
                .Line($"internal static readonly {Simulation}InterpretedCircuit Circuit = new(Declared.Circuit, Declared.Observables);")
                .Close()
                .Line();
        }

        Declared(code, declaration, model.Partition);
        TypePrinter.Close(code, declaration);
        return code.ToString();
    }

    private static void Members(CodeWriter code, string own, CircuitModel model)
    {
        Property(Circuits + "Circuit", "Circuit", "Declared.Circuit");
        Property(Circuits + "PauliSum", "Observable", "Declared.Observables[0]");
        Property($"{Circuits}EquatableArray<{Circuits}PauliSum>", "Observables", "Declared.Observables");
        Property(Cutting + "PartitionLabels", "Partition", "Declared.Partition");
        Property(Cutting + "CutPlan", "Plan", "Planned.Plan");
        if (model.Cut is not null)
        {
            Property(Simulation + "CompiledCut?", "CompiledCut", $"{Simulation}CompiledCut.Of<{own}>()");
        }

        void Property(string type, string name, string value) =>
            code.Line("/// <inheritdoc/>").Line($"public static {type} {name} => {value};").Line();
    }

    private static void Evaluate(CodeWriter code, CircuitModel model)
    {
        code.Line("/// <inheritdoc/>").Open($"public static void Evaluate({In} features, {In} weights, {Out} values)");
        if (model.Value is null)
        {
            code.Line("Interpreted.Circuit.Evaluate(features, weights, values);");
        }
        else
        {
            code.Line(
                $"int count = {Simulation}CompiledCircuit.CheckInputs({Counts(model)}, {model.Observables.Count}, features, "
                + "weights, values);")
                .Line(Call(model.Value));
        }

        code.Close().Line();
    }

    private static void EvaluateWithGradient(CodeWriter code, CircuitModel model)
    {
        code.Line("/// <inheritdoc/>").Open(
            $"public static void EvaluateWithGradient({In} features, {In} weights, {Out} values, {Out} featureGradients, {Out} "
            + "weightGradients)");
        if (model.Gradient is null)
        {
            code.Line("Interpreted.Circuit.EvaluateWithGradient(features, weights, values, featureGradients, weightGradients);");
        }
        else
        {
            code.Line(
                $"int count = {Simulation}CompiledCircuit.CheckInputs({Counts(model)}, {model.Observables.Count}, features, "
                + "weights, values);")
                .Line($"{Simulation}CompiledCircuit.CheckGradients({Counts(model)}, values, featureGradients, weightGradients);")
                .Line(Call(model.Gradient));
        }

        code.Close().Line();
    }

    /// <summary>Returns the numbers of features and weights.</summary>
    internal static string Counts(CircuitModel model) => $"{model.Circuit.FeatureCount}, {model.Circuit.WeightCount}";

    /// <summary>Returns the call of a program's entry.</summary>
    internal static string Call(Kernel kernel) => $"Kernels.{kernel.Name}.Evaluate({KernelPrinter.Arguments(kernel, withShared: false)});";

    private static void Kernels(CodeWriter code, CircuitModel model)
    {
        if (model.Kernels.Count == 0)
        {
            return;
        }

        code.Open("private static class Kernels");
        for (int k = 0; k < model.Kernels.Count; k++)
        {
            if (k > 0)
            {
                code.Line();
            }

            KernelPrinter.Print(code, model.Kernels[k]);
        }

        code.Line();
        KernelPrinter.Width(code);
        code.Close().Line();
    }

    private static void Declared(CodeWriter code, Declaration declaration, PartitionLabels? labels)
    {
        string partition = labels is null
            ? $"None({declaration.QubitCount})"
            : $"Parse({Literal.Of(labels.Letters)}, {declaration.QubitCount})";
        code.Open("private static class Declared")
            .Line($"internal static readonly {Circuits}Circuit Circuit = new {Circuits}CircuitBuilder({declaration.QubitCount})");
        foreach (DeclaredLayer layer in declaration.Layers)
        {
            code.Line($"    .Add({layer.Text})");
        }

        code.Line("    .Build();").Line()
            .Line(
                $"internal static readonly {Circuits}EquatableArray<{Circuits}PauliSum> Observables = "
                + $"{Circuits}EquatableArray<{Circuits}PauliSum>.Of(")
            .Line($"    {string.Join(", ", declaration.Observables.Select(o => Observable(o, declaration.QubitCount)))});")
            .Line()
            .Line($"internal static readonly {Cutting}PartitionLabels Partition =")
            .Line($"    {Cutting}PartitionLabels.{partition};")
            .Close()
            .Line()
            .Open("private static class Planned")
            .Line($"internal static readonly {Cutting}CutPlan Plan = {Cutting}CutPlanner.Plan(")
            .Line($"    Declared.Circuit, Declared.Observables[0], {Cuts(declaration)});")
            .Close();
    }

    // One letter per qubit, whatever form the declaration has.
    private static string Observable(string text, int qubitCount) =>
        $"{Circuits}PauliSum.Parse({Literal.Of(PauliSum.Parse(text, qubitCount).ToString())})";

    private static string Cuts(Declaration declaration) => declaration.Cuts.Count == 0
        ? "Declared.Partition"
        : $"new {Cutting}Cut[] {{ {string.Join(", ", declaration.Cuts.Select(Text))} }}";

    private static string Text(Cut cut) => cut is WireCut wire
        ? $"new {Cutting}WireCut({wire.Qubit}, {wire.AfterInstruction})"
        : $"new {Cutting}GateCut({((GateCut)cut).Instruction})";
}
