using System.Globalization;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Runtime;

/// <summary>A number that can be given by name.</summary>
/// <param name="Name">Its name, with its unit.</param>
/// <param name="Default">Its value where it is not given.</param>
/// <param name="Least">The smallest allowed.</param>
/// <param name="Most">The largest allowed.</param>
/// <param name="Rule">What is allowed, in words.</param>
/// <param name="IsWhole">Whether only whole numbers are.</param>
internal sealed record NamedNumber(string Name, double Default, double Least, double Most, string Rule, bool IsWhole = false)
{
    /// <summary>Creates a length of time.</summary>
    public static NamedNumber Seconds(string name, double value) => new(name, value, 0, 86_400, "seconds from 0 to a day");

    /// <summary>Reads <c>name=number,…</c> after a colon.</summary>
    /// <param name="what">What takes the numbers, for messages.</param>
    /// <param name="text">The numbers; null for none.</param>
    /// <param name="known">Those that can be given.</param>
    /// <returns>One value for each of <paramref name="known"/>.</returns>
    /// <exception cref="BackendException">A name is unknown or a number is out of range.</exception>
    public static double[] Read(string what, string? text, IReadOnlyList<NamedNumber> known)
    {
        double[] values = [.. known.Select(k => k.Default)];
        bool[] isGiven = new bool[known.Count];
        foreach (string assignment in text?.Split(',') ?? [])
        {
            string[] sides = assignment.Split('=', 2);
            int index = known.ToList().FindIndex(k => k.Name == sides[0]);
            if (index < 0)
            {
                throw new BackendException(
                    $"{what} has no parameter '{sides[0]}'; "
                    + (known.Count == 0 ? "it takes none" : $"it takes {string.Join(", ", known.Select(k => k.Name))}"));
            }

            if (isGiven[index])
            {
                throw new BackendException($"{what} was given {sides[0]} twice; give it once");
            }

            isGiven[index] = true;
            values[index] = known[index].Value(what, sides.Length == 2 ? sides[1] : "");
        }

        return values;
    }

    private double Value(string what, string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
        && value >= Least && value <= Most && (!IsWhole || double.IsInteger(value))
            ? value
            : throw new BackendException($"{what} was given {Name}='{text}'; give {Rule}");
}
