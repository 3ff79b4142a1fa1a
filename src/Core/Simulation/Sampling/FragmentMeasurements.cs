using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using static CutAwareQnn.Simulation.ObservableGroups;

namespace CutAwareQnn.Simulation;

/// <summary>
/// How few circuits give all of a fragment's means: observables that agree qubit by qubit share a run, a leg's unsigned result comes
/// from the run of a signed one, and a mean known beforehand is not run at all.
/// </summary>
/// <remarks>
/// A shot of a variant gives the signs of the measured legs and of the group's observables. All readings are parities of these, so
/// the law of a shot is given by the means of all products of independent readings: its moments, each an exact tensor entry of a product
/// of observables. With one reading per variant, the moments are the means.
/// </remarks>
public sealed class FragmentMeasurements
{
    // More signs per shot would be more than 1,024 outcomes to draw.
    private const int MostSigns = 10;

    private readonly LegTransform _expansion;
    private readonly int[] _momentOfReading;
    private readonly (int Observable, int Row)[] _sources;
    private readonly Lazy<IReadOnlyList<(int Leg, OperationExchange Exchange)>> _exchanges;

    /// <summary>Groups a fragment's means into measured variants.</summary>
    public FragmentMeasurements(Fragment fragment)
    {
        Fragment = fragment;
        _exchanges = new(() => [.. fragment.Legs.SelectMany((leg, l) => OperationExchange.Of(leg.Basis).Select(e => (l, e)))]);
        int wireEnds = fragment.Legs.Count(l => Enumerable.Range(0, l.Basis.Operations.Count).Any(o => l.Basis.CarrierOf(o) != o));
        bool areShared = fragment.QubitCount + fragment.Legs.Count <= 64;
        bool isCarried = areShared && wireEnds <= MostSigns - 6;
        IReadOnlyList<ObservableGroup> groups = ObservableGroups.Of(fragment, areShared);
        int[][] choices = Choices(fragment);
        int[][] carriers = [.. fragment.Legs.Select(leg =>
            Enumerable.Range(0, leg.Basis.Operations.Count).Select(leg.Basis.CarrierOf).ToArray())];
        ulong[] masks = [.. fragment.Observables.Select(ObservableGroup.Mask)];
        ILookup<int, int> carried = Enumerable.Range(0, choices.Length)
            .ToLookup(c => isCarried ? Carrier(carriers, choices[c]) : c);
        var variants = new List<MeasuredVariant>();
        var sources = new List<(ulong Product, ObservableGroup Group, int Choice)>();
        _momentOfReading = Enumerable.Repeat(-1, fragment.Observables.Count * choices.Length).ToArray();
        foreach (ObservableGroup group in groups)
        {
            foreach (int choice in Enumerable.Range(0, choices.Length).Where(carried.Contains))
            {
                var basis = new ParityBasis();
                Reading[] readings = group.Members
                    .SelectMany(o => carried[choice].Select(c => new Reading(
                        (o * choices.Length) + c,
                        basis.Add(masks[o] | Signs(fragment, choices[choice], choices[c])))))
                    .Where(r => r.Parity != 0)
                    .ToArray();
                if (readings.Length == 0)
                {
                    continue;
                }

                var variant = new MeasuredVariant(variants.Count, sources.Count, basis.Rank, readings)
                {
                    Operations = choices[choice],
                    Basis = group.Basis,
                };
                variants.Add(variant);
                sources.AddRange(Enumerable.Range(1, variant.MomentCount).Select(t => (basis.Sum(t), group, choice)));
                foreach (Reading reading in readings)
                {
                    _momentOfReading[reading.Index] = variant.FirstMoment + reading.Parity - 1;
                }
            }
        }

        Variants = [.. variants];
        MomentCount = sources.Count;
        Products = areShared ? [.. sources.Select(s => s.Product)] : null;
        SignCounts = [.. sources.Select(s => System.Numerics.BitOperations.PopCount(s.Product))];
        HasSingleReadings = variants.TrueForAll(v => v.Readings.Length == 1);
        IsPlain = HasSingleReadings && variants.Count == _momentOfReading.Length;
        var products = new Dictionary<(ObservableGroup Group, ulong OnQubits), PauliString>();
        Measured = IsPlain ? fragment : fragment with { Observables = sources.Select(Product).Distinct().ToEquatableArray() };
        _expansion = IsPlain || !areShared ? LegTransform.Expansion(fragment) : LegTransform.WideExpansion(fragment);
        Dictionary<PauliString, int> indices = Measured.Observables.Select((o, i) => (o, i)).ToDictionary(p => p.o, p => p.i);
        _sources = IsPlain
            ? []
            : [.. sources.Select(s => (indices[Product(s)], Row(fragment, choices[s.Choice], s.Product, areShared)))];

        // Many variants measure the same letters.
        PauliString Product((ulong Product, ObservableGroup Group, int Choice) source)
        {
            ulong onQubits = fragment.QubitCount >= 64 ? source.Product : source.Product & ((1UL << fragment.QubitCount) - 1);
            if (!products.TryGetValue((source.Group, onQubits), out PauliString? product))
            {
                products.Add((source.Group, onQubits), product = source.Group.Product(onQubits));
            }

            return product;
        }
    }

    /// <summary>The fragment.</summary>
    public Fragment Fragment { get; }

    /// <summary>The fragment with every product of observables that a moment needs: what has to be simulated.</summary>
    public Fragment Measured { get; }

    /// <summary>What is run.</summary>
    public IReadOnlyList<MeasuredVariant> Variants { get; }

