using System.Numerics;
using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;

namespace CutAwareQnn.Simulation;

/// <summary>
/// The exact fragment tensor from kets: one state vector for each combination of operators inserted at the cuts, their Gram entries
/// ⟨ψ_j|O|ψ_i⟩, and the legs' projections. Measurements, resets and feed-forward inside the fragment are followed as branches, over
/// which the Gram entries are summed.
/// </summary>
/// <remarks>
/// Cost for k rank-2 gate cuts on n qubits: 2^k runs of at most 2^n amplitudes, then 4^k/2 inner products per observable, or as many
/// transforms of n·2^n additions for all observables that differ only by Z.
/// </remarks>
public sealed class StateVectorFragmentSimulator : FragmentSimulator
{
    // 2^29 amplitudes are 8 GiB, and a backward pass holds them twice.
    private const int MaxLogAmplitudes = 29;

    // Below, the circuit's matrices cost more than its states.
    private const int MinTiledQubits = 7;

    // Brackets that a share of tiles sums at once.
    private const int MaxTiledGram = 1 << 16;

    private readonly CircuitBinder _binder;
    private readonly KetLayout _layout;
    private readonly GramLayout _gram;
    private readonly PauliFamily[] _families;
    private readonly int[] _firstEntries;
    private readonly int _gramLength;
    private readonly BackwardEvolution _backward;
    private readonly TileSimulator? _tiles;

    /// <summary>Prepares a fragment: kernels are chosen and constant gates computed.</summary>
    /// <param name="fragment">The fragment.</param>
    /// <param name="threads">The threads that share a wide state; null for the caller's alone.</param>
    /// <exception cref="CircuitException">The fragment has too many qubits or cut ends for its kets to be held.</exception>
    public StateVectorFragmentSimulator(Fragment fragment, ITileThreads? threads = null)
        : this(fragment, fragment.QubitCount < MinTiledQubits ? null : TileSizes.For(fragment.KetCount), threads ?? OneThread.Instance)
    {
    }

    /// <summary>Prepares a fragment with given sizes of tiles.</summary>
    /// <param name="fragment">The fragment.</param>
    /// <param name="sizes">How large tiles are; null to apply gate by gate.</param>
    /// <param name="threads">The threads that share a wide state.</param>
    internal StateVectorFragmentSimulator(Fragment fragment, TileSizes? sizes, ITileThreads threads)
        : base(fragment)
    {
        _binder = new(fragment.Circuit);
        _layout = new(fragment.Legs);
        if (fragment.QubitCount + BitOperations.Log2((uint)_layout.KetCount) > MaxLogAmplitudes)
        {
            throw new CircuitException(
                $"fragment {fragment.Index} needs {_layout.KetCount} state vectors of {Counted.Of(fragment.QubitCount, "qubit")}; "
                + $"the simulator holds 2^{MaxLogAmplitudes} amplitudes at once, so cut it at fewer places or into smaller fragments");
        }

        _gram = new(fragment);
        var strings = fragment.Observables.SelectMany((observable, o) => _gram.Readings.Select(reading => (
            String: PauliMask.Of(observable).Times(reading.Letters),
            FirstEntry: (o * fragment.TensorSize) + reading.FirstEntry))).ToArray();
        _families = PauliFamily.Of([.. strings.Select(s => s.String)], fragment.QubitCount);
        _firstEntries = [.. strings.Select(s => s.FirstEntry)];
        _backward = new(fragment.Circuit, _layout);
        _gramLength = strings.Length * _layout.KetCount * _layout.KetCount;
        _tiles = sizes is { } tiles && _gramLength <= MaxTiledGram && UnitaryCircuit.TryDefer(fragment.Circuit) is { } unitary
            && unitary.Circuit.QubitCount + BitOperations.Log2((uint)_layout.KetCount) <= MaxLogAmplitudes
            && TileCircuit.IsPossible(unitary.Circuit)
            ? new(unitary.Circuit, _layout, [.. strings.Select(s => unitary.Map(s.String))], threads, tiles)
            : null;
    }

    /// <inheritdoc/>
    public override FragmentSimulator GateByGate => this;

