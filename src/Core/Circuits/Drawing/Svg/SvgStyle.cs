namespace CutAwareQnn.Circuits;

/// <summary>The measures and colours of an SVG drawing.</summary>
internal static class SvgStyle
{
    /// <summary>Pixels a character of the layout; a glyph of 15 px monospaced text takes 9.</summary>
    public const int Unit = 10;

    /// <summary>Pixels from wire to wire.</summary>
    public const int RowHeight = 44;

    /// <summary>Half the height of a box, in pixels.</summary>
    public const int BoxRise = 15;

    /// <summary>Pixels between two pages and around the drawing.</summary>
    public const int Gap = 12;

    /// <summary>Fragments beyond begin with the first colour again.</summary>
    public const int FragmentColourCount = 8;

    /// <summary>
    /// Both schemes of a viewer that has them; the paper is painted, so that any other viewer shows the light one. The colours of cuts
    /// and fragments keep their contrast on both papers.
    /// </summary>
    public const string Sheet = """
        <style>
        text{font:15px ui-monospace,Menlo,Consolas,"DejaVu Sans Mono",monospace;fill:#1f2328;dominant-baseline:central}
        .middle{text-anchor:middle}.end{text-anchor:end}
        .paper,.box,.open{fill:#fff}.box,.open,.line,.wire{stroke:#1f2328;stroke-width:1.5}.line,.wire{fill:none}.wire{stroke:#818b98}
        .dot{fill:#1f2328}.barrier{fill:#818b98;fill-opacity:.45}
        .cut{stroke:#e5383b;stroke-width:2;fill:none}.dashed{stroke-dasharray:5 4}.frame{fill:#fff}
        .f0,.f1,.f2,.f3,.f4,.f5,.f6,.f7{fill-opacity:.18}
        .f0{fill:#4c78a8}.f1{fill:#f58518}.f2{fill:#54a24b}.f3{fill:#b279a2}.f4{fill:#72b7b2}.f5{fill:#eeca3b}.f6{fill:#9d755d}.f7{fill:#8b8b8b}
        @media (prefers-color-scheme:dark){
        text,.dot{fill:#e6edf3}.paper,.box,.open,.frame{fill:#0d1117}.box,.open,.line{stroke:#e6edf3}
        }
        </style>
        """;
}
