using System.Diagnostics;

namespace CutAwareQnn.EndToEnd;

/// <summary>The system's Python, which runs the adapters.</summary>
internal static class Python
{
    /// <summary>Why a test that needs it is skipped.</summary>
    public const string Missing = "python3 is not installed; the adapters are Python programs";

    /// <summary>Whether it is there, in a version that the adapters run on.</summary>
    public static bool IsInstalled { get; } = HasVersion();

    /// <summary>The reference adapter.</summary>
    public static string Reference => Path.Combine(Repository.Root, "adapters", "reference.py");

    private static bool HasVersion()
    {
        try
        {
            using Process process =
                Process.Start(new ProcessStartInfo("python3", ["-c", "import sys; sys.exit(0 if sys.version_info >= (3, 8) else 1)"]))!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
