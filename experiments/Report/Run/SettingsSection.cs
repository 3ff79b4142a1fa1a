using System.Text.Json;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>The settings of a run, and where it ran.</summary>
internal static class SettingsSection
{
    private static readonly string[] Headings = ["", ""];

    /// <summary>Creates the section.</summary>
    /// <param name="settings">The settings: an object; null where they are not recorded.</param>
    /// <param name="machines">Where it ran, each once; empty where it is not recorded.</param>
    public static ReportSection Of(JsonElement? settings, IReadOnlyList<Machine> machines) => new(
        "settings",
        "Settings and machine",
        machines.Count switch
        {
            0 => "The machine is not recorded.",
            1 => "Times are of this machine.",
            _ => "The runs were carried out on different machines: their times should not be compared.",
        },
        [],
        [
            .. settings is { } known
                ? [new ReportTable("Settings", Headings, [.. Rows(known)]) { NameColumns = 2 }]
                : Array.Empty<ReportTable>(),
            .. machines.Select(machine => new ReportTable("Machine", Headings,
            [
                ["processor", machine.Processor ?? "not known"],
                ["processors used", Cells.Count(machine.ProcessorCount)],
                ["memory", $"{Cells.Number(machine.MemoryBytes / 1e9)} GB"],
                ["vectors", $"{machine.SimdBits} bits"],
                ["architecture", machine.Architecture],
                ["operating system", machine.OperatingSystem],
                ["runtime", machine.Framework],
                ["CutAwareQnn", machine.Version],
            ]) { NameColumns = 2 }),
        ],
        []);

    private static IEnumerable<IReadOnlyList<string>> Rows(JsonElement settings) =>
        from setting in settings.EnumerateObject()
        let text = Text(setting.Value)
        where text.Length > 0
        select (IReadOnlyList<string>)[setting.Name.Replace('_', ' '), text];

    // What does not go with the run is null.
    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(Text)),
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        _ => value.ToString(),
    };
}
