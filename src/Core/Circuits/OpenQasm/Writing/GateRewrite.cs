namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>Gates of the table in terms of simpler ones, right up to a global phase.</summary>
/// <remarks>
/// Every chain of rewrites ends at h, rx, ry, rz, p and cx. Barenco et al. 1995, arXiv:quant-ph/9503016, sections 5 and 6; the
/// controlled general gate is Lemma 5.1 with its phases on the control.
/// </remarks>
internal static class GateRewrite
{
    private static readonly Dictionary<string, Rule> Rules = new(StringComparer.Ordinal)
    {
        ["id"] = (_, _) => [],
        ["x"] = (_, q) => [On(Gates.RX, Math.PI, q[0])],
        ["y"] = (_, q) => [On(Gates.RY, Math.PI, q[0])],
        ["z"] = (_, q) => [On(Gates.P, Math.PI, q[0])],
        ["s"] = (_, q) => [On(Gates.P, Math.PI / 2, q[0])],
        ["sdg"] = (_, q) => [On(Gates.P, -Math.PI / 2, q[0])],
        ["t"] = (_, q) => [On(Gates.P, Math.PI / 4, q[0])],
        ["tdg"] = (_, q) => [On(Gates.P, -Math.PI / 4, q[0])],
        ["sx"] = (_, q) => [On(Gates.RX, Math.PI / 2, q[0])],
        ["sxdg"] = (_, q) => [On(Gates.S, q[0]), On(Gates.H, q[0]), On(Gates.S, q[0])],
        ["u"] = (a, q) => [On(Gates.P, a[2], q[0]), On(Gates.RY, a[0], q[0]), On(Gates.P, a[1], q[0])],
        ["u2"] = (a, q) => [On(Gates.P, a[1], q[0]), On(Gates.RY, Math.PI / 2, q[0]), On(Gates.P, a[0], q[0])],
        ["cy"] = (_, q) => [On(Gates.Sdg, q[1]), On(Gates.CX, q[0], q[1]), On(Gates.S, q[1])],
        ["cz"] = (_, q) => [On(Gates.H, q[1]), On(Gates.CX, q[0], q[1]), On(Gates.H, q[1])],
        ["ch"] = (_, q) => [On(Gates.RY, -Math.PI / 4, q[1]), On(Gates.CZ, q[0], q[1]), On(Gates.RY, Math.PI / 4, q[1])],
        ["cs"] = (_, q) => [On(Gates.CP, Math.PI / 2, q[0], q[1])],
        ["csdg"] = (_, q) => [On(Gates.CP, -Math.PI / 2, q[0], q[1])],
        ["csx"] = (_, q) => [On(Gates.H, q[1]), On(Gates.CP, Math.PI / 2, q[0], q[1]), On(Gates.H, q[1])],
        ["crx"] = (a, q) => [On(Gates.H, q[1]), On(Gates.CRZ, a[0], q[0], q[1]), On(Gates.H, q[1])],
        ["cry"] = (a, q) => Halved(Gates.RY, a[0], q[0], q[1]),
        ["crz"] = (a, q) => Halved(Gates.RZ, a[0], q[0], q[1]),
        ["cp"] = (a, q) =>
        [
            On(Gates.P, a[0] / 2, q[0]), On(Gates.P, a[0] / 2, q[1]), On(Gates.CX, q[0], q[1]),
            On(Gates.P, -a[0] / 2, q[1]), On(Gates.CX, q[0], q[1]),
        ],
        ["cu3"] = (a, q) => ControlledGeneral(a[0], a[1], a[2], Angle.Zero, q[0], q[1]),
        ["cu"] = (a, q) => ControlledGeneral(a[0], a[1], a[2], a[3], q[0], q[1]),
        ["swap"] = (_, q) => [On(Gates.CX, q[0], q[1]), On(Gates.CX, q[1], q[0]), On(Gates.CX, q[0], q[1])],
        ["iswap"] = (_, q) =>
        [
            On(Gates.S, q[0]), On(Gates.S, q[1]), On(Gates.H, q[0]), On(Gates.CX, q[0], q[1]), On(Gates.CX, q[1], q[0]), On(Gates.H, q[1]),
        ],
        ["sqrt_iswap"] = (_, q) => [On(Gates.RXX, -Math.PI / 4, q[0], q[1]), On(Gates.RYY, -Math.PI / 4, q[0], q[1])],
        ["dcx"] = (_, q) => [On(Gates.CX, q[0], q[1]), On(Gates.CX, q[1], q[0])],
        ["ecr"] = (_, q) => [On(Gates.S, q[0]), On(Gates.SX, q[1]), On(Gates.CX, q[0], q[1]), On(Gates.X, q[0])],
        ["rzz"] = (a, q) => [On(Gates.CX, q[0], q[1]), On(Gates.RZ, a[0], q[1]), On(Gates.CX, q[0], q[1])],
        ["rzx"] = (a, q) => [On(Gates.H, q[1]), On(Gates.RZZ, a[0], q[0], q[1]), On(Gates.H, q[1])],
        ["rxx"] = (a, q) => Between([On(Gates.H, q[0]), On(Gates.H, q[1])], On(Gates.RZZ, a[0], q[0], q[1])),
        ["ryy"] = (a, q) => Between(
            [On(Gates.RX, Math.PI / 2, q[0]), On(Gates.RX, Math.PI / 2, q[1])], On(Gates.RZZ, a[0], q[0], q[1])),
        ["xx_plus_yy"] = (a, q) => Between(
            [On(Gates.RZ, a[1], q[0])], On(Gates.RXX, a[0] / 2, q[0], q[1]), On(Gates.RYY, a[0] / 2, q[0], q[1])),
        ["xx_minus_yy"] = (a, q) => Between(
            [On(Gates.RZ, -a[1], q[1])], On(Gates.RXX, a[0] / 2, q[0], q[1]), On(Gates.RYY, -a[0] / 2, q[0], q[1])),
        ["ccx"] = (_, q) => [On(Gates.H, q[2]), On(Gates.CCZ, q[0], q[1], q[2]), On(Gates.H, q[2])],
        ["ccz"] = (_, q) =>
        [
            On(Gates.CX, q[1], q[2]), On(Gates.Tdg, q[2]), On(Gates.CX, q[0], q[2]), On(Gates.T, q[2]),
            On(Gates.CX, q[1], q[2]), On(Gates.Tdg, q[2]), On(Gates.CX, q[0], q[2]), On(Gates.T, q[2]),
            On(Gates.T, q[1]), On(Gates.CX, q[0], q[1]), On(Gates.T, q[0]), On(Gates.Tdg, q[1]), On(Gates.CX, q[0], q[1]),
        ],
        ["cswap"] = (_, q) => [On(Gates.CX, q[2], q[1]), On(Gates.CCX, q[0], q[1], q[2]), On(Gates.CX, q[2], q[1])],
    };