    /// <summary>Number of means, those known beforehand counted.</summary>
    public int ReadingCount => _momentOfReading.Length;

    /// <summary>Number of moments.</summary>
    public int MomentCount { get; }

    /// <summary>
    /// For each moment the signs whose product it is: bit q for the observable on qubit q of the fragment, and after the qubits one bit per
    /// leg. Null for a fragment of more than 64 qubits and legs: each of its variants gives the product of all its signs.
    /// </summary>
    public IReadOnlyList<ulong>? Products { get; }

    /// <summary>For each moment how many measured signs its product has.</summary>
    public IReadOnlyList<int> SignCounts { get; }

    /// <summary>Whether no variant gives two readings.</summary>
    public bool HasSingleReadings { get; }

    /// <summary>Whether moments and means are the same numbers in the same order: one circuit each, and none known beforehand.</summary>
    public bool IsPlain { get; }

    /// <summary>Every exchange of operations at a leg.</summary>
    public IReadOnlyList<(int Leg, OperationExchange Exchange)> Exchanges => _exchanges.Value;

    /// <summary>Computes the exact moments of a query.</summary>
    /// <param name="tensors">The tensors of <see cref="Measured"/>, [observable][entry].</param>
    /// <param name="moments">Receives <see cref="MomentCount"/> numbers in [-1, 1].</param>
    public void Moments(ReadOnlySpan<double> tensors, Span<double> moments)
    {
        int input = _expansion.InputLength;
        int output = _expansion.OutputLength;
        if (IsPlain)
        {
            Expand(tensors, moments);
            return;
        }

        double[] wide = new double[Measured.Observables.Count * output];
        Expand(tensors[..(Measured.Observables.Count * input)], wide);
        for (int m = 0; m < moments.Length; m++)
        {
            moments[m] = wide[(_sources[m].Observable * output) + _sources[m].Row];
        }
    }

    /// <summary>Takes the means from a query's moments; those known beforehand are 1.</summary>
    /// <param name="moments"><see cref="MomentCount"/> numbers.</param>
    /// <param name="means">Receives <see cref="ReadingCount"/> numbers, [observable][variant].</param>
    public void Means(ReadOnlySpan<double> moments, Span<double> means)
    {
        if (IsPlain)
        {
            moments.CopyTo(means);
            return;
        }

        for (int r = 0; r < means.Length; r++)
        {
            means[r] = _momentOfReading[r] < 0 ? 1 : moments[_momentOfReading[r]];
        }
    }

    /// <summary>Returns the covariances of the means when every variant is run a number of times.</summary>
    /// <param name="moments">The exact moments.</param>
    /// <param name="shots">For each variant; those without any are left out.</param>
    public IReadOnlyList<MeanCovariance> Covariances(ReadOnlySpan<double> moments, ReadOnlySpan<double> shots)
    {
        var covariances = new List<MeanCovariance>();
        foreach (MeasuredVariant variant in Variants)
        {
            ReadOnlySpan<double> own = moments.Slice(variant.FirstMoment, variant.MomentCount);
            for (int i = 0; i < variant.Readings.Length * variant.Readings.Length && shots[variant.Index] > 0; i++)
            {
                Reading a = variant.Readings[i / variant.Readings.Length];
                Reading b = variant.Readings[i % variant.Readings.Length];
                double product = a.Parity == b.Parity ? 1 : own[(a.Parity ^ b.Parity) - 1];
                covariances.Add(new(a.Index, b.Index, (product - (own[a.Parity - 1] * own[b.Parity - 1])) / shots[variant.Index]));
            }
        }

        return covariances;
    }

    private static int[][] Choices(Fragment fragment)
    {
        IEnumerable<int[]> choices = [[]];
        foreach (Leg leg in fragment.Legs)
        {
            choices = choices.SelectMany(c => Enumerable.Range(0, leg.Basis.Operations.Count).Select(o => (int[])[.. c, o]));
        }

        return [.. choices];
    }

    private static int Carrier(int[][] carriers, int[] choice)
    {
        int carrier = 0;
        for (int l = 0; l < carriers.Length; l++)
        {
            carrier = (carrier * carriers[l].Length) + carriers[l][choice[l]];
        }

        return carrier;
    }

    // After the bits of the qubits one per leg: whether the run measures there and the reading takes its sign.
    private static ulong Signs(Fragment fragment, int[] run, int[] read)
    {
        ulong signs = 0;
        for (int l = 0; l < run.Length; l++)
        {
            bool isSigned = read[l] == run[l] && fragment.Legs[l].Basis.Operations[run[l]].Measures;
            signs |= isSigned ? 1UL << (fragment.QubitCount + l) : 0;
        }

        return signs;
    }

    private static int Row(Fragment fragment, int[] run, ulong product, bool isWide)
    {
        int row = 0;
        for (int l = 0; l < run.Length; l++)
        {
            LegBasis basis = fragment.Legs[l].Basis;
            bool isSigned = !isWide || (product >> (fragment.QubitCount + l) & 1) != 0;
            row = (row * (isWide ? LegTransform.WideCount(basis) : basis.Operations.Count)) + LegTransform.WideRow(basis, run[l], isSigned);
        }

        return row;
    }

    private void Expand(ReadOnlySpan<double> tensors, Span<double> expanded)
    {
        for (int o = 0; o * _expansion.InputLength < tensors.Length; o++)
        {
            _expansion.Apply(
                tensors.Slice(o * _expansion.InputLength, _expansion.InputLength),
                expanded.Slice(o * _expansion.OutputLength, _expansion.OutputLength));
        }
    }
}
