using System.Globalization;

namespace CutAwareQnn.Learning;

/// <summary>
/// The affine map of a regression's targets to [-1, 1], the range of the expectation value of a Pauli string. It is fitted to the training
/// part, so targets of other parts may lie outside.
/// </summary>
/// <param name="Least">The target that becomes -1.</param>
/// <param name="Most">The target that becomes 1, above <paramref name="Least"/>.</param>
public sealed record TargetScale(double Least, double Most)
{
    /// <summary>Fits the map to the targets of a training part.</summary>
    /// <param name="targets">At least two distinct finite numbers.</param>
    /// <exception cref="DatasetException">All targets are equal, or their range is beyond double precision.</exception>
    public static TargetScale Fit(IEnumerable<double> targets)
    {
        double[] all = [.. targets];
        double least = all.Min(), most = all.Max();
        return least < most && double.IsFinite(most - least)
            ? new(least, most)
            : throw new DatasetException(string.Create(
                CultureInfo.InvariantCulture,
                $"the targets of the training part range from {least} to {most}; give targets that differ, of a finite range"));
    }

    /// <summary>Returns the scaled target.</summary>
    public double Scaled(double target) => (2 * ((target - Least) / (Most - Least))) - 1;

    /// <summary>Returns the target of a scaled one, such as a model's output.</summary>
    public double Target(double scaled) => Least + ((scaled + 1) / 2 * (Most - Least));

    /// <summary>Returns a split whose labels are scaled targets.</summary>
    public DataSplit Apply(DataSplit split)
    {
        LabelledSample Mapped(LabelledSample sample) => sample with { Label = Scaled(sample.Label) };
        return new([.. split.Train.Select(Mapped)], [.. split.Test.Select(Mapped)]);
    }
}
