using System.Runtime.InteropServices;
using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;

namespace CutAwareQnn.Simulation;

/// <summary>
/// Exact fragment tensors that were computed before, by content: the fragment's circuit, cut ends and observables, and the bits of the
/// bound angles. Bounded; safe to share between threads and plans.
/// </summary>
/// <remarks>
/// Two generations: what is new or used goes into the young one; when it is full it becomes the old one and the old one is
/// forgotten. An entry that is used at least once in half the limit's new entries stays.
/// </remarks>
public sealed class TensorCache
{
    private readonly object _gate = new();
    private readonly int _numberLimit;
    private readonly double _leastWork;
    private readonly Dictionary<Fragment, int> _contents = [];
    private Dictionary<Key, double[]> _young = [];
    private Dictionary<Key, double[]> _old = [];
    private int _youngNumbers;

    /// <summary>Creates a cache.</summary>
    /// <param name="numberLimit">The most numbers, of angles and tensors together, that it holds, at least 2; a number is 8 bytes.</param>
    /// <param name="leastWork">
    /// Fragments that take fewer floating point operations per query are computed: that is quicker than looking them up.
    /// </param>
    /// <exception cref="CircuitException">Less than 2.</exception>
    public TensorCache(int numberLimit, double leastWork = 0)
    {
        if (numberLimit < 2)
        {
            throw new CircuitException($"a cache of {Counted.Of(numberLimit, "number")} holds no tensor; give at least 2, or no cache");
        }

        _numberLimit = numberLimit;
        _leastWork = leastWork;
    }

    /// <summary>Tensors requested.</summary>
    public long LookupCount { get; private set; }

    /// <summary>Tensors that were there.</summary>
    public long HitCount { get; private set; }

    /// <summary>Numbers held now.</summary>
    public int NumberCount { get; private set; }

    /// <summary>Returns the simulator with this cache before it, where that pays.</summary>
    public FragmentSimulator Before(FragmentSimulator simulator)
    {
        if (simulator.OperationCount < _leastWork)
        {
            return simulator;
        }

        Fragment content = FragmentSimulators.Anywhere(simulator.Fragment);
        lock (_gate)
        {
            if (!_contents.TryGetValue(content, out int number))
            {
                _contents.Add(content, number = _contents.Count);
            }

            return new CachedFragmentSimulator(simulator, this, number);
        }
    }

    internal bool TryGet(int content, ReadOnlySpan<double> angles, Span<double> tensor)
    {
        var key = new Key(content, angles.ToArray());
        lock (_gate)
        {
            LookupCount++;
            if (!_young.TryGetValue(key, out double[]? known))
            {
                if (!_old.TryGetValue(key, out known))
                {
                    return false;
                }

                Keep(key, known);
            }

            HitCount++;
            known.CopyTo(tensor);
            return true;
        }
    }

    internal void Add(int content, ReadOnlySpan<double> angles, ReadOnlySpan<double> tensor)
    {
        var key = new Key(content, angles.ToArray());
        double[] values = tensor.ToArray();
        lock (_gate)
        {
            if (!_young.ContainsKey(key))
            {
                Keep(key, values);
            }
        }
    }

    // Under the lock. Half the limit is the young generation's.
    private void Keep(Key key, double[] tensor)
    {
        int numbers = key.Angles.Length + tensor.Length;
        if (numbers > _numberLimit / 2)
        {
            return;
        }

        if (_youngNumbers + numbers > _numberLimit / 2)
        {
            _old = _young;
            _young = [];
            NumberCount = _youngNumbers;
            _youngNumbers = 0;
        }

        _young.Add(key, tensor);
        _youngNumbers += numbers;
        NumberCount += numbers;
    }

    // Equal bits, not equal numbers: 0 and -0 have different sines.
    private readonly record struct Key(int Content, double[] Angles)
    {
        public bool Equals(Key other) => Content == other.Content
            && MemoryMarshal.Cast<double, long>(Angles).SequenceEqual(MemoryMarshal.Cast<double, long>(other.Angles));

        public override int GetHashCode()
        {
            ulong hash = (ulong)Content;
            foreach (long bits in MemoryMarshal.Cast<double, long>(Angles))
            {
                hash = (hash ^ (ulong)bits) * 0x9E3779B97F4A7C15;
                hash ^= hash >> 32;
            }

            return (int)hash;
        }
    }
}
