using CutAwareQnn.Cutting;

namespace CutAwareQnn.Circuits.Generators.Printing;

/// <summary>Prints the entry points of a cut query: one a stage, and the fused ones.</summary>
internal static class CutPrinter
{
    private const string Checks = "global::CutAwareQnn.Simulation.CompiledCircuit";
    private const string In = "global::System.ReadOnlySpan<double>";
    private const string Out = "global::System.Span<double>";

    /// <summary>Prints the members.</summary>
    public static void Print(CodeWriter code, string own, CircuitModel model)
    {
        string stage = $"static void global::CutAwareQnn.Simulation.ICompiledCutCircuit<{own}>.";
        if (model.Cut is null)
        {
            Interpreted(code, stage);
        }
        else
        {
            Compiled(code, stage, model, model.Cut);
        }
    }

    private static void Interpreted(CodeWriter code, string stage)
    {
        Member(
            $"{stage}Bind",
            $"int fragment, {In} features, {In} weights, int count, {Out} angles",
            "Bind(fragment, features, weights, count, angles)");
        Member(
            $"{stage}EvaluateFragment",
            $"int fragment, {In} angles, int count, {Out} tensors",
            "EvaluateFragment(fragment, angles, count, tensors)");
        Member(
            $"{stage}BackwardFragment", $"int fragment, {In} angles, int count, {In} environments, {Out} gradients",
            "BackwardFragment(fragment, angles, count, environments, gradients)");
        Member($"{stage}Contract", $"{In} inputs, int count, {Out} outputs", "Contract(inputs, count, false, outputs)");
        Member($"{stage}ContractWithEnvironments", $"{In} inputs, int count, {Out} outputs", "Contract(inputs, count, true, outputs)");
        code.Line("/// <inheritdoc/>");
        Member("public static void EvaluateCut", $"{In} features, {In} weights, {Out} values", "Evaluate(features, weights, values)");
        code.Line("/// <inheritdoc/>");
        Member(
            "public static void EvaluateCutWithGradient",
            $"{In} features, {In} weights, {Out} values, {Out} featureGradients, {Out} weightGradients",
            "EvaluateWithGradient(features, weights, values, featureGradients, weightGradients)");
        code.Open("private static class InterpretedCut")
            .Line("internal static readonly global::CutAwareQnn.Estimation.InterpretedCut Cut = new(Planned.Plan);")
            .Close()
            .Line();

        void Member(string name, string parameters, string call) =>
            code.Line($"{name}({parameters}) =>").Line($"    InterpretedCut.Cut.{call};").Line();
    }

    private static void Compiled(CodeWriter code, string stage, CircuitModel model, CutModel cut)
    {
        int count = cut.Plan.Fragments.Count;
        code.Open($"{stage}Bind(int fragment, {In} features, {In} weights, int count, {Out} angles)")
            .Open("switch (fragment)");
        foreach (Fragment fragment in cut.Plan.Fragments)
        {
            code.Line($"case {fragment.Index}:").Indent();
            Bind(code, model.Circuit, fragment);
            code.Line("break;").Outdent();
        }

        Otherwise(code, count);

        code.Open($"{stage}EvaluateFragment(int fragment, {In} angles, int count, {Out} tensors)").Open("switch (fragment)");
        for (int f = 0; f < count; f++)
        {
            int slots = cut.Plan.Fragments[f].Slots.Count;
            Case(code, f, cut.Forward[f], $"angles, {slots}, default, 0, tensors, {cut.Forward[f].Outputs[0].Length}");
        }

        Otherwise(code, count);

        code.Open($"{stage}BackwardFragment(int fragment, {In} angles, int count, {In} environments, {Out} gradients)")
            .Open("switch (fragment)");
        for (int f = 0; f < count; f++)
        {
            int slots = cut.Plan.Fragments[f].Slots.Count;
            Case(code, f, cut.Backward[f], $"angles, {slots}, environments, {cut.Forward[f].Outputs[0].Length}, gradients, {slots}");
        }

        Otherwise(code, count);
        Contract(code, stage + "Contract", cut.Contraction);
        Contract(code, stage + "ContractWithEnvironments", cut.Environments);

        code.Line("/// <inheritdoc/>")
            .Open($"public static void EvaluateCut({In} features, {In} weights, {Out} values)")
            .Line($"int count = {Checks}.CheckInputs({CircuitPrinter.Counts(model)}, 1, features, weights, values);")
            .Line(CircuitPrinter.Call(cut.Value))
            .Close()
            .Line()
            .Line("/// <inheritdoc/>")
            .Open(
                $"public static void EvaluateCutWithGradient({In} features, {In} weights, {Out} values, {Out} featureGradients, "
                + $"{Out} weightGradients)")
            .Line($"int count = {Checks}.CheckInputs({CircuitPrinter.Counts(model)}, 1, features, weights, values);")
            .Line($"{Checks}.CheckGradients({CircuitPrinter.Counts(model)}, values, featureGradients, weightGradients);")
            .Line(CircuitPrinter.Call(cut.Gradient))
            .Close()
            .Line();
    }

    private static void Bind(CodeWriter code, Circuit circuit, Fragment fragment)
    {
        int slots = fragment.Slots.Count;
        code.Line($"{Checks}.CheckStage(count, features, {circuit.FeatureCount}, default, 0, angles, {slots});");
        if (slots == 0)
        {
            return;
        }

        code.Open("for (int query = 0; query < count; query++)");
        var text = new PrintableAngle(
            s => s.Kind == SymbolKind.Feature ? $"features[(query * {circuit.FeatureCount}) + {s.Index}]" : $"weights[{s.Index}]",
            _ => false);
        for (int slot = 0; slot < slots; slot++)
        {
            code.Line($"angles[(query * {slots}) + {slot}] = {text.Text(fragment.Slots[slot].Angle)};");
        }

        code.Close();
    }

    private static void Case(CodeWriter code, int fragment, Kernel kernel, string spans)
    {
        code.Line($"case {fragment}:").Indent()
            .Line($"{Checks}.CheckStage(count, {spans});");
        if (kernel.Targets.Count > 0)
        {
            code.Line(CircuitPrinter.Call(kernel));
        }

        code.Line("break;").Outdent();
    }

    private static void Otherwise(CodeWriter code, int count) => code
        .Line("default:").Indent()
        .Line($"throw {Checks}.NoFragment(fragment, {count});").Outdent()
        .Close()
        .Close()
        .Line();

    private static void Contract(CodeWriter code, string name, Kernel kernel) => code
        .Open($"{name}({In} inputs, int count, {Out} outputs)")
        .Line($"{Checks}.CheckStage(count, default, 0, inputs, {kernel.Scalars.Length}, outputs, {kernel.Outputs[0].Length});")
        .Line(CircuitPrinter.Call(kernel))
        .Close()
        .Line();
}
