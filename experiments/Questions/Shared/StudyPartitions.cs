using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;

namespace CutAwareQnn.Experiments;

/// <summary>Lists between commas.</summary>
internal static class StudyPartitions
{
    /// <summary>Parses partitions of the study's circuit.</summary>
    public static string[] Parse(string text)
    {
        string[] partitions = Once(text);
        foreach (string letters in partitions)
        {
            PartitionLabels.Parse(letters, IrisClassifier.Circuit.QubitCount);
        }

        return partitions;
    }

    /// <summary>Returns the partitions that names refer to, each once.</summary>
    public static string[] Once(string text) => Once(text, name => name);

    /// <summary>Returns the partitions that names refer to, each once.</summary>
    public static T[] Once<T>(string text, Func<string, T> parse) =>
        Distinct("list", text, [.. text.Split(',', StringSplitOptions.TrimEntries).Select(parse)]);

    /// <summary>Checks that no value of a list is given twice.</summary>
    public static T[] Distinct<T>(string what, string text, T[] values) => values.Distinct().Count() == values.Length
        ? values
        : throw new InputException($"{what} {QuotedText.Of(text)} has a value twice; give each once");
}
