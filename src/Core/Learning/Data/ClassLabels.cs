namespace CutAwareQnn.Learning;

/// <summary>How classes are written as labels: two of them as -1 and +1, more as 0, 1, 2, ….</summary>
public static class ClassLabels
{
    /// <summary>The label of a class.</summary>
    /// <param name="index">Which, from 0.</param>
    /// <param name="classCount">Of how many.</param>
    public static double Of(int index, int classCount) => classCount == 2 ? (2 * index) - 1 : index;

    /// <summary>The index of the class that a label of two classes or of several stands for.</summary>
    public static int IndexOf(double label, int classCount) => classCount == 2 ? (label > 0 ? 1 : 0) : (int)label;

    /// <summary>Refuses fewer than two classes, and the same class twice.</summary>
    /// <exception cref="DatasetException">The classes cannot be told apart.</exception>
    internal static void Require(IReadOnlyList<string> classes)
    {
        if (classes.Count < 2)
        {
            throw new DatasetException(
                $"the data have {classes.Count} class{(classes.Count == 1 ? $" ('{classes[0]}')" : "es")}; a classifier needs samples of two");
        }

        string? twice = classes.GroupBy(c => c).FirstOrDefault(g => g.Count() > 1)?.Key;
        if (twice is not null)
        {
            throw new DatasetException($"class '{twice}' is given twice; give different ones");
        }
    }
}
