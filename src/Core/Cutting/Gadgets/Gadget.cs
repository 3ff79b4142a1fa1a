using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>The rotation <c>exp(-i angle/2 · letters)</c> about a string of Pauli letters.</summary>
/// <param name="Angle">The angle in radians.</param>
/// <param name="Letters">The string; its sign is not used.</param>
internal sealed record Gadget(Angle Angle, PauliProduct Letters)
{
    // What crosses three and more labels has no cut of its own.
    private const double Uncuttable = 1e3;

    /// <summary>Returns the natural logarithm of γ between labels.</summary>
    /// <param name="labels">One letter per qubit.</param>
    /// <param name="at">The values of symbols; null for the largest γ for any values.</param>
    public double Cost(PartitionLabels labels, Func<Symbol, double>? at) =>
        Letters.Support.Select(q => labels.Letters[q]).Distinct().Count() switch
        {
            <= 1 => 0,
            2 => GatePrice.Of(new Interaction(Angle.Zero, Angle.Zero, -0.5 * (at is null ? Angle : Angle.Evaluate(at)))).LogGamma,
            _ => Uncuttable,
        };

    /// <summary>
    /// Writes the gadget as gates: on each side a ladder of CX brings the parity of its letters to one qubit; what is between the
    /// ladders is one rotation.
    /// </summary>
    public IEnumerable<GateInstruction> Write(PartitionLabels labels)
    {
        int[][] sides = [.. Letters.Support.GroupBy(q => labels.Letters[q]).Select(side => side.ToArray())];
        if (sides.Length == 0)
        {
            return [];
        }

        if (Letters.Support.Count() <= 2 && Named() is { } named)
        {
            return [named];
        }

        List<GateInstruction> before = [];
        foreach (int[] side in sides)
        {
            foreach (int q in side)
            {
                before.AddRange(Letters[q] switch
                {
                    Pauli.X => [On(Gates.H, q)],
                    Pauli.Y => [On(Gates.Sdg, q), On(Gates.H, q)],
                    _ => [],
                });
            }

            before.AddRange(side.Skip(1).Select(q => On(Gates.CX, q, side[0])));
        }

        // A string of three and more labels has to be brought together across them; the planner cuts each CX.
        before.AddRange(sides.Skip(2).Select(side => On(Gates.CX, side[0], sides[0][0])));
        GateInstruction core = sides.Length == 1 ? Turn(Gates.RZ, sides[0][0]) : Turn(Gates.RZZ, sides[0][0], sides[1][0]);
        return [.. before, core, .. Enumerable.Reverse(before).Select(g => g.Inverse())];
    }

    private GateInstruction? Named()
    {
        int[] on = [.. Letters.Support];
        return (Letters[on[0]], on.Length == 1 ? Pauli.I : Letters[on[1]]) switch
        {
            (Pauli.X, Pauli.I) => Turn(Gates.RX, on),
            (Pauli.Y, Pauli.I) => Turn(Gates.RY, on),
            (Pauli.Z, Pauli.I) => Turn(Gates.RZ, on),
            (Pauli.X, Pauli.X) => Turn(Gates.RXX, on),
            (Pauli.Y, Pauli.Y) => Turn(Gates.RYY, on),
            (Pauli.Z, Pauli.Z) => Turn(Gates.RZZ, on),
            (Pauli.Z, Pauli.X) => Turn(Gates.RZX, on),
            (Pauli.X, Pauli.Z) => Turn(Gates.RZX, on[1], on[0]),
            _ => null,
        };
    }

    private GateInstruction Turn(Gate gate, params int[] qubits) => new(gate, qubits.ToEquatableArray(), EquatableArray<Angle>.Of(Angle));

    private static GateInstruction On(Gate gate, params int[] qubits) => new(gate, qubits.ToEquatableArray(), EquatableArray<Angle>.Empty);
}
