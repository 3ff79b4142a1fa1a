using System.Runtime.CompilerServices;

namespace CutAwareQnn.Unit;

/// <summary>Text compared with a file; <c>CUTAWARE_ACCEPT=1</c> makes the received text the expected one.</summary>
internal static class Golden
{
    /// <param name="received">The text.</param>
    /// <param name="name">A file in the folder Golden next to the test, such as <c>Cuts.svg</c>.</param>
    /// <param name="caller">The test's file.</param>
    public static void Assert(string received, string name, [CallerFilePath] string caller = "") =>
        AssertIn(Path.Combine(Path.GetDirectoryName(caller)!, "Golden"), received, name);

    /// <summary>Compares a text with a file of a folder, such as a page of the documentation.</summary>
    public static void AssertIn(string folder, string received, string name)
    {
        string expectedPath = Path.Combine(folder, name);
        string receivedPath = Path.Combine(
            folder, Path.GetFileNameWithoutExtension(name) + ".received" + Path.GetExtension(name));
        if (Environment.GetEnvironmentVariable("CUTAWARE_ACCEPT") == "1")
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(expectedPath, received);
        }

        string? expected = File.Exists(expectedPath) ? File.ReadAllText(expectedPath) : null;
        if (expected == received)
        {
            File.Delete(receivedPath);
            return;
        }

        Directory.CreateDirectory(folder);
        File.WriteAllText(receivedPath, received);
        global::Xunit.Assert.Fail($"{receivedPath}\ndiffers from\n{expectedPath}\nset CUTAWARE_ACCEPT=1 to accept it");
    }
}
