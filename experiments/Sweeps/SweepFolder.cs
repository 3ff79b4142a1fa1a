using CutAwareQnn.Experiments.Commands;

namespace CutAwareQnn.Experiments.Sweeps;

/// <summary>The folder of a sweep: what its questions' documents are written to.</summary>
internal static class SweepFolder
{
    /// <summary>Writes a question's document, over what was there; whole or not at all.</summary>
    public static void Write(string folder, string name, string json)
    {
        string file = Path.Combine(folder, name);
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(file + ".tmp", json + "\n");
            File.Move(file + ".tmp", file, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{file} cannot be written: {error.Message.TrimEnd('.')}; give another --out", error);
        }
    }
}
