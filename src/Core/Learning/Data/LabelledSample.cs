namespace CutAwareQnn.Learning;

/// <summary>One labelled example of a data set.</summary>
/// <param name="Features">The features, as measured or scaled.</param>
/// <param name="Label">The class: -1 or +1 for two classes, else its index from 0. Of a regression the scaled target.</param>
public sealed record LabelledSample(double[] Features, double Label)
{
    /// <summary>
    /// The factor of the sample's loss while training, finite and at least 0; a coreset's have mean 1, or are expected to.
    /// </summary>
    public double Weight { get; init; } = 1;
}
