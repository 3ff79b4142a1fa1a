namespace CutAwareQnn.Experiments;

/// <summary>Shares reconstruct / (execute + reconstruct) of a query.</summary>
/// <param name="Cuts">Gates cut.</param>
/// <param name="Published">The study's median.</param>
/// <param name="PublishedP95">Its 95th percentile.</param>
/// <param name="FieldTool">Of the software that it names, on two cores.</param>
/// <param name="FieldToolQuerySeconds">How long a query takes there.</param>
internal sealed record StudyShare(int Cuts, double Published, double PublishedP95, double FieldTool, double FieldToolQuerySeconds);
