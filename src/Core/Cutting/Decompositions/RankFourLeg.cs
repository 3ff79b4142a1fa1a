using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>A side of a gate cut of operator Schmidt rank 4, without ancilla. Mitarai and Fujii, arXiv:2006.11174.</summary>
internal static class RankFourLeg
{
    private static readonly Pauli[] Insertions = [Pauli.I, Pauli.X, Pauli.Y, Pauli.Z];

    public static LegBasis Create()
    {
        LegBasisBuilder builder = new LegBasisBuilder("rank-4 gate", [Insertions])
            .AddPairEntries(Insertions.Select(p => p.ToString()).ToArray());
        for (int i = 0; i < 4; i++)
        {
            builder.AddOperation(LegOperation.Of(Insertions[i].ToString(), Gates(Insertions[i])), (i, 1)).Assemble(i, i, 1);
        }

        int r = 4;
        for (int i = 0; i < 4; i++)
        {
            for (int j = i + 1; j < 4; j++, r += 2)
            {
                AddPair(builder, i, j, r);
            }
        }

        return builder.Build();
    }

    // s_i s_j = i g s_k gives L_ij = s_i ∘ (-i g ρ s_k): with i = 0 the pair is the rank-2 one in the frame of s_j.
    private static void AddPair(LegBasisBuilder builder, int i, int j, int r)
    {
        (Pauli axis, int g) = i == 0 ? (Insertions[j], 0) : Product(Insertions[i], Insertions[j]);
        Pauli after = i == 0 ? Pauli.I : Insertions[i];
        string pair = $"{Insertions[i]}{Insertions[j]}";
        (int plain, int twisted, int sign) = i == 0 ? (r, r + 1, 1) : (r + 1, r, g);
        int plainSign = i == 0 ? 1 : -g;
        int measured = builder.OperationCount;

        // Without its sign the measurement dephases: (ρ + s_k ρ s_k)/2, and s_i s_k is s_j up to a phase.
        builder
            .AddOperation(Framed("M" + pair, axis, null, after), (plain, plainSign)).Unsigned((i, 0.5), (j, 0.5))
            .AddOperation(Framed("S" + pair, axis, Circuits.Gates.S, after), (i, 0.5), (j, 0.5), (twisted, -sign))
            .AddOperation(Framed("Sdg" + pair, axis, Circuits.Gates.Sdg, after), (i, 0.5), (j, 0.5), (twisted, sign))
            .Assemble(plain, measured, plainSign)
            .Assemble(twisted, measured + 2, 0.5 * sign)
            .Assemble(twisted, measured + 1, -0.5 * sign);
    }

    private static LegOperation Framed(string name, Pauli axis, Gate? middle, Pauli after)
    {
        Gate?[] before = axis switch
        {
            Pauli.X => [Circuits.Gates.H],
            Pauli.Y => [Circuits.Gates.Sdg, Circuits.Gates.H],
            _ => [],
        };
        Gate?[] following = axis switch
        {
            Pauli.X => [Circuits.Gates.H],
            Pauli.Y => [Circuits.Gates.H, Circuits.Gates.S],
            _ => [],
        };
        return LegOperation.Of(name, [.. before, middle, .. following, .. Gates(after)]);
    }

    private static Gate?[] Gates(Pauli pauli) => pauli switch
    {
        Pauli.X => [Circuits.Gates.X],
        Pauli.Y => [Circuits.Gates.Y],
        Pauli.Z => [Circuits.Gates.Z],
        _ => [],
    };

    // s_a s_b = i g s_k for different a, b in X, Y, Z.
    private static (Pauli Axis, int Sign) Product(Pauli a, Pauli b)
    {
        int k = 6 - (int)a - (int)b;
        return ((Pauli)k, ((int)b - (int)a + 3) % 3 == 1 ? 1 : -1);
    }
}
