using System.Numerics;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>
/// What stands at one end of a cut, in three languages. In amplitudes: the fragment's kets, one for each operator inserted at the
/// cut. In the fragment tensor: real entries, <see cref="Dimension"/> a leg. On a device: physical operations.
/// A test holds the three against each other through superoperators.
/// </summary>
/// <remarks>
/// For inserted operators s_i the entries are the channels <c>s_i ρ s_i</c> and, for i &lt; j,
/// <c>R_ij = (L_ij + L_ji)/2</c> and <c>T_ij = (L_ij - L_ji)/2i</c> with <c>L_ij(ρ) = s_i ρ s_j</c>. For a gate of operator Schmidt
/// rank 2 these are I, Z, R, T. Mitarai and Fujii, arXiv:1909.07534 and arXiv:2006.11174.
/// </remarks>
public sealed class LegBasis
{
    private LegBasis(
        string name,
        Pauli[] insertions,
        string[] entries,
        LegOperation[] operations,
        double[,] assembly,
        double[,] expansion,
        Complex[,,] projection,
        double[,]? unsigned = null,
        bool isWireOut = false)
    {
        Unsigned = unsigned;
        Name = name;
        Insertions = insertions;
        Entries = entries;
        Operations = operations;
        Assembly = assembly;
        Expansion = expansion;
        Projection = projection;
        IsWireOut = isWireOut;
    }

    /// <summary>A side of a gate cut of operator Schmidt rank 2: CX, RZZ and their like. Entries I, Z, R, T; operations I, Z, S, S†, M.</summary>
    public static LegBasis RankTwoGate { get; } = ForGate("rank-2 gate", [Pauli.I, Pauli.Z]);

    /// <summary>A side of a gate cut of rank 4: SWAP and its like. 16 entries, 22 operations.</summary>
    public static LegBasis RankFourGate { get; } = ForGate("rank-4 gate", [Pauli.I, Pauli.X, Pauli.Y, Pauli.Z]);

    /// <summary>The upstream end of a wire cut: the Pauli X, Y, Z of the wire is measured, or nothing. Peng et al., arXiv:1904.00102.</summary>
    public static LegBasis WireOut { get; } = ForWireOut();

    /// <summary>The downstream end of a wire cut: the six Pauli eigenstates are prepared; entries are the Paulis as inputs.</summary>
    public static LegBasis WireIn { get; } = ForWireIn();

    /// <summary>What the leg stands for.</summary>
    public string Name { get; }

    /// <summary>The operators inserted at the cut, one a ket; the wire's upstream end inserts nothing.</summary>
    public IReadOnlyList<Pauli> Insertions { get; }

    /// <summary>The names of the tensor entries.</summary>
    public IReadOnlyList<string> Entries { get; }

    /// <summary>The leg's dimension in the fragment tensor.</summary>
    public int Dimension => Entries.Count;

    /// <summary>The distinct physical operations.</summary>
    public IReadOnlyList<LegOperation> Operations { get; }

    /// <summary>Entry e of the tensor is <c>Σ_o Assembly[e, o]·(mean of operation o)</c>; each operation feeds few entries.</summary>
    public double[,] Assembly { get; }

    /// <summary>The mean of operation o is <c>Σ_e Expansion[o, e]·(entry e)</c>.</summary>
    public double[,] Expansion { get; }

    /// <summary>
    /// The same for a measuring operation whose outcome is left out of the sign; for the others the row of <see cref="Expansion"/>.
    /// Null where a basis does not say, and then one run gives one result only.
    /// </summary>
    public double[,]? Unsigned { get; }

    /// <summary>Entry e is <c>Σ_ji Projection[e, j, i]·⟨ψ_j|O|ψ_i⟩</c> over the kets of this leg.</summary>
    public Complex[,,] Projection { get; }

