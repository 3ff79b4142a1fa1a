using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>Gates without a cut of their own, written as gates that have one.</summary>
public static class GateExpansions
{
    /// <summary>Returns gates of two qubits that together do the same, in time order; null if there is no expansion.</summary>
    public static IReadOnlyList<GateInstruction>? Expand(GateInstruction gate)
    {
        IReadOnlyList<int> q = gate.Targets;
        IReadOnlyList<Angle> a = gate.Angles;
        return gate.Gate.Name switch
        {
            "cu" => [On(Gates.P, [q[0]], a[3]), .. ControlledU(q[0], q[1], a[0], a[1], a[2])],
            "cu3" => ControlledU(q[0], q[1], a[0], a[1], a[2]),
            "ccz" => DoublyControlledZ(q[0], q[1], q[2]),
            "ccx" => [On(Gates.H, [q[2]]), .. DoublyControlledZ(q[0], q[1], q[2]), On(Gates.H, [q[2]])],
            "cswap" =>
            [
                On(Gates.CX, [q[2], q[1]]), On(Gates.H, [q[2]]),
                .. DoublyControlledZ(q[0], q[1], q[2]),
                On(Gates.H, [q[2]]), On(Gates.CX, [q[2], q[1]]),
            ],
            _ => Controls.WrittenOut(gate),
        };
    }

    // U(θ,φ,λ) = P(φ+λ)-phase times R: C-U = P((φ+λ)/2) on the control and RZ(φ) RY(θ) RZ(λ) controlled by conjugation.
    private static GateInstruction[] ControlledU(int control, int target, Angle theta, Angle phi, Angle lambda) =>
    [
        On(Gates.P, [control], 0.5 * (phi + lambda)),
        On(Gates.RZ, [target], 0.5 * (lambda - phi)),
        On(Gates.CX, [control, target]),
        On(Gates.RZ, [target], -0.5 * (phi + lambda)),
        On(Gates.RY, [target], -0.5 * theta),
        On(Gates.CX, [control, target]),
        On(Gates.RY, [target], 0.5 * theta),
        On(Gates.RZ, [target], phi),
    ];

    // exp(iπ abc) as phases on a, b, c, minus those on the pairwise parities, plus that on the whole parity (each π/4).
    private static GateInstruction[] DoublyControlledZ(int a, int b, int c) =>
    [
        On(Gates.T, [a]), On(Gates.T, [b]), On(Gates.T, [c]),
        On(Gates.CX, [a, b]), On(Gates.Tdg, [b]),
        On(Gates.CX, [b, c]), On(Gates.T, [c]),
        On(Gates.CX, [a, c]), On(Gates.Tdg, [c]),
        On(Gates.CX, [b, c]), On(Gates.Tdg, [c]),
        On(Gates.CX, [a, b]), On(Gates.CX, [a, c]),
    ];

    private static GateInstruction On(Gate gate, int[] qubits, params Angle[] angles) =>
        new(gate, qubits.ToEquatableArray(), angles.ToEquatableArray());
}
