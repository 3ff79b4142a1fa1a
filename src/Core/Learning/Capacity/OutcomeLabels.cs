namespace CutAwareQnn.Learning;

/// <summary>The labels whose probabilities define a Fisher matrix.</summary>
public enum OutcomeLabels
{
    /// <summary>Two labels: even and odd parity of the outcome's bits. Each sample adds a matrix of rank one.</summary>
    Parity,

    /// <summary>One label per outcome.</summary>
    Outcomes,
}
