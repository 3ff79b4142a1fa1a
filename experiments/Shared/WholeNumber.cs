using System.Globalization;

namespace CutAwareQnn.Experiments;

/// <summary>Reads a whole number within limits.</summary>
internal static class WholeNumber
{
    /// <summary>Reads an option's number: digits alone.</summary>
    /// <exception cref="InputException">The text is no number, or is outside the limits.</exception>
    public static int Read(string option, string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value >= least && value <= most
            ? value
            : throw new InputException($"{option} has '{text}', which is not a whole number from {least} to {most}; give digits alone");
}
