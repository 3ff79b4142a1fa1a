namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>Conditions that must hold together.</summary>
internal sealed class BitCase
{
    private const int MostBits = 63;

    private readonly List<KeyValuePair<int, bool>> _bits = [];
    private readonly List<Condition> _negated = [];

    public BitCase(Condition condition)
    {
        if (condition.Bits.Count == 1)
        {
            _bits.Add(new(condition.Bits[0], (condition.Value == 1) != condition.IsNegated));
        }
        else if (condition.IsNegated)
        {
            _negated.Add(condition);
        }
        else
        {
            _bits.AddRange(condition.Bits.Select((bit, i) => new KeyValuePair<int, bool>(bit, (condition.Value >> i & 1) == 1)));
        }
    }

    private BitCase()
    {
    }

    /// <summary>The conditions, as few as possible; an instruction nests in all of them.</summary>
    public IReadOnlyList<Condition> Conditions
    {
        get
        {
            List<Condition> conditions = [];
            for (int first = 0; first < _bits.Count; first += MostBits)
            {
                List<KeyValuePair<int, bool>> part = _bits.Skip(first).Take(MostBits).ToList();
                long value = part.Select((bit, i) => bit.Value ? 1L << i : 0).Sum();
                conditions.Add(new(part.Select(b => b.Key).ToEquatableArray(), value));
            }

            conditions.AddRange(_negated);
            return conditions;
        }
    }

    /// <summary>Both cases at once, or null where they contradict each other.</summary>
    public BitCase? And(BitCase other)
    {
        var both = new BitCase();
        both._bits.AddRange(_bits);
        foreach (KeyValuePair<int, bool> bit in other._bits)
        {
            int known = both._bits.FindIndex(b => b.Key == bit.Key);
            if (known < 0)
            {
                both._bits.Add(bit);
            }
            else if (both._bits[known].Value != bit.Value)
            {
                return null;
            }
        }

        foreach (Condition negated in _negated.Concat(other._negated).Distinct())
        {
            bool?[] agreements = negated.Bits.Select((bit, i) => both.Agrees(bit, (negated.Value >> i & 1) == 1)).ToArray();
            if (agreements.All(a => a == true))
            {
                return null;
            }

            if (agreements.All(a => a != false))
            {
                both._negated.Add(negated);
            }
        }

        return both;
    }

    // Whether a bit has this value, or null where the case leaves it open.
    private bool? Agrees(int bit, bool value)
    {
        int known = _bits.FindIndex(b => b.Key == bit);
        return known < 0 ? null : _bits[known].Value == value;
    }
}
