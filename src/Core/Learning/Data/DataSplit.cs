using System.Globalization;
using CutAwareQnn.Circuits;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Learning;

/// <summary>Samples divided into a training part and a test part.</summary>
/// <param name="Train">The training part.</param>
/// <param name="Test">The test part.</param>
/// <example>
/// <code>
/// DataSplit split = DataSplit.Stratified(Iris.Load(["setosa", "versicolor"]), testFraction: 0.2, seed: 1).Scaled();
/// Console.WriteLine($"{split.Train.Count} and {split.Test.Count}");    // 80 and 20
/// </code>
/// </example>
public sealed record DataSplit(IReadOnlyList<LabelledSample> Train, IReadOnlyList<LabelledSample> Test)
{
    private const ulong SplitStream = 0x5350_4C49_54;

    /// <summary>Divides samples so that both parts have the labels in the same proportion.</summary>
    /// <param name="samples">At least two of each label.</param>
    /// <param name="testFraction">
    /// Share of each label that goes to the test part, in (0, 1); the count is rounded to the nearest integer.
    /// </param>
    /// <param name="seed">Keys the shuffle of each label, and the order of the training part.</param>
    /// <exception cref="CircuitException">
    /// The fraction is out of range, there is only one label, or a label is too rare to be in both parts.
    /// </exception>
    public static DataSplit Stratified(IReadOnlyList<LabelledSample> samples, double testFraction, ulong seed)
    {
        if (!(testFraction > 0 && testFraction < 1))
        {
            throw new CircuitException(
                $"test fraction {testFraction.ToString(CultureInfo.InvariantCulture)} leaves one part empty; give a number in (0, 1)");
        }

        var train = new List<LabelledSample>();
        var test = new List<LabelledSample>();
        double[] labels = samples.Select(s => s.Label).Distinct().OrderBy(l => l).ToArray();
        if (labels.Length < 2)
        {
            throw new CircuitException($"the data has {labels.Length} class; a classifier needs samples of two");
        }

        for (int l = 0; l < labels.Length; l++)
        {
            LabelledSample[] own = samples.Where(s => s.Label == labels[l]).ToArray();
            var random = new CounterRandom(seed, SplitStream, (ulong)l);
            random.Shuffle<LabelledSample>(own);
            int testCount = (int)Math.Round(testFraction * own.Length);
            if (testCount < 1 || testCount >= own.Length)
            {
                throw new CircuitException(
                    $"class {labels[l]} has {Counted.Of(own.Length, "sample")}, too few for a training and a test part; give more samples "
                    + "or another test fraction");
            }

            test.AddRange(own[..testCount]);
            train.AddRange(own[testCount..]);
        }

        return new DataSplit(train, test).Shuffled(seed, (ulong)labels.Length);
    }

    /// <summary>Divides samples of a regression at random.</summary>
    /// <param name="samples">At least two.</param>
    /// <param name="testFraction">Share that goes to the test part, in (0, 1); the count is rounded to the nearest integer.</param>
    /// <param name="seed">Keys the order.</param>
    /// <exception cref="CircuitException">The fraction leaves one of the parts empty.</exception>
    public static DataSplit AtRandom(IReadOnlyList<LabelledSample> samples, double testFraction, ulong seed)
    {
        int testCount = (int)Math.Round(testFraction * samples.Count);
        if (testCount < 1 || testCount >= samples.Count)
        {
            throw new CircuitException(
                $"test fraction {testFraction.ToString(CultureInfo.InvariantCulture)} of {Counted.Of(samples.Count, "sample")} leaves one "
                + "part empty; give more samples or another test fraction");
        }

        IReadOnlyList<LabelledSample> order = new DataSplit(samples, []).Shuffled(seed, 0).Train;
        return new([.. order.Skip(testCount)], [.. order.Take(testCount)]);
    }

    /// <summary>Returns the split with the training part in another order.</summary>
    /// <param name="seed">Keys the order.</param>
    public DataSplit Shuffled(ulong seed) => Shuffled(seed, ulong.MaxValue);

    /// <summary>Returns the split with a function applied to the features of every sample.</summary>
    public DataSplit Select(Func<double[], double[]> map)
    {
        LabelledSample Mapped(LabelledSample sample) => sample with { Features = map(sample.Features) };
        return new(Train.Select(Mapped).ToArray(), Test.Select(Mapped).ToArray());
    }

    /// <summary>
    /// Returns the split with every feature scaled by the minimum and maximum of the training part; features of the test part may lie
    /// outside the range. A feature that is constant in the training part becomes 0.
    /// </summary>
    /// <param name="upper">The scaled maximum, finite and above 0; the scaled minimum is 0. Often 1 or π.</param>
    /// <exception cref="DatasetException">A scaled feature is beyond double precision.</exception>
    public DataSplit Scaled(double upper = 1)
    {
        int count = Train[0].Features.Length;
        double[] minimum = Enumerable.Range(0, count).Select(i => Train.Min(s => s.Features[i])).ToArray();
        double[] range = Enumerable.Range(0, count).Select(i => Train.Max(s => s.Features[i]) - minimum[i]).ToArray();
        return Select(
            features => features.Select((x, i) => range[i] == 0 ? 0 : Finite(upper * ((x - minimum[i]) / range[i]), i)).ToArray());

        double Finite(double scaled, int feature) => double.IsFinite(scaled) && double.IsFinite(range[feature])
            ? scaled
            : throw new DatasetException(string.Create(
                CultureInfo.InvariantCulture,
                $"feature {feature} ranges from {minimum[feature]} by {range[feature]} in the training part, and a sample has no "
                + $"finite scaled value; "
                + $"divide the feature by a constant"));
    }

    private DataSplit Shuffled(ulong seed, ulong stream)
    {
        LabelledSample[] shuffled = [.. Train];
        var order = new CounterRandom(seed, SplitStream, stream);
        order.Shuffle<LabelledSample>(shuffled);
        return this with { Train = shuffled };
    }
}
