using System.Runtime.CompilerServices;

namespace CutAwareQnn.Generators.Tests;

/// <summary>Text compared with a file; <c>CUTAWARE_ACCEPT=1</c> makes the received text the expected one.</summary>
internal static class Golden
{
    public static void Assert(string received, string name, [CallerFilePath] string caller = "")
    {
        string folder = Path.Combine(Path.GetDirectoryName(caller)!, "Golden");
        string expectedPath = Path.Combine(folder, name + ".txt");
        string receivedPath = Path.Combine(folder, name + ".received.txt");
        Directory.CreateDirectory(folder);
        if (Environment.GetEnvironmentVariable("CUTAWARE_ACCEPT") == "1")
        {
            File.WriteAllText(expectedPath, received);
        }

        string? expected = File.Exists(expectedPath) ? File.ReadAllText(expectedPath) : null;
        if (expected == received)
        {
            File.Delete(receivedPath);
            return;
        }

        File.WriteAllText(receivedPath, received);
        global::Xunit.Assert.Fail($"{receivedPath}\ndiffers from\n{expectedPath}\nset CUTAWARE_ACCEPT=1 to accept it");
    }
}
