using CutAwareQnn.Figures;

namespace CutAwareQnn.Experiments;

/// <summary>A part of a report: the question, what was found, and what the study published.</summary>
/// <param name="Name">Marks the section on the page: small letters, digits and hyphens.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Intro">A paragraph: what was measured and how, and what the figures show; plain text.</param>
/// <param name="Figures">Their names are unique over the whole report.</param>
/// <param name="Tables">The numbers.</param>
/// <param name="Published">What the study published, one line each; empty where it published nothing.</param>
public sealed record ReportSection(
    string Name,
    string Title,
    string Intro,
    IReadOnlyList<Chart> Figures,
    IReadOnlyList<ReportTable> Tables,
    IReadOnlyList<string> Published)
{
    /// <summary>Sentences after the introduction, as a numbered list.</summary>
    public IReadOnlyList<string> Points { get; init; } = [];
}
