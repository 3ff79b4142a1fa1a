namespace CutAwareQnn.Experiments;

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

    /// <summary>Runs of a partition, beside others.</summary>
    public static string Partition(int cuts, string partition) => cuts == 0 ? "uncut" : $"{Count(cuts, "cut")} ({partition})";

    /// <summary>A number of things, one or many.</summary>
    public static string Count(int count, string thing) => count == 1 ? $"1 {thing}" : $"{Cells.Count(count)} {thing}s";

    /// <summary>What figures over so many seeds are.</summary>
    public static string Medians(int seeds) => seeds == 1 ? "one seed" : $"medians over {Cells.Count(seeds)} seeds with 95 % bootstrap intervals";

    public static string Cuts(int cuts, string partition) => $"{cuts} ({partition})";
}
