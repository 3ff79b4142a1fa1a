using System.Numerics;
using System.Runtime.CompilerServices;

namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>
/// Makes values that depend on measurements, as reduced ordered decision diagrams whose leaves are known values: Bryant 1986,
/// doi:10.1109/TC.1986.1676819; with other leaves than truth values, Bahar et al. 1997, doi:10.1023/A:1008699807402. The latest outcome
/// comes first, so that the paths of one more round of a loop are a few nodes above those of the round before.
/// </summary>
internal sealed class Choices
{
    private readonly WorkBudget _work;
    private readonly Dictionary<(int, Value, Value), Choice> _nodes = [];

    public Choices(WorkBudget work)
    {
        _work = work;
    }

    /// <summary>Returns the truth value of an outcome.</summary>
    public Value OfOutcome(int outcome) => Choose(outcome, BooleanValue.False, BooleanValue.True);

    /// <summary>Returns a value for each value of an argument.</summary>
    public Value Map(Value value, Func<Value, Value> compute)
    {
        if (value is not Choice)
        {
            return compute(value);
        }

        Dictionary<Value, Value> known = [];
        return Visit(value);

        Value Visit(Value part)
        {
            if (!known.TryGetValue(part, out Value? result))
            {
                RuntimeHelpers.EnsureSufficientExecutionStack();
                result = part is Choice node ? Choose(node.Outcome, Visit(node.Low), Visit(node.High)) : compute(part);
                known.Add(part, result);
            }

            return result;
        }
    }

    /// <summary>Returns a value for each pair of values of two arguments.</summary>
    public Value Map(Value left, Value right, Func<Value, Value, Value> compute) => Map(left, right, compute, (_, _) => null);

    // What one argument decides ends the walk.
    private Value Map(Value left, Value right, Func<Value, Value, Value> compute, Func<Value, Value, Value?> decide)
    {
        if (left is not Choice && right is not Choice)
        {
            return compute(left, right);
        }

        Dictionary<(Value, Value), Value> known = [];
        return Visit(left, right);

        Value Visit(Value a, Value b)
        {
            if (decide(a, b) is { } decided)
            {
                return decided;
            }

            if (known.TryGetValue((a, b), out Value? result))
            {
                return result;
            }

            RuntimeHelpers.EnsureSufficientExecutionStack();
            int outcome = Math.Max((a as Choice)?.Outcome ?? -1, (b as Choice)?.Outcome ?? -1);
            result = outcome < 0
                ? compute(a, b)
                : Choose(
                    outcome,
                    Visit(Side(a, outcome, false), Side(b, outcome, false)),
                    Visit(Side(a, outcome, true), Side(b, outcome, true)));
            known.Add((a, b), result);
            return result;
        }
    }

    /// <summary>Returns whether both truth values hold.</summary>
    public Value And(Value left, Value right) =>
        DecidesAnd(left, right) ?? Map(left, right, (x, y) => BooleanValue.Of(IsTrue(x) && IsTrue(y)), DecidesAnd);

    /// <summary>Returns whether one of two truth values holds.</summary>
    public Value Or(Value left, Value right) =>
        DecidesOr(left, right) ?? Map(left, right, (x, y) => BooleanValue.Of(IsTrue(x) || IsTrue(y)), DecidesOr);

    /// <summary>Returns the opposite of a truth value.</summary>
    public Value Not(Value truth) => Map(truth, x => BooleanValue.Of(!IsTrue(x)));

    /// <summary>Returns whether two truth values differ.</summary>
    public Value Differ(Value left, Value right) => Map(left, right, (x, y) => BooleanValue.Of(IsTrue(x) != IsTrue(y)));

    /// <summary>Returns one of two values by a truth value; registers and arrays choose for each of their elements.</summary>
    public Value If(Value condition, Value then, Value otherwise)
    {
        if (condition is BooleanValue known)
        {
            return known.IsTrue ? then : otherwise;
        }

        if (ReferenceEquals(then, otherwise))
        {
            return then;
        }

        return (then, otherwise) switch
        {
            (BitsValue a, BitsValue b) when a.Bits.Length == b.Bits.Length => new BitsValue(Each(a.Bits, b.Bits), a.IsRegister),
            (ArrayValue a, ArrayValue b) when a.Items.Length == b.Items.Length => new ArrayValue(Each(a.Items, b.Items)),
            (BitsNumber a, BitsNumber b) when a.Bits.Length == b.Bits.Length && a.IsSigned == b.IsSigned =>
                a with { Bits = Each(a.Bits, b.Bits) },
            (BitsNumber a, _) => If(condition, NumberOf(a), otherwise),
            (_, BitsNumber b) => If(condition, then, NumberOf(b)),
            _ => Map(Map(condition, then, (c, x) => IsTrue(c) ? x : Hole.Instance), otherwise, (x, y) => x is Hole ? y : x),
        };

        Value[] Each(Value[] a, Value[] b) => a.Select((x, i) => If(condition, x, b[i])).ToArray();
    }

