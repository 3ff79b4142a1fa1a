using System.CommandLine;
using System.Globalization;

namespace CutAwareQnn.Experiments;

/// <summary>Numbers within limits.</summary>
internal static class OptionRange
{
    /// <summary>An option's number.</summary>
    public static T InRange<T>(this ParseResult parsed, Option<T> option, T least, T most)
        where T : IComparable<T> => parsed.GetValue(option) is { } value && value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0
            ? value
            : throw new InputException(string.Create(
                CultureInfo.InvariantCulture, $"{option.Name} {parsed.GetValue(option)} is out of range; give {least} to {most}"));
}
