using System.CommandLine;
using CutAwareQnn.Circuits;
using CutAwareQnn.Circuits.OpenQasm;
using CutAwareQnn.Cutting;

namespace CutAwareQnn.Experiments;

/// <summary><c>cutqnn draw</c>: a circuit file as text or SVG, with the cuts of a partition.</summary>
internal static class DrawCommand
{
    // A terminal narrower than this wraps the lines; folding them further would leave nothing to read.
    private const int NarrowestTerminal = 40;

    public static Command Create()
    {
        var file = new CircuitFile();
        var partition = new Option<string>("--partition")
        {
            Description = "One letter per qubit, qubit 0 first; gates between different letters are marked as cut. 'none' marks nothing.",
            DefaultValueFactory = _ => "none",
        };
        Option<FileInfo?> svg = PathOption.File("--svg", "Writes an SVG file instead of text.");
        Option<int?> width = Numbers.From(1).Optional(
            "--width",
            DrawingOptions.DefaultWidth,
            "Characters per line, 10 pixels each in SVG; longer circuits are folded. "
                + $"Default: the terminal's width for text, else {DrawingOptions.DefaultWidth}.");
        var json = new Option<bool>("--json") { Description = "Writes one JSON document to standard output, and nothing else." };
        var command = new Command("draw", "Draws a circuit as text or SVG. Reads FILE; writes the file that --svg names.");
        file.AddTo(command);
        foreach (Option option in new Option[] { partition, svg, width, json })
        {
            command.Add(option);
        }

        command.SetAction((parsed, _) => RunAsync(
            parsed.InvocationConfiguration.Output,
            file.Read(parsed),
            file.File(parsed),
            parsed.GetValue(partition)!,
            parsed.GetValue(svg),
            parsed.GetValue(width),
            parsed.GetValue(json)));
        return command;
    }

    private static async Task<int> RunAsync(
        TextWriter output, OpenQasmProgram program, FileInfo file, string partition, FileInfo? svg, int? width, bool isJson)
    {
        Circuit circuit = program.Circuit;
        PartitionLabels labels = PartitionLabels.Parse(partition, circuit.QubitCount);
        IReadOnlyList<GateCut> cuts = LabelCuts.Of(circuit, labels);
        DrawingOptions options = new()
        {
            Width = width ?? (svg is null && !isJson ? TerminalWidth() : DrawingOptions.DefaultWidth),
            Cuts = cuts.Select(cut => (CutMark)new GateCutMark(cut.Instruction)).ToEquatableArray(),
            SymbolName = s => (s.Kind == SymbolKind.Feature ? program.FeatureNames : program.WeightNames)[s.Index],
            Fragments = labels == PartitionLabels.None(circuit.QubitCount) ? null : labels.Letters,
        };

        string? text = svg is null ? CircuitDrawing.Draw(circuit, options) : null;
        if (svg is not null)
        {
            string drawing = CircuitSvg.Draw(circuit, options);
            TargetFile.Write(svg, drawing, source: file);
        }

        string said = isJson ? new DrawDocument(circuit, cuts, text, svg?.ToString()).ToJson() : text ?? $"wrote {svg}";
        await output.WriteLineAsync(said).ConfigureAwait(false);
        return 0;
    }

    // The last column stays free: some terminals break the line behind it.
    private static int TerminalWidth() => Console.IsOutputRedirected || Console.WindowWidth <= 0
        ? DrawingOptions.DefaultWidth
        : Math.Max(NarrowestTerminal, Console.WindowWidth - 1);
}
