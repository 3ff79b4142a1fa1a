using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>A circuit as the finder reads it: every gate either cut as it is or written as gates that can be.</summary>
internal static class TwoQubitForm
{
    /// <summary>The circuit with its wider gates, and those without a decomposition, expanded where they have an expansion.</summary>
    public static Circuit Of(Circuit circuit) => Rewrite(circuit, Parts);

    /// <summary>The circuit with those gates expanded that lie across parts and cannot be cut as they are.</summary>
    /// <param name="circuit">The circuit as it was given.</param>
    /// <param name="labels">The parts.</param>
    public static Circuit Of(Circuit circuit, PartitionLabels labels) =>
        Rewrite(circuit, gate => Straddling.Expand(gate, labels));

    /// <summary>γ of a two-qubit gate, the largest where an angle has a symbol; null if it cannot be cut.</summary>
    public static double? Gamma(Instruction instruction)
    {
        // Of the gates with symbols those of rank 4 are xx_plus_yy and xx_minus_yy, γ = 1 + 4|sin(t/2)| + 2 sin²(t/2).
        const double LargestRankTwo = 3;
        const double LargestRankFour = 7;
        if (instruction is not GateInstruction { Targets.Count: 2 } gate || GateDecompositions.Find(gate) is not { } parts)
        {
            return null;
        }

        Interaction inner = parts.Interaction;
        if (!inner.IsConstant)
        {
            return inner.Basis.Insertions.Count == 2 ? LargestRankTwo : LargestRankFour;
        }

        double[] bond = CutBond.Gate(inner.Basis, inner.XX.Constant, inner.YY.Constant, inner.ZZ.Constant);
        return Math.Max(1, CutBond.Gamma(bond, inner.Basis, inner.Basis));
    }

    /// <summary>Operator Schmidt rank of a two-qubit gate that can be cut: 2 or 4.</summary>
    public static int Rank(Instruction instruction) => GateDecompositions.Find((GateInstruction)instruction)!.Interaction.Basis.Insertions.Count;

    /// <summary>
    /// γ of a two-qubit gate that can be cut, with an ancilla a side: <c>2 (Σ |u_i|)² - 1</c>, which is below <see cref="Gamma"/> for
    /// most gates of rank 4.
    /// </summary>
    /// <param name="instruction">The gate.</param>
    /// <param name="gamma">Its γ without ancilla.</param>
    public static double GammaWithAncilla(Instruction instruction, double gamma)
    {
        Interaction inner = GateDecompositions.Find((GateInstruction)instruction)!.Interaction;
        if (!inner.IsConstant || inner.Basis.Insertions.Count == 2)
        {
            return gamma;
        }

        // exp(i(a XX + b YY + c ZZ)) = Σ u_i σ_i⊗σ_i.
        Elementary.SinCos(inner.XX.Constant, out double sa, out double ca);
        Elementary.SinCos(inner.YY.Constant, out double sb, out double cb);
        Elementary.SinCos(inner.ZZ.Constant, out double sc, out double cc);
        double sum = Size(ca * cb * cc, sa * sb * sc) + Size(sa * cb * cc, ca * sb * sc)
            + Size(ca * sb * cc, sa * cb * sc) + Size(ca * cb * sc, sa * sb * cc);
        return Math.Min(gamma, (2 * sum * sum) - 1);

        static double Size(double real, double imaginary) => Math.Sqrt((real * real) + (imaginary * imaginary));
    }

    private static Circuit Rewrite(Circuit circuit, Func<GateInstruction, IEnumerable<Instruction>> parts)
    {
        var instructions = new List<Instruction>();
        foreach (Instruction instruction in circuit.Instructions)
        {
            instructions.AddRange(instruction is GateInstruction { Targets.Count: > 1 } gate ? parts(gate) : [instruction]);
        }

        return instructions.Count == circuit.Instructions.Count
            ? circuit
            : circuit with { Instructions = instructions.ToEquatableArray() };
    }

    private static IEnumerable<Instruction> Parts(GateInstruction gate) =>
        gate.Targets.Count < 2 || Gamma(gate) is not null || GateExpansions.Expand(gate) is not { } parts
            ? [gate]
            : parts.SelectMany(Parts);
}
