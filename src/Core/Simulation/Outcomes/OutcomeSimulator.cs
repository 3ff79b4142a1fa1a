using System.Globalization;
using System.Numerics;
using System.Threading;
using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Lowering;

namespace CutAwareQnn.Simulation;

/// <summary>
/// Computes a fragment's <see cref="OutcomeTensor"/> from its kets: one product of amplitudes per pair of kets and outcome, summed over
/// branches of measurements and over the qubits that are not resolved.
/// </summary>
/// <remarks>
/// <c>T[e](x) = Σ_ji Projection[e, j, i] Σ_y conj(ψ_j(x, y)) ψ_i(x, y)</c>; at the upstream end of a wire the letter P of the entry acts on
/// the wire's qubit, which is among the y. Cost 6^k/2 products of 2^n numbers for k gate cuts of rank 2 on n qubits.
/// </remarks>
public sealed class OutcomeSimulator
{
    /// <summary>The most numbers that an outcome tensor may have: 2 GiB.</summary>
    public const long MaxLength = 1L << 28;

    private readonly Fragment _fragment;
    private readonly int[] _resolved;
    private readonly int[] _bases;
    private readonly int[] _offsets;
    private readonly IReadOnlyList<WireReading> _readings;
    private readonly KetPair[] _pairs;

    /// <summary>Prepares a fragment.</summary>
    /// <param name="fragment">The fragment.</param>
    /// <param name="isKept">Whether a qubit of the circuit is resolved; the others are summed over.</param>
    /// <exception cref="CircuitException">
    /// The tensor would have more than <see cref="MaxLength"/> numbers, or the state is too wide.
    /// </exception>
    public OutcomeSimulator(Fragment fragment, Func<int, bool> isKept)
    {
        _fragment = fragment;
        Leg[] wires = [.. fragment.Legs.Where(l => l.Basis.IsWireOut)];
        int wireMask = wires.Aggregate(0, (mask, leg) => mask | (1 << leg.Qubits[0]));

        // Helpers of wide cut gates are no qubits of the circuit; they end in |0⟩.
        int own = fragment.QubitCount - fragment.HelperCount;
        _resolved = [.. Enumerable.Range(0, own).Where(q => (wireMask >> q & 1) == 0 && isKept(fragment.Wires[q]))];
        double length = Math.ScaleB(fragment.Legs.Aggregate(1.0, (n, leg) => n * leg.Basis.Dimension), _resolved.Length);
        if (length > MaxLength || fragment.QubitCount > StateVector.MaxQubits)
        {
            throw new CircuitException(string.Create(
                CultureInfo.InvariantCulture,
                $"fragment {fragment.Index} of {Counted.Of(fragment.QubitCount, "qubit")} and {Counted.Of(fragment.Legs.Count, "cut end")} "
                + $"has {length:G3} numbers for the outcomes of "
                + $"{Counted.Of(_resolved.Length, "qubit")}, at most {MaxLength} fit; cut it at fewer places or into narrower fragments, "
                + $"or name fewer qubits"));
        }

        int[] summed = [.. Enumerable.Range(0, fragment.QubitCount).Except(_resolved)];
        _bases = Places(_resolved);
        _offsets = Places(summed);
        _readings = new GramLayout(fragment).Readings;
        _pairs = Pairs(fragment, Strides.Of([.. fragment.Legs.Select(l => l.Basis.Dimension)]));
    }

    /// <summary>Computes the tensor.</summary>
    /// <param name="slots">The fragment's bound slots in radians.</param>
    /// <param name="cancellationToken">Ends the computation.</param>
    /// <exception cref="CircuitException">An angle is not finite, or measurements make too many branches.</exception>
    public OutcomeTensor Evaluate(ReadOnlySpan<double> slots, CancellationToken cancellationToken = default)
    {
        var layout = new KetLayout(_fragment.Legs);
        BoundCircuit bound = new CircuitBinder(_fragment.Circuit).Bind([], slots);
        KetEvolution run = KetEvolution.Forward(bound, layout, new(_fragment.QubitCount), record: false, keepBits: false);
        int outcomes = _bases.Length;
        double[] values = new double[_fragment.TensorSize * outcomes];
        var scratch = new Scratch(Math.Max(1 << _fragment.QubitCount, Lanes.Count), _offsets.Length == 1 ? 0 : outcomes);
        foreach (KetBranch branch in run.Branches)
        {
            foreach (IGrouping<int, WireReading> flip in _readings.GroupBy(r => r.Letters.X))
            {
                foreach (KetPair pair in _pairs)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    Amplitudes bra = branch.Kets[pair.Bra]!.Padded;
                    Amplitudes ket = branch.Kets[pair.Ket]!.Padded;
                    WalshKernel.Product(bra.Re, bra.Im, ket.Re, ket.Im, flip.Key, scratch.Re, scratch.Im);
                    foreach (WireReading reading in flip)
                    {
                        Add(values, pair, reading, scratch);
                    }
                }
            }
        }

