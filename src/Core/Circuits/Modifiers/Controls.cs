using System.Numerics;

namespace CutAwareQnn.Circuits;

/// <summary>Puts controls on gates. What only changes the frame stays uncontrolled: <c>A⁻¹ B A</c> needs a control on B alone.</summary>
internal static class Controls
{
    /// <summary>The gate where all controls are 1.</summary>
    public static IReadOnlyList<GateInstruction> On(GateInstruction gate, IReadOnlyList<int> controls)
    {
        if (controls.Count == 0)
        {
            return [gate];
        }

        if (Row(gate.Gate, controls.Count) is { } row)
        {
            return [new(row, controls.Concat(gate.Targets).ToEquatableArray(), gate.Angles)];
        }

        if (gate.Gate.Controlled is { } controlled)
        {
            return On(
                new(controlled, gate.Targets.Skip(1).ToEquatableArray(), gate.Angles),
                [.. controls, gate.Targets[0]]);
        }

        return gate.Gate.QubitCount == 1 ? OnOneQubit(gate, controls) : Sequence(Body(gate), controls);
    }

    /// <summary>The phase e^{i·angle} where all controls are 1.</summary>
    public static IReadOnlyList<GateInstruction> OnPhase(Angle angle, IReadOnlyList<int> controls) =>
        angle.IsZero || controls.Count == 0 ? []
        : controls.Count == 1 ? [Instruction(Gates.P, [angle], controls[0])]
        : GrayCode.Walk([.. controls.Take(controls.Count - 1)], controls[controls.Count - 1], Gates.CP, angle);

    public static GateInstruction Instruction(Gate gate, Angle[] angles, params int[] qubits) =>
        new(gate, EquatableArray<int>.Of(qubits), EquatableArray<Angle>.Of(angles));

    // The row of the table that is this gate under so many controls.
    private static Gate? Row(Gate? gate, int controlCount)
    {
        for (int i = 0; i < controlCount && gate is not null; i++)
        {
            Gate inner = gate;
            gate = Gates.All.FirstOrDefault(g => ReferenceEquals(g.Controlled, inner));
        }

        return gate;
    }

    private static IReadOnlyList<GateInstruction> OnOneQubit(GateInstruction gate, IReadOnlyList<int> controls)
    {
        int qubit = gate.Targets[0];
        if (PhaseForm.Of(gate) is { } form)
        {
            return form.Around(OnPhase(form.Angle, [.. controls, qubit]), qubit);
        }

        IReadOnlyList<Angle> a = gate.Angles;
        return gate.Gate.Name switch
        {
            "rx" => GrayCode.Walk(controls, qubit, Gates.CRX, a[0]),
            "ry" => GrayCode.Walk(controls, qubit, Gates.CRY, a[0]),
            "rz" => GrayCode.Walk(controls, qubit, Gates.CRZ, a[0]),
            "u" => General(a[0], a[1], a[2]),
            "u2" => General(Math.PI / 2, a[0], a[1]),
            _ => Unitary(),
        };

        // U(θ,φ,λ) = P(φ) RY(θ) P(λ), to the phase.
        IReadOnlyList<GateInstruction> General(Angle theta, Angle phi, Angle lambda) => controls.Count == 1
            ? [Instruction(Gates.CU3, [theta, phi, lambda], controls[0], qubit)]
            :
            [
                .. OnPhase(lambda, [.. controls, qubit]),
                .. GrayCode.Walk(controls, qubit, Gates.CRY, theta),
                .. OnPhase(phi, [.. controls, qubit]),
            ];

        IReadOnlyList<GateInstruction> Unitary()
        {
            EulerAngles angles = EulerAngles.Of(gate.Gate.Matrix());
            return [.. OnPhase(angles.Phase, controls), .. General(angles.Theta, angles.Phi, angles.Lambda)];
        }
    }

    private static IReadOnlyList<GateInstruction> Sequence(Steps steps, IReadOnlyList<int> controls) =>
    [
        .. steps.Before,
        .. OnPhase(steps.Phase, controls),
        .. steps.Core.SelectMany(g => On(g, controls)),
        .. steps.After,
    ];

