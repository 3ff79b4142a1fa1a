namespace CutAwareQnn.Cutting;

/// <summary>How the cuts of a parting are made, alone or together.</summary>
/// <param name="Groups">The cuts, each in one group, by the first of each.</param>
/// <param name="Pieces">The connected piece of every point, named by its first point.</param>
/// <param name="Ancillas">Ancillas of every piece, by its name.</param>
/// <param name="Cost">Σ log γ of the groups.</param>
/// <param name="Least">What these cuts would cost at least, whatever the groups.</param>
/// <param name="IsCertain">Whether no other groups of these cuts cost less.</param>
internal sealed record Grouping(
    IReadOnlyList<CutGroup> Groups, int[] Pieces, int[] Ancillas, double Cost, double Least, bool IsCertain)
{
    /// <summary>The effort that grouping took.</summary>
    public long Work { get; init; }
}
