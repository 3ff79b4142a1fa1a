using System.Numerics;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>
/// A phase where the bits of three sides are 1: the bond between the first side and the two others, which are one linked subexperiment of
/// local operations. FORMULAS_NEXT.md §1.4.
/// </summary>
/// <remarks>
/// With κ = e^{iφ} - 1, P = (D - M)/2 and X = (I - M + iT)/2 on each side it is <c>1 + |κ|² PPP + 2 Re κ XXX</c>, that is
/// <c>1 + (1 - cos φ)/4 G - sin φ/4 H</c>; G and H are written with the operations I, Z, M, S, S† of each side. γ is 27/4 at φ = π.
/// </remarks>
internal sealed record PhaseLaw(Angle Angle) : BondLaw(Angle)
{
    private const int I = 0, Z = 1, M = 2, S = 3, Sdg = 4;

    private const int Count = 5;

    private static readonly LegBasis Side = LegBasis.RankTwoGate;

    private static readonly double[,,] G = Even();

    private static readonly double[,,] H = Odd();

    private static readonly LegBasis Near = CreateNear();

    private static readonly LegBasis Far = CreateFar();

    private static readonly double[] Usual = [1.1];

    // 1 + (1 - cos φ) 23/8 + |sin φ| 13/4.
    private static readonly double Most = (31.0 / 8) + Math.Sqrt(((23.0 * 23) + (26 * 26)) / 64);

    /// <inheritdoc/>
    public override double LargestGamma => Most;

    /// <inheritdoc/>
    public override IReadOnlyList<double> Samples => Usual;

    /// <inheritdoc/>
    public override Angle Turn => Angle;

    private static int FirstSum => Side.Dimension * Side.Dimension;

    /// <summary>Creates the form.</summary>
    /// <param name="angle">The phase in radians.</param>
    public static CutForm Form(Angle angle) => new(Near, Far, EquatableArray<Interaction>.Empty, EquatableArray<double>.Empty)
    {
        Law = new PhaseLaw(angle),
    };

    /// <inheritdoc/>
    public override double[] Bond(CutForm form, double angle)
    {
        Elementary.SinCos(angle, out double sin, out double cos);
        return Bond(1, (1 - cos) / 4, -sin / 4);
    }

    /// <inheritdoc/>
    public override double[] Derivative(CutForm form, double angle)
    {
        Elementary.SinCos(angle, out double sin, out double cos);
        return Bond(0, sin / 4, -cos / 4);
    }

    /// <inheritdoc/>
    public override IEnumerable<(int Cosines, int Sines, double[] Bond)> Polynomial(CutForm form) =>
        [(0, 0, Bond(1, 0.25, 0)), (1, 0, Bond(0, -0.25, 0)), (0, 1, Bond(0, 0, -0.25))];

    private static double[] Bond(double identity, double even, double odd)
    {
        double[] bond = new double[Near.Dimension * Far.Dimension];
        bond[0] = identity;
        for (int o = 0; o < Count; o++)
        {
            bond[(o * Far.Dimension) + FirstSum + o] = even;
            bond[(o * Far.Dimension) + FirstSum + Count + o] = odd;
        }

        return bond;
    }

    // -III + Σ IIM + Σ (Z - I)MM/2 - Σ M(SS + S†S†)/2 + Σ ITT + DDD, where of the last DDD = Σ (I + Z)DD/6; Σ over the places of the first.
    private static double[,,] Even()
    {
        double[,,] sums = new double[Count, Count, Count];
        sums[I, I, I] = -1;
        for (int place = 0; place < 3; place++)
        {
            Add(M, I, I, 1);
            Add(Z, M, M, 0.5);
            Add(I, M, M, -0.5);
            Add(M, S, S, -0.5);
            Add(M, Sdg, Sdg, -0.5);
            foreach ((int p, int q) in (ReadOnlySpan<(int, int)>)[(S, S), (Sdg, Sdg), (S, Sdg), (Sdg, S)])
            {
                Add(I, p, q, (p == q ? 7.0 : -5) / 24);
                Add(Z, p, q, 1.0 / 24);
            }

            void Add(int own, int next, int last, double weight) => Turned(sums, place, own, next, last, weight);
        }

        return sums;
    }

    // Σ T(I - M)(I - M) - TTT with T = (S† - S)/2.
    private static double[,,] Odd()
    {
        double[,,] sums = new double[Count, Count, Count];
        foreach (int a in (ReadOnlySpan<int>)[S, Sdg])
        {
            double sign = a == S ? -0.5 : 0.5;
            for (int place = 0; place < 3; place++)
            {
                Turned(sums, place, a, I, I, sign);
                Turned(sums, place, a, I, M, -sign);
                Turned(sums, place, a, M, I, -sign);
                Turned(sums, place, a, M, M, sign);
            }

            foreach ((int b, int c) in (ReadOnlySpan<(int, int)>)[(S, S), (Sdg, Sdg), (S, Sdg), (Sdg, S)])
            {
                sums[a, b, c] -= sign * (b == c ? 0.25 : -0.25);
            }
        }

        return sums;
    }

