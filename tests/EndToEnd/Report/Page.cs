using System.Globalization;
using System.Xml.Linq;
using Xunit;

namespace CutAwareQnn.EndToEnd.Report;

/// <summary>A written report, checked for what every page keeps.</summary>
internal sealed record Page(string Text, XElement Root)
{
    private static readonly XNamespace Html = "http://www.w3.org/1999/xhtml";
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public IEnumerable<string> Sections => Root.Descendants(Html + "section").Select(s => (string)s.Attribute("id")!);

    public IEnumerable<string> Figures => Root.Descendants(Svg + "svg").Select(s => s.Element(Svg + "title")!.Value);

    /// <summary>
    /// Reads the page of a folder: well-formed, self-contained, every figure with a text alternative and a file of its own.
    /// </summary>
    public static Page Read(string folder)
    {
        string text = File.ReadAllText(Path.Combine(folder, "report.html"));
        XElement root = XDocument.Parse(text).Root!;
        XElement[] figures = [.. root.Descendants(Svg + "svg")];
        Assert.All(figures, svg =>
        {
            Assert.Equal("img", (string?)svg.Attribute("role"));
            Assert.False(string.IsNullOrWhiteSpace(svg.Element(Svg + "title")!.Value));
            Assert.False(string.IsNullOrWhiteSpace(svg.Element(Svg + "desc")!.Value));
        });
        string[] ids = [.. root.Descendants().Attributes("id").Select(a => a.Value)];
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.All(root.Descendants().Attributes("aria-labelledby").SelectMany(a => a.Value.Split(' ')), id => Assert.Contains(id, ids));

        // Nothing is loaded from anywhere: no script, no picture, no style sheet, and links lead to places on the page.
        Assert.DoesNotContain(root.Descendants(), e => e.Name.LocalName is "script" or "img" or "image" or "link" or "iframe" or "use");
        Assert.DoesNotContain(
            root.Descendants().Attributes(), a => a.Name.LocalName is "src" || a.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        Assert.All(root.Descendants().Attributes("href"), a => Assert.Contains(a.Value[1..], ids));
        Assert.DoesNotContain("url(", text, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", text, StringComparison.Ordinal);

        string[] files = Directory.GetFiles(Path.Combine(folder, "figures"));
        Assert.Equal(figures.Length, files.Length);
        Assert.All(files, file => Assert.NotNull(XElement.Parse(File.ReadAllText(file)).Element(Svg + "style")));
        Assert.DoesNotContain("NaN", text, StringComparison.Ordinal);
        return new(text, root);
    }

    /// <summary>Returns the numbered sentences of a section.</summary>
    public string[] Points(string section) =>
    [
        .. Root.Descendants(Html + "section").Single(s => (string?)s.Attribute("id") == section).Elements(Html + "ol").Elements(Html + "li")
            .Select(p => p.Value),
    ];

    /// <summary>Returns the cells of the row of a table that begins so.</summary>
    public string[] Row(string section, params string[] begin) =>
    [
        .. Root.Descendants(Html + "section").Single(s => (string?)s.Attribute("id") == section).Descendants(Html + "tr")
            .Select(r => r.Elements().Select(c => c.Value).ToArray())
            .First(cells => cells.Take(begin.Length).SequenceEqual(begin))
            .Skip(begin.Length),
    ];

    /// <summary>Reads the values of the points of a bar figure in the order of drawing, as their heights over the first's.</summary>
    public double[] BarHeights(string figure) =>
    [
        .. Root.Descendants(Svg + "svg").Single(s => s.Element(Svg + "title")!.Value == figure).Descendants(Svg + "rect")
            .Where(
                r => ((string)r.Attribute("class")!).StartsWith("f-bar", StringComparison.Ordinal)
                    && r.Parent!.Elements(Svg + "rect").Count() > 1)
            .Select(r => double.Parse((string)r.Attribute("height")!, CultureInfo.InvariantCulture)),
    ];
}
