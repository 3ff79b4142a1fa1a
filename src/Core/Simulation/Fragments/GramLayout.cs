using System.Numerics;
using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;

namespace CutAwareQnn.Simulation;

/// <summary>
/// From Gram entries to tensor entries and back. Each leg's pair (j, i) of inserted operators is one axis of m² places, and the leg's
/// projection turns that axis into the leg's tensor entries, m² or fewer; the upstream ends of wires have no axis but a letter in the
/// observable.
/// </summary>
internal sealed class GramLayout
{
    private readonly Axis[] _axes;
    private readonly int[] _rows;
    private readonly int[] _columns;
    private readonly int[] _entries;

    /// <summary>The layout of a fragment.</summary>
    public GramLayout(Fragment fragment)
    {
        var axes = new List<Axis>();
        int[] entryStrides = new int[fragment.Legs.Count];
        int pairs = 1;
        int entries = 1;
        for (int leg = fragment.Legs.Count - 1; leg >= 0; leg--)
        {
            LegBasis basis = fragment.Legs[leg].Basis;
            entryStrides[leg] = entries;
            entries *= basis.Dimension;
            if (!basis.IsWireOut)
            {
                axes.Add(Axis.Of(basis, leg, pairs));
                pairs *= basis.InsertionCount * basis.InsertionCount;
            }
        }

        PairCount = pairs;
        _axes = [.. axes];
        _entries = [.. Enumerable.Range(0, pairs).Select(pair => _axes.All(axis => pair / axis.Stride % axis.Length < axis.Dimension)
            ? _axes.Sum(axis => pair / axis.Stride % axis.Length * entryStrides[axis.Leg])
            : -1)];
        var layout = new KetLayout(fragment.Legs);
        _rows = [.. Enumerable.Range(0, layout.KetCount).Select(
            ket => _axes.Sum(axis => layout.Digit(ket, axis.Leg) * axis.Rank * axis.Stride))];
        _columns = [.. Enumerable.Range(0, layout.KetCount).Select(ket => _axes.Sum(axis => layout.Digit(ket, axis.Leg) * axis.Stride))];
        Readings = WireReadings(fragment, entryStrides);
    }

    /// <summary>Number of Gram entries for one observable and reading.</summary>
    public int PairCount { get; }

    /// <summary>For each combination of Paulis read at the upstream ends of wires: the Paulis, and where its entries begin.</summary>
    public IReadOnlyList<WireReading> Readings { get; }

    /// <summary>Returns the position of ⟨ψ_j|O|ψ_i⟩.</summary>
    public int Pair(int j, int i) => _rows[j] + _columns[i];

    /// <summary>
    /// Returns the tensor's index of an entry, counted from the reading's first; -1 for a place that a leg has no entry for.
    /// </summary>
    public int Entry(int pair) => _entries[pair];

    /// <summary>
    /// Turns Gram entries into tensor entries, in place: <c>v'[e] = Σ_ji Projection[e, j, i] v[j, i]</c> along every axis.
    /// </summary>
    public void Project(Span<Complex> values)
    {
        foreach (Axis axis in _axes)
        {
            axis.Transform(values, transposed: false);
        }
    }

    /// <summary>Turns weights of tensor entries into weights of Gram entries, in place: the transpose of <see cref="Project"/>.</summary>
    public void Unproject(Span<Complex> values)
    {
        foreach (Axis axis in _axes)
        {
            axis.Transform(values, transposed: true);
        }
    }

    private static List<WireReading> WireReadings(Fragment fragment, int[] entryStrides)
    {
        var readings = new List<WireReading> { new(default, 0) };
        for (int l = 0; l < fragment.Legs.Count; l++)
        {
            Leg leg = fragment.Legs[l];
            if (leg.Basis.IsWireOut)
            {
                int stride = entryStrides[l];
                readings = [.. readings.SelectMany(r => Enumerable.Range(0, leg.Basis.Dimension).Select(
                    letter => new WireReading(r.Letters.With(leg.Qubits[0], (Pauli)letter), r.FirstEntry + (letter * stride))))];
            }
        }

        return readings;
    }

    private sealed record Axis(int Leg, int Rank, int Dimension, int Stride, (int Entry, int Pair, Complex Weight)[] Projection)
    {
        public int Length => Rank * Rank;

        public static Axis Of(LegBasis basis, int leg, int stride)
        {
            int rank = basis.InsertionCount;
            var projection = new List<(int, int, Complex)>();
            for (int entry = 0; entry < basis.Dimension; entry++)
            {
                for (int pair = 0; pair < rank * rank; pair++)
                {
                    if (basis.Projection[entry, pair / rank, pair % rank] != 0)
                    {
                        projection.Add((entry, pair, basis.Projection[entry, pair / rank, pair % rank]));
                    }
                }
            }

            return new(leg, rank, basis.Dimension, stride, [.. projection]);
        }

        public void Transform(Span<Complex> values, bool transposed)
        {
            Span<Complex> fibre = stackalloc Complex[Length];
            for (int start = 0; start < values.Length; start++)
            {
                if (start / Stride % Length != 0)
                {
                    continue;
                }

                for (int k = 0; k < Length; k++)
                {
                    fibre[k] = values[start + (k * Stride)];
                    values[start + (k * Stride)] = 0;
                }

                foreach ((int entry, int pair, Complex weight) in Projection)
                {
                    (int to, int from) = transposed ? (pair, entry) : (entry, pair);
                    values[start + (to * Stride)] += weight * fibre[from];
                }
            }
        }
    }
}
