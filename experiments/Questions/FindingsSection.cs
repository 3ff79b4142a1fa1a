namespace CutAwareQnn.Experiments;

/// <summary>The first section of a sweep's report: one sentence per question of the study.</summary>
internal static class FindingsSection
{
    /// <summary>Returns the section; a question without an answer in the folder has the command that answers it.</summary>
    public static ReportSection Of(IReadOnlyDictionary<string, QuestionFinding> findings, IEnumerable<string> questions) => new(
        "findings",
        "The questions in one sentence each",
        "",
        [],
        [],
        [])
    {
        Points =
        [
            .. questions.Select(q => findings.TryGetValue(q, out QuestionFinding? finding)
                ? finding.ToString()
                : $"{q.ToUpperInvariant()}: not answered in this folder; 'cutqnn sweep {q}' answers it."),
        ],
    };
}
