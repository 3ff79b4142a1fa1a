namespace CutAwareQnn.Circuits;

/// <summary>
/// The modifiers of gates: <c>ctrl</c> and <c>pow</c>, written as gates of the table; <c>inv</c> is
/// <see cref="GateInstruction.Inverse"/>. Global phases are kept where a control would show them, so modifiers can be nested.
/// </summary>
public static class GateModifiers
{
    /// <summary>Larger powers are one unitary instead of repetitions.</summary>
    private const int FewRepetitions = 16;

    private const int MostRepetitions = 10_000;

    /// <summary>The gate under one control.</summary>
    /// <param name="gate">The gate.</param>
    /// <param name="control">Another qubit; the gate happens where it is 1.</param>
    public static IReadOnlyList<GateInstruction> Controlled(this GateInstruction gate, int control) => gate.Controlled([control]);

    /// <summary>The gate under many controls: exact, global phase of the gate included.</summary>
    /// <param name="gate">The gate.</param>
    /// <param name="controls">Other qubits, at most 10; the gate happens where all are 1.</param>
    /// <returns>Gates of the table in time order.</returns>
    /// <exception cref="CircuitException">A qubit is used twice, or there are too many controls.</exception>
    public static IReadOnlyList<GateInstruction> Controlled(this GateInstruction gate, IReadOnlyList<int> controls)
    {
        int[] qubits = [.. controls, .. gate.Targets];
        int repeated = qubits.GroupBy(q => q).Where(g => g.Count() > 1).Select(g => g.Key).DefaultIfEmpty(-1).First();
        return repeated >= 0
            ? throw new CircuitException($"'{gate}' under controls uses qubit {repeated} twice; give distinct qubits")
            : Controls.On(gate, controls);
    }

    /// <summary>
    /// A power of the gate. Integer powers repeat it; real ones take the principal branch of gates without parameters and multiply the
    /// angle of rotations and phases, as Qiskit's <c>power</c> does.
    /// </summary>
    /// <param name="gate">The gate.</param>
    /// <param name="exponent">Any angle expression, dimensionless; a symbol only for gates whose power is a change of angle.</param>
    /// <returns>Gates in time order.</returns>
    /// <exception cref="CircuitException">This power of this gate has no form here.</exception>
    public static IReadOnlyList<GateInstruction> Power(this GateInstruction gate, Angle exponent)
    {
        IReadOnlyList<int> q = gate.Targets;
        if (gate.Gate.ParameterCount == 1)
        {
            return [gate with { Angles = EquatableArray<Angle>.Of(gate.Angles[0] * exponent) }];
        }

        bool isInteger = exponent.IsConstant && Math.Floor(exponent.Constant) == exponent.Constant;
        if (isInteger && Math.Abs(exponent.Constant) <= FewRepetitions)
        {
            return Repeated(gate, (int)exponent.Constant);
        }

        if (PhaseForm.Of(gate) is { } form)
        {
            return form.Around([Controls.Instruction(Gates.P, [form.Angle * exponent], q[0])], q[0]);
        }

        if (gate.Gate.Controlled is { ParameterCount: 0 } controlled)
        {
            var inner = new GateInstruction(controlled, q.Skip(1).ToEquatableArray(), gate.Angles);
            return inner.Power(exponent).SelectMany(g => g.Controlled(q[0])).ToArray();
        }

        return gate.Gate.Name switch
        {
            "iswap" => [Controls.Instruction(Gates.XXPlusYY, [-Math.PI * exponent, 0], q[0], q[1])],
            "sqrt_iswap" => [Controls.Instruction(Gates.XXPlusYY, [-Math.PI / 2 * exponent, 0], q[0], q[1])],
            "swap" => Swapped(Controls.Instruction(Gates.X, [], q[0]).Power(exponent), q[0], q[1]),
            _ when gate.Gate.QubitCount <= 2 && exponent.IsConstant && gate.Angles.All(a => a.IsConstant) =>
                [new(Gate.Unitary(Matrix(gate).Power(exponent.Constant)), gate.Targets, EquatableArray<Angle>.Empty)],
            _ when isInteger && Math.Abs(exponent.Constant) <= MostRepetitions => Repeated(gate, (int)exponent.Constant),
            _ => throw new CircuitException(
                $"'{gate}' to the power {exponent} has no form here; give constant angles and a constant exponent"),
        };
    }

    private static ComplexMatrix Matrix(GateInstruction gate) => gate.Gate.Matrix(gate.Angles.Select(a => a.Constant).ToArray());

    private static GateInstruction[] Repeated(GateInstruction gate, int exponent)
    {
        GateInstruction repeated = exponent < 0 ? gate.Inverse() : gate;
        bool isSelfInverse = gate.Gate.ParameterCount == 0 && gate.Inverse().Equals(gate);
        int count = isSelfInverse ? Math.Abs(exponent) % 2 : Math.Abs(exponent);
        return Enumerable.Repeat(repeated, count).ToArray();
    }

    // SWAP is an X on the first qubit, controlled by the second, between CX gates the other way round.
    private static IReadOnlyList<GateInstruction> Swapped(IReadOnlyList<GateInstruction> power, int a, int b) =>
    [
        Controls.Instruction(Gates.CX, [], a, b),
        .. power.SelectMany(g => g.Controlled(b)),
        Controls.Instruction(Gates.CX, [], a, b),
    ];
}
