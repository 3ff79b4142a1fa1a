using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Lowering;

namespace CutAwareQnn.Simulation;

/// <summary>
/// A fragment evaluated by its lowered program, interpreted or compiled; the derivative is the program differentiated backwards.
/// </summary>
public sealed class ProgramFragmentSimulator : FragmentSimulator
{
    /// <summary>
    /// Steps that a program may take while it is written. Beyond it a state vector is faster: the working set leaves the cache.
    /// </summary>
    public const int DefaultStepBudget = 40_000;

    // Operations of a sine and its cosine.
    private const int SineCost = 20;

    private readonly IProgramEvaluator _forward;
    private readonly Lazy<IProgramEvaluator> _backward;

    private ProgramFragmentSimulator(Fragment fragment, Program program)
        : base(fragment)
    {
        _forward = new ProgramInterpreter(program);
        OperationCount = program.ArithmeticCount + (SineCost * program.Angles.Count);
        _backward = new(() => new ProgramInterpreter(Differentiation.BySymbol(
            program,
            Enumerable.Range(0, fragment.Slots.Count).Select(s => new Symbol(SymbolKind.Weight, s)).ToArray())));
    }

    private ProgramFragmentSimulator(Fragment fragment, CompiledCut compiled)
        : base(fragment)
    {
        _forward = compiled.Fragment(fragment.Index);
        OperationCount = base.OperationCount;
        _backward = new(() => compiled.Backward(fragment.Index));
    }

    private ProgramFragmentSimulator(Fragment fragment, ProgramFragmentSimulator like)
        : base(fragment)
    {
        _forward = like._forward;
        OperationCount = like.OperationCount;
        HasOwnBudget = like.HasOwnBudget;
        _backward = like._backward;
    }

    /// <inheritdoc/>
    public override double OperationCount { get; }

    /// <summary>Whether the program was lowered within another budget than <see cref="FragmentSimulators"/> gives.</summary>
    internal bool HasOwnBudget { get; private init; }

    /// <summary>Lowers a fragment, or returns null if it is dynamic or its program would exceed the budget.</summary>
    public static ProgramFragmentSimulator? TryCreate(Fragment fragment, int stepBudget = DefaultStepBudget) =>
        FragmentLowering.TryTensor(fragment, stepBudget) is { } program
            ? new(fragment, program) { HasOwnBudget = stepBudget != DefaultStepBudget }
            : null;

    /// <summary>Returns the fragments of a plan by their generated code.</summary>
    public static FragmentSimulator[] Of(CompiledCut compiled) =>
        [.. compiled.Plan.Fragments.Select(fragment => new ProgramFragmentSimulator(fragment, compiled))];

    /// <summary>Returns the same program for a fragment that differs only in its place in the plan.</summary>
    internal ProgramFragmentSimulator Of(Fragment fragment) => new(fragment, this);

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<double> angles, int count, Span<double> tensors) => _forward.Evaluate(
        new() { Weights = angles, WeightStride = Fragment.Slots.Count, Count = count }, tensors);

    /// <inheritdoc/>
    public override void Backward(
        ReadOnlySpan<double> angles, int count, ReadOnlySpan<double> environments, Span<double> gradients) => _backward.Value.Evaluate(
        new() { Weights = angles, WeightStride = Fragment.Slots.Count, Scalars = environments, Count = count }, gradients);
}
