namespace CutAwareQnn.Experiments;

/// <summary>A report: what is on its page.</summary>
/// <param name="Kind"><c>run</c> or <c>sweep</c>.</param>
/// <param name="Name">The run's or the sweep's: its folder's.</param>
/// <param name="IsComplete">Whether what it is about has been finished.</param>
/// <param name="Sections">Its sections, in order; their names and those of their figures are unique.</param>
internal sealed record ReportDocument(string Kind, string Name, bool IsComplete, IReadOnlyList<ReportSection> Sections);
