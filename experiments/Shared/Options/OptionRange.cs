using System.CommandLine;
using System.Globalization;

namespace CutAwareQnn.Experiments;

/// <summary>Numbers within limits that other options set.</summary>
internal static class OptionRange
{
    /// <summary>Returns an option's number.</summary>
    /// <exception cref="InputException">It is out of range.</exception>
    public static T InRange<T>(this ParseResult parsed, Option<T> option, T least, T most)
        where T : IComparable<T> => parsed.GetValue(option) is { } value && value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0
            ? value
            : throw new InputException(string.Create(
                CultureInfo.InvariantCulture, $"{option.Name} {parsed.GetValue(option)} is out of range; give {least} to {most}"));
}
