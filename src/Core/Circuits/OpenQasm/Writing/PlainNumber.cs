using System.Globalization;

namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>Numbers as every reader takes them: digits and a point, without an exponent.</summary>
internal static class PlainNumber
{
    /// <summary>Returns the text of a number from 0; numbers below 1e-20 are 0.</summary>
    public static string Of(double number)
    {
        const double Nothing = 1e-20;
        string text = number < Nothing ? "0" : number.ToString("R", CultureInfo.InvariantCulture);
        string[] parts = text.Split('E');
        if (parts.Length == 1)
        {
            return text.IndexOf('.') >= 0 ? text : text + ".0";
        }

        int exponent = int.Parse(parts[1], CultureInfo.InvariantCulture);
        string digits = parts[0].Replace(".", "");
        return exponent < 0
            ? "0." + new string('0', -exponent - 1) + digits
            : digits.PadRight(exponent + 1, '0') + ".0";
    }
}
