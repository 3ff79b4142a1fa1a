using System.IO.Compression;
using CutAwareQnn.Learning;

namespace CutAwareQnn.Experiments;

/// <summary>The study's three fixed data sets, kept in the console; see the notice next to the files.</summary>
internal static class ClusterSets
{
    public const int Count = 3;

    /// <summary>Reads a set.</summary>
    /// <param name="set">Its number, 1 to 3.</param>
    public static ClusterData Read(int set)
    {
        string name = $"clusters{set}.csv.gz";
        using Stream stream = typeof(ClusterSets).Assembly.GetManifestResourceStream($"CutAwareQnn.{name}")
            ?? throw new DatasetException($"{name} is missing from the console; install it again");
        using var reader = new StreamReader(new GZipStream(stream, CompressionMode.Decompress));
        return ClusterData.Parse(reader.ReadToEnd(), name);
    }

    /// <summary>Reads the set with a name such as <c>clusters3</c>; null for another name.</summary>
    public static ClusterData? Named(string name) => name is "clusters1" or "clusters2" or "clusters3" ? Read(name[^1] - '0') : null;
}