    // Gates of two qubits as a core between frames, to the phase.
    private static Steps Body(GateInstruction gate)
    {
        int a = gate.Targets[0];
        int b = gate.Targets[1];
        IReadOnlyList<Angle> t = gate.Angles;
        return gate.Gate.Name switch
        {
            "rzz" => Between([Instruction(Gates.CX, [], a, b)], [Instruction(Gates.RZ, t.ToArray(), b)]),
            "rxx" => Between([H(a), H(b), Instruction(Gates.CX, [], a, b)], [Instruction(Gates.RZ, t.ToArray(), b)]),
            "rzx" => Between([H(b), Instruction(Gates.CX, [], a, b)], [Instruction(Gates.RZ, t.ToArray(), b)]),
            "ryy" => Between([Sdg(a), H(a), Sdg(b), H(b), Instruction(Gates.CX, [], a, b)], [Instruction(Gates.RZ, t.ToArray(), b)]),
            "swap" => Between([Instruction(Gates.CX, [], b, a)], [Instruction(Gates.CX, [], a, b)]),
            "dcx" => new([], 0, [Instruction(Gates.CX, [], a, b), Instruction(Gates.CX, [], b, a)], []),
            "cu" => new([], 0, [Instruction(Gates.P, [t[3]], a), Instruction(Gates.CU3, [t[0], t[1], t[2]], a, b)], []),
            "xx_plus_yy" => Between(
                [Instruction(Gates.RZ, [t[1]], a)],
                [Instruction(Gates.RXX, [0.5 * t[0]], a, b), Instruction(Gates.RYY, [0.5 * t[0]], a, b)]),
            "xx_minus_yy" => Between(
                [Instruction(Gates.RZ, [-t[1]], b)],
                [Instruction(Gates.RXX, [0.5 * t[0]], a, b), Instruction(Gates.RYY, [-0.5 * t[0]], a, b)]),
            _ => Constant(gate.Gate.Matrix(), a, b),
        };

        static GateInstruction H(int qubit) => Instruction(Gates.H, [], qubit);

        static GateInstruction Sdg(int qubit) => Instruction(Gates.Sdg, [], qubit);
    }

    private static Steps Between(GateInstruction[] frame, GateInstruction[] core) =>
        new(frame, 0, core, [.. Enumerable.Reverse(frame).Select(g => g.Inverse())]);

    private static Steps Constant(ComplexMatrix matrix, int a, int b)
    {
        WeylDecomposition weyl = WeylDecomposition.Of(matrix);
        GateInstruction[] gates = [.. weyl.ToGates(a, b)];

        // The gates leave out phases of the locals; the phase of the whole is what remains against the matrix.
        ComplexMatrix product = gates.Aggregate(ComplexMatrix.Identity(4), (m, g) => Embedded(g, a) * m);
        int largest = Enumerable.Range(0, 16).OrderByDescending(i => Complex.Abs(matrix.Entries[i])).First();
        Complex ratio = matrix.Entries[largest] / product.Entries[largest];
        return new([], Elementary.Atan2(ratio.Imaginary, ratio.Real), gates, []);
    }

    private static ComplexMatrix Embedded(GateInstruction gate, int first)
    {
        ComplexMatrix matrix = gate.Gate.Matrix(gate.Angles.Select(x => x.Constant).ToArray());
        if (gate.Targets.Count == 2)
        {
            return matrix;
        }

        int bit = gate.Targets[0] == first ? 0 : 1;
        return ComplexMatrix.Create(4, (r, c) => (r >> (1 - bit) & 1) == (c >> (1 - bit) & 1) ? matrix[r >> bit & 1, c >> bit & 1] : 0);
    }

    /// <summary>Gates in time order, of which only the phase and the core need a control.</summary>
    private sealed record Steps(
        IReadOnlyList<GateInstruction> Before, Angle Phase, IReadOnlyList<GateInstruction> Core, IReadOnlyList<GateInstruction> After);
}
