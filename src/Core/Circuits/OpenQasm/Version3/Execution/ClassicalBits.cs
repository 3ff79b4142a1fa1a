namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>
/// The bits that a program declares, with their values, and the bits of the circuit that hold the outcomes of measurements. Bits are 0
/// before anything is written; a test of one that is neither measured nor assigned stays a test, as it was written.
/// </summary>
internal sealed class ClassicalBits
{
    private const int NoPlace = -1;

    private readonly Choices _choices;
    private readonly List<Value?> _values = [];
    private readonly List<int> _homes = [];
    private readonly List<Outcome> _outcomes = [];
    private readonly Dictionary<int, int> _contents = [];
    private readonly HashSet<int> _kept = [];

    public ClassicalBits(Choices choices)
    {
        _choices = choices;
    }

    /// <summary>Number of classical bits of the circuit.</summary>
    public int Count { get; private set; }

    /// <summary>Reserves bits of the program, each with one of the circuit.</summary>
    /// <returns>Their indices.</returns>
    public int[] Allocate(int count)
    {
        int[] bits = Enumerable.Range(_values.Count, count).ToArray();
        _values.AddRange(Enumerable.Repeat<Value?>(null, count));
        _homes.AddRange(Enumerable.Range(Count, count));
        Count += count;
        return bits;
    }

    /// <summary>Reserves bits of the program that begin with values; one of the circuit is taken when they are measured.</summary>
    /// <returns>Their indices.</returns>
    public int[] AllocateValues(int count)
    {
        int[] bits = Enumerable.Range(_values.Count, count).ToArray();
        _values.AddRange(Enumerable.Repeat<Value?>(BooleanValue.False, count));
        _homes.AddRange(Enumerable.Repeat(NoPlace, count));
        return bits;
    }

    /// <summary>Returns the value of a bit of the program.</summary>
    public Value Read(int bit) => _values[bit] ??= _choices.OfOutcome(ContentOf(_homes[bit]));

    /// <summary>Gives a bit of the program a value on the paths of a mask.</summary>
    public void Assign(int bit, Value mask, Value value)
    {
        _values[bit] = mask is BooleanValue ? value : _choices.If(mask, value, Read(bit));
        Keep(value);
    }

    /// <summary>Notes that outcomes are used after their bits may have changed, so that no later measurement overwrites them.</summary>
    public void Keep(Value value)
    {
        if (BitOperators.IsOpen(value))
        {
            _kept.UnionWith(Choices.Outcomes(value));
        }
    }

    /// <summary>Gives a bit of the program the outcome of a measurement on the paths of a mask.</summary>
    /// <param name="bit">The bit of the program.</param>
    /// <param name="mask">The paths.</param>
    /// <param name="isUsed">Whether an open branch depends on an outcome.</param>
    /// <returns>The bit of the circuit that receives it: the program's own, unless its outcome so far is still needed.</returns>
    public int Measure(int bit, Value mask, Func<int, bool> isUsed)
    {
        int home = _homes[bit];
        bool isWritten = _contents.TryGetValue(home, out int content);
        bool isFree = !isWritten || !(_kept.Contains(content) || isUsed(content));
        bool isOverwritten = mask is BooleanValue || (_values[bit] is { } value
            ? isWritten && ReferenceEquals(value, _choices.OfOutcome(content))
            : !isWritten);
        if (isFree && isOverwritten && home != NoPlace)
        {
            _values[bit] = _choices.OfOutcome(Add(home, isWritten || mask is BooleanValue ? null : mask));
            return home;
        }

        int place = Count++;
        Value outcome = _choices.OfOutcome(Add(place, mask is BooleanValue ? null : mask));
        _values[bit] = _choices.If(mask, outcome, Read(bit));
        _homes[bit] = mask is BooleanValue ? place : home;
        return place;
    }

    /// <summary>Returns the bit of the circuit that holds an outcome.</summary>
    public int PlaceOf(int outcome) => _outcomes[outcome].Place;

    /// <summary>Returns the paths on which an outcome was measured, so that it is 0 on all others; null where that is not known.</summary>
    public Value? GuardOf(int outcome) => _outcomes[outcome].Guard;

    private int ContentOf(int place) => _contents.TryGetValue(place, out int outcome) ? outcome : Add(place, null);

    private int Add(int place, Value? guard)
    {
        _outcomes.Add(new(place, guard));
        _contents[place] = _outcomes.Count - 1;
        return _outcomes.Count - 1;
    }

    /// <summary>What a bit of the circuit holds after one measurement, or at first.</summary>
    private readonly record struct Outcome(int Place, Value? Guard);
}