    /// <inheritdoc/>
    /// <exception cref="CircuitException">A span has another length than the counts require, or an angle is not finite.</exception>
    public override void Evaluate(ReadOnlySpan<double> angles, int count, Span<double> tensors)
    {
        int slotCount = Fragment.Slots.Count;
        Require(angles.Length, count, slotCount, "angles");
        Require(tensors.Length, count, TensorLength, "tensor entries");
        if (_tiles is not null)
        {
            EvaluateTiles(_tiles, angles, count, tensors);
            return;
        }

        var pool = new StatePool(Fragment.QubitCount);
        var scratch = new FamilyScratch(Fragment.QubitCount);
        Complex[] pairs = Pairs();
        for (int query = 0; query < count; query++)
        {
            BoundCircuit bound = _binder.Bind([], angles.Slice(query * slotCount, slotCount));
            KetEvolution run = KetEvolution.Forward(bound, _layout, pool, record: false, keepBits: false);
            Span<double> ofQuery = tensors.Slice(query * TensorLength, TensorLength);
            foreach (PauliFamily family in _families)
            {
                Gram(run.Branches, family, scratch, pairs);
                for (int m = 0; m < family.Members.Length; m++)
                {
                    Project(pairs.AsSpan(m * _gram.PairCount, _gram.PairCount), family.Members[m], ofQuery);
                }
            }

            run.Release();
        }
    }

    /// <inheritdoc/>
    /// <remarks>
    /// With W the environment's weights of the Gram entries, the adjoint of ket i is <c>λ_i = Σ_j conj(W[j, i]) O ψ_j</c> and the
    /// derivative <c>2 Re Σ_i ⟨λ_i|dψ_i⟩</c>; one sweep backwards serves all kets, which merge again at the cut ends.
    /// </remarks>
    /// <exception cref="CircuitException">A span has another length than the counts require, or an angle is not finite.</exception>
    public override void Backward(
        ReadOnlySpan<double> angles, int count, ReadOnlySpan<double> environments, Span<double> gradients)
    {
        int slotCount = Fragment.Slots.Count;
        Require(angles.Length, count, slotCount, "angles");
        Require(environments.Length, count, TensorLength, "environment entries");
        Require(gradients.Length, count, slotCount, "gradient entries");
        if (_tiles is not null)
        {
            BackwardTiles(_tiles, angles, count, environments, gradients);
            return;
        }

        var pool = new StatePool(Fragment.QubitCount);
        var scratch = new FamilyScratch(Fragment.QubitCount);
        Complex[] weights = Pairs();
        for (int query = 0; query < count; query++)
        {
            ReadOnlySpan<double> slots = angles.Slice(query * slotCount, slotCount);
            BoundCircuit bound = _binder.Bind([], slots);
            KetEvolution run = KetEvolution.Forward(bound, _layout, pool, record: true, keepBits: false);
            Seed(run.Branches, environments.Slice(query * TensorLength, TensorLength), weights, scratch, pool);
            _backward.Run(bound, run, slots, gradients.Slice(query * slotCount, slotCount), pool);
        }
    }

    private void EvaluateTiles(TileSimulator tiles, ReadOnlySpan<double> angles, int count, Span<double> tensors)
    {
        int slotCount = Fragment.Slots.Count, ketCount = _layout.KetCount;
        Complex[] gram = new Complex[_gramLength];
        Complex[] pairs = new Complex[_gram.PairCount];
        for (int query = 0; query < count; query++)
        {
            ReadOnlySpan<double> slots = angles.Slice(query * slotCount, slotCount);
            CircuitBinder.Check(slots, slotCount, "weight");
            tiles.Gram(slots, gram);
            for (int s = 0; s < _firstEntries.Length; s++)
            {
                Array.Clear(pairs);
                for (int pair = 0; pair < ketCount * ketCount; pair++)
                {
                    (int j, int i) = (pair / ketCount, pair % ketCount);
                    if (j <= i)
                    {
                        Add(j, i, gram[(s * ketCount * ketCount) + pair], pairs);
                    }
                }

                Project(pairs, s, tensors.Slice(query * TensorLength, TensorLength));
            }
        }
    }

    private void BackwardTiles(
        TileSimulator tiles, ReadOnlySpan<double> angles, int count, ReadOnlySpan<double> environments, Span<double> gradients)
    {
        int slotCount = Fragment.Slots.Count, ketCount = _layout.KetCount;
        Complex[] weights = new Complex[_gramLength];
        Complex[] pairs = new Complex[_gram.PairCount];
        for (int query = 0; query < count; query++)
        {
            ReadOnlySpan<double> slots = angles.Slice(query * slotCount, slotCount);
            CircuitBinder.Check(slots, slotCount, "weight");
            for (int s = 0; s < _firstEntries.Length; s++)
            {
                Unproject(environments.Slice(query * TensorLength, TensorLength), s, pairs);
                for (int pair = 0; pair < ketCount * ketCount; pair++)
                {
                    weights[(s * ketCount * ketCount) + pair] = pairs[_gram.Pair(pair / ketCount, pair % ketCount)];
                }
            }

            tiles.Backward(slots, weights, gradients.Slice(query * slotCount, slotCount));
        }
    }

