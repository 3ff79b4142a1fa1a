namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>What is known about the circuit's classical bits while it is read: each is 0 at first, assigned, copied, or measured.</summary>
internal sealed class ClassicalMemory
{
    private readonly List<State> _states = [];
    private readonly List<int> _changes = [];
    private readonly Dictionary<int, Copied> _copies = [];

    private enum State : byte
    {
        Zero,
        AssignedZero,
        AssignedOne,
        Copied,
        Measured,
    }

    public int Count => _states.Count;

    /// <summary>How many changes there were.</summary>
    public int Moment { get; private set; }

    /// <summary>Reserves bits; their indices.</summary>
    public int[] Allocate(int count)
    {
        int[] bits = Enumerable.Range(_states.Count, count).ToArray();
        _states.AddRange(Enumerable.Repeat(State.Zero, count));
        _changes.AddRange(Enumerable.Repeat(Moment, count));
        return bits;
    }

    /// <summary>
    /// The bit's value where the program assigned it, else null: a test of bits that are still 0 stays a test, as it was written.
    /// </summary>
    public bool? this[int bit] => _states[bit] is State.AssignedZero or State.AssignedOne ? _states[bit] == State.AssignedOne : null;

    /// <summary>Whether the program gave the bit a value that the circuit does not know.</summary>
    public bool IsAssigned(int bit) => _states[bit] is State.AssignedZero or State.AssignedOne or State.Copied;

    /// <summary>Whether the bit has been measured or assigned since a moment.</summary>
    public bool HasChanged(int bit, int since) => _changes[bit] > since;

    /// <summary>The bit of the circuit that has the bit's value: itself, or what it is a copy of; null where that has changed since.</summary>
    public int? SourceOf(int bit)
    {
        if (_states[bit] != State.Copied)
        {
            return bit;
        }

        Copied copy = _copies[bit];
        return HasChanged(copy.Source, copy.Moment) ? null : copy.Source;
    }

    public void Measure(int bit) => Change(bit, State.Measured);

    public void Assign(int bit, bool value) => Change(bit, value ? State.AssignedOne : State.AssignedZero);

    /// <summary>Makes bits copies of others, all at once; a copy of one that itself is overwritten is lost.</summary>
    /// <param name="bits">What is assigned.</param>
    /// <param name="sources">As many bits of the circuit, or such that are known.</param>
    public void Copy(int[] bits, int[] sources)
    {
        bool?[] known = Array.ConvertAll(sources, s => this[s]);
        int before = Moment;
        for (int i = 0; i < bits.Length; i++)
        {
            if (bits[i] != sources[i])
            {
                Change(bits[i], known[i] is { } value ? value ? State.AssignedOne : State.AssignedZero : State.Copied);
                _copies[bits[i]] = new(sources[i], before);
            }
        }
    }

    private void Change(int bit, State state)
    {
        _states[bit] = state;
        _changes[bit] = ++Moment;
    }

    private sealed record Copied(int Source, int Moment);
}
