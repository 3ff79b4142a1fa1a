using System.Globalization;

namespace CutAwareQnn.Figures;

/// <summary>Colours, marks and dashes of figures, and the style sheet that has them in light and dark.</summary>
public static class FigureStyle
{
    /// <summary>Looks beyond begin with the first again.</summary>
    public static int LookCount => Light.Count;

    /// <summary>
    /// The colours on white paper: each has a contrast of at least 4.5, and they differ in lightness for eyes that see hues alike.
    /// </summary>
    public static IReadOnlyList<string> Light { get; } = ["#0a5fae", "#bd4a00", "#007a5a", "#8e3f9e", "#7a5f00", "#b0265a"];

    /// <summary>The same on dark paper.</summary>
    public static IReadOnlyList<string> Dark { get; } = ["#6cb6ff", "#ff9a57", "#3fd0a4", "#d79be8", "#e3c04a", "#ff8fb5"];

    /// <summary>The papers.</summary>
    public static (string Light, string Dark) Paper => ("#ffffff", "#0f141a");

    /// <summary>Dash patterns of lines without marks, in pixels.</summary>
    internal static IReadOnlyList<string> Dashes { get; } = ["none", "8 3", "2 3", "9 3 2 3", "12 4", "5 2 2 2 2 2"];

    /// <summary>
    /// The sheet. A viewer without colour schemes shows the light one. Classes begin with <c>f-</c>; ink is the text's own colour, so that
    /// a figure in a page takes the page's.
    /// </summary>
    public static string Sheet { get; } = string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        .f{color-scheme:light dark;color:#1f2328;--f-paper:{{Paper.Light}};--f-muted:#59636e;--f-grid:#d8dee4;{{Variables(Light)}};font:12.5px system-ui,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
        @media(prefers-color-scheme:dark){.f{color:#e6edf3;--f-paper:{{Paper.Dark}};--f-muted:#9aa7b4;--f-grid:#2d3640;{{Variables(Dark)}}; } }
        .f text{fill:currentColor}.f .f-title{font-size:14.5px;font-weight:600}.f .f-tick{fill:var(--f-muted);font-size:12px}.f .f-label{fill:currentColor}
        .f .f-mid{text-anchor:middle}.f .f-end{text-anchor:end}
        .f .f-paper{fill:var(--f-paper)}.f .f-grid{stroke:var(--f-grid);stroke-width:1;fill:none}.f .f-axis{stroke:var(--f-muted);stroke-width:1.25;fill:none}
        .f .f-line{fill:none;stroke:var(--c);stroke-width:2;stroke-linejoin:round;stroke-linecap:round}.f .f-ref{stroke-width:1.5;stroke-dasharray:5 4;stroke-linecap:butt}
        .f .f-faint{stroke-width:1;stroke-opacity:.5}.f .f-whisker{fill:none;stroke:var(--c);stroke-width:1.25}.f .f-band{fill:var(--c);fill-opacity:.13;stroke:none}
        .f .f-mark{fill:var(--f-paper);stroke:var(--c);stroke-width:1.75}.f .f-full{fill:var(--c)}.f .f-bar{fill:var(--c)}.f .f-bar.f-ref{fill-opacity:.22;stroke:var(--c)}.f .f-over{stroke:currentColor}
        {{string.Concat(Light.Select((_, i) => $".f .f-{i}{{--c:var(--f-c{i})}}"))}}
        """);

    private static string Variables(IReadOnlyList<string> colours) => string.Join(';', colours.Select((c, i) => $"--f-c{i}:{c}"));
}
