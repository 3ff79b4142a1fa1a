namespace CutAwareQnn.Unit;

/// <summary>
/// Data that are not copied into the repository: in the folder that CUTQNN_SHARED names, else in shared/data of a folder above.
/// </summary>
public static class SharedData
{
    /// <summary>The folder, or null where there is none.</summary>
    public static string? Root { get; } = Find();

    /// <summary>Returns the path of a file or folder in it.</summary>
    public static string PathOf(params string[] names) =>
        Path.Combine([Root ?? throw new DirectoryNotFoundException(Missing), .. names]);

    internal const string Missing = "the shared data are missing; set CUTQNN_SHARED to their folder or put them into ../shared/data";

    private static string? Find()
    {
        string? named = Environment.GetEnvironmentVariable("CUTQNN_SHARED");
        if (!string.IsNullOrEmpty(named))
            return Directory.Exists(named) ? named : null;
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string nearby = Path.Combine(folder.FullName, "shared", "data");
            if (Directory.Exists(nearby))
                return nearby;
        }
        return null;
    }
}