    /// <summary>Whether the entries are Paulis measured on the leg's qubit (the upstream end of a wire) and no ket is added.</summary>
    public bool IsWireOut { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>
    /// The operation whose run gives this operation's result as well, once its own outcome is left out of the sign: a wire is discarded
    /// by measuring it and not looking. The operation itself where there is none.
    /// </summary>
    public int CarrierOf(int operation)
    {
        int carrier = operation;
        for (int o = 0; Unsigned is not null && !Operations[operation].Measures && o < Operations.Count; o++)
        {
            bool gives = Operations[o].Measures;
            for (int e = 0; e < Dimension; e++)
            {
                gives &= Unsigned[o, e] == Expansion[operation, e];
            }

            carrier = gives ? o : carrier;
        }

        return carrier;
    }

    private static LegBasis ForGate(string name, Pauli[] insertions)
    {
        int rank = insertions.Length;
        var entries = new List<string>(insertions.Select(p => p.ToString()));
        var operations = new List<LegOperation>(insertions.Select(p => LegOperation.Of(p.ToString(), Gates(p))));
        var assembly = new List<(int Entry, int Operation, double Weight)>();
        var expansion = new List<(int Operation, int Entry, double Weight)>();
        var projection = new List<(int Entry, int J, int I, Complex Weight)>();
        var unsigned = new List<(int Operation, int Entry, double Weight)>();
        for (int i = 0; i < rank; i++)
        {
            assembly.Add((i, i, 1));
            expansion.Add((i, i, 1));
            projection.Add((i, i, i, 1));
        }

        for (int i = 0; i < rank; i++)
        {
            for (int j = i + 1; j < rank; j++)
            {
                int r = entries.Count;
                int t = r + 1;
                string pair = rank == 2 ? "" : $"{insertions[i]}{insertions[j]}";
                entries.Add("R" + pair);
                entries.Add("T" + pair);

                // L_ij = s_i ρ s_j has mean ⟨ψ_j|O|ψ_i⟩.
                projection.Add((r, j, i, 0.5));
                projection.Add((r, i, j, 0.5));
                projection.Add((t, j, i, new Complex(0, -0.5)));
                projection.Add((t, i, j, new Complex(0, 0.5)));

                // s_i s_j = i g s_k gives L_ij = s_i ∘ (-i g ρ s_k): with i = 0 the pair is the rank-2 one in the frame of s_j.
                (Pauli axis, int g) = i == 0 ? (insertions[j], 0) : Product(insertions[i], insertions[j]);
                Pauli after = i == 0 ? Pauli.I : insertions[i];
                int measured = operations.Count;
                operations.Add(Framed("M" + pair, axis, null, after));
                operations.Add(Framed("S" + pair, axis, Circuits.Gates.S, after));
                operations.Add(Framed("Sdg" + pair, axis, Circuits.Gates.Sdg, after));
                (int plain, int twisted, int sign) = i == 0 ? (r, t, 1) : (t, r, g);
                int plainSign = i == 0 ? 1 : -g;
                assembly.Add((plain, measured, plainSign));
                assembly.Add((twisted, measured + 2, 0.5 * sign));
                assembly.Add((twisted, measured + 1, -0.5 * sign));
                expansion.Add((measured, plain, plainSign));

                // Without its sign the measurement dephases: (ρ + s_k ρ s_k)/2, and s_i s_k is s_j up to a phase.
                unsigned.Add((measured, i, 0.5));
                unsigned.Add((measured, j, 0.5));
                foreach ((int operation, int half) in new[] { (measured + 1, -1), (measured + 2, 1) })
                {
                    expansion.Add((operation, i, 0.5));
                    expansion.Add((operation, j, 0.5));
                    expansion.Add((operation, twisted, half * sign));
                }
            }
        }

        return Make(name, insertions, entries, operations, assembly, expansion, projection, unsigned);
    }

    private static LegBasis ForWireOut()
    {
        LegOperation[] operations =
        [
            LegOperation.Of("discard"),
            LegOperation.Of("measure X", Circuits.Gates.H, null),
            LegOperation.Of("measure Y", Circuits.Gates.Sdg, Circuits.Gates.H, null),
            LegOperation.Of("measure Z", (Gate?)null),
        ];
        var diagonal = Enumerable.Range(0, 4).Select(i => (i, i, 1.0)).ToList();
        return Make(
            "wire out", [Pauli.I], ["I", "X", "Y", "Z"], operations, diagonal, diagonal, [],
            [(1, 0, 1), (2, 0, 1), (3, 0, 1)], isWireOut: true);
    }

    private static LegBasis ForWireIn()
    {
        LegOperation[] operations =
        [
            LegOperation.Of("prepare 0"),
            LegOperation.Of("prepare 1", Circuits.Gates.X),
            LegOperation.Of("prepare +", Circuits.Gates.H),
            LegOperation.Of("prepare -", Circuits.Gates.X, Circuits.Gates.H),
            LegOperation.Of("prepare +i", Circuits.Gates.H, Circuits.Gates.S),
            LegOperation.Of("prepare -i", Circuits.Gates.X, Circuits.Gates.H, Circuits.Gates.S),
        ];

        // Entry P is the input ρ = P: I = |0⟩⟨0| + |1⟩⟨1|, Z = |0⟩⟨0| - |1⟩⟨1|, X = |+⟩⟨+| - |-⟩⟨-|, Y likewise.
        (int, int, double)[] assembly =
            [(0, 0, 1), (0, 1, 1), (1, 2, 1), (1, 3, -1), (2, 4, 1), (2, 5, -1), (3, 0, 1), (3, 1, -1)];
        (int, int, double)[] expansion =
        [
            (0, 0, 0.5), (0, 3, 0.5), (1, 0, 0.5), (1, 3, -0.5), (2, 0, 0.5), (2, 1, 0.5),
            (3, 0, 0.5), (3, 1, -0.5), (4, 0, 0.5), (4, 2, 0.5), (5, 0, 0.5), (5, 2, -0.5),
        ];

        // |a⟩⟨b| has mean ⟨ψ_b|O|ψ_a⟩; Y = -i|0⟩⟨1| + i|1⟩⟨0|.
        (int, int, int, Complex)[] projection =
        [
            (0, 0, 0, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 0, 1),
            (2, 1, 0, -Complex.ImaginaryOne), (2, 0, 1, Complex.ImaginaryOne), (3, 0, 0, 1), (3, 1, 1, -1),
        ];
        return Make("wire in", [Pauli.I, Pauli.X], ["I", "X", "Y", "Z"], operations, assembly, expansion, projection, []);
    }

    private static LegBasis Make(
        string name,
        Pauli[] insertions,
        IReadOnlyCollection<string> entries,
        IReadOnlyCollection<LegOperation> operations,
        IEnumerable<(int Entry, int Operation, double Weight)> assembly,
        IEnumerable<(int Operation, int Entry, double Weight)> expansion,
        IEnumerable<(int Entry, int J, int I, Complex Weight)> projection,
        IReadOnlyCollection<(int Operation, int Entry, double Weight)> unsigned,
        bool isWireOut = false)
    {
        double[,] assemble = new double[entries.Count, operations.Count];
        double[,] expand = new double[operations.Count, entries.Count];
        Complex[,,] project = new Complex[entries.Count, insertions.Length, insertions.Length];
        foreach ((int entry, int operation, double weight) in assembly)
        {
            assemble[entry, operation] = weight;
        }

        foreach ((int operation, int entry, double weight) in expansion)
        {
            expand[operation, entry] = weight;
        }

        foreach ((int entry, int j, int i, Complex weight) in projection)
        {
            project[entry, j, i] = weight;
        }

        double[,] look = (double[,])expand.Clone();
        foreach (int operation in unsigned.Select(u => u.Operation).Distinct())
        {
            for (int entry = 0; entry < entries.Count; entry++)
            {
                look[operation, entry] = unsigned.Where(u => u.Operation == operation && u.Entry == entry).Sum(u => u.Weight);
            }
        }

        return new(name, insertions, [.. entries], [.. operations], assemble, expand, project, look, isWireOut);
    }

    private static LegOperation Framed(string name, Pauli axis, Gate? middle, Pauli after)
    {
        Gate?[] before = axis switch
        {
            Pauli.X => [Circuits.Gates.H],
            Pauli.Y => [Circuits.Gates.Sdg, Circuits.Gates.H],
            _ => [],
        };
        Gate?[] behind = axis switch
        {
            Pauli.X => [Circuits.Gates.H],
            Pauli.Y => [Circuits.Gates.H, Circuits.Gates.S],
            _ => [],
        };
        return LegOperation.Of(name, [.. before, middle, .. behind, .. Gates(after)]);
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
