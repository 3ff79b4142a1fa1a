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
/// Cost for k rank-2 gate cuts on n qubits: 2^k runs of at most 2^n amplitudes, then 4^k/2 inner products an observable.
/// </remarks>
public sealed class StateVectorFragmentSimulator : FragmentSimulator
{
    // 2^29 amplitudes are 8 GiB, and a backward pass holds them twice.
    private const int MaxLogAmplitudes = 29;

    private readonly CircuitBinder _binder;
    private readonly KetLayout _layout;
    private readonly GramLayout _gram;
    private readonly PauliMask[] _observables;
    private readonly BackwardSweep _backward;

    /// <summary>Prepares a fragment: kernels are chosen and constant gates computed.</summary>
    /// <exception cref="CircuitException">The fragment has too many qubits or cut ends for its kets to be held.</exception>
    public StateVectorFragmentSimulator(Fragment fragment)
        : base(fragment)
    {
        _binder = new(fragment.Circuit);
        _layout = new(fragment.Legs);
        if (fragment.QubitCount + BitOperations.Log2((uint)_layout.KetCount) > MaxLogAmplitudes)
        {
            throw new CircuitException(
                $"fragment {fragment.Index} needs {_layout.KetCount} state vectors of {fragment.QubitCount} qubits; "
                + $"the simulator holds 2^{MaxLogAmplitudes} amplitudes at once, so cut it at fewer places or into smaller fragments");
        }

        _gram = new(fragment);
        _observables = [.. fragment.Observables.Select(PauliMask.Of)];
        _backward = new(fragment.Circuit, _layout);
    }

    /// <inheritdoc/>
    /// <exception cref="CircuitException">A span has another length than the counts ask for, or an angle is not finite.</exception>
    public override void Evaluate(ReadOnlySpan<double> angles, int count, Span<double> tensors)
    {
        int slotCount = Fragment.Slots.Count;
        Require(angles.Length, count, slotCount, "angles");
        Require(tensors.Length, count, TensorLength, "tensor entries");
        var pool = new StatePool(Fragment.QubitCount);
        Complex[] pairs = new Complex[_gram.PairCount];
        for (int query = 0; query < count; query++)
        {
            BoundCircuit bound = _binder.Bind([], angles.Slice(query * slotCount, slotCount));
            KetRun run = KetRun.Forward(bound, _layout, pool, record: false);
            Span<double> ofQuery = tensors.Slice(query * TensorLength, TensorLength);
            for (int o = 0; o < _observables.Length; o++)
            {
                Span<double> tensor = ofQuery.Slice(o * Fragment.TensorSize, Fragment.TensorSize);
                foreach (WireReading reading in _gram.Readings)
                {
                    Gram(run.Branches, _observables[o].Times(reading.Letters), pairs);
                    _gram.Project(pairs);
                    for (int pair = 0; pair < pairs.Length; pair++)
                    {
                        if (_gram.Entry(pair) >= 0)
                        {
                            tensor[reading.FirstEntry + _gram.Entry(pair)] = pairs[pair].Real;
                        }
                    }
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
    /// <exception cref="CircuitException">A span has another length than the counts ask for, or an angle is not finite.</exception>
    public override void Backward(
        ReadOnlySpan<double> angles, int count, ReadOnlySpan<double> environments, Span<double> gradients)
    {
        int slotCount = Fragment.Slots.Count;
        Require(angles.Length, count, slotCount, "angles");
        Require(environments.Length, count, TensorLength, "environment entries");
        Require(gradients.Length, count, slotCount, "gradient entries");
        var pool = new StatePool(Fragment.QubitCount);
        Complex[] weights = new Complex[_gram.PairCount];
        for (int query = 0; query < count; query++)
        {
            ReadOnlySpan<double> slots = angles.Slice(query * slotCount, slotCount);
            BoundCircuit bound = _binder.Bind([], slots);
            KetRun run = KetRun.Forward(bound, _layout, pool, record: true);
            Seed(run.Branches, environments.Slice(query * TensorLength, TensorLength), weights, pool);
            _backward.Run(bound, run, slots, gradients.Slice(query * slotCount, slotCount), pool);
        }
    }

    // G[j, i] = Σ_branches ⟨ψ_j|O|ψ_i⟩; the lower half is its conjugate.
    private void Gram(IReadOnlyList<KetBranch> branches, PauliMask observable, Span<Complex> pairs)
    {
        pairs.Clear();
        foreach (KetBranch branch in branches)
        {
            for (int j = 0; j < _layout.KetCount; j++)
            {
                pairs[_gram.Pair(j, j)] += branch.Kets[j]!.Expectation(observable);
                for (int i = j + 1; i < _layout.KetCount; i++)
                {
                    Complex entry = StateVector.Bracket(branch.Kets[j]!, observable, branch.Kets[i]!);
                    pairs[_gram.Pair(j, i)] += entry;
                    pairs[_gram.Pair(i, j)] += Complex.Conjugate(entry);
                }
            }
        }
    }

    private void Seed(IReadOnlyList<KetBranch> branches, ReadOnlySpan<double> environments, Complex[] weights, StatePool pool)
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

        for (int o = 0; o < _observables.Length; o++)
        {
            ReadOnlySpan<double> environment = environments.Slice(o * Fragment.TensorSize, Fragment.TensorSize);
            foreach (WireReading reading in _gram.Readings)
            {
                for (int pair = 0; pair < weights.Length; pair++)
                {
                    weights[pair] = _gram.Entry(pair) < 0 ? 0 : environment[reading.FirstEntry + _gram.Entry(pair)];
                }

                _gram.Unproject(weights);
                AddAdjoints(branches, _observables[o].Times(reading.Letters), weights);
            }
        }
    }

    private void AddAdjoints(IReadOnlyList<KetBranch> branches, PauliMask observable, Complex[] weights)
    {
        for (int j = 0; j < _layout.KetCount; j++)
        {
            for (int i = 0; i < _layout.KetCount; i++)
            {
                Complex weight = Complex.Conjugate(weights[_gram.Pair(j, i)]);
                foreach (KetBranch branch in weight == 0 ? [] : branches)
                {
                    branch.Adjoints[i]!.Add(weight, observable, branch.Kets[j]!);
                }
            }
        }
    }

    private void Require(int given, int count, int each, string what)
    {
        if (given != (long)count * each)
        {
            throw new CircuitException(
                $"{given} {what} were given for {count} queries of fragment {Fragment.Index}; "
                + $"give {each} a query, {(long)count * each} in all");
        }
    }
}
