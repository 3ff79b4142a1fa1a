using CutAwareQnn.Cutting;
using CutAwareQnn.Experiments.Circuits;

namespace CutAwareQnn.Experiments.Commands;

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
    public static string[] Once(string text)
    {
        string[] names = text.Split(',', StringSplitOptions.TrimEntries);
        return names.Distinct().Count() == names.Length
            ? names
            : throw new InputException($"'{string.Join(',', names)}' names one twice; give each once");
    }
}
