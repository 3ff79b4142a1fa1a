namespace CutAwareQnn.Learning;

/// <summary>One example of a data set.</summary>
/// <param name="Features">The features, as measured or scaled.</param>
/// <param name="Label">Of two classes -1 or +1; of several the class, from 0.</param>
public sealed record LabelledSample(double[] Features, double Label);
