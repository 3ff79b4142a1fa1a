using CutAwareQnn.Circuits;

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

    /// <summary>Names the runs of a partition, next to others.</summary>
    public static string Partition(int cuts, string partition) => cuts == 0 ? "uncut" : $"{Count(cuts, "cut")} ({partition})";

    /// <summary>Returns a number of things, one or many.</summary>
    public static string Count(long count, string thing) => Counted.Of(count, thing, "N0");

    /// <summary>
    /// Names figures over several seeds. No interval of n values covers the median more often than their range does, in 1 - 2^(1-n) of all
    /// cases: below six seeds an interval is not one of 95 %.
    /// </summary>
    public static string Medians(int seeds) => seeds switch
    {
        1 => "one seed",
        < 6 =>
            $"medians over {Cells.Count(seeds)} seeds with bootstrap intervals, which at {Cells.Count(seeds)} seeds cover the "
            + $"median in at most {Cells.Number(100 * (1 - Math.Pow(2, 1 - seeds)))} % of cases",
        _ => $"medians over {Cells.Count(seeds)} seeds with 95 % bootstrap intervals",
    };

    /// <summary>Returns the text with a capital first letter.</summary>
    public static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>Returns the partition that ratios are over, in words.</summary>
    public static string First(IReadOnlyList<string> partitions) => partitions[0] == "none" ? "no cut" : partitions[0];

    public static string Cuts(int cuts, string partition) => $"{cuts} ({partition})";
}
