using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>Reads instructions as Clifford gates and rotations about Pauli strings.</summary>
internal sealed class GadgetReader
{
    private readonly Dictionary<GateInstruction, CliffordImages?> _images = [];

    /// <summary>Returns what an instruction does, in time order; null for what is no such product, such as a measurement.</summary>
    public IReadOnlyList<GadgetStep>? Read(Instruction instruction)
    {
        if (instruction is Barrier)
        {
            return [];
        }

        if (instruction is not GateInstruction gate || gate.Targets.Count > 2)
        {
            return null;
        }

        if (ImagesOf(gate) is { } images)
        {
            return [new(gate, images, null, [])];
        }

        return gate.Targets.Count == 1 ? OneQubit(gate) : TwoQubits(gate);
    }

    /// <summary>Returns the images of Paulis under a gate; null if it is no Clifford gate.</summary>
    public CliffordImages? ImagesOf(GateInstruction gate)
    {
        GateInstruction key = gate with { Targets = Enumerable.Range(0, gate.Targets.Count).ToEquatableArray() };
        if (!_images.TryGetValue(key, out CliffordImages? images))
        {
            images = CliffordImages.Of(gate);
            _images.Add(key, images);
        }

        return images;
    }

    private static IReadOnlyList<GadgetStep>? OneQubit(GateInstruction gate)
    {
        int q = gate.Targets[0];
        IReadOnlyList<Angle> a = gate.Angles;
        return gate.Gate.Name switch
        {
            "rx" => [Turn(a[0], (q, Pauli.X))],
            "ry" => [Turn(a[0], (q, Pauli.Y))],
            "rz" or "p" => [Turn(a[0], (q, Pauli.Z))],
            "u" => Euler(a[0], a[1], a[2]),
            "u2" => Euler(Math.PI / 2, a[0], a[1]),
            _ when a.All(angle => angle.IsConstant) => Of(EulerAngles.Of(gate.Gate.Matrix([.. a.Select(angle => angle.Constant)]))),
            _ => null,
        };

        IReadOnlyList<GadgetStep> Of(EulerAngles angles) => Euler(angles.Theta, angles.Phi, angles.Lambda);

        IReadOnlyList<GadgetStep> Euler(Angle theta, Angle phi, Angle lambda) =>
            [Turn(lambda, (q, Pauli.Z)), Turn(theta, (q, Pauli.Y)), Turn(phi, (q, Pauli.Z))];
    }

    private IReadOnlyList<GadgetStep>? TwoQubits(GateInstruction gate)
    {
        (int a, int b) = (gate.Targets[0], gate.Targets[1]);
        if (GateDecompositions.Find(gate) is not { } parts)
        {
            return GateExpansions.Expand(gate)?.Select(Read).Aggregate(
                (IReadOnlyList<GadgetStep>?)[], (all, part) => all is null || part is null ? null : [.. all, .. part]);
        }

        (Angle Angle, Pauli Pauli)[] axes =
            [(parts.Interaction.XX, Pauli.X), (parts.Interaction.YY, Pauli.Y), (parts.Interaction.ZZ, Pauli.Z)];
        IReadOnlyList<GadgetStep>?[] around =
        [
            .. parts.FirstBefore.Select(g => Read(g.OnQubits(_ => a))),
            .. parts.SecondBefore.Select(g => Read(g.OnQubits(_ => b))),
            [.. axes.Where(axis => !axis.Angle.IsZero).Select(axis => Turn(-2 * axis.Angle, (a, axis.Pauli), (b, axis.Pauli)))],
            .. parts.FirstAfter.Select(g => Read(g.OnQubits(_ => a))),
            .. parts.SecondAfter.Select(g => Read(g.OnQubits(_ => b))),
        ];
        return around.Any(part => part is null) ? null : [.. around.SelectMany(part => part!)];
    }

    private static GadgetStep Turn(Angle angle, params (int Qubit, Pauli Pauli)[] letters) => new(null, null, angle, letters);
}
