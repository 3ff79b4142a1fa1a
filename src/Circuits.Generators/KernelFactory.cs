using CutAwareQnn.Circuits.Generators.Printing;
using CutAwareQnn.Circuits.Generators.Reading;
using CutAwareQnn.Cutting;
using CutAwareQnn.Lowering;

namespace CutAwareQnn.Circuits.Generators;

/// <summary>Lowers a circuit to the programs that are printed, as far as they fit the code budget.</summary>
internal static class KernelFactory
{
    /// <summary>Steps of unrolled code that a circuit's values may take; the runtime compiles them for each width that it uses.</summary>
    public const int ValueBudget = 4000;

    /// <summary>The same for its values with gradients.</summary>
    public const int GradientBudget = 8000;

    /// <summary>The same for all programs of its cut form together.</summary>
    public const int CutBudget = 16_000;

    // A state in eight lanes, and its derivative, of 8 MiB each.
    private const int MostSweptQubits = 16;

    // Of this length programs run from registers and the first-level cache: nothing is faster (benchmark CompiledCode).
    private const int ShortProgram = 600;

    // At 6 qubits sweeps take less than half as long for values, and less for gradients, as unrolled code (CompiledCode, the circuit
    // of 6 qubits compiled each way); below, a sweep is a few turns of its loop.
    private const int FewestSweptQubits = 6;

    // How much more work sweeps may take than the unrolled program, which keeps apart what is not entangled: as unrolled code, and
    // in the interpreter, whose time is 14 times that of sweeps of about the same work (StateLoopCode).
    private const long UnrolledGain = 2;
    private const long InterpretedGain = 14;

    // Steps written before dead ones are removed and products fused.
    private const int WritingBudget = 16_000;

    // Terms of a contraction are up to γ times its value: more would take digits that the tests require.
    private const double MostGamma = 1000;

    // Some ten milliseconds a search: it runs again at every edit of the class.
    private static readonly FinderSettings Effort = new(RestartCount: 8, Effort: 1_000_000);

    /// <summary>Finds the cuts of a declared width.</summary>
    /// <exception cref="CutException">There are none.</exception>
    public static FoundCuts Find(Circuit circuit, int width) => CutFinder.Find(circuit, new(width), Effort);

    /// <summary>
    /// Returns the values of all observables from the unrolled state. Where that is long and there is one observable, by a contraction of
    /// the pieces into which the circuit falls at a few gates: exact as well, and shorter where the circuit is wide and not deep. Else by
    /// sweeps over the state.
    /// </summary>
    public static Kernel? Value(Circuit circuit, IReadOnlyList<PauliSum> observables)
    {
        Program? unrolled = CircuitLowering.TryExpectations(circuit, observables, WritingBudget);
        if (unrolled?.ArithmeticCount <= ShortProgram)
        {
            return Unrolled(unrolled);
        }

        if (observables.Count == 1
            && Contracted(circuit, observables[0]) is { } contracted
            && contracted.ArithmeticCount < Math.Min(ValueBudget, unrolled?.ArithmeticCount ?? int.MaxValue))
        {
            return Values("Value", "The expectation value, contracted from pieces of the circuit.", circuit, contracted);
        }

        bool fits = unrolled?.ArithmeticCount <= ValueBudget;
        return Swept("Value", "The expectation values, by sweeps over the state.", circuit, observables, null, ValueBudget, IsBetter)
            ?? (fits ? Unrolled(unrolled!) : null);

        bool IsBetter(StateLoops sweeps) => fits
            ? sweeps.QubitCount >= FewestSweptQubits && sweeps.Work <= UnrolledGain * unrolled!.ArithmeticCount
            : IsBetterThanInterpreted(sweeps, unrolled);

        Kernel Unrolled(Program program) => Values("Value", "The expectation values.", circuit, program);
    }

    /// <summary>Returns the values of all observables with their gradients; null as well where the values alone are too long.</summary>
    /// <param name="circuit">The circuit.</param>
    /// <param name="observables">The observables.</param>
    /// <param name="value">The program of the values.</param>
    public static Kernel? Gradient(Circuit circuit, IReadOnlyList<PauliSum> observables, Kernel? value)
    {
        if (value is null)
        {
            return null;
        }

        return (value.Swept is null
                ? Gradients("Gradient", "The expectation values with their gradients.", circuit, value.Printable.Program)
                : null)
            ?? Swept(
                "Gradient", "The expectation values with their gradients, by sweeps over the state and back.",
                circuit, observables, Symbols(circuit), GradientBudget, sweeps => value.Swept is not null
                    || IsBetterThanInterpreted(sweeps, CircuitLowering.TryExpectations(circuit, observables, WritingBudget)));
    }

