using CutAwareQnn.Lowering;

namespace CutAwareQnn.Circuits.Generators.Printing;

/// <summary>Prints what surrounds a program's lanes: the choice of a width, and what is computed once per call.</summary>
internal static class KernelPrinter
{
    /// <summary>Returns the parameters of a kernel's entry.</summary>
    public static string Parameters(Kernel kernel, bool withShared) => string.Join(", ", kernel.Inputs
        .Concat(withShared && kernel.HasShared ? ["shared"] : [])
        .Select(i => $"global::System.ReadOnlySpan<double> {i}")
        .Concat(["int count"])
        .Concat(kernel.Outputs.Where(o => o.Length > 0).Select(o => $"global::System.Span<double> {o.Name}")));

    /// <summary>Returns the same names as arguments.</summary>
    public static string Arguments(Kernel kernel, bool withShared) => string.Join(", ", kernel.Inputs
        .Concat(withShared && kernel.HasShared ? ["shared"] : [])
        .Concat(["count"])
        .Concat(kernel.Outputs.Where(o => o.Length > 0).Select(o => o.Name)));

    /// <summary>Prints the kernel's entry.</summary>
    public static void Print(CodeWriter code, Kernel kernel)
    {
        code.Line("// " + kernel.Summary)
            .Open($"internal static class {kernel.Name}")
            .Open($"internal static void Evaluate({Parameters(kernel, withShared: false)})");
        if (kernel.HasShared)
        {
            code.Line($"global::System.Span<double> shared = stackalloc double[{kernel.Printable.SharedPlaces.Count}];")
                .Line($"Share({(kernel.HasWeights ? "weights, " : "")}shared);");
        }

        string arguments = Arguments(kernel, withShared: true);
        code.Open("switch (Width(count))");
        foreach (LaneWidth width in LaneWidth.All)
        {
            code.Line($"{(width.IsVector ? $"case {width.Count}" : "default")}: {width.Name}.{kernel.Name}.Evaluate({arguments}); break;");
        }

        code.Close().Close();
        if (kernel.HasShared)
        {
            code.Line();
            Share(code, kernel);
        }

        code.Close();
    }

    /// <summary>Prints the choice of a width by the hardware and the number of queries.</summary>
    public static void Width(CodeWriter code)
    {
        string widths = string.Join("", LaneWidth.All.Where(w => w.IsVector).Select(w =>
            $"global::System.Runtime.Intrinsics.{w.Vector}.IsHardwareAccelerated && count >= {w.Count} ? {w.Count} : "));
        code.Line("private static int Width(int count) =>").Line($"    {widths}{LaneWidth.All.Last().Count};");
    }

    // In the same operations as in lanes.
    private static void Share(CodeWriter code, Kernel kernel)
    {
        PrintableProgram printable = kernel.Printable;
        Program program = printable.Program;
        code.Line("// What no query changes, once per call.")
            .Open(
                "internal static void "
                + $"Share({(kernel.HasWeights ? "global::System.ReadOnlySpan<double> weights, " : "")}global::System.Span<double> shared)");
        foreach (int angle in printable.SharedSteps.Select(s => program.Steps[s])
            .Where(s => s.Operation is Operation.Cosine or Operation.Sine).Select(s => s.A).Distinct().OrderBy(a => a))
        {
            code.Line($"global::CutAwareQnn.Simulation.SinCos.Compute({PrintableAngle.OfNumbers.Text(program.Angles[angle])}, "
                + $"out double s{angle}, out double c{angle});");
        }

        foreach (int index in printable.SharedSteps)
        {
            Step step = program.Steps[index];
            if (step.Operation == Operation.Scalar)
            {
                code.Line($"double {printable.Name(index)} = {PrintableAngle.OfNumbers.Text(printable.Factor(index))};");
            }
            else if (!step.IsLeaf)
            {
                string expression = Printed(
                    step.Operation,
                    Operand(step.A),
                    step.OperandCount > 1 ? Operand(step.B) : "",
                    step.OperandCount > 2 ? Operand(step.C) : "");
                code.Line($"double {printable.Name(index)} = {expression};");
            }
        }

        for (int place = 0; place < printable.SharedPlaces.Count; place++)
        {
            code.Line($"shared[{place}] = {printable.Name(printable.SharedPlaces[place])};");
        }

        code.Close();

        string Operand(int step) => printable.IsConstant(step) ? Literal.Of(program.Steps[step].Number) : printable.Name(step);
    }

    private static string Printed(Operation operation, string a, string b, string c) => operation switch
    {
        Operation.Negate => $"-{a}",
        Operation.Add => $"{a} + {b}",
        Operation.Subtract => $"{a} - {b}",
        Operation.Multiply => $"{a} * {b}",
        Operation.MultiplyAdd => $"global::System.Math.FusedMultiplyAdd({a}, {b}, {c})",
        Operation.NegatedMultiplyAdd => $"global::System.Math.FusedMultiplyAdd(-{a}, {b}, {c})",
        _ => $"global::System.Math.FusedMultiplyAdd({a}, {b}, -{c})",
    };
}
