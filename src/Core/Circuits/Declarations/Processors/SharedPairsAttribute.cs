namespace CutAwareQnn.Circuits;

/// <summary>Appends <see cref="SharedPairs"/>.</summary>
public sealed class SharedPairsAttribute : LayerAttribute
{
    /// <summary>Describes the layer.</summary>
    /// <param name="concurrences">One concurrence per pair, in (0, 1].</param>
    public SharedPairsAttribute(params double[] concurrences)
    {
        Concurrences = concurrences;
    }

    /// <summary>One concurrence per pair, in (0, 1].</summary>
    public double[] Concurrences { get; }

    /// <inheritdoc/>
    public override Layer Layer => new SharedPairs(Given.List(nameof(SharedPairs), "concurrences", Concurrences).ToEquatableArray());
}
