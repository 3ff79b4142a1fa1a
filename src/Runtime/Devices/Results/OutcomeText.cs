using System.Globalization;
using System.Numerics;

namespace CutAwareQnn.Runtime;

/// <summary>Outcomes written as text.</summary>
internal static class OutcomeText
{
    // 1,200 bits: wider than any device; longer numbers take quadratic time.
    private const int MostDigits = 400;

    /// <summary>Whether text is '0's and '1's in groups with single spaces between them.</summary>
    public static bool IsBinary(string text) => text.Length > 0 && text[0] != ' ' && text[^1] != ' '
        && !text.Contains("  ", StringComparison.Ordinal) && text.All(c => c is '0' or '1' or ' ');

    /// <summary>Whether text is a hexadecimal number behind 0x.</summary>
    public static bool IsHexadecimal(string text) =>
        text.Length is > 2 and <= MostDigits && text.StartsWith("0x", StringComparison.Ordinal) && text.Skip(2).All(char.IsAsciiHexDigit);

    /// <summary>Whether text is a decimal number without leading zeros.</summary>
    public static bool IsDecimal(string text) =>
        text.Length is > 0 and <= MostDigits && text.All(char.IsAsciiDigit) && (text.Length == 1 || text[0] != '0');

    /// <summary>Returns a hexadecimal or decimal number.</summary>
    /// <exception cref="ResultFileException">It is neither.</exception>
    public static BigInteger Number(string text) =>
        IsHexadecimal(text) ? BigInteger.Parse("0" + text[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
        : IsDecimal(text) ? BigInteger.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture)
        : throw new ResultFileException(
            $"outcome '{ResultJson.Quote(text)}' is not a number; outcomes are decimal, or hexadecimal as 0x1f");

    /// <summary>Returns a number's bits, bit 0 first.</summary>
    /// <exception cref="ResultFileException">The number has more bits.</exception>
    public static string Row(BigInteger number, int width)
    {
        if (Width(number) > width)
        {
            throw new ResultFileException(
                $"outcome {number} needs {Width(number)} bits but the circuit has {width}; give the circuit's own result");
        }

        return string.Create(width, number, static (row, value) =>
        {
            for (int i = 0; i < row.Length; i++)
            {
                row[i] = (value >> i).IsEven ? '0' : '1';
            }
        });
    }

    /// <summary>The bits that a number needs, at least 1.</summary>
    public static int Width(BigInteger number) => Math.Max(1, (int)number.GetBitLength());

    /// <summary>Returns text with its characters in reverse.</summary>
    public static string Reversed(string text) => string.Create(text.Length, text, static (row, source) =>
    {
        source.CopyTo(row);
        row.Reverse();
    });
}
