using System.CommandLine;
using CutAwareQnn.Circuits;
using CutAwareQnn.Circuits.OpenQasm;

namespace CutAwareQnn.Experiments;

/// <summary><c>cutqnn draw</c>: a circuit file as text or SVG, with its cuts.</summary>
internal static class DrawCommand
{
    // A terminal narrower than this wraps the lines; folding them further would leave nothing to read.
    private const int NarrowestTerminal = 40;

    public static Command Create()
    {
        var file = new CircuitFile();
        var partition = new Option<string>("--partition")
        {
            Description = "One letter per qubit, qubit 0 first; gates between different letters are marked as cut. 'none' marks nothing. "
                + "Without it the cuts are those that the file marks.",
            DefaultValueFactory = _ => "none",
        };
        Option<FileInfo?> plan =
            PathOption.File("--plan", "The plan that 'cutqnn plan --out' wrote: its gate, wire, joint and linked cuts are drawn.");
        Option<FileInfo?> svg = PathOption.File("--svg", "Writes an SVG file instead of text.");
        Option<int?> width = Numbers.From(1).Optional(
            "--width",
            DrawingOptions.DefaultWidth,
            "Characters per line, 10 pixels each in SVG; longer circuits are folded. "
                + $"Default: the terminal's width for text, else {DrawingOptions.DefaultWidth}.");
        var json = new Option<bool>("--json") { Description = "Writes one JSON document to standard output, and nothing else." };
        var command = new Command(
            "draw",
            "Draws a circuit with its cuts as text or SVG. Reads FILE and the plan that --plan names; writes the file that --svg names.");
        file.AddTo(command);
        foreach (Option option in new Option[] { partition, plan, svg, width, json })
        {
            command.Add(option);
        }

        command.SetAction((parsed, _) =>
        {
            OpenQasmProgram program = file.Read(parsed);
            return RunAsync(
                parsed.InvocationConfiguration.Output,
                program,
                file.File(parsed),
                DrawnCuts.Of(program, parsed.IsGiven(partition) ? parsed.GetValue(partition) : null, parsed.GetValue(plan)),
                parsed.GetValue(svg),
                parsed.GetValue(width),
                parsed.GetValue(json));
        });
        return command;
    }

    private static async Task<int> RunAsync(
        TextWriter output, OpenQasmProgram program, FileInfo file, DrawnCuts cuts, FileInfo? svg, int? width, bool isJson)
    {
        Circuit circuit = cuts.Circuit;
        DrawingOptions options = new()
        {
            Width = width ?? (svg is null && !isJson ? TerminalWidth() : DrawingOptions.DefaultWidth),
            Cuts = cuts.Marks,
            SymbolName = s => (s.Kind == SymbolKind.Feature ? program.FeatureNames : program.WeightNames)[s.Index],
            Fragments = cuts.Letters,
        };

        string? text = svg is null ? CircuitDrawing.Draw(circuit, options) : null;
        if (svg is not null)
        {
            string drawing = CircuitSvg.Draw(circuit, options);
            TargetFile.Write(svg, drawing, source: file);
        }

        string drawn = isJson ? new DrawDocument(circuit, cuts.All, text, svg?.ToString()).ToJson() : text ?? $"wrote {svg}";
        await output.WriteLineAsync(drawn).ConfigureAwait(false);
        return 0;
    }

    // The last column stays free: some terminals break the line after it.
    private static int TerminalWidth() => Console.IsOutputRedirected || Console.WindowWidth <= 0
        ? DrawingOptions.DefaultWidth
        : Math.Max(NarrowestTerminal, Console.WindowWidth - 1);
}