    private static void Turned(double[,,] sums, int place, int own, int next, int last, double weight)
    {
        switch (place)
        {
            case 0:
                sums[own, next, last] += weight;
                break;
            case 1:
                sums[last, own, next] += weight;
                break;
            default:
                sums[next, last, own] += weight;
                break;
        }
    }

    // Every operation of a side is an entry.
    private static LegBasis CreateNear()
    {
        var builder = new LegBasisBuilder("one of three sides", Side.Places);
        for (int o = 0; o < Count; o++)
        {
            builder.AddEntry(Side.Operations[o].Name, [.. Maps(o)]);
        }

        for (int o = 0; o < Count; o++)
        {
            builder.AddOperation(Side.Operations[o], (o, 1)).Assemble(o, o, 1);
            if (o == M)
            {
                builder.Unsigned((I, 0.5), (Z, 0.5));
            }
        }

        return builder.Build();

        static IEnumerable<(int, int, Complex)> Maps(int operation) =>
            from e in Enumerable.Range(0, Side.Dimension)
            from j in Enumerable.Range(0, 2)
            from i in Enumerable.Range(0, 2)
            let weight = Side.Expansion[operation, e] * Side.Projection[e, j, i]
            where weight != 0
            select (j, i, weight);
    }

    // Pairs of entries of two sides, then the sums of their operations that go with each of the first side, of G and of H.
    private static LegBasis CreateFar()
    {
        var builder = new LegBasisBuilder("two of three sides", [Side.Places[0], Side.Places[0]]);
        for (int pair = 0; pair < FirstSum; pair++)
        {
            builder.AddEntry(
                Side.Entries[pair / Side.Dimension] + Side.Entries[pair % Side.Dimension],
                [.. Maps(pair).Select(m => (m.J, m.I, m.Weight))]);
        }

        foreach ((string name, double[,,] sums) in (ReadOnlySpan<(string, double[,,])>)[("G", G), ("H", H)])
        {
            for (int o = 0; o < Count; o++)
            {
                int own = o;
                builder.AddEntry(
                    name + Side.Operations[o].Name,
                    [
                        .. Enumerable.Range(0, FirstSum)
                            .SelectMany(pair => Maps(pair).Select(m => (m.J, m.I, m.Weight * Expanded(sums, own, pair)))),
                    ]);
            }
        }

        for (int p = 0; p < Count; p++)
        {
            for (int q = 0; q < Count; q++)
            {
                Add(builder, p, q);
            }
        }

        return builder.Build();
    }

    private static void Add(LegBasisBuilder builder, int p, int q)
    {
        int index = builder.OperationCount;
        EquatableArray<Instruction> second = Side.Operations[q].StepsAt[0].Select(step => step.OnQubits(_ => 1)).ToEquatableArray();
        builder.AddOperation(
            new(
                Side.Operations[p].Name + Side.Operations[q].Name,
                EquatableArray<EquatableArray<Instruction>>.Of(Side.Operations[p].StepsAt[0], second)),
            [.. Pairs(Side.Expansion)]);
        if (p == M || q == M)
        {
            builder.Unsigned([.. Pairs(Side.Unsigned)]);
        }

        for (int pair = 0; pair < FirstSum; pair++)
        {
            double weight = Side.Assembly[pair / Side.Dimension, p] * Side.Assembly[pair % Side.Dimension, q];
            if (weight != 0)
            {
                builder.Assemble(pair, index, weight);
            }
        }

        for (int o = 0; o < Count; o++)
        {
            builder.Assemble(FirstSum + o, index, G[o, p, q]).Assemble(FirstSum + Count + o, index, H[o, p, q]);
        }

        IEnumerable<(int, double)> Pairs(double[,] table) => Enumerable.Range(0, FirstSum)
            .Select(pair => (pair, table[p, pair / Side.Dimension] * table[q, pair % Side.Dimension]))
            .Where(x => x.Item2 != 0);
    }

    // The entry of two sides as a map over both their kets.
    private static IEnumerable<(int J, int I, Complex Weight)> Maps(int pair) =>
        from j in Enumerable.Range(0, 4)
        from i in Enumerable.Range(0, 4)
        let weight = Side.Projection[pair / Side.Dimension, j / 2, i / 2] * Side.Projection[pair % Side.Dimension, j % 2, i % 2]
        where weight != 0
        select (j, i, weight);

    // The part of a sum of operations in a pair of entries.
    private static double Expanded(double[,,] sums, int own, int pair)
    {
        double part = 0;
        for (int p = 0; p < Count; p++)
        {
            for (int q = 0; q < Count; q++)
            {
                part += sums[own, p, q] * Side.Expansion[p, pair / Side.Dimension] * Side.Expansion[q, pair % Side.Dimension];
            }
        }

        return part;
    }
}
