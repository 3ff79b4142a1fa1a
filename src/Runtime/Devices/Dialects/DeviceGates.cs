using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;

namespace CutAwareQnn.Runtime;

/// <summary>
/// Circuits in the gates that every reader knows by the same names and conventions: <c>h</c>, <c>rx</c>, <c>ry</c>, <c>rz</c> and
/// <c>cx</c>, each without a phase that could matter. Global phases are dropped.
/// An angle with symbols is passed on as it is where the gate allows that.
/// </summary>
internal static class DeviceGates
{
    // A rotation by less changes no probability that a double can tell.
    private const double LeastAngle = 1e-15;

    /// <summary>Returns the gates that together do the same, in time order.</summary>
    /// <exception cref="CircuitException">
    /// A gate of three or more qubits has no expansion, or a symbol would have to be changed.
    /// </exception>
    public static IEnumerable<GateInstruction> Lower(GateInstruction gate)
    {
        int[] q = [.. gate.Targets];
        switch (gate.Gate.Name)
        {
            case "h" or "cx":
                return [gate];
            case "rx" or "ry" or "rz":
                return Turn(gate.Gate, q[0], gate.Angles[0]);
            case "p":
                return Turn(Gates.RZ, q[0], gate.Angles[0]);
            case "id":
                return [];
            case "u" or "u3":
                return
                [
                    .. Turn(Gates.RZ, q[0], gate.Angles[2]),
                    .. Turn(Gates.RY, q[0], gate.Angles[0]),
                    .. Turn(Gates.RZ, q[0], gate.Angles[1]),
                ];
            case "cz":
                return [On(Gates.H, q[1]), On(Gates.CX, q), On(Gates.H, q[1])];
            case "swap":
                return [On(Gates.CX, q), On(Gates.CX, q[1], q[0]), On(Gates.CX, q)];
            case "rzz":
                return [On(Gates.CX, q), .. Turn(Gates.RZ, q[1], gate.Angles[0]), On(Gates.CX, q)];
            case "rxx":
                GateInstruction[] turned = [On(Gates.H, q[0]), On(Gates.H, q[1])];
                return [.. turned, .. Lower(gate with { Gate = Gates.RZZ }), .. turned];
            case "ryy":
                return
                [
                    .. Turn(Gates.RX, q[0], Math.PI / 2), .. Turn(Gates.RX, q[1], Math.PI / 2), .. Lower(gate with { Gate = Gates.RZZ }),
                    .. Turn(Gates.RX, q[0], -Math.PI / 2), .. Turn(Gates.RX, q[1], -Math.PI / 2),
                ];
            default:
                return ByMatrix(gate, q);
        }
    }

    private static IEnumerable<GateInstruction> ByMatrix(GateInstruction gate, int[] q)
    {
        if (q.Length > 2)
        {
            return (GateExpansions.Expand(gate) ?? throw new CircuitException(
                $"'{gate}' acts on {q.Length} qubits and has no expansion into smaller gates; write it with gates of one and two "
                + "qubits")).SelectMany(Lower);
        }

        if (!gate.Angles.All(a => a.IsConstant))
        {
            throw new CircuitException($"'{gate}' has a symbol and no form in h, rx, ry, rz and cx with the same symbol; bind it first");
        }

        ComplexMatrix matrix = gate.Gate.Matrix(gate.Angles.Select(a => a.Constant).ToArray());
        if (q.Length == 2)
        {
            return WeylDecomposition.Of(matrix).ToGates(q[0], q[1]).SelectMany(Lower);
        }

        EulerAngles angles = EulerAngles.Of(matrix);
        return [.. Turn(Gates.RZ, q[0], angles.Lambda), .. Turn(Gates.RY, q[0], angles.Theta), .. Turn(Gates.RZ, q[0], angles.Phi)];
    }

    // 4π is the period of a rotation, 2π up to the phase.
    private static GateInstruction[] Turn(Gate gate, int qubit, Angle angle)
    {
        if (!angle.IsConstant)
        {
            return [new(gate, EquatableArray<int>.Of(qubit), EquatableArray<Angle>.Of(angle))];
        }

        double turned = Math.IEEERemainder(angle.Constant, 2 * Math.PI);
        return Math.Abs(turned) < LeastAngle ? [] : [new(gate, EquatableArray<int>.Of(qubit), EquatableArray<Angle>.Of(turned))];
    }

    private static GateInstruction On(Gate gate, params int[] qubits) => new(gate, qubits.ToEquatableArray(), EquatableArray<Angle>.Empty);
}
