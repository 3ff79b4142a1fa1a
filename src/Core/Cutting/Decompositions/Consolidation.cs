using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>
/// Gates on one pair of qubits as one gate: by their matrices where no angle has a symbol, else where the product stays in closed form,
/// with angles that add.
/// </summary>
internal static class Consolidation
{
    private const double Rounding = 1e-12;

    /// <summary>Returns the decomposition of the product.</summary>
    /// <param name="gates">In time order, the first with two qubits; all on its two qubits.</param>
    /// <returns>The decomposition, its first side on the first gate's first qubit; null where there is no such form.</returns>
    public static GateDecomposition? Merge(IReadOnlyList<GateInstruction> gates)
    {
        int first = gates[0].Targets[0];
        int second = gates[0].Targets[1];
        if (gates.All(g => g.Angles.All(a => a.IsConstant)))
        {
            return WeylForm.Of(gates.Aggregate(ComplexMatrix.Identity(4), (product, gate) => Matrix(gate, first) * product));
        }

        if (gates.Any(g => g.Targets.Count != 2))
        {
            return null;
        }

        GateDecomposition[] parts = gates.Select(g => Oriented(g, first)).OfType<GateDecomposition>().ToArray();
        return parts.Length < gates.Count ? null : SameFrame(gates) ?? parts.Skip(1).Aggregate((GateDecomposition?)parts[0], SameAxis);
    }

    // RXX, RYY and RZZ commute, and their angles are those of one interaction.
    private static GateDecomposition? SameFrame(IReadOnlyList<GateInstruction> gates)
    {
        if (gates.Any(g => g.Gate.Name is not ("rxx" or "ryy" or "rzz")) || gates.Select(g => g.Gate.Name).Distinct().Count() == 1)
        {
            return null;
        }

        Angle Sum(string name) => gates.Where(g => g.Gate.Name == name).Aggregate(Angle.Zero, (sum, g) => sum + (-0.5 * g.Angles[0]));
        return new(default, default, default, default, new(Sum("rxx"), Sum("ryy"), Sum("rzz")));
    }

    // (A2) e^{i b ZZ} (B2 A1) e^{i a ZZ} (B1) = (A2 B2 A1) e^{i (a + b) ZZ} (B1) where B2 A1 is diagonal on both sides.
    private static GateDecomposition? SameAxis(GateDecomposition? before, GateDecomposition then)
    {
        if (before is null || !before.Interaction.IsAboutZZ || !then.Interaction.IsAboutZZ
            || !IsDiagonal(before.FirstAfter.Concat(then.FirstBefore)) || !IsDiagonal(before.SecondAfter.Concat(then.SecondBefore)))
        {
            return null;
        }

        return before with
        {
            FirstAfter = before.FirstAfter.Concat(then.FirstBefore).Concat(then.FirstAfter).ToEquatableArray(),
            SecondAfter = before.SecondAfter.Concat(then.SecondBefore).Concat(then.SecondAfter).ToEquatableArray(),
            Interaction = new(Angle.Zero, Angle.Zero, before.Interaction.ZZ + then.Interaction.ZZ),
        };
    }

    private static GateDecomposition? Oriented(GateInstruction gate, int first)
    {
        GateDecomposition? parts = GateDecompositions.Find(gate);
        return parts is null || gate.Targets[0] == first
            ? parts
            : new(parts.SecondBefore, parts.SecondAfter, parts.FirstBefore, parts.FirstAfter, parts.Interaction);
    }

    // For every value of the symbols: tried at one without special meaning, at which no product of turns is diagonal by chance.
    private static bool IsDiagonal(IEnumerable<GateInstruction> gates)
    {
        ComplexMatrix product = gates.Aggregate(
            ComplexMatrix.Identity(2),
            (m, g) => g.Gate.Matrix(g.Angles.Select(a => a.Evaluate(s => 0.7310585786 + (0.1234567 * s.Index))).ToArray()) * m);
        return product[0, 1].Magnitude < Rounding && product[1, 0].Magnitude < Rounding;
    }

    // On the pair, the first qubit the less significant.
    private static ComplexMatrix Matrix(GateInstruction gate, int first)
    {
        ComplexMatrix own = gate.Gate.Matrix(gate.Angles.Select(a => a.Constant).ToArray());
        int[] bits = gate.Targets.Select(q => q == first ? 0 : 1).ToArray();
        int Local(int index) => bits.Select((bit, position) => (index >> bit & 1) << position).Sum();
        int mask = bits.Sum(bit => 1 << bit);
        return ComplexMatrix.Create(4, (r, c) => (r & ~mask) == (c & ~mask) ? own[Local(r), Local(c)] : 0);
    }
}
