using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>
/// A side of parallel gates of operator Schmidt rank 2 cut together, without ancilla: Z-strings, and for each pair of them the signed
/// measurement of their joint parity and a quarter turn about it. Ufrecht et al., arXiv:2312.09679.
/// </summary>
internal static class ParallelLeg
{
    private static readonly Pauli[] Operators = [Pauli.I, Pauli.Z];

    /// <summary>Returns the basis for so many gates.</summary>
    public static LegBasis Of(int gateCount)
    {
        var places = Enumerable.Repeat<IReadOnlyList<Pauli>>(Operators, gateCount).ToArray();
        int count = 1 << gateCount;
        Pauli[][] strings = [.. Enumerable.Range(0, count).Select(s => LegBasisBuilder.Insertion(places, s))];
        string[] names = [.. strings.Select(s => string.Concat(s))];
        LegBasisBuilder builder = new LegBasisBuilder(gateCount == 1 ? "rank-2 gate" : $"{gateCount} parallel rank-2 gates", places)
            .AddPairEntries(names);
        for (int s = 0; s < count; s++)
        {
            builder.AddOperation(LegOperation.At(names[s], Turns(strings[s]), gateCount), (s, 1)).Assemble(s, s, 1);
        }

        int r = count;
        for (int s = 0; s < count; s++)
        {
            for (int q = s + 1; q < count; q++, r += 2)
            {
                int[] differing = [.. Enumerable.Range(0, gateCount).Where(p => strings[s][p] != strings[q][p])];
                string pair = count == 2 ? "" : names[s] + names[q];
                int last = differing[differing.Length - 1];
                int measured = builder.OperationCount;

                // With r the product of the two strings: R = Z^s ∘ M_r and T = Z^s ∘ (S_r† - S_r)/2, where S_r + S_r† = I + Z^r.
                // Without its sign M_r dephases: (I + Z^r)/2.
                builder
                    .AddOperation(OnParity("M" + pair, new Measurement(last, 0)), (r, 1)).Unsigned((s, 0.5), (q, 0.5))
                    .AddOperation(OnParity("S" + pair, LegOperation.On(Gates.S, last)), (s, 0.5), (q, 0.5), (r + 1, -1))
                    .AddOperation(OnParity("Sdg" + pair, LegOperation.On(Gates.Sdg, last)), (s, 0.5), (q, 0.5), (r + 1, 1))
                    .Assemble(r, measured, 1)
                    .Assemble(r + 1, measured + 2, 0.5)
                    .Assemble(r + 1, measured + 1, -0.5);

                LegOperation OnParity(string name, Instruction step)
                {
                    Instruction[] ladder = [.. differing.Take(differing.Length - 1).Select(p => LegOperation.On(Gates.CX, p, last))];
                    return LegOperation.At(name, [.. ladder, step, .. Enumerable.Reverse(ladder), .. Turns(strings[s])], gateCount);
                }
            }
        }

        return builder.Build();
    }

    private static IEnumerable<Instruction> Turns(Pauli[] operators) =>
        operators.SelectMany((pauli, place) => LegOperation.On(pauli, place));
}
