using System.Globalization;
using System.Text.Json;

namespace CutAwareQnn.Runtime;

/// <summary>Objects that map outcomes to counts or probabilities.</summary>
internal static class Histogram
{
    // Providers round probabilities to three or more digits.
    private const double SumTolerance = 1e-2;

    /// <summary>Whether a value is an object whose values are all numbers.</summary>
    public static bool Is(JsonElement value) => value.IsObject() && value.EnumerateObject().Any()
        && value.EnumerateObject().All(p => p.Value.IsNumber());

    /// <summary>
    /// Whether the values are probabilities: they are not whole numbers, or <paramref name="mayBeOne"/> and they sum to 1.
    /// </summary>
    /// <exception cref="ResultFileException">They are neither counts nor probabilities.</exception>
    public static bool AreProbabilities(IEnumerable<JsonElement> values, bool mayBeOne)
    {
        double sum = 0;
        bool areWhole = true;
        foreach (JsonElement value in values)
        {
            double number = value.GetDouble();
            if (!(number >= 0) || double.IsInfinity(number))
            {
                throw new ResultFileException($"a count is {ResultJson.Quote(value)}; counts are whole numbers from 0");
            }

            areWhole &= number == Math.Floor(number);
            sum += number;
        }

        if (areWhole)
        {
            return mayBeOne && sum == 1;
        }

        return Math.Abs(sum - 1) <= SumTolerance ? true : throw new ResultFileException(string.Create(
            CultureInfo.InvariantCulture,
            $"some values are fractions but they sum to {sum:G6}; counts are whole numbers, and probabilities sum to 1"));
    }
}
