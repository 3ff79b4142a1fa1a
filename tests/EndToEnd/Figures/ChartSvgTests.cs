using System.Globalization;
using System.Xml.Linq;
using CutAwareQnn.Figures;
using Xunit;

namespace CutAwareQnn.EndToEnd.Figures;

public sealed class ChartSvgTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private static readonly Chart Times = new(
        "rq1-time",
        "Training time <against> cuts & \"shots\"",
        "Time grows from 0.1 s uncut to 3 s at three cuts.",
        new("cuts") { Categories = ["0", "1", "2", "3"] },
        new("training time", "s", AxisScale.Logarithmic),
        [
            new("Iris", SeriesKind.Line, [new(0, 0.1, 0.09, 0.12), new(1, 0.4, 0.38, 0.41), new(3, 3, 2.5, 3.3)]),
            new("bound", SeriesKind.Line, [new(0, 0.2), new(3, 8)]) { IsReference = true },
        ]);

    private static readonly Chart Shares = new(
        "shares",
        "Shares",
        "Two bars.",
        new("cuts") { Categories = ["1", "2"] },
        new("share", "%"),
        [
            new("measured", SeriesKind.Bars, [new(0, 10, 8, 12), new(1, 25)]),
            new("published", SeriesKind.Bars, [new(0, 50), new(1, 50)]) { IsReference = true },
        ]);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Drawing_HasItsTextAlternative_AndNothingFromElsewhere(bool isAlone)
    {
        string text = isAlone ? ChartSvg.DrawAlone(Times) : ChartSvg.Draw(Times);
        XElement svg = XElement.Parse(text);
        Assert.Equal("img", (string?)svg.Attribute("role"));
        Assert.Equal("rq1-time-title rq1-time-text", (string?)svg.Attribute("aria-labelledby"));
        Assert.Equal(Times.Title, svg.Element(Svg + "title")!.Value);
        Assert.Equal(Times.Description, svg.Element(Svg + "desc")!.Value);
        Assert.Equal(isAlone, svg.Element(Svg + "style") is not null);
        Assert.Equal(isAlone, text.Contains("prefers-color-scheme", StringComparison.Ordinal));
        Assert.DoesNotContain("url(", text, StringComparison.Ordinal);
        Assert.DoesNotContain("href", text, StringComparison.Ordinal);
        Assert.Empty(svg.Descendants(Svg + "script"));
    }

    [Fact]
    public void Drawing_OfTheSameChart_IsTheSameInEveryCulture()
    {
        string expected = ChartSvg.DrawAlone(Times);
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = ",", NegativeSign = "~" } };
            Assert.Equal(expected, ChartSvg.DrawAlone(Times));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Drawing_StaysOnItsSheet()
    {
        XElement svg = XElement.Parse(ChartSvg.Draw(Times));
        double[] box = [.. ((string)svg.Attribute("viewBox")!).Split(' ').Select(Number)];
        Assert.All(svg.Descendants(Svg + "text"), t =>
        {
            Assert.InRange(Number((string)t.Attribute("x")!), 0, box[2]);
            Assert.InRange(Number((string)t.Attribute("y")!), 0, box[3]);
        });
        Assert.All(svg.Descendants(Svg + "circle"), c => Assert.InRange(Number((string)c.Attribute("cy")!), 0, box[3]));
    }

    [Fact]
    public void EqualRatios_AreEquallyLong_OnALogarithmicAxis()
    {
        Chart chart = Times with { Series = [new("a", SeriesKind.Points, [new(0, 0.1), new(1, 1), new(2, 10), new(3, 100)])] };
        double[] heights =
            [.. XElement.Parse(ChartSvg.Draw(chart)).Descendants(Svg + "circle").Select(c => Number((string)c.Attribute("cy")!))];
        Assert.Equal(
            [heights[0] - heights[1], heights[0] - heights[1], heights[0] - heights[1]],
            heights.Zip(heights.Skip(1), (a, b) => Math.Round(a - b, 2)));
    }

    [Fact]
    public void Bars_AreAsHighAsTheirValues_AndStandBesideEachOther()
    {
        XElement[] bars = [.. XElement.Parse(ChartSvg.Draw(Shares)).Descendants(Svg + "rect").Skip(2)];
        double[] heights = [.. bars.Select(b => Number((string)b.Attribute("height")!))];
        Assert.Equal([1, 2.5, 5, 5], heights.Select(h => Math.Round(10 * h / heights[2] / 2, 3)));
        (double Left, double Right)[] spans =
        [
            .. bars.Select(
                b => (Number((string)b.Attribute("x")!), Number((string)b.Attribute("x")!) + Number((string)b.Attribute("width")!))),
        ];
        (double Left, double Right)[] inOrder = [.. spans.OrderBy(s => s.Left)];
        Assert.All(inOrder.Zip(inOrder.Skip(1)), pair => Assert.True(pair.First.Right < pair.Second.Left));
    }

    [Fact]
    public void ASinglePoint_AndEqualValues_AreDrawn()
    {
        Chart one = new(
            "one", "One", "One.", new("x"), new("y"), [new("a", SeriesKind.Line, [new(5, 0)]), new("b", SeriesKind.Steps, [new(5, 0)])]);
        string svg = ChartSvg.Draw(one);
        Assert.DoesNotContain("NaN", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("∞", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("Infinity", svg, StringComparison.Ordinal);
    }

    [Fact]
    public void Colours_CanBeReadOnTheirPaper()
    {
        Assert.All(
            FigureStyle.Light,
            c => Assert.True(Contrast(c, FigureStyle.Paper.Light) >= 4.5, $"{c}: {Contrast(c, FigureStyle.Paper.Light)}"));
        Assert.All(
            FigureStyle.Dark, c => Assert.True(Contrast(c, FigureStyle.Paper.Dark) >= 4.5, $"{c}: {Contrast(c, FigureStyle.Paper.Dark)}"));
        Assert.Equal(FigureStyle.Light.Count, FigureStyle.Dark.Count);
    }

    public static TheoryData<Chart, string> Bad => new()
    {
        { Times with { Name = "../x" }, "figure name \"../x\"" },
        { Times with { Series = [] }, "has no series" },
        { Times with { Series = [new("a", SeriesKind.Line, [])] }, "a series without points" },
        { With(new(0, double.NaN)), "is not finite" },
        { With(new(0, 0)), "values above 0" },
        { With(new(0, 1, 0, 2)), "values above 0" },
        { With(new(0, 1, 0.5)), "half an interval" },
        { With(new(0, 1, 2, 3)), "outside of its interval" },
        { With(new(4, 1)), "none of the 4 categories" },
        { Times with { X = new("x"), Series = [new("a", SeriesKind.Bars, [new(0, 1)])] }, "bar without a category" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void WhatCannotBeDrawn_IsRefusedInOneLine(Chart chart, string part)
    {
        FigureException refused = Assert.Throws<FigureException>(() => ChartSvg.Draw(chart));
        Assert.Contains(part, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    private static Chart With(ChartPoint point) => Times with { Series = [new("a", SeriesKind.Line, [point])] };

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    // WCAG 2.2: relative luminance and contrast ratio.
    private static double Contrast(string first, string second)
    {
        double[] both = [.. new[] { first, second }.Select(Luminance).Order()];
        return (both[1] + 0.05) / (both[0] + 0.05);
    }

    private static double Luminance(string colour)
    {
        double[] parts =
        [
            .. new[] { 1, 3, 5 }.Select(i => Convert.ToInt32(colour.Substring(i, 2), 16) / 255.0)
                .Select(c => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4)),
        ];
        return (0.2126 * parts[0]) + (0.7152 * parts[1]) + (0.0722 * parts[2]);
    }
}
