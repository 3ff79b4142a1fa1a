using System.Globalization;
using CutAwareQnn.Circuits;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Learning;

/// <summary>Samples divided into a part to train on and a part to test on.</summary>
/// <param name="Train">The training part.</param>
/// <param name="Test">The test part.</param>
public sealed record DataSplit(IReadOnlyList<LabelledSample> Train, IReadOnlyList<LabelledSample> Test)
{
    private const ulong SplitStream = 0x5350_4C49_54;

    /// <summary>Divides samples so that both parts hold the labels in the same proportion.</summary>
    /// <param name="samples">At least two of each label.</param>
    /// <param name="testFraction">Share of each label that goes to the test part, in (0, 1); rounded to the nearest count.</param>
    /// <param name="seed">Keys the shuffle of each label, and the order of the training part.</param>
    /// <exception cref="CircuitException">A fraction out of range, only one label, or a label too rare to be in both parts.</exception>
    public static DataSplit Stratified(IReadOnlyList<LabelledSample> samples, double testFraction, ulong seed)
    {
        if (!(testFraction > 0 && testFraction < 1))
        {
            throw new CircuitException(
                $"test fraction {testFraction.ToString(CultureInfo.InvariantCulture)} leaves nothing to train or to test on; give one in (0, 1)");
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
                    $"class {labels[l]} has {own.Length} samples, too few to both train and test on; give more, or another test fraction");
            }

            test.AddRange(own[..testCount]);
            train.AddRange(own[testCount..]);
        }

        return new DataSplit(train, test).Shuffled(seed, (ulong)labels.Length);
    }

    /// <summary>The same split with the training part in another order.</summary>
    /// <param name="seed">Keys the order.</param>
    public DataSplit Shuffled(ulong seed) => Shuffled(seed, ulong.MaxValue);

    /// <summary>The same split with the features of every sample replaced.</summary>
    public DataSplit Select(Func<double[], double[]> map)
    {
        LabelledSample Mapped(LabelledSample sample) => sample with { Features = map(sample.Features) };
        return new(Train.Select(Mapped).ToArray(), Test.Select(Mapped).ToArray());
    }

    /// <summary>
    /// The same split with every feature scaled by the training part's minimum and maximum; test features may lie outside. A feature
    /// that is constant in the training part becomes 0.
    /// </summary>
    /// <param name="upper">What the maximum becomes, finite and above 0; the minimum becomes 0. Often 1 or π.</param>
    public DataSplit Scaled(double upper = 1)
    {
        int count = Train[0].Features.Length;
        double[] minimum = Enumerable.Range(0, count).Select(i => Train.Min(s => s.Features[i])).ToArray();
        double[] range = Enumerable.Range(0, count).Select(i => Train.Max(s => s.Features[i]) - minimum[i]).ToArray();
        return Select(features => features.Select((x, i) => range[i] == 0 ? 0 : upper * ((x - minimum[i]) / range[i])).ToArray());
    }

    private DataSplit Shuffled(ulong seed, ulong stream)
    {
        LabelledSample[] shuffled = [.. Train];
        var order = new CounterRandom(seed, SplitStream, stream);
        order.Shuffle<LabelledSample>(shuffled);
        return this with { Train = shuffled };
    }
}
