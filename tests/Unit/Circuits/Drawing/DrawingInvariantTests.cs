using System.Xml.Linq;
using CutAwareQnn.Circuits;
using Xunit;

namespace CutAwareQnn.Unit.Circuits.Drawing;

/// <summary>What holds for every drawing, over random circuits, marks and widths.</summary>
public sealed class DrawingInvariantTests
{
    private const int CircuitCount = 300;

    [Fact]
    public void EveryInstruction_IsPlacedOnce_AsEarlyAsItsRowsAllow()
    {
        ForAll((circuit, options) =>
        {
            CircuitLayout layout = CircuitLayout.Of(circuit, options);
            PlacedFigure[] placed = [.. layout.Pages.SelectMany(p => p.Figures)];
            Assert.Equal(
                circuit.Instructions.Select(i => i.ToString()).Order(StringComparer.Ordinal),
                placed.Where(p => p.Figure.Nodes[0].Kind != NodeKind.WireCut).Select(p => p.Figure.Title).Order(StringComparer.Ordinal));
            Assert.Equal(
                options.Cuts.OfType<WireCutMark>().Count(), placed.Count(p => p.Figure.Nodes[0].Kind == NodeKind.WireCut));
            foreach (PlacedFigure figure in placed)
            {
                int[] before = [.. placed.Where(p => p.Column < figure.Column && Rows(circuit, p).Intersect(Rows(circuit, figure)).Any())
                    .Select(p => p.Column)];
                Assert.Equal(figure.Column, before.Length == 0 ? 0 : before.Max() + 1);
            }
        });
    }

    [Fact]
    public void Instructions_KeepTheirOrderOnEveryQubit()
    {
        ForAll((circuit, options) =>
        {
            CircuitLayout layout = CircuitLayout.Of(circuit, options with { Cuts = [] });
            foreach (int qubit in Enumerable.Range(0, circuit.QubitCount))
            {
                Assert.Equal(
                    circuit.Instructions.Where(i => i.Qubits.Contains(qubit)).Select(i => i.ToString()),
                    layout.Pages.SelectMany(p => p.Figures).OrderBy(p => p.Column)
                        .Where(p => p.Figure.Nodes.Any(n => n.Qubit == qubit)).Select(p => p.Figure.Title));
            }
        });
    }

    [Fact]
    public void Figures_NeverOverlap()
    {
        ForAll((circuit, options) =>
        {
            foreach (Page page in CircuitLayout.Of(circuit, options).Pages)
            {
                foreach (int row in Enumerable.Range(0, circuit.QubitCount + 1))
                {
                    int free = 1;
                    foreach (PlacedFigure placed in page.Figures.Where(p => Rows(circuit, p).Contains(row)).OrderBy(p => p.Left))
                    {
                        Assert.True(placed.Left >= free, $"{placed.Figure.Title} begins at {placed.Left}, before {free}");
                        free = placed.Left + placed.Figure.Width + 1;
                    }

                    Assert.True(free <= page.Width, $"row {row} takes {free} of {page.Width}");
                }
            }
        });
    }

    [Fact]
    public void Lines_AreEquallyLong_AndWithinTheWidth()
    {
        ForAll((circuit, options) =>
        {
            string[] lines = CircuitDrawing.Draw(circuit, options).Split('\n');
            Assert.All(lines, line => Assert.Equal(lines[0].Length, line.Length));
            Assert.True(lines[0].Length <= options.Width);
        });
    }

