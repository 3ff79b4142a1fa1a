using System.Globalization;

namespace CutAwareQnn.Circuits;

/// <summary>
/// A gate angle in radians: an expression in features and weights, kept in one normal form and compared by value. It is a sum of
/// <see cref="AngleTerm"/>s: like terms are collected, constants are folded, factors are gathered into powers and sorted. Products of
/// sums stay products, <c>2*(x[0] - pi)*(x[1] - pi)</c>, so that an angle is never larger than what was written.
/// </summary>
/// <example>
/// <code>
/// Angle angle = (2 * Angle.Feature(0)) + 0.5;
/// Console.WriteLine(angle.Evaluate(_ =&gt; 0.25));    // 1
/// Console.WriteLine(angle.Differentiate(angle.Symbols.First()).Constant);    // 2
/// </code>
/// </example>
public sealed class Angle : IEquatable<Angle>, IComparable<Angle>
{
    /// <summary>Symbols, numbers and operations in an angle; what is larger was made by a loop gone wild.</summary>
    private const int LargestSize = 10_000;

    /// <summary>Functions and parentheses in each other, hence frames of the stack.</summary>
    private const int DeepestNesting = 300;

    private readonly EquatableArray<AngleTerm> _terms;

    // 0 until first read.
    private int _hash;

    // Most angles of a file are numbers; they are made without looking at the term.
    private Angle(double value)
    {
        _terms = EquatableArray<AngleTerm>.Of(new AngleTerm(value, EquatableArray<AnglePower>.Empty));
        Size = 1;
        Depth = 1;
    }

    private Angle(EquatableArray<AngleTerm> terms)
    {
        _terms = terms;
        long size = 0;
        foreach (AngleTerm term in terms)
        {
            size += term.Size;
            Depth = Math.Max(Depth, 1 + term.Depth);
        }

        Size = (int)Math.Min(size, int.MaxValue);
        if (size > LargestSize || Depth > DeepestNesting)
        {
            throw new CircuitException(
                $"an angle grows beyond {LargestSize} symbols and numbers or {DeepestNesting} levels; write it shorter");
        }
    }

    /// <summary>The angle 0.</summary>
    public static Angle Zero { get; } = new(EquatableArray<AngleTerm>.Empty);

    /// <summary>The terms, constant first, then by their factors; an angle of 0 has none.</summary>
    public IReadOnlyList<AngleTerm> Terms => _terms;

    /// <summary>Whether no symbol occurs.</summary>
    public bool IsConstant => _terms.Count == 0 || (_terms.Count == 1 && _terms[0].Factors.Count == 0);

    /// <summary>Whether this is the constant 0.</summary>
    public bool IsZero => _terms.Count == 0;

    /// <summary>The value of a constant angle, in radians.</summary>
    /// <exception cref="CircuitException">A symbol occurs.</exception>
    public double Constant => IsConstant
        ? _terms.Count == 0 ? 0 : _terms[0].Coefficient
        : throw new CircuitException($"angle {this} has no value without its features and weights; bind the circuit first");

    /// <summary>The distinct symbols, in order.</summary>
    public IEnumerable<Symbol> Symbols => AllSymbols.Distinct().OrderBy(s => s);

    internal int Size { get; }

    internal int Depth { get; }

    internal IEnumerable<Symbol> AllSymbols => _terms.SelectMany(t => t.Factors).SelectMany(f => f.Base.Symbols);

    /// <summary>Creates the angle of feature <paramref name="index"/>.</summary>
    public static Angle Feature(int index) => Of(new Symbol(SymbolKind.Feature, index));

    /// <summary>Creates the angle of weight <paramref name="index"/>.</summary>
    public static Angle Weight(int index) => Of(new Symbol(SymbolKind.Weight, index));

    /// <summary>Creates the angle of one symbol.</summary>
    public static Angle Of(Symbol symbol) => Of(AngleTerm.Of(new SymbolFactor(symbol)));

    /// <summary>A constant angle in radians.</summary>
    /// <exception cref="CircuitException">The value is not finite.</exception>
    public static implicit operator Angle(double value) => FromDouble(value);

    /// <summary>Creates a constant angle in radians.</summary>
    /// <exception cref="CircuitException">The value is not finite.</exception>
    public static Angle FromDouble(double value) => Finite(value) == 0 ? Zero : new(value);

    /// <summary>The sum.</summary>
    public static Angle operator +(Angle left, Angle right) =>
        left.IsZero ? right : right.IsZero ? left : Collect(left._terms.Concat(right._terms));

