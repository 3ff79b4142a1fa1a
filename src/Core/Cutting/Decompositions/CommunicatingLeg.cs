using System.Numerics;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>
/// The channels that replace <c>n</c> wires where one-way communication is allowed, d = 2^n, written on one end only: measure in one
/// of d mutually unbiased bases and prepare what was found; measure in the computational basis and prepare another state. The randomised
/// form has d + 1 bases and the preparation of every state. FORMULAS.md §2b and §3.
/// </summary>
internal static class CommunicatingLeg
{
    private static readonly Pauli[] Operators = [Pauli.I, Pauli.X, Pauli.Y, Pauli.Z];

    // (-i)^k
    private static readonly Complex[] Turned = [1, -Complex.ImaginaryOne, -1, Complex.ImaginaryOne];

    // Irreducible polynomials of GF(2^n), n = 1 to 3, as bits.
    private static readonly int[] Polynomials = [0, 0b11, 0b111, 0b1011];

    /// <summary>Returns the basis, and the weight of each of its channels: they sum to the identity.</summary>
    public static (LegBasis Basis, double[] Weights) Of(int wireCount, CommunicationForm form)
    {
        int d = 1 << wireCount;
        var builder = new LegBasisBuilder(
            $"{Counted.Of(wireCount, "wire")}, {(form == CommunicationForm.Optimal ? "communicating" : "randomised")}",
            Enumerable.Repeat<IReadOnlyList<Pauli>>(Operators, wireCount).ToArray());
        List<double> weights = [];
        for (int j = 0; j < d; j++)
        {
            int[,] turns = Turns(wireCount, j);
            Add($"basis {j + 1}", Measured(wireCount, turns, 0), 1, z => (z, Times(turns, z)));
        }

        if (form == CommunicationForm.Optimal)
        {
            for (int flipped = 1; flipped < d; flipped++)
            {
                int x = flipped;
                Add($"flip {flipped}", Measured(wireCount, null, flipped), -1, z => (x, z));
            }
        }
        else
        {
            Add("basis 0", Measured(wireCount, null, 0), 1, z => (0, z));
            for (int state = 0; state < d; state++)
            {
                AddPreparation(builder, wireCount, state);
                weights.Add(-1);
            }
        }

        return (builder.Build(), [.. weights]);

        // A channel that averages over d Pauli strings, each given by its X and Z parts.
        void Add(string name, IEnumerable<Instruction> steps, double weight, Func<int, (int X, int Z)> part)
        {
            int entry = weights.Count;
            builder
                .AddEntry(name, [.. Enumerable.Range(0, d).Select(z => Place(wireCount, part(z))).Select(p => (p, p, (Complex)(1.0 / d)))])
                .AddOperation(LegOperation.At(name, steps, wireCount), (entry, 1))
                .Assemble(entry, entry, 1);
            weights.Add(weight);
        }
    }

    // tr(ρ)|k⟩⟨k| = Σ_m |k⟩⟨m| ρ |m⟩⟨k| with |k⟩⟨m| = X^{k⊕m} Σ_z (-1)^{m·z} Z^z / d, where XZ = -iY on each wire.
    private static void AddPreparation(LegBasisBuilder builder, int wireCount, int state)
    {
        int d = 1 << wireCount;
        var projection = new List<(int, int, Complex)>();
        for (int m = 0; m < d; m++)
        {
            int x = state ^ m;
            for (int z = 0; z < d; z++)
            {
                for (int y = 0; y < d; y++)
                {
                    Complex weight = Sign(m & z) * Sign(m & y) * Turned[Ones(x & z)] * Complex.Conjugate(Turned[Ones(x & y)]);
                    projection.Add((Place(wireCount, (x, y)), Place(wireCount, (x, z)), weight / (d * d)));
                }
            }
        }

        string name = $"prepare {state}";
        int entry = builder.OperationCount;
        IEnumerable<Instruction> steps = Enumerable.Range(0, wireCount)
            .SelectMany(w => (state >> w & 1) == 1 ? [new Reset(w), LegOperation.On(Gates.X, w)] : new Instruction[] { new Reset(w) });
        builder
            .AddEntry(name, [.. projection])
            .AddOperation(LegOperation.At(name, steps, wireCount), (entry, 1))
            .Assemble(entry, entry, 1);
    }

    // U† measure U with U = Π S^{A_ww} Π CZ^{A_wv} H⊗n; or the computational basis, and X on some wires after it.
    private static IEnumerable<Instruction> Measured(int wireCount, int[,]? turns, int flipped)
    {
        List<Instruction> after = [];
        List<Instruction> before = [];
        for (int w = 0; turns is not null && w < wireCount; w++)
        {
            after.Add(LegOperation.On(Gates.H, w));
        }

        for (int w = 0; turns is not null && w < wireCount; w++)
        {
            for (int v = w + 1; v < wireCount; v++)
            {
                if (turns[w, v] == 1)
                {
                    after.Add(LegOperation.On(Gates.CZ, w, v));
                }
            }

            if (turns[w, w] == 1)
            {
                after.Add(LegOperation.On(Gates.S, w));
            }
        }

        before.AddRange(Enumerable.Reverse(after).Select(step => (Instruction)((GateInstruction)step).Inverse()));
        for (int w = 0; w < wireCount; w++)
        {
            before.Add(new Measurement(w, w + 1));
            if ((flipped >> w & 1) == 1)
            {
                after.Add(LegOperation.On(Gates.X, w));
            }
        }

        return before.Concat(after);
    }

    // A[w, v] = tr(a b_w b_v) over GF(2^n) with b_w = x^w. Wootters and Fields, Ann. Phys. 191, 363 (1989).
    private static int[,] Turns(int wireCount, int a)
    {
        int[,] turns = new int[wireCount, wireCount];
        for (int w = 0; w < wireCount; w++)
        {
            for (int v = 0; v < wireCount; v++)
            {
                turns[w, v] = Trace(wireCount, Times(wireCount, a, Times(wireCount, 1 << w, 1 << v)));
            }
        }

        return turns;
    }

    private static int Trace(int degree, int a)
    {
        int trace = 0;
        for (int i = 0; i < degree; i++)
        {
            trace ^= a;
            a = Times(degree, a, a);
        }

        return trace;
    }

    private static int Times(int degree, int a, int b)
    {
        int product = 0;
        for (int bit = degree - 1; bit >= 0; bit--)
        {
            product <<= 1;
            product ^= (product >> degree & 1) * Polynomials[degree];
            product ^= (b >> bit & 1) * a;
        }

        return product;
    }

    private static int Times(int[,] matrix, int z)
    {
        int result = 0;
        for (int w = 0; w < matrix.GetLength(0); w++)
        {
            int bit = 0;
            for (int v = 0; v < matrix.GetLength(1); v++)
            {
                bit ^= matrix[w, v] & (z >> v);
            }

            result |= (bit & 1) << w;
        }

        return result;
    }

    // The combination of inserted operators that is X^x Z^z up to a phase; wire 0 is the first place.
    private static int Place(int wireCount, (int X, int Z) part)
    {
        int place = 0;
        for (int w = 0; w < wireCount; w++)
        {
            int x = part.X >> w & 1;
            int z = part.Z >> w & 1;
            place = (4 * place) + (z == 0 ? x : 3 - x);
        }

        return place;
    }

    private static int Ones(int bits)
    {
        int ones = 0;
        for (; bits != 0; bits &= bits - 1)
        {
            ones++;
        }

        return ones;
    }

    private static int Sign(int bits) => Ones(bits) % 2 == 0 ? 1 : -1;
}