    // Adds ⟨ψ_j|P|ψ_i⟩ and its conjugate; the kets of one pair have a real bracket.
    private void Add(int j, int i, Complex bracket, Span<Complex> pairs)
    {
        pairs[_gram.Pair(j, i)] += i == j ? bracket.Real : bracket;
        if (i > j)
        {
            pairs[_gram.Pair(i, j)] += Complex.Conjugate(bracket);
        }
    }

    // The tensor's entries of a string from its Gram entries, which are used up.
    private void Project(Span<Complex> pairs, int index, Span<double> tensor)
    {
        _gram.Project(pairs);
        for (int pair = 0; pair < pairs.Length; pair++)
        {
            if (_gram.Entry(pair) >= 0)
            {
                tensor[_firstEntries[index] + _gram.Entry(pair)] = pairs[pair].Real;
            }
        }
    }

    // The weights of a string's Gram entries from those of the tensor's entries.
    private void Unproject(ReadOnlySpan<double> environment, int index, Span<Complex> pairs)
    {
        for (int pair = 0; pair < pairs.Length; pair++)
        {
            pairs[pair] = _gram.Entry(pair) < 0 ? 0 : environment[_firstEntries[index] + _gram.Entry(pair)];
        }

        _gram.Unproject(pairs);
    }

    // Room for the Gram entries of a family, [member][pair].
    private Complex[] Pairs() => new Complex[_families.Select(f => f.Members.Length).DefaultIfEmpty().Max() * _gram.PairCount];

    // G[j, i] = Σ_branches ⟨ψ_j|O|ψ_i⟩; the lower half is its conjugate.
    private void Gram(IReadOnlyList<KetBranch> branches, PauliFamily family, FamilyScratch scratch, Complex[] pairs)
    {
        int count = family.Members.Length;
        Array.Clear(pairs);
        Span<Complex> brackets = count <= 64 ? stackalloc Complex[count] : new Complex[count];
        foreach (KetBranch branch in branches)
        {
            for (int j = 0; j < _layout.KetCount; j++)
            {
                for (int i = j; i < _layout.KetCount; i++)
                {
                    family.Brackets(branch.Kets[j]!.Padded, branch.Kets[i]!.Padded, scratch, brackets);
                    for (int m = 0; m < count; m++)
                    {
                        Add(j, i, brackets[m], pairs.AsSpan(m * _gram.PairCount, _gram.PairCount));
                    }
                }
            }
        }
    }

    private void Seed(
        IReadOnlyList<KetBranch> branches, ReadOnlySpan<double> environments, Complex[] weights, FamilyScratch scratch, StatePool pool)
    {
        foreach (KetBranch branch in branches)
        {
            branch.Adjoints = new StateVector?[_layout.KetCount];
            for (int i = 0; i < _layout.KetCount; i++)
            {
                branch.Adjoints[i] = pool.Rent();
                branch.Adjoints[i]!.Clear();
            }
        }

        foreach (PauliFamily family in _families)
        {
            for (int m = 0; m < family.Members.Length; m++)
            {
                Unproject(environments, family.Members[m], weights.AsSpan(m * _gram.PairCount, _gram.PairCount));
            }

            AddAdjoints(branches, family, weights, scratch);
        }
    }

    private void AddAdjoints(IReadOnlyList<KetBranch> branches, PauliFamily family, Complex[] weights, FamilyScratch scratch)
    {
        Complex[] factors = new Complex[family.Members.Length];
        for (int j = 0; j < _layout.KetCount; j++)
        {
            for (int i = 0; i < _layout.KetCount; i++)
            {
                for (int m = 0; m < factors.Length; m++)
                {
                    factors[m] = Complex.Conjugate(weights[(m * _gram.PairCount) + _gram.Pair(j, i)]);
                }

                foreach (KetBranch branch in branches)
                {
                    family.AddTo(branch.Adjoints[i]!.Padded, factors, branch.Kets[j]!.Padded, scratch);
                }
            }
        }
    }

    private void Require(int given, int count, int each, string what)
    {
        if (given != (long)count * each)
        {
            throw new CircuitException(
                $"{given} {what} were given for {Counted.Of(count, "query")} of fragment {Fragment.Index}; "
                + $"give {each} per query, {(long)count * each} in all");
        }
    }
}
