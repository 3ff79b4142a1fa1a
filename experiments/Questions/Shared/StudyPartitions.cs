using CutAwareQnn.Cutting;

namespace CutAwareQnn.Experiments;

/// <summary>Lists between commas.</summary>
internal static class StudyPartitions
{
    /// <summary>Partitions of the study's circuit.</summary>
    public static string[] Parse(string text)
    {
        string[] partitions = Once(text);
        foreach (string letters in partitions)
        {
            PartitionLabels.Parse(letters, IrisClassifier.Circuit.QubitCount);
        }

        return partitions;
    }

    /// <summary>Names, each of them once.</summary>
    public static string[] Once(string text) => Once(text, name => name);

    /// <summary>What names stand for, each of it once.</summary>
    public static T[] Once<T>(string text, Func<string, T> parse)
    {
        string[] names = text.Split(',', StringSplitOptions.TrimEntries);
        T[] values = [.. names.Select(parse)];
        return values.Distinct().Count() == values.Length
            ? values
            : throw new InputException($"'{string.Join(',', names)}' names one twice; give each once");
    }
}
