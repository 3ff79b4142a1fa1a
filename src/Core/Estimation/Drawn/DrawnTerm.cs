namespace CutAwareQnn.Estimation;

/// <summary>A joint term with one of the observable's strings.</summary>
/// <param name="Terms">For each cut the index of its term.</param>
/// <param name="String">Index of the string.</param>
/// <param name="Shots">How often it was drawn; at least 1.</param>
/// <param name="Sign">The sign of its coefficient.</param>
internal sealed record DrawnTerm(int[] Terms, int String, long Shots, int Sign);
