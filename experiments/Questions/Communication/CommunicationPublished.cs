namespace CutAwareQnn.Experiments;

/// <summary>
/// The study's validation accuracies, Table I and Figure 4d of Quantum Sci. Technol. 10, 015059 (2025), read at second hand from an
/// independent reproduction.
/// </summary>
internal static class CommunicationPublished
{
    private static readonly int[] Sublayers = [3, 5, 7, 9];

    private static readonly Dictionary<string, double[]> Accuracies = new(StringComparer.Ordinal)
    {
        ["single"] = [0.706, 0.755, 0.751, 0.781],
        ["nc"] = [0.846, 0.863, 0.867, 0.881],
        ["cc"] = [0.900, 0.931, 0.960, 0.968],
        ["qc"] = [0.895, 0.932, 0.954, 0.960],
    };

    /// <summary>Returns the published accuracy of a model; null where there is none.</summary>
    public static double? Accuracy(CommunicationCase model)
    {
        int index = Array.IndexOf(Sublayers, model.Sublayers);
        return index >= 0 && Accuracies.TryGetValue(model.Name, out double[]? row) ? row[index] : null;
    }
}