        return new([.. _resolved.Select(q => _fragment.Wires[q])], _fragment.TensorSize, values);
    }

    private void Add(double[] values, KetPair pair, WireReading reading, Scratch scratch)
    {
        Span<double> re = Sum(reading.Letters.Z, scratch.Re, scratch.SummedRe);
        Span<double> im = Sum(reading.Letters.Z, scratch.Im, scratch.SummedIm);
        foreach ((int entry, Complex weight) in pair.Entries)
        {
            // The pair (i, j) adds the conjugate of what (j, i) adds.
            Complex w = weight * reading.Letters.Phase * (pair.Bra == pair.Ket ? 1 : 2);
            Span<double> target = values.AsSpan((reading.FirstEntry + entry) * _bases.Length, _bases.Length);
            if (w.Real != 0)
            {
                OutcomeKernel.AddScaled(target, w.Real, re);
            }

            if (w.Imaginary != 0)
            {
                OutcomeKernel.AddScaled(target, -w.Imaginary, im);
            }
        }
    }

    // Sums products over the qubits that are not resolved, with the signs of the letters Y and Z.
    private Span<double> Sum(int signs, Span<double> products, Span<double> sums)
    {
        if (_offsets.Length == 1)
        {
            return products[.._bases.Length];
        }

        for (int x = 0; x < sums.Length; x++)
        {
            double sum = 0;
            foreach (int offset in _offsets)
            {
                double product = products[_bases[x] + offset];
                sum += (BitOperations.PopCount((uint)(offset & signs)) & 1) == 0 ? product : -product;
            }

            sums[x] = sum;
        }

        return sums;
    }

    // The index of every combination of bits of some qubits, the first qubit's fastest.
    private static int[] Places(int[] qubits)
    {
        int[] places = new int[1 << qubits.Length];
        for (int x = 1; x < places.Length; x++)
        {
            places[x] = places[x & (x - 1)] | (1 << qubits[BitOperations.TrailingZeroCount(x)]);
        }

        return places;
    }

    // For every pair of kets, bra up to ket, the entries that it adds to.
    private static KetPair[] Pairs(Fragment fragment, int[] strides)
    {
        var layout = new KetLayout(fragment.Legs);
        var pairs = new List<KetPair>();
        for (int bra = 0; bra < layout.KetCount; bra++)
        {
            for (int ket = bra; ket < layout.KetCount; ket++)
            {
                List<(int Entry, Complex Weight)> entries = [(0, 1)];
                foreach ((int l, Leg leg) in fragment.Legs.Index().Where(l => !l.Item.Basis.IsWireOut))
                {
                    int j = layout.Digit(bra, l);
                    int i = layout.Digit(ket, l);
                    entries = [.. entries.SelectMany(e => Enumerable.Range(0, leg.Basis.Dimension)
                        .Where(own => leg.Basis.Projection[own, j, i] != 0)
                        .Select(own => (e.Entry + (own * strides[l]), e.Weight * leg.Basis.Projection[own, j, i])))];
                }

                if (entries.Count > 0)
                {
                    pairs.Add(new(bra, ket, [.. entries]));
                }
            }
        }

        return [.. pairs];
    }

    private sealed record KetPair(int Bra, int Ket, (int Entry, Complex Weight)[] Entries);

    private sealed class Scratch(int amplitudes, int outcomes)
    {
        public double[] Re { get; } = new double[amplitudes];

        public double[] Im { get; } = new double[amplitudes];

        public double[] SummedRe { get; } = new double[outcomes];

        public double[] SummedIm { get; } = new double[outcomes];
    }
}
