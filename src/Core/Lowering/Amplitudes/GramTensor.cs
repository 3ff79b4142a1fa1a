using System.Numerics;
using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;

namespace CutAwareQnn.Lowering;

/// <summary>The Gram entries of a fragment's kets for one observable, turned leg by leg into the real fragment tensor.</summary>
internal sealed class GramTensor
{
    private readonly int _ketCount;
    private readonly Amplitude[] _entries;

    // Entries [projected entries][j][i]; Hermitian in j, i.
    private GramTensor(int ketCount, Amplitude[] entries)
    {
        _ketCount = ketCount;
        _entries = entries;
    }

    /// <summary>Creates all <c>⟨ψ_j|P|ψ_i⟩</c>, or null beyond the budget.</summary>
    public static GramTensor? Of(ProgramBuilder builder, IReadOnlyList<ProductState> kets, Func<int, Pauli> pauli, int stepBudget)
    {
        var entries = new Amplitude[kets.Count * kets.Count];
        for (int j = 0; j < kets.Count; j++)
        {
            for (int i = j; i < kets.Count; i++)
            {
                Amplitude element = Pairing.Element(builder, kets[j], kets[i], pauli);
                entries[(j * kets.Count) + i] = element;
                entries[(i * kets.Count) + j] = element.Conjugate;
                if (builder.Count > stepBudget)
                {
                    return null;
                }
            }
        }

        return new(kets.Count, entries);
    }

    /// <summary>Returns the tensor over the legs that insert operators, the last leg fastest.</summary>
    public Real[] Project(ProgramBuilder builder, IEnumerable<Leg> legs) => legs
        .Where(l => !l.Basis.IsWireOut)
        .Aggregate(this, (tensor, leg) => tensor.ProjectFirst(builder, leg.Basis))
        ._entries.Select(e => e.Re).ToArray();

    // Takes the most significant digit of j and of i to an entry index after those already there.
    private GramTensor ProjectFirst(ProgramBuilder builder, LegBasis basis)
    {
        int rank = basis.InsertionCount;
        int rest = _ketCount / rank;
        int blocks = _entries.Length / (_ketCount * _ketCount);
        var projected = new Amplitude[blocks * basis.Dimension * rest * rest];
        for (int block = 0; block < blocks; block++)
        {
            for (int entry = 0; entry < basis.Dimension; entry++)
            {
                int target = ((block * basis.Dimension) + entry) * rest * rest;
                for (int j = 0; j < rest; j++)
                {
                    for (int i = j; i < rest; i++)
                    {
                        Amplitude value = i == j
                            ? new(Diagonal(builder, basis, block, entry, j), builder.Zero)
                            : OffDiagonal(builder, basis, block, entry, j, i);
                        projected[target + (j * rest) + i] = value;
                        projected[target + (i * rest) + j] = value.Conjugate;
                    }
                }
            }
        }

        return new(rest, projected);
    }

    // Σ_ab P[a, b] G[(a, j), (b, j)] is real: the pairs a < b count twice.
    private Real Diagonal(ProgramBuilder builder, LegBasis basis, int block, int entry, int j)
    {
        Real sum = builder.Zero;
        for (int a = 0; a < basis.InsertionCount; a++)
        {
            for (int b = a; b < basis.InsertionCount; b++)
            {
                Complex weight = (a == b ? 1 : 2) * basis.Projection[entry, a, b];
                sum = builder.Add(sum, builder.Multiply(builder.Constant(weight), Entry(basis, block, a, j, b, j)).Re);
            }
        }

        return sum;
    }

    private Amplitude OffDiagonal(ProgramBuilder builder, LegBasis basis, int block, int entry, int j, int i)
    {
        Amplitude sum = builder.Nothing;
        for (int a = 0; a < basis.InsertionCount; a++)
        {
            for (int b = 0; b < basis.InsertionCount; b++)
            {
                Amplitude weight = builder.Constant(basis.Projection[entry, a, b]);
                sum = builder.Add(sum, builder.Multiply(weight, Entry(basis, block, a, j, b, i)));
            }
        }

        return sum;
    }

    private Amplitude Entry(LegBasis basis, int block, int a, int j, int b, int i)
    {
        int rest = _ketCount / basis.InsertionCount;
        return _entries[(((block * _ketCount) + (a * rest) + j) * _ketCount) + (b * rest) + i];
    }
}