    /// <summary>Returns the value where a truth value holds; elsewhere anything, so that the diagram is as small as possible.</summary>
    public Value Under(Value condition, Value value)
    {
        if (condition is BooleanValue)
        {
            return value;
        }

        Dictionary<(Value, Value), Value?> known = [];
        switch (value)
        {
            case BitsValue bits:
                return bits.IsKnown ? bits : new BitsValue(Array.ConvertAll(bits.Bits, b => Under(condition, b)), bits.IsRegister);
            case BitsNumber number:
                return number with { Bits = Array.ConvertAll(number.Bits, b => Under(condition, b)) };
            case Choice:
                return Visit(condition, value) ?? value;
            default:
                return value;
        }

        // Null where the condition cannot hold. Coudert and Madre 1990, doi:10.1109/ICCAD.1990.129859: the restrict operator.
        Value? Visit(Value mask, Value part)
        {
            if (mask is not Choice test)
            {
                return IsTrue(mask) ? part : null;
            }

            if (part is not Choice node)
            {
                return part;
            }

            if (known.TryGetValue((mask, part), out Value? result))
            {
                return result;
            }

            RuntimeHelpers.EnsureSufficientExecutionStack();
            if (test.Outcome > node.Outcome)
            {
                result = Visit(Or(test.Low, test.High), part);
            }
            else
            {
                Value? low = Visit(Side(mask, node.Outcome, false), node.Low);
                Value? high = Visit(Side(mask, node.Outcome, true), node.High);
                result = low is null ? high : high is null ? low : Choose(node.Outcome, low, high);
            }

            known.Add((mask, part), result);
            return result;
        }
    }

    /// <summary>Returns the number that bits spell, for each of their values.</summary>
    /// <exception cref="CircuitException">So many bits have too many values.</exception>
    public Value NumberOf(BitsNumber number)
    {
        const int MostOpenBits = 16;
        int open = number.Bits.Count(b => b is Choice);
        if (open > MostOpenBits)
        {
            throw new CircuitException(
                $"a number of {open} measured bits has too many values here, at most {MostOpenBits} bits are listed; compare it, "
                + "or use fewer bits");
        }

        Value sum = new IntegerValue(0, number.Width, !number.IsSigned);
        for (int i = 0; i < number.Bits.Length; i++)
        {
            BigInteger weight = BigInteger.One << i;
            weight = number.IsSigned && i == number.Bits.Length - 1 ? -weight : weight;
            sum = Map(sum, number.Bits[i], (s, b) => IsTrue(b) ? (IntegerValue)s with { Number = ((IntegerValue)s).Number + weight } : s);
        }

        return sum;
    }

    /// <summary>Returns the different known values that a value can take.</summary>
    public static IReadOnlyCollection<Value> Leaves(Value value)
    {
        HashSet<Value> seen = [];
        List<Value> leaves = [];
        Stack<Value> open = new([value]);
        while (open.Count > 0)
        {
            Value part = open.Pop();
            if (!seen.Add(part))
            {
                continue;
            }

            if (part is Choice node)
            {
                open.Push(node.High);
                open.Push(node.Low);
            }
            else
            {
                leaves.Add(part);
            }
        }

        return leaves;
    }

    /// <summary>Returns the outcomes that a value depends on.</summary>
    public static HashSet<int> Outcomes(Value value)
    {
        HashSet<int> outcomes = [];
        HashSet<Value> seen = [];
        Stack<Value> open = new([value]);
        while (open.Count > 0)
        {
            Value part = open.Pop();
            switch (part)
            {
                case Choice node when seen.Add(part):
                    outcomes.Add(node.Outcome);
                    open.Push(node.Low);
                    open.Push(node.High);
                    break;
                case BitsValue bits:
                    Array.ForEach(bits.Bits, open.Push);
                    break;
                case BitsNumber number:
                    Array.ForEach(number.Bits, open.Push);
                    break;
                case ArrayValue array:
                    Array.ForEach(array.Items, open.Push);
                    break;
            }
        }

        return outcomes;
    }

    /// <summary>Returns whether a truth value that is known holds.</summary>
    public static bool IsTrue(Value truth) => ((BooleanValue)truth).IsTrue;

    /// <summary>Returns the part of a value where an outcome has a value; the outcome is not below its first one.</summary>
    public static Value Side(Value value, int outcome, bool isOne) =>
        value is Choice node && node.Outcome == outcome ? isOne ? node.High : node.Low : value;

    private static Value? DecidesAnd(Value left, Value right) => left is BooleanValue a ? a.IsTrue ? right : a
        : right is BooleanValue b ? b.IsTrue ? left : b
        : ReferenceEquals(left, right) ? left
        : null;

    private static Value? DecidesOr(Value left, Value right) => left is BooleanValue a ? a.IsTrue ? a : right
        : right is BooleanValue b ? b.IsTrue ? b : left
        : ReferenceEquals(left, right) ? left
        : null;

    private Value Choose(int outcome, Value low, Value high)
    {
        if (low.Equals(high))
        {
            return low;
        }

        if (!_nodes.TryGetValue((outcome, low, high), out Choice? node))
        {
            _work.Charge(1);
            node = new Choice(outcome, low, high);
            _nodes.Add((outcome, low, high), node);
        }

        return node;
    }

    /// <summary>The place of a value that another one fills.</summary>
    private sealed record Hole : Value
    {
        public static Hole Instance { get; } = new();

        public override string Kind => "nothing";
    }
}
