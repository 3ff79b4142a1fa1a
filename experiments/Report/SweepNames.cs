namespace CutAwareQnn.Experiments.Report;

/// <summary>How a sweep's data sets and partitions are called in a report.</summary>
internal static class SweepNames
{
    public const string CutsLabel = "cuts (partition)";

    public static string Dataset(string name) => name switch
    {
        "iris" => "Iris",
        "mnist" => "MNIST",
        _ => name,
    };

    public static string Cuts(int cuts, string partition) => $"{cuts} ({partition})";
}
