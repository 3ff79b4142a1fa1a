using System.Numerics;

namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>Writes the paths on which a statement happens as conditions on bits of the circuit.</summary>
internal sealed class MaskConditions
{
    private const int MostCases = 256;

    // The search for outcomes that all paths share takes the square of the number of outcomes.
    private const int MostSharedOutcomes = 128;

    private readonly ClassicalBits _bits;
    private readonly Choices _choices;
    private readonly Dictionary<Value, IReadOnlyList<IReadOnlyList<Condition>>> _known = [];

    public MaskConditions(ClassicalBits bits, Choices choices)
    {
        _bits = bits;
        _choices = choices;
    }

    /// <summary>Returns cases that exclude each other; in each, an instruction is nested in all conditions.</summary>
    /// <exception cref="CircuitException">There are more than 256 cases.</exception>
    public IReadOnlyList<IReadOnlyList<Condition>> Of(Value mask)
    {
        if (!_known.TryGetValue(mask, out IReadOnlyList<IReadOnlyList<Condition>>? cases))
        {
            cases = Find(mask);
            _known.Add(mask, cases);
        }

        return cases;
    }

    private List<IReadOnlyList<Condition>> Find(Value mask)
    {
        List<Literal> shared = [];
        Value rest = WithoutShared(mask, shared);
        if (rest is not Choice)
        {
            return Conditions(shared, null) is { } only ? [only] : [];
        }

        List<Literal[]> others = PathsTo(rest, isTrue: false, 1);
        if (others.Count == 1 && !others[0].Any(l => l.IsOne && _bits.GuardOf(l.Outcome) is not null))
        {
            return Conditions(shared, others[0]) is { } negated ? [negated] : [];
        }

        if (WithinGuard(mask) is { } within)
        {
            return within;
        }

        List<Literal[]> paths = PathsTo(rest, isTrue: true, MostCases);
        return paths.Count <= MostCases
            ? [.. paths.Select(p => Conditions([.. shared, .. p], null)).OfType<IReadOnlyList<Condition>>()]
            : throw new CircuitException(
                $"a condition on measured bits with more than {MostCases} cases is not supported; nest several if");
    }

    // A round of a loop happens where the round before did and its own outcomes go on. These were measured in that round, so that they
    // are 0 on all other paths: where not all of them may be 0, they alone decide. Null where the mask has no such form.
    private List<IReadOnlyList<Condition>>? WithinGuard(Value mask)
    {
        if (_bits.GuardOf(Choices.Outcomes(mask).Max()) is not { } guard)
        {
            return null;
        }

        Value own = _choices.Under(guard, mask);
        if (own is not Choice || !_choices.And(guard, own).Equals(mask) || Choices.Outcomes(own).Any(o => !guard.Equals(_bits.GuardOf(o))))
        {
            return null;
        }

        Value allZero = own;
        while (allZero is Choice node)
        {
            allZero = node.Low;
        }

        IReadOnlyList<IReadOnlyList<Condition>> cases = Of(own);
        return Choices.IsTrue(allZero)
            ? [.. Of(guard).SelectMany(_ => cases, (outer, inner) => (IReadOnlyList<Condition>)[.. outer, .. inner])]
            : [.. cases];
    }

    // Takes off the outcomes that have the same value on all paths.
    private Value WithoutShared(Value mask, List<Literal> shared)
    {
        while (mask is Choice node && (node.Low is BooleanValue { IsTrue: false } || node.High is BooleanValue { IsTrue: false }))
        {
            bool isOne = node.Low is BooleanValue { IsTrue: false };
            shared.Add(new(node.Outcome, isOne));
            mask = isOne ? node.High : node.Low;
        }

        HashSet<int> outcomes = Choices.Outcomes(mask);
        foreach (int outcome in outcomes.Count <= MostSharedOutcomes ? outcomes.OrderBy(o => o) : Enumerable.Empty<int>())
        {
            Value low = Fixed(mask, outcome, false);
            Value high = Fixed(mask, outcome, true);
            if (low is BooleanValue { IsTrue: false } || high is BooleanValue { IsTrue: false })
            {
                bool isOne = low is BooleanValue { IsTrue: false };
                shared.Add(new(outcome, isOne));
                mask = isOne ? high : low;
            }
        }

        return mask;
    }

    private Value Fixed(Value mask, int outcome, bool isOne)
    {
        Value literal = _choices.OfOutcome(outcome);
        return _choices.Under(isOne ? literal : _choices.Not(literal), mask);
    }

    private static List<Literal[]> PathsTo(Value mask, bool isTrue, int most)
    {
        List<Literal[]> paths = [];
        Stack<(Value Part, Literal[] Path)> open = new([(mask, Array.Empty<Literal>())]);
        while (open.Count > 0 && paths.Count <= most)
        {
            (Value part, Literal[] path) = open.Pop();
            if (part is Choice node)
            {
                open.Push((node.High, [.. path, new(node.Outcome, true)]));
                open.Push((node.Low, [.. path, new(node.Outcome, false)]));
            }
            else if (Choices.IsTrue(part) == isTrue)
            {
                paths.Add(path);
            }
        }

        return paths;
    }

    // Null where the literals contradict what is known: an outcome that is 1 was measured.
    private IReadOnlyList<Condition>? Conditions(List<Literal> literals, Literal[]? negated)
    {
        HashSet<Literal> kept = [.. literals];
        foreach (Literal literal in literals.Where(l => l.IsOne))
        {
            if (_bits.GuardOf(literal.Outcome) is not { } guard || PathsTo(guard, isTrue: true, 1) is not { Count: 1 } paths)
            {
                continue;
            }

            Literal[] implied = paths[0];
            if (implied.Any(i => kept.Contains(i with { IsOne = !i.IsOne })))
            {
                return null;
            }

            kept.ExceptWith(implied);
        }

        List<Condition> conditions = [];
        if (kept.Count > 0)
        {
            conditions.Add(Of(kept, isNegated: false));
        }

        if (negated is not null)
        {
            conditions.Add(Of(negated, isNegated: true));
        }

        return conditions;
    }

    private Condition Of(IEnumerable<Literal> literals, bool isNegated)
    {
        Literal[] ordered = [.. literals.OrderBy(l => _bits.PlaceOf(l.Outcome))];
        BigInteger value =
            ordered.Select((l, i) => l.IsOne ? BigInteger.One << i : BigInteger.Zero).Aggregate(BigInteger.Zero, BigInteger.Add);
        return new(ordered.Select(l => _bits.PlaceOf(l.Outcome)).ToEquatableArray(), value, isNegated);
    }

    /// <summary>An outcome and its value.</summary>
    private readonly record struct Literal(int Outcome, bool IsOne);
}