    /// <summary>Returns simpler gates in time order; null for a gate that has none.</summary>
    public static IReadOnlyList<GateInstruction>? Of(GateInstruction gate)
    {
        if (Controls.WrittenOut(gate) is { } walk)
        {
            return walk;
        }

        if (!gate.Gate.IsUnitary)
        {
            return Rules.TryGetValue(gate.Gate.Name, out Rule? rule)
                ? rule(gate.Angles, gate.Targets)
                : null;
        }

        if (gate.Gate.QubitCount == 2)
        {
            return [.. WeylDecomposition.Of(gate.Gate.Matrix()).ToGates(gate.Targets[0], gate.Targets[1])];
        }

        EulerAngles angles = EulerAngles.Of(gate.Gate.Matrix());
        return [new(Gates.U, gate.Targets, EquatableArray<Angle>.Of(angles.Theta, angles.Phi, angles.Lambda))];
    }

    private static GateInstruction[] Halved(Gate rotation, Angle angle, int control, int target) =>
    [
        On(rotation, angle / 2, target), On(Gates.CX, control, target), On(rotation, -angle / 2, target), On(Gates.CX, control, target),
    ];

    private static GateInstruction[] ControlledGeneral(Angle theta, Angle phi, Angle lambda, Angle phase, int control, int target) =>
    [
        On(Gates.P, phase + ((lambda + phi) / 2), control),
        On(Gates.P, (lambda - phi) / 2, target),
        On(Gates.CX, control, target),
        On(Gates.P, -(phi + lambda) / 2, target),
        On(Gates.RY, -theta / 2, target),
        On(Gates.CX, control, target),
        On(Gates.RY, theta / 2, target),
        On(Gates.P, phi, target),
    ];

    private static GateInstruction[] Between(GateInstruction[] frame, params GateInstruction[] core) =>
        [.. frame, .. core, .. Enumerable.Reverse(frame).Select(g => g.Inverse())];

    private static GateInstruction On(Gate gate, params int[] qubits) => Controls.Instruction(gate, [], qubits);

    private static GateInstruction On(Gate gate, Angle angle, params int[] qubits) => Controls.Instruction(gate, [angle], qubits);

    private delegate GateInstruction[] Rule(IReadOnlyList<Angle> angles, IReadOnlyList<int> qubits);
}