    /// <summary>Returns the programs of a plan; null where one is dynamic or they do not fit the budget together.</summary>
    public static CutModel? Cut(CutPlan plan)
    {
        if (CutLowering.TryExpectation(plan, WritingBudget) is not { } fused
            || fused.ArithmeticCount > ValueBudget
            || Gradients(
                "CutGradient", "The value of the cut circuit with its gradient, all stages fused.", plan.Circuit, fused) is not { } gradient
            || ReconstructionLowering.TryLower(plan, null, wantsEnvironments: false, WritingBudget) is not { } contraction
            || ReconstructionLowering.TryLower(plan, null, wantsEnvironments: true, WritingBudget) is not { } environments)
        {
            return null;
        }

        var forward = new List<Kernel>();
        var backward = new List<Kernel>();
        foreach (Fragment fragment in plan.Fragments)
        {
            Program program = FragmentLowering.Tensor(fragment);
            int like = forward.FindIndex(k => k.Row.Length == fragment.Slots.Count && k.Printable.Program.Equals(program));
            forward.Add(like >= 0 ? forward[like] : Forward(fragment, program));
            backward.Add(like >= 0 ? backward[like] : Backward(fragment, program));
        }

        var model = new CutModel(
            plan,
            Values("CutValue", "The value of the cut circuit, all stages fused.", plan.Circuit, fused),
            gradient,
            forward,
            backward,
            Contraction("Contraction", "The contraction of the fragments' tensors.", contraction),
            Contraction("Environments", "The contraction with its derivative by every input.", environments));
        return model.Kernels.GroupBy(k => k.Name).Sum(g => g.First().StepCount) <= CutBudget ? model : null;
    }

    // The shortest program over the widths of pieces whose states are short themselves.
    private static Program? Contracted(Circuit circuit, PauliSum observable)
    {
        const int Narrowest = 2;
        const int Widest = 4;
        Program? best = null;
        for (int width = Narrowest; width <= Math.Min(Widest, circuit.QubitCount / 2); width++)
        {
            FoundCuts? found = null;
            if (CircuitRules.Fault(() => found = Find(circuit, width)) is null
                && found!.Labels is { } labels
                && found.Gamma <= MostGamma
                && CutLowering.TryExpectation(CutPlanner.Plan(circuit, observable, labels), WritingBudget) is { } program
                && program.ArithmeticCount < (best?.ArithmeticCount ?? int.MaxValue))
            {
                best = program;
            }
        }

        return best;
    }

    private static Kernel Values(string name, string summary, Circuit circuit, Program program) => OfCircuit(
        name, summary, circuit, program, [],
        [new("values", program.Outputs.Count)],
        [.. Enumerable.Range(0, program.Outputs.Count).Select(o => (0, o))]);

    private static bool IsBetterThanInterpreted(StateLoops sweeps, Program? unrolled) =>
        unrolled is null || sweeps.Work <= InterpretedGain * unrolled.ArithmeticCount;