    /// <summary>The difference.</summary>
    public static Angle operator -(Angle left, Angle right) => left + (-right);

    /// <summary>The negation.</summary>
    public static Angle operator -(Angle angle) => angle.Scale(c => -c);

    /// <summary>The product.</summary>
    public static Angle operator *(Angle left, Angle right) =>
        left.IsConstant ? right.Scale(c => c * left.Constant)
        : right.IsConstant ? left.Scale(c => c * right.Constant)
        : Of(left.AsTerm().Times(right.AsTerm()));

    /// <summary>The quotient.</summary>
    /// <exception cref="CircuitException">The divisor is 0.</exception>
    public static Angle operator /(Angle left, Angle right) =>
        right.IsZero ? throw new CircuitException($"angle {left} is divided by 0; divide by another number")
        : right.IsConstant ? left.Scale(c => c / right.Constant)
        : left * Power(right, -1);

    /// <summary>Creates the sum; for languages without operators.</summary>
    public static Angle Add(Angle left, Angle right) => left + right;

    /// <summary>Creates the difference; for languages without operators.</summary>
    public static Angle Subtract(Angle left, Angle right) => left - right;

    /// <summary>Creates the product; for languages without operators.</summary>
    public static Angle Multiply(Angle left, Angle right) => left * right;

    /// <summary>Creates the quotient; for languages without operators.</summary>
    public static Angle Divide(Angle left, Angle right) => left / right;

    /// <summary>Creates the negation; for languages without operators.</summary>
    public static Angle Negate(Angle angle) => -angle;

    /// <summary>
    /// Creates a power; exponents that are no integers go through the square root or through <c>exp(exponent·ln(base))</c>.
    /// </summary>
    /// <exception cref="CircuitException">0 to a negative power, or a negative number to one that is no integer.</exception>
    public static Angle Power(Angle @base, Angle exponent)
    {
        if (!exponent.IsConstant)
        {
            return Apply(AngleFunction.Exp, exponent * Apply(AngleFunction.Ln, @base));
        }

        double power = exponent.Constant;
        return Math.Abs(power) <= AnglePower.LargestExponent && Math.Floor(power) == power ? IntegerPower(@base, (int)power)
            : Math.Abs(power) <= AnglePower.LargestExponent && Math.Floor(2 * power) == 2 * power
                ? IntegerPower(Apply(AngleFunction.Sqrt, @base), (int)(2 * power))
            : Apply(AngleFunction.Exp, exponent * Apply(AngleFunction.Ln, @base));
    }

    /// <summary>Creates a function of one angle; of a constant it is a constant.</summary>
    /// <exception cref="CircuitException">The constant lies outside the function's domain.</exception>
    public static Angle Apply(AngleFunction function, Angle argument)
    {
        if (argument.IsConstant)
        {
            double value = function.Evaluate(argument.Constant);
            return double.IsNaN(value) || double.IsInfinity(value)
                ? throw new CircuitException(
                    $"{function.Name()}({argument}) has no finite value; give the function an argument of its domain")
                : FromDouble(value);
        }

        if (argument.IsReflected && function.Parity() != 0)
        {
            Angle reflected = Apply(function, -argument);
            return function.Parity() < 0 ? -reflected : reflected;
        }

        return Of(AngleTerm.Of(new FunctionFactor(function, argument)));
    }

    /// <summary>Creates the angle of the point (x, y) seen from the origin, in (-π, π]; 0 at the origin.</summary>
    public static Angle Atan2(Angle y, Angle x) => y.IsConstant && x.IsConstant
        ? FromDouble(Elementary.Atan2(y.Constant, x.Constant))
        : Of(AngleTerm.Of(new Atan2Factor(y, x)));

    /// <summary>Returns the exact partial derivative with respect to a symbol.</summary>
    public Angle Differentiate(Symbol symbol) =>
        _terms.Aggregate(Zero, (sum, t) => sum + t.Differentiate(symbol));

    /// <summary>Replaces every symbol by an angle.</summary>
    public Angle Substitute(Func<Symbol, Angle> replacement) =>
        _terms.Aggregate(Zero, (sum, t) => sum + t.Substitute(replacement));

    /// <summary>Computes the value in radians for the given symbol values; NaN outside the domain of a function.</summary>
    public double Evaluate(Func<Symbol, double> value)
    {
        double sum = 0;
        foreach (AngleTerm term in _terms)
        {
            sum += term.Evaluate(value);
        }

        return sum;
    }

