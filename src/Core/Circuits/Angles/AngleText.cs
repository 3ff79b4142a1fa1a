using System.Globalization;
using System.Text;

namespace CutAwareQnn.Circuits;

/// <summary>Angles as text that a parser reads back to the same angle.</summary>
internal sealed class AngleText
{
    private const int LongestDecimal = 8;

    // Qiskit's importer of version 3 refuses **, so small powers are products there.
    private const int LongestProduct = 4;

    private readonly Func<Symbol, string> _name;
    private readonly string _power;
    private readonly Func<double, string> _number;
    private readonly StringBuilder _text = new();

    private AngleText(Func<Symbol, string> name, string power, Func<double, string> number)
    {
        _name = name;
        _power = power;
        _number = number;
    }

    public static string Of(Angle angle, Func<Symbol, string> name, string power, Func<double, string> number)
    {
        var text = new AngleText(name, power, number);
        text.Sum(angle);
        return text._text.ToString();
    }

    private void Sum(Angle angle)
    {
        if (angle.IsZero)
        {
            _text.Append('0');
        }

        for (int i = 0; i < angle.Terms.Count; i++)
        {
            AngleTerm term = angle.Terms[i];
            bool isNegative = term.Coefficient < 0;
            _text.Append(i == 0 ? isNegative ? "-" : "" : isNegative ? " - " : " + ");
            Product(Math.Abs(term.Coefficient), term.Factors);
        }
    }

    // Negative exponents follow the others, as divisions; so does a whole number whose reciprocal has no end, as in x/3.
    private void Product(double magnitude, EquatableArray<AnglePower> factors)
    {
        double divisor = Math.Round(1 / magnitude);
        bool isDivided = factors.Any(f => f.Exponent > 0) && divisor is > 2 and < 100 && 1 / divisor == magnitude
            && magnitude.ToString("R", CultureInfo.InvariantCulture).Length > LongestDecimal;
        bool isBare = isDivided || (magnitude == 1 && factors.Any(f => f.Exponent > 0));
        if (!isBare)
        {
            _text.Append(_number(magnitude));
        }

        string sign = isBare ? "" : "*";
        foreach (AnglePower factor in factors.OrderBy(f => f.Exponent < 0))
        {
            int exponent = Math.Abs(factor.Exponent);
            bool isWrittenOut = _power == "**" && exponent <= LongestProduct;
            for (int i = isWrittenOut ? exponent : 1; i > 0; i--)
            {
                _text.Append(factor.Exponent < 0 ? "/" : sign);
                Base(factor.Base);
                sign = "*";
            }

            if (!isWrittenOut && exponent != 1)
            {
                _text.Append(_power).Append(exponent.ToString(CultureInfo.InvariantCulture));
            }
        }

        if (isDivided)
        {
            _text.Append('/').Append(divisor.ToString("R", CultureInfo.InvariantCulture));
        }
    }

    private void Base(AngleFactor factor)
    {
        switch (factor)
        {
            case SymbolFactor symbol:
                _text.Append(_name(symbol.Symbol));
                break;
            case SumFactor inner:
                _text.Append('(');
                Sum(inner.Sum);
                _text.Append(')');
                break;
            case FunctionFactor function:
                _text.Append(_power == "**" && function.Function == AngleFunction.Ln ? "log" : function.Function.Name()).Append('(');
                Sum(function.Argument);
                _text.Append(')');
                break;
            case Atan2Factor point when _power == "**":
                throw new CircuitException($"angle atan2({point.Y}, {point.X}) cannot be written in OpenQASM 3; bind its symbols");
            case Atan2Factor point:
                _text.Append("atan2(");
                Sum(point.Y);
                _text.Append(", ");
                Sum(point.X);
                _text.Append(')');
                break;
        }
    }
}
