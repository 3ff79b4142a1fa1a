using System.CommandLine;
using System.Globalization;

namespace CutAwareQnn.Experiments.Commands;

/// <summary>Whole numbers within limits.</summary>
internal static class OptionRange
{
    /// <summary>An option's number.</summary>
    public static int InRange(this ParseResult parsed, Option<int> option, int least, int most) =>
        parsed.GetValue(option) is int value && value >= least && value <= most
            ? value
            : throw new InputException(string.Create(
                CultureInfo.InvariantCulture, $"{option.Name} {parsed.GetValue(option)} is out of range; give {least} to {most}"));
}
