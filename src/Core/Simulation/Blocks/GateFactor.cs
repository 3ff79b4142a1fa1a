using CutAwareQnn.Circuits;

namespace CutAwareQnn.Simulation;

/// <summary>A gate of the circuit.</summary>
internal sealed class GateFactor : BlockFactor
{
    private readonly int _firstAngle;
    private readonly FactorSlot[] _slots;
    private readonly ComplexMatrix? _constant;

    /// <summary>Creates a factor.</summary>
    /// <param name="instruction">The gate.</param>
    /// <param name="firstAngle">Index of its first angle among the circuit's bound angles; -1 where its angles are constant.</param>
    /// <param name="slots">Its parameters that depend on slots.</param>
    public GateFactor(GateInstruction instruction, int firstAngle, FactorSlot[] slots)
        : base([.. instruction.Targets])
    {
        Gate = instruction.Gate;
        Shape = GateShape.Of(Gate);
        _firstAngle = firstAngle;
        _slots = slots;
        _constant = firstAngle < 0 ? Gate.Matrix([.. instruction.Angles.Select(angle => angle.Constant)]) : null;
    }

    /// <summary>The gate.</summary>
    public Gate Gate { get; }

    /// <summary>Its shape.</summary>
    public GateShape Shape { get; }

    /// <inheritdoc/>
    public override bool IsReal => Shape.IsReal;

    /// <inheritdoc/>
    public override IReadOnlyList<FactorSlot> Slots => _slots;

    /// <inheritdoc/>
    public override ComplexMatrix Pattern() => GateShape.GenericMatrix(Gate);

    /// <inheritdoc/>
    public override ComplexMatrix Matrix(int choice, ReadOnlySpan<double> angles) => _constant ?? Gate.Matrix(Own(angles));

    /// <inheritdoc/>
    public override ComplexMatrix Derivative(int parameter, ReadOnlySpan<double> angles) => Gate.Derivative(parameter, Own(angles));

    private double[] Own(ReadOnlySpan<double> angles) => angles.Slice(_firstAngle, Gate.ParameterCount).ToArray();
}
