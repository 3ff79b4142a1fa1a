namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>What is known about the circuit's classical bits while it is read: each is 0 at first, assigned, or measured.</summary>
internal sealed class ClassicalMemory
{
    private readonly List<State> _states = [];

    private enum State : byte
    {
        Zero,
        AssignedZero,
        AssignedOne,
        Measured,
    }

    public int Count => _states.Count;

    /// <summary>Reserves bits; their indices.</summary>
    public int[] Allocate(int count)
    {
        int[] bits = Enumerable.Range(_states.Count, count).ToArray();
        _states.AddRange(Enumerable.Repeat(State.Zero, count));
        return bits;
    }

    /// <summary>
    /// The bit's value where the program assigned it, else null: a test of bits that are still 0 stays a test, as it was written.
    /// </summary>
    public bool? this[int bit] => IsAssigned(bit) ? _states[bit] == State.AssignedOne : null;

    /// <summary>Whether the program gave the bit a value that the circuit does not know.</summary>
    public bool IsAssigned(int bit) => _states[bit] is State.AssignedZero or State.AssignedOne;

    public void Measure(int bit) => _states[bit] = State.Measured;

    public void Assign(int bit, bool value) => _states[bit] = value ? State.AssignedOne : State.AssignedZero;
}