    /// <inheritdoc/>
    public bool Equals(Angle? other) =>
        ReferenceEquals(this, other) || (other is not null && GetHashCode() == other.GetHashCode() && _terms.Equals(other._terms));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Angle);

    /// <inheritdoc/>
    public override int GetHashCode() => _hash != 0 ? _hash : _hash = _terms.GetHashCode();

    /// <summary>Compares in some fixed order of expressions.</summary>
    public int CompareTo(Angle? other)
    {
        if (other is null || ReferenceEquals(this, other))
        {
            return other is null ? 1 : 0;
        }

        int order = _terms.Count.CompareTo(other._terms.Count);
        for (int i = 0; order == 0 && i < _terms.Count; i++)
        {
            order = _terms[i].CompareTo(other._terms[i]);
        }

        return order;
    }

    /// <summary>Returns the expression as OpenQASM 2 writes it, such as <c>-0.5 + 2*x[0]</c>.</summary>
    public override string ToString() =>
        AngleText.Of(this, symbol => symbol.ToString(), "^", number => number.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>Returns the expression as OpenQASM reads it, to the last bit, with names of one's own.</summary>
    /// <param name="name">The text of a symbol.</param>
    /// <param name="power">The sign of powers: <c>^</c> in OpenQASM 2, <c>**</c> in version 3.</param>
    public string ToString(Func<Symbol, string> name, string power) => AngleText.Of(this, name, power, RadianText.Of);

    internal static Angle Of(AngleTerm term)
    {
        // sqrt(a)^3 is a*sqrt(a).
        foreach (AnglePower factor in term.Factors)
        {
            if (factor is { Base: FunctionFactor { Function: AngleFunction.Sqrt } root, Exponent: > 1 or < -1 })
            {
                AngleTerm rest = term.Times(new(1, EquatableArray<AnglePower>.Of(factor with { Exponent = -2 * (factor.Exponent / 2) })));
                return Of(rest) * IntegerPower(root.Argument, factor.Exponent / 2);
            }
        }

        return term.Factors.Count == 1 && term.Factors[0] is { Exponent: 1, Base: SumFactor inner }
            ? inner.Sum.Scale(c => c * term.Coefficient)
            : Collect([term]);
    }

    /// <summary>Creates the angle of terms that are in normal form already, as <see cref="Terms"/> gives them.</summary>
    internal static Angle OfNormalForm(EquatableArray<AngleTerm> terms) => new(terms);

    internal Angle Scale(Func<double, double> factor) => Collect(_terms.Select(t => t with { Coefficient = factor(t.Coefficient) }));

    /// <summary>Whether the first term is negative: of an angle and its negative, one is.</summary>
    internal bool IsReflected => _terms.Count > 0 && _terms[0].Coefficient < 0;

    // A sum becomes a factor with the coefficient 1 at its first symbol, so that multiples of one sum are powers of one factor.
    internal AngleTerm AsTerm()
    {
        if (_terms.Count == 1)
        {
            return _terms[0];
        }

        double scale = _terms[_terms[0].Factors.Count == 0 ? 1 : 0].Coefficient;
        return AngleTerm.Of(new SumFactor(Scale(c => c / scale))) with { Coefficient = scale };
    }

    private static Angle IntegerPower(Angle @base, int exponent)
    {
        if (exponent == 0)
        {
            return 1;
        }

        if (!@base.IsConstant)
        {
            return Of(@base.AsTerm().ToPower(exponent));
        }

        return @base.IsZero && exponent < 0
            ? throw new CircuitException($"0 is raised to the power {exponent}; give another base, or a positive exponent")
            : AnglePower.Of(@base.Constant, exponent);
    }

    private static Angle Collect(IEnumerable<AngleTerm> terms)
    {
        AngleTerm[] all = terms as AngleTerm[] ?? terms.ToArray();
        if (all.Length > 1)
        {
            all = all.GroupBy(t => t.Factors)
                .Select(g => new AngleTerm(g.Sum(t => t.Coefficient), g.Key))
                .Where(t => t.Coefficient != 0)
                .OrderBy(t => t)
                .ToArray();
        }
        else if (all.Length == 1 && all[0].Coefficient == 0)
        {
            return Zero;
        }

        foreach (AngleTerm term in all)
        {
            Finite(term.Coefficient);
        }

        return new(EquatableArray<AngleTerm>.Of(all));
    }

    private static double Finite(double value) => double.IsNaN(value) || double.IsInfinity(value)
        ? throw new CircuitException($"angle {value.ToString(CultureInfo.InvariantCulture)} is not finite; give a number of radians")
        : value;
}
