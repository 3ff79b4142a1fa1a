using System.Globalization;
using System.Text;
using CutAwareQnn.Figures;

namespace CutAwareQnn.Experiments;

/// <summary>
/// Writes a report as one page of HTML that needs nothing else: no network, no script, no other file. It is well-formed XML as well, and
/// the same report is the same text.
/// </summary>
internal static class ReportPage
{
    private const string Sheet = """
        :root{color-scheme:light dark}
        *{box-sizing:border-box}
        body{margin:0;background:#fff;color:#1f2328;font:16px/1.55 system-ui,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
        main,header,nav{max-width:1080px;margin:0 auto;padding:0 20px}
        header{padding-top:32px}h1{font-size:1.75rem;line-height:1.2;margin:0 0 4px;overflow-wrap:anywhere}h2{font-size:1.3rem;margin:44px 0 6px;padding-top:14px;border-top:1px solid #d8dee4}
        header p{margin:0;color:#59636e}p{max-width:72ch}
        nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:4px 18px;padding:0;margin:14px 0 0}a{color:#0a5fae}
        .figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,460px),1fr));gap:22px 32px;margin:18px 0}
        figure{margin:0;min-width:0;max-width:560px}figure svg{display:block;width:100%;height:auto}figcaption{font-size:.875rem;color:#59636e;margin:4px 10px 0}
        .table{overflow-x:auto;margin:18px 0}table{border-collapse:collapse;font-size:.875rem;font-variant-numeric:tabular-nums}
        caption{text-align:left;font-weight:600;padding-bottom:6px}
        th,td{padding:5px 14px 5px 0;text-align:right;vertical-align:top;border-bottom:1px solid #d8dee4;white-space:nowrap}
        th{font-weight:600;color:#59636e;white-space:normal;vertical-align:bottom}.n{text-align:left}td.n{white-space:normal;min-width:6em;max-width:60ch;overflow-wrap:anywhere}
        tbody th{color:inherit;font-weight:400}
        aside{border-left:3px solid #0a5fae;padding:2px 0 2px 14px;margin:18px 0;font-size:.9375rem}aside ul{margin:4px 0 0;padding-left:18px}
        ol{max-width:72ch;padding-left:22px}ol li{margin:0 0 8px}
        footer{height:48px}
        @media(max-width:600px){main,header,nav{padding:0 12px}figure{overflow-x:auto}figure svg{width:560px}}
        @media(prefers-color-scheme:dark){body{background:#0f141a;color:#e6edf3}h2,th,td{border-color:#2d3640}header p,figcaption,th{color:#9aa7b4}a{color:#6cb6ff}aside{border-color:#6cb6ff}}
        @media print{h2{break-after:avoid}figure,tr{break-inside:avoid}nav{display:none}}
        """;

    public static string Of(ReportDocument report)
    {
        var page = new StringBuilder();
        string title = SvgText.Escape($"{(report.Kind == "run" ? "Run" : "Sweep")} {report.Name}");
        page.Append(CultureInfo.InvariantCulture, $"""
            <!DOCTYPE html>
            <html lang="en" xmlns="http://www.w3.org/1999/xhtml">
            <head>
            <meta charset="utf-8"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <title>{title}</title>
            <style>
            {Sheet}
            {FigureStyle.Sheet}
            </style>
            </head>
            <body>
            <header><h1>{title}</h1><p>CutAwareQnn{(report.IsComplete ? "" : " · not finished")}</p></header>
            <nav aria-label="Sections"><ul>{string.Concat(report.Sections.Select(s => $"<li><a href=\"#{s.Name}\">{SvgText.Escape(s.Title)}</a></li>"))}</ul></nav>
            <main>

            """);
        int figure = 0;
        foreach (ReportSection section in report.Sections)
        {
            page.Append(CultureInfo.InvariantCulture, $"<section id=\"{section.Name}\" aria-labelledby=\"{section.Name}-heading\">\n");
            page.Append(CultureInfo.InvariantCulture, $"<h2 id=\"{section.Name}-heading\">{SvgText.Escape(section.Title)}</h2>\n");
            if (section.Intro.Length > 0)
            {
                page.Append(CultureInfo.InvariantCulture, $"<p>{SvgText.Escape(section.Intro)}</p>\n");
            }

            if (section.Points.Count > 0)
            {
                page.Append("<ol>\n").AppendJoin('\n', section.Points.Select(point => $"<li>{SvgText.Escape(point)}</li>"))
                    .Append("\n</ol>\n");
            }

            AppendPublished(page, section.Published);
            if (section.Figures.Count > 0)
            {
                page.Append("<div class=\"figures\">\n");
                foreach (Chart chart in section.Figures)
                {
                    figure++;
                    page.Append(
                        CultureInfo.InvariantCulture,
                        $"<figure tabindex=\"0\">\n{ChartSvg.Draw(chart)}<figcaption>Figure {figure}. "
                        + $"{SvgText.Escape(Sentence(chart.Description))}</figcaption>\n</figure>\n");
                }

                page.Append("</div>\n");
            }

            foreach (ReportTable table in section.Tables)
            {
                AppendTable(page, table);
            }

            page.Append("</section>\n");
        }

        return page.Append("</main>\n<footer></footer>\n</body>\n</html>\n").ToString();
    }

    private static string Sentence(string text) => string.Concat(text[..1].ToUpperInvariant(), text.AsSpan(1));

    private static void AppendPublished(StringBuilder page, IReadOnlyList<string> lines)
    {
        if (lines.Count > 0)
        {
            page.Append("<aside aria-label=\"Published\"><strong>Published</strong> (arXiv:2602.16233)\n<ul>");
            page.AppendJoin('\n', lines.Select(line => $"<li>{SvgText.Escape(line)}</li>"));
            page.Append("</ul></aside>\n");
        }
    }

    // What does not fit is scrolled within the table, also by keys.
    private static void AppendTable(StringBuilder page, ReportTable table)
    {
        string caption = SvgText.Escape(table.Caption);
        page.Append(
            CultureInfo.InvariantCulture,
            $"<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"{caption}\"><table>\n<caption>{caption}</caption>\n");
        if (table.Headings.Any(h => h.Length > 0))
        {
            page.Append("<thead><tr>");
            for (int column = 0; column < table.Headings.Count; column++)
            {
                page.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\"{Look(column)}>{SvgText.Escape(table.Headings[column])}</th>");
            }

            page.Append("</tr></thead>\n");
        }

        page.Append("<tbody>\n");
        foreach (IReadOnlyList<string> row in table.Rows)
        {
            page.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\" class=\"n\">{SvgText.Escape(row[0])}</th>");
            for (int column = 1; column < row.Count; column++)
            {
                page.Append(CultureInfo.InvariantCulture, $"<td{Look(column)}>{SvgText.Escape(row[column])}</td>");
            }

            page.Append("</tr>\n");
        }

        page.Append("</tbody></table></div>\n");

        string Look(int column) => column < table.NameColumns ? " class=\"n\"" : "";
    }
}