    private static Kernel? Swept(
        string name, string summary, Circuit circuit, IReadOnlyList<PauliSum> observables, IReadOnlyList<Symbol>? symbols, int budget,
        Func<StateLoops, bool> isBetter)
    {
        if (StateLoopLowering.TryLower(circuit, observables, symbols, MostSweptQubits, budget) is not { } sweeps || !isBetter(sweeps))
        {
            return null;
        }

        const string Scratch = "scratch";
        (int features, int weights, int count) = (circuit.FeatureCount, circuit.WeightCount, observables.Count);
        int coefficients = sweeps.Coefficients.Outputs.Count;
        var row = new KernelSpan("features", features);
        var printable = new PrintableProgram(sweeps.Coefficients, [], s => s.Kind == SymbolKind.Feature);
        KernelSpan[] gradients = symbols is not null
            ? [new("featureGradients", count * features), new("weightGradients", count * weights)]
            : [];
        Kernel? chain = null;
        if (sweeps.Gradient is { } gradient)
        {
            int given = coefficients + sweeps.LoopCoefficientCount;
            bool hasFactors = gradient.Factors.Count > 0;
            chain = new(
                "Chain", "From the derivatives by coefficients to those by features and weights.",
                new(gradient.Chain, gradient.Factors, _ => true, given),
                hasFactors ? row : new("", 0), hasFactors, new(Scratch, given, IsScratch: true), gradients,
                [.. Enumerable.Range(0, features).Select(f => (0, f)), .. Enumerable.Range(0, weights).Select(w => (1, w))]);
        }

        return new(
            name, summary, printable, row, HasWeights: true, new("", 0), [new("values", count), .. gradients], [],
            new(sweeps, new(
                "Coefficients", "What no amplitude changes.", printable, row, HasWeights: true, new("", 0),
                [new(Scratch, coefficients, IsScratch: true)], [.. Enumerable.Range(0, coefficients).Select(o => (0, o))]), chain));
    }

    private static Symbol[] Symbols(Circuit circuit) =>
    [
        .. Enumerable.Range(0, circuit.FeatureCount).Select(f => new Symbol(SymbolKind.Feature, f)),
        .. Enumerable.Range(0, circuit.WeightCount).Select(w => new Symbol(SymbolKind.Weight, w)),
    ];

    private static Kernel? Gradients(string name, string summary, Circuit circuit, Program values)
    {
        (int features, int weights, int count) = (circuit.FeatureCount, circuit.WeightCount, values.Outputs.Count);
        Jacobian jacobian = Differentiation.Jacobian(values, Symbols(circuit));
        if (jacobian.Program.ArithmeticCount > GradientBudget)
        {
            return null;
        }

        List<(int, int)> targets = [.. Enumerable.Range(0, count).Select(o => (0, o))];
        for (int o = 0; o < count; o++)
        {
            targets.AddRange(Enumerable.Range(0, features).Select(f => (1, (o * features) + f)));
            targets.AddRange(Enumerable.Range(0, weights).Select(w => (2, (o * weights) + w)));
        }

        return OfCircuit(
            name, summary, circuit, jacobian.Program, jacobian.Factors,
            [new("values", count), new("featureGradients", count * features), new("weightGradients", count * weights)],
            targets);
    }

    private static Kernel OfCircuit(
        string name,
        string summary,
        Circuit circuit,
        Program program,
        EquatableArray<Angle> factors,
        IReadOnlyList<KernelSpan> outputs,
        IReadOnlyList<(int, int)> targets) => new(
            name, summary,
            new(program, factors, s => s.Kind == SymbolKind.Feature),
            new("features", circuit.FeatureCount), HasWeights: true, new("", 0), outputs, targets);

    private static Kernel Forward(Fragment fragment, Program program) => OfFragment(
        $"Fragment{fragment.Index}", $"The tensors of fragment {fragment.Index}: its kets and Gram entries.",
        fragment, program, new("", 0), new("tensors", program.Outputs.Count));

    private static Kernel Backward(Fragment fragment, Program program)
    {
        Symbol[] slots = [.. Enumerable.Range(0, fragment.Slots.Count).Select(s => new Symbol(SymbolKind.Weight, s))];
        return OfFragment(
            $"Backward{fragment.Index}", $"The derivatives of fragment {fragment.Index}, weighted by environments.",
            fragment, Differentiation.BySymbol(program, slots),
            new("environments", program.Outputs.Count), new("gradients", fragment.Slots.Count));
    }

    private static Kernel OfFragment(
        string name, string summary, Fragment fragment, Program program, KernelSpan scalars, KernelSpan output) => new(
            name, summary, new(program, [], _ => true), new("angles", fragment.Slots.Count), HasWeights: false, scalars,
            [output], [.. Enumerable.Range(0, program.Outputs.Count).Select(o => (0, o))]);

    private static Kernel Contraction(string name, string summary, Program program) => new(
        name, summary, new(program, [], _ => true), new("", 0), HasWeights: false, new("inputs", program.ScalarCount),
        [new("outputs", program.Outputs.Count)], [.. Enumerable.Range(0, program.Outputs.Count).Select(o => (0, o))]);
}
