using System.Buffers;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Experiments;

/// <summary>The numbers that an option takes, and the one reader of numbers on the command line.</summary>
/// <param name="Least">The lower bound.</param>
/// <param name="Most">The upper bound, included; the type's largest value where there is none.</param>
/// <param name="ExcludesLeast">Whether the lower bound itself is refused.</param>
/// <param name="ExcludesMost">Whether the upper bound itself is refused.</param>
internal sealed record NumberRange<T>(T Least, T Most, bool ExcludesLeast = false, bool ExcludesMost = false)
    where T : struct, INumber<T>, IMinMaxValue<T>
{
    private static readonly SearchValues<char> Characters = SearchValues.Create("0123456789+-.eE");

    // Half of one is a whole number, zero, in integer types alone.
    private static readonly bool IsWhole = T.IsInteger(T.One / (T.One + T.One));

    private string Rule
    {
        get
        {
            string kind = IsWhole ? "a whole number" : Most == T.MaxValue ? "a finite number" : "a number";
            string above = Least == T.MinValue && !IsWhole
                ? ""
                : string.Create(CultureInfo.InvariantCulture, $" {(ExcludesLeast ? "above" : "from")} {Least}");
            string below = string.Create(
                CultureInfo.InvariantCulture, $" {(ExcludesMost ? "and below" : ExcludesLeast ? "and at most" : "to")} {Most}");
            return $"{kind}{above}{(Most == T.MaxValue && !IsWhole ? "" : below)}";
        }
    }

    /// <summary>Creates an option with a default.</summary>
    public Option<T> Option(string name, T value, string description) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => value,
        CustomParser = result => Read(name, Text(result), Example(value)),
    };

    /// <summary>Creates an option without a default.</summary>
    /// <param name="example">A value that messages propose.</param>
    public Option<T?> Optional(string name, T example, string description) => new(name)
    {
        Description = description,
        CustomParser = result => Read(name, Text(result), Example(example)),
    };

    /// <summary>Reads one number.</summary>
    /// <param name="option">The option, as messages name it.</param>
    /// <param name="text">The number: digits with a decimal point, no separators, nothing around it.</param>
    /// <param name="example">A value that the message proposes.</param>
    /// <exception cref="InputException">The text is not a number of the range.</exception>
    public T Read(string option, string text, string example) => TryRead(text, out T value) ? value : throw Refused(option, text, example);

    /// <summary>Reads numbers between commas.</summary>
    /// <exception cref="InputException">A part is not a number of the range, or looks like the digits after a decimal comma.</exception>
    public T[] ReadList(string option, string text, string example) =>
    [
        .. text.Split(',').Select(part => part.Trim(' ')).Select(part => TryRead(part, out T value) && !IsPadded(part)
            ? value
            : throw new InputException($"{option} {QuotedText.Of(text)} has {QuotedText.Of(part)}, which is not {Rule}; "
                + $"give numbers between commas{(IsWhole ? "" : ", with decimal points")}, e.g. {example}")),
    ];

    private bool TryRead(string text, out T value)
    {
        value = default;
        NumberStyles style = IsWhole ? NumberStyles.AllowLeadingSign : NumberStyles.Float;
        return !text.AsSpan().ContainsAnyExcept(Characters)
            && T.TryParse(text, style, CultureInfo.InvariantCulture, out value)
            && T.IsFinite(value)
            && (ExcludesLeast ? value > Least : value >= Least)
            && (ExcludesMost ? value < Most : value <= Most);
    }

    // The second half of 0,05.
    private static bool IsPadded(string part) => part.Length > 1 && part[0] == '0' && char.IsAsciiDigit(part[1]);

    private InputException Refused(string option, string text, string example) => new(
        $"{option} {QuotedText.Of(text)} is not {Rule}; give {(IsWhole ? "digits alone" : "digits with a decimal point")}, e.g. {example}");

    private static string Text(ArgumentResult result) => result.Tokens[0].Value;

    private static string Example(T value) => value.ToString(null, CultureInfo.InvariantCulture);
}