    [Fact]
    public void Glyphs_AreAsManyAsTheInstructionsNeed()
    {
        ForAll((circuit, options) =>
        {
            // Without folds, an instruction's glyphs are all there is; shortened texts hold no glyphs either.
            string text = CircuitDrawing.Draw(circuit, options);
            Instruction[] bodies = [.. circuit.Instructions.Select(i => i.Unconditional())];
            GateInstruction[] gates = [.. bodies.OfType<GateInstruction>()];
            Assert.Equal(gates.Count(g => g.Gate.Name is "cx" or "ccx"), text.Count(c => c == '⊕'));
            Assert.Equal(2 * gates.Count(g => g.Gate.Name is "swap" or "cswap"), text.Count(c => c == '×'));
            Assert.Equal(gates.Sum(g => DotCount(g.Gate.Name)), text.Count(c => c == '●'));
            Assert.Equal(bodies.OfType<Measurement>().Count(), Occurrences(text, "┤M├"));
            Assert.Equal(bodies.OfType<Reset>().Count(), Occurrences(text, "|0>"));
            Assert.Equal(
                circuit.Instructions.OfType<Conditional>().Count(c => c.Unconditional() is not Measurement), text.Count(c => c == '■'));
            Assert.Equal(bodies.OfType<Measurement>().Count(), text.Count(c => c == '╩'));
            int boxes = bodies.OfType<Measurement>().Count()
                + gates.Count(g => g.Gate.Name is not ("cx" or "ccx" or "swap" or "cswap" or "cz" or "ccz" or "cp"));
            Assert.Equal(boxes, text.Count(c => c == '┌'));
            Assert.Equal(boxes, text.Count(c => c == '┘'));
            Assert.Equal(options.Cuts.OfType<WireCutMark>().Count(), Occurrences(text, "//"));
            int cutBoxes = options.Cuts.OfType<GateCutMark>()
                .Count(m => ((GateInstruction)circuit.Instructions[m.Instruction]).Gate.Name is var name
                    && DotCount(name) == 0 && name != "swap");
            Assert.Equal(options.Cuts.OfType<GateCutMark>().Count() + cutBoxes, text.Count(c => c == '✂'));
        });
    }

    [Fact]
    public void Svg_IsXml_WithOneTitledGroupAFigure()
    {
        ForAll((circuit, options) =>
        {
            XElement svg = XDocument.Parse(CircuitSvg.Draw(circuit, options)).Root!;
            XNamespace names = "http://www.w3.org/2000/svg";
            Assert.Equal(names + "svg", svg.Name);
            Assert.Equal(
                circuit.Instructions.Select(i => i.ToString())
                    .Concat(
                        options.Cuts.OfType<WireCutMark>().Select(m => $"wire cut on q[{m.Qubit}] after instruction {m.AfterInstruction}"))
                    .Order(StringComparer.Ordinal),
                svg.Elements(names + "g").Select(g => g.Element(names + "title")!.Value).Order(StringComparer.Ordinal));
            int[] box = [.. svg.Attribute("viewBox")!.Value.Split(' ').Select(int.Parse)];
            Assert.All(svg.Descendants(names + "rect"), rect =>
            {
                Assert.InRange((int)rect.Attribute("width")! + ((int?)rect.Attribute("x") ?? 0), 0, box[2]);
                Assert.InRange((int)rect.Attribute("height")! + ((int?)rect.Attribute("y") ?? 0), 0, box[3]);
            });
        });
    }

    private static void ForAll(Action<Circuit, DrawingOptions> holds)
    {
        for (int seed = 0; seed < CircuitCount; seed++)
        {
            Circuit circuit = DrawnCircuits.Make(seed);
            DrawingOptions options = DrawnCircuits.Options(seed, circuit);
            try
            {
                holds(circuit, options);
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"seed {seed}: {error.Message}\n{CircuitDrawing.Draw(circuit, options)}", error);
            }
        }
    }

    private static IEnumerable<int> Rows(Circuit circuit, PlacedFigure placed)
    {
        int last = placed.Figure.End is null ? placed.Figure.Nodes.Max(n => n.Qubit) : circuit.QubitCount;
        int first = placed.Figure.Nodes.Min(n => n.Qubit);
        return Enumerable.Range(first, last - first + 1);
    }

    private static int DotCount(string gate) => gate switch
    {
        "cx" or "cy" or "ch" or "cs" or "csdg" or "csx" or "crx" or "cry" or "crz" or "cu" or "cu3" or "cswap" => 1,
        "cz" or "cp" or "ccx" => 2,
        "ccz" => 3,
        _ => 0,
    };

    private static int Occurrences(string text, string part) => text.Split(part).Length - 1;
}
