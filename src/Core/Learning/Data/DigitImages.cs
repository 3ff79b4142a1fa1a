using System.Globalization;
using CutAwareQnn.Circuits;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Learning;

/// <summary>Labelled grey images of one size, such as MNIST's digits.</summary>
public sealed class DigitImages
{
    private const ulong SubsetStream = 0x5355_4253_4554;

    private readonly byte[][] _images;
    private readonly byte[] _labels;

    /// <summary>Reads a pair of IDX files.</summary>
    /// <param name="images">The unpacked file of images.</param>
    /// <param name="labels">The unpacked file of labels.</param>
    /// <param name="name">Name of the pair in messages.</param>
    /// <exception cref="DatasetException">A file cannot be read, or the numbers of images and labels differ.</exception>
    public DigitImages(ReadOnlySpan<byte> images, ReadOnlySpan<byte> labels, string name)
    {
        (RowCount, ColumnCount, _images) = IdxReader.ReadImages(images, $"{name} images");
        _labels = IdxReader.ReadLabels(labels, $"{name} labels");
        if (_images.Length != _labels.Length)
        {
            throw new DatasetException(
                $"{name} has {Counted.Of(_images.Length, "image")} but {Counted.Of(_labels.Length, "label")}; give files of the same data "
                + "set");
        }
    }

    /// <summary>Pixels from top to bottom.</summary>
    public int RowCount { get; }

    /// <summary>Pixels from left to right.</summary>
    public int ColumnCount { get; }

    /// <summary>Number of images.</summary>
    public int Count => _images.Length;

    /// <summary>The digit of each image.</summary>
    public IReadOnlyList<byte> Labels => _labels;

    /// <summary>Draws a random subset with equally many images of each digit, to within one.</summary>
    /// <param name="digits">Two or more distinct digits, in the order of the classes.</param>
    /// <param name="count">Number of images in total, at least one per digit; a remainder goes to the first digits.</param>
    /// <param name="seed">Keys the choice, which is made per digit from all its images without replacement.</param>
    /// <returns>
    /// Pixels as features, row by row, in [0, 1], sorted by digit. Two digits are labelled -1 and +1, more of them 0, 1, ….
    /// </returns>
    /// <exception cref="DatasetException">There are fewer than two digits, a digit occurs twice, or a digit has too few images.</exception>
    public IReadOnlyList<LabelledSample> Subset(IReadOnlyList<int> digits, int count, ulong seed) => Draw(digits, [count], seed)[0];

    /// <summary>Draws two disjoint random subsets in the way of <see cref="Subset"/>.</summary>
    /// <param name="digits">Two or more distinct digits, in the order of the classes.</param>
    /// <param name="trainCount">Number of images in the training part, at least one per digit.</param>
    /// <param name="testCount">Number of images in the test part, at least one per digit.</param>
    /// <param name="seed">Keys the choice and the order of the training part.</param>
    /// <exception cref="DatasetException">There are fewer than two digits, a digit occurs twice, or a digit has too few images.</exception>
    public DataSplit Split(IReadOnlyList<int> digits, int trainCount, int testCount, ulong seed)
    {
        IReadOnlyList<LabelledSample>[] parts = Draw(digits, [trainCount, testCount], seed);
        return new DataSplit(parts[0], parts[1]).Shuffled(seed);
    }

    private IReadOnlyList<LabelledSample>[] Draw(IReadOnlyList<int> digits, int[] counts, ulong seed)
    {
        ClassLabels.Require([.. digits.Select(d => d.ToString(CultureInfo.InvariantCulture))]);
        if (counts.FirstOrDefault(c => c < digits.Count, -1) is not -1 and int tooFew)
        {
            throw new DatasetException(
                $"{Counted.Of(tooFew, "image", "was", "were")} requested but there are {Counted.Of(digits.Count, "digit")}; request at "
                + "least one per digit");
        }

        List<LabelledSample>[] parts = [.. counts.Select(c => new List<LabelledSample>(c))];
        for (int c = 0; c < digits.Count; c++)
        {
            int[] own = [.. Enumerable.Range(0, Count).Where(i => _labels[i] == digits[c])];
            int[] wanted = [.. counts.Select(count => (count / digits.Count) + (c < count % digits.Count ? 1 : 0))];
            if (own.Length < wanted.Sum())
            {
                throw new DatasetException(
                    $"the data have {Counted.Of(own.Length, "image")} of digit {digits[c]} but {wanted.Sum()} were requested; "
                    + "request fewer, or another digit");
            }

            var random = new CounterRandom(seed, SubsetStream, (ulong)digits[c]);
            random.Shuffle<int>(own);
            int first = 0;
            for (int p = 0; p < parts.Length; first += wanted[p++])
            {
                parts[p].AddRange(own.Skip(first).Take(wanted[p])
                    .Select(i => new LabelledSample(Pixels(i), ClassLabels.Of(c, digits.Count))));
            }
        }

        return parts;
    }

    private double[] Pixels(int image) => Array.ConvertAll(_images[image], pixel => pixel / 255.0);
}
