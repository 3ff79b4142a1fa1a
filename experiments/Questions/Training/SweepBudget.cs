namespace CutAwareQnn.Experiments;

/// <summary>How the shots of a run are counted, or that it is run as the field's tool runs it.</summary>
internal enum SweepBudget
{
    /// <summary>The same number for every circuit.</summary>
    Each,

    /// <summary>The same number for every query, whatever its circuits.</summary>
    Total,

    /// <summary>The same number for every circuit, in published mode.</summary>
    Published,
}
