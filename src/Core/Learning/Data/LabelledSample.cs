namespace CutAwareQnn.Learning;

/// <summary>One labelled example of a data set.</summary>
/// <param name="Features">The features, as measured or scaled.</param>
/// <param name="Label">The class: -1 or +1 for two classes, else its index from 0.</param>
public sealed record LabelledSample(double[] Features, double Label);
