using System.Numerics;

namespace CutAwareQnn.Circuits;

/// <summary>Puts controls on gates. What only changes the frame stays uncontrolled: <c>A⁻¹ B A</c> needs a control on B alone.</summary>
internal static class Controls
{
    /// <summary>Returns the gate where all controls are 1.</summary>
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

    /// <summary>Returns the phase e^{i·angle} where all controls are 1.</summary>
    public static IReadOnlyList<GateInstruction> OnPhase(Angle angle, IReadOnlyList<int> controls) =>
        angle.IsZero || controls.Count == 0 ? []
        : controls.Count == 1 ? [Instruction(Gates.P, [angle], controls[0])]
        : controls.Count - 1 <= Gates.MostControls ? [new(
            Gates.MultiControlledPhase(controls.Count - 1), controls.ToEquatableArray(), EquatableArray<Angle>.Of(angle))]
        : GrayCode.Walk([.. controls.Take(controls.Count - 1)], controls[controls.Count - 1], Gates.CP, angle);

    /// <summary>Returns whether a gate is X or a phase under more controls than the gates of the table have.</summary>
    public static bool IsMany(Gate gate) => gate.Controlled is { QubitCount: >= 2 } && Gates.All.All(row => !ReferenceEquals(row, gate));

    /// <summary>Returns X or a phase under many controls as gates of the table; null for other gates.</summary>
    public static IReadOnlyList<GateInstruction>? WrittenOut(GateInstruction gate)
    {
        if (!IsMany(gate.Gate))
        {
            return null;
        }

        int target = gate.Targets[gate.Targets.Count - 1];
        int[] controls = [.. gate.Targets.Take(gate.Targets.Count - 1)];
        return gate.Gate.IsDiagonal
            ? GrayCode.Walk(controls, target, Gates.CP, gate.Angles[0])
            : [Instruction(Gates.H, [], target), .. GrayCode.Walk(controls, target, Gates.CP, Math.PI), Instruction(Gates.H, [], target)];
    }

    public static GateInstruction Instruction(Gate gate, Angle[] angles, params int[] qubits) =>
        new(gate, EquatableArray<int>.Of(qubits), EquatableArray<Angle>.Of(angles));

    // The row of the table that is this gate under so many controls.
    private static Gate? Row(Gate? gate, int controlCount)
    {
        for (int i = 0; i < controlCount && gate is not null; i++)
        {
            gate = Gates.UnderControl(gate);
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
            "rx" => Turned([Gates.H], a[0], [Gates.H]),
            "ry" => Turned([Gates.Sdg, Gates.H], a[0], [Gates.H, Gates.S]),
            "rz" => Turned([], a[0], []),
            _ when controls.Count > 1 && a.All(angle => angle.IsConstant) =>
                ByEigenphases(gate.Gate.Matrix([.. a.Select(angle => angle.Constant)])),
            "u" => General(a[0], a[1], a[2]),
            "u2" => General(Math.PI / 2, a[0], a[1]),
            _ => Unitary(),
        };

        // A rotation about Z has the eigenphases -t/2 and t/2.
        IReadOnlyList<GateInstruction> Turned(Gate[] before, Angle angle, Gate[] after) =>
        [
            .. before.Select(g => Instruction(g, [], qubit)),
            .. OnPhase(-0.5 * angle, controls),
            .. OnPhase(angle, [.. controls, qubit]),
            .. after.Select(g => Instruction(g, [], qubit)),
        ];

        // e^{iα}(cos h - i sin h n·σ) has the eigenphases α - h along n and α + h against it.
        IReadOnlyList<GateInstruction> ByEigenphases(ComplexMatrix matrix)
        {
            Complex determinant = (matrix[0, 0] * matrix[1, 1]) - (matrix[0, 1] * matrix[1, 0]);
            double mean = 0.5 * Elementary.Atan2(determinant.Imaginary, determinant.Real);
            var phase = new Complex(Elementary.Cos(mean), -Elementary.Sin(mean));
            Complex diagonal = phase * matrix[0, 0];
            Complex lower = phase * matrix[1, 0];
            (double x, double y, double z) = (-lower.Imaginary, lower.Real, -diagonal.Imaginary);
            double inPlane = Math.Sqrt((x * x) + (y * y));
            double half = Elementary.Atan2(Math.Sqrt((inPlane * inPlane) + (z * z)), diagonal.Real);
            Angle polar = Elementary.Atan2(inPlane, z);
            Angle azimuth = inPlane == 0 ? 0 : Elementary.Atan2(y, x);
            return
            [
                Instruction(Gates.RZ, [-azimuth], qubit),
                Instruction(Gates.RY, [-polar], qubit),
                .. OnPhase(mean - half, controls),
                .. OnPhase(2 * half, [.. controls, qubit]),
                Instruction(Gates.RY, [polar], qubit),
                Instruction(Gates.RZ, [azimuth], qubit),
            ];
        }

        // U(θ,φ,λ) = P(φ) RY(θ) P(λ), to the phase.
        IReadOnlyList<GateInstruction> General(Angle theta, Angle phi, Angle lambda) => controls.Count == 1
            ? [Instruction(Gates.CU3, [theta, phi, lambda], controls[0], qubit)]
            :
            [
                .. OnPhase(lambda, [.. controls, qubit]),
                .. Turned([Gates.Sdg, Gates.H], theta, [Gates.H, Gates.S]),
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
