using System.Text.Json;

namespace CutAwareQnn.Unit;

/// <summary>The files of <c>tests/Unit/Data</c>, which are copied next to the test assembly.</summary>
internal static class DataFiles
{
    /// <summary>Parses a file.</summary>
    /// <param name="name">A name such as <c>plans.json</c>.</param>
    public static JsonElement Read(string name) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data", name))).RootElement;
}
