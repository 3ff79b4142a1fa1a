using CutAwareQnn.Circuits;

namespace CutAwareQnn.Learning;

/// <summary>The labels of classes: -1 and +1 for two classes, 0, 1, 2, … for more.</summary>
public static class ClassLabels
{
    /// <summary>Returns the label of a class.</summary>
    /// <param name="index">Index of the class, from 0.</param>
    /// <param name="classCount">Number of classes, at least 2.</param>
    public static double Of(int index, int classCount) => classCount == 2 ? (2 * index) - 1 : index;

    /// <summary>Returns the index of the class that a label denotes.</summary>
    public static int IndexOf(double label, int classCount) => classCount == 2 ? (label > 0 ? 1 : 0) : (int)label;

    /// <summary>Refuses fewer than two classes, and a class that occurs twice.</summary>
    /// <exception cref="DatasetException">There are fewer than two classes, or two of the same name.</exception>
    internal static void Require(IReadOnlyList<string> classes)
    {
        if (classes.Count < 2)
        {
            throw new DatasetException(
                $"the data have {Counted.Of(classes.Count, "class")}{(classes.Count == 1 ? $" ('{classes[0]}')" : "")}; a classifier needs "
                + "samples of two");
        }

        string? twice = classes.GroupBy(c => c).FirstOrDefault(g => g.Count() > 1)?.Key;
        if (twice is not null)
        {
            throw new DatasetException($"class '{twice}' is given twice; give different ones");
        }
    }
}
