namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>A truth value that depends on measured bits.</summary>
internal abstract record BitFormula
{
    /// <summary>Tests in a formula: bounds the depth of the recursion over it.</summary>
    public const int LargestSize = 64;

    private const int MostCases = 256;

    private readonly List<BitCase>?[] _cases = new List<BitCase>?[2];
    private readonly bool[] _isKnown = new bool[2];

    /// <summary>How many tests it holds.</summary>
    public abstract int Size { get; }

    /// <summary>The bits it depends on.</summary>
    public abstract IEnumerable<int> Bits { get; }

    /// <summary>The formula as cases that exclude each other, of which one holds exactly where the formula has this value.</summary>
    /// <param name="value">The value asked for.</param>
    /// <param name="work">Pays for each pair of cases that is tried.</param>
    /// <returns>The cases, or null where there are more than 256.</returns>
    public List<BitCase>? Cases(bool value, WorkBudget work)
    {
        int index = value ? 1 : 0;
        if (!_isKnown[index])
        {
            _isKnown[index] = true;
            _cases[index] = Find(value, work);
        }

        return _cases[index];
    }

    protected abstract List<BitCase>? Find(bool value, WorkBudget work);

    // All pairs; those that contradict themselves are dropped.
    protected static List<BitCase>? Both(List<BitCase>? left, List<BitCase>? right, WorkBudget work)
    {
        if (left is null || right is null)
        {
            return null;
        }

        work.Charge((long)left.Count * right.Count);
        List<BitCase> cases = [];
        foreach (BitCase a in left)
        {
            foreach (BitCase b in right)
            {
                if (a.And(b) is not { } both)
                {
                    continue;
                }

                cases.Add(both);
                if (cases.Count > MostCases)
                {
                    return null;
                }
            }
        }

        return cases;
    }

    protected static List<BitCase>? Either(List<BitCase>? left, List<BitCase>? right) =>
        left is null || right is null || left.Count + right.Count > MostCases ? null : left.Concat(right).ToList();
}

/// <summary>Whether bits spell a number.</summary>
internal sealed record BitEquality(Condition Condition) : BitFormula
{
    public override int Size => 1;

    public override IEnumerable<int> Bits => Condition.Bits;

    public static BitEquality OfBit(int bit) => new(new Condition(EquatableArray<int>.Of(bit), 1));

    protected override List<BitCase>? Find(bool value, WorkBudget work) =>
        [new BitCase(value ? Condition : Condition with { IsNegated = !Condition.IsNegated })];
}

/// <summary>Whether few bits spell one of some numbers.</summary>
/// <param name="Register">Least significant first.</param>
/// <param name="Holds">For each number that the bits can spell, whether the test holds.</param>
internal sealed record BitTable(EquatableArray<int> Register, EquatableArray<bool> Holds) : BitFormula
{
    /// <summary>Bits of a table, hence 256 cases.</summary>
    public const int MostBits = 8;

    public override int Size => 1;

    public override IEnumerable<int> Bits => Register;

    protected override List<BitCase>? Find(bool value, WorkBudget work) => Enumerable.Range(0, Holds.Count)
        .Where(number => Holds[number] == value)
        .Select(number => new BitCase(new Condition(Register, number)))
        .ToList();
}

/// <summary>The opposite.</summary>
internal sealed record BitNot(BitFormula Inner) : BitFormula
{
    public override int Size { get; } = Inner.Size + 1;

    public override IEnumerable<int> Bits => Inner.Bits;

    protected override List<BitCase>? Find(bool value, WorkBudget work) => Inner.Cases(!value, work);
}

/// <summary>Both, or one of two at least.</summary>
internal sealed record BitPair(BitFormula Left, BitFormula Right, bool IsAnd) : BitFormula
{
    public override int Size { get; } = Left.Size + Right.Size;

    public override IEnumerable<int> Bits => Left.Bits.Concat(Right.Bits);

    // Where one suffices: the left one, or else the right one; so that no two cases hold at once.
    protected override List<BitCase>? Find(bool value, WorkBudget work) => IsAnd == value
        ? Both(Left.Cases(value, work), Right.Cases(value, work), work)
        : Either(Left.Cases(value, work), Both(Left.Cases(!value, work), Right.Cases(value, work), work));
}

/// <summary>Whether exactly one of two holds.</summary>
internal sealed record BitDifference(BitFormula Left, BitFormula Right) : BitFormula
{
    public override int Size { get; } = Left.Size + Right.Size;

    public override IEnumerable<int> Bits => Left.Bits.Concat(Right.Bits);

    protected override List<BitCase>? Find(bool value, WorkBudget work) => Either(
        Both(Left.Cases(true, work), Right.Cases(!value, work), work), Both(Left.Cases(false, work), Right.Cases(value, work), work));
}
