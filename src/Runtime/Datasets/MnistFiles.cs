using System.IO.Compression;
using CutAwareQnn.Learning;

namespace CutAwareQnn.Runtime;

/// <summary>MNIST's two pairs of files, from a folder or from the network.</summary>
/// <param name="Train">The 60,000 images meant for training; null where a folder lacks them.</param>
/// <param name="Test">The 10,000 images meant for testing; null where a folder lacks them.</param>
public sealed record MnistFiles(DigitImages? Train, DigitImages? Test)
{
    // The mirrors and digests that PyTorch's and TensorFlow's data sets name.
    private static readonly Uri[] Mirrors =
        [new("https://ossci-datasets.s3.amazonaws.com/mnist/"), new("https://storage.googleapis.com/cvdf-datasets/mnist/")];

    private static readonly RemoteFile TrainImages =
        new("train-images-idx3-ubyte.gz", "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609", Mirrors);

    private static readonly RemoteFile TrainLabels =
        new("train-labels-idx1-ubyte.gz", "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c", Mirrors);

    private static readonly RemoteFile TestImages =
        new("t10k-images-idx3-ubyte.gz", "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6", Mirrors);

    private static readonly RemoteFile TestLabels =
        new("t10k-labels-idx1-ubyte.gz", "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6", Mirrors);

    /// <summary>What is downloaded: 11.6 MB.</summary>
    public static IReadOnlyList<RemoteFile> Files { get; } = [TrainImages, TrainLabels, TestImages, TestLabels];

    /// <summary>Reads what a folder holds: one pair or both, packed with gzip or not, under the published names.</summary>
    /// <exception cref="DatasetException">No pair is there, one is half there, or a file is not what its name promises.</exception>
    public static MnistFiles Read(string folder)
    {
        var files = new MnistFiles(ReadPair(folder, TrainImages, TrainLabels), ReadPair(folder, TestImages, TestLabels));
        return files.Train is null && files.Test is null
            ? throw new DatasetException(
                $"folder {folder} holds no MNIST; put {TrainImages.Name} and {TrainLabels.Name} there, or the pair {TestImages.Name} and "
                + $"{TestLabels.Name}, or leave the folder out to download them")
            : files;
    }

    /// <summary>Reads both pairs from a cache, downloading what it lacks.</summary>
    /// <exception cref="DatasetException">A file could not be had.</exception>
    public static async Task<MnistFiles> DownloadAsync(
        DatasetCache cache, IProgress<DownloadProgress>? progress, CancellationToken cancellationToken)
    {
        foreach (RemoteFile file in Files)
        {
            await cache.GetAsync(file, progress, cancellationToken).ConfigureAwait(false);
        }

        return Read(cache.Folder);
    }

    /// <summary>
    /// Returns a training and a test part of some digits: the one from the training pair and the other from the test pair, as MNIST is
    /// meant, or both, without overlap, from the only pair there is.
    /// </summary>
    /// <param name="digits">Two or more different digits, the order being that of the classes.</param>
    /// <param name="trainCount">Images in the training part, as many of each digit to within one.</param>
    /// <param name="testCount">Images in the test part, likewise.</param>
    /// <param name="seed">Keys the choice and the order of the training part.</param>
    /// <returns>Pixels as features, row by row, in [0, 1].</returns>
    /// <exception cref="DatasetException">Too few images of a digit, or too few are requested.</exception>
    public DataSplit Split(IReadOnlyList<int> digits, int trainCount, int testCount, ulong seed) => Train is not null && Test is not null
        ? new DataSplit(Train.Subset(digits, trainCount, seed), Test.Subset(digits, testCount, seed)).Shuffled(seed)
        : (Train ?? Test!).Split(digits, trainCount, testCount, seed);

    /// <summary>The images' size, in pixels.</summary>
    public (int RowCount, int ColumnCount) Size => ((Train ?? Test)!.RowCount, (Train ?? Test)!.ColumnCount);

    private static DigitImages? ReadPair(string folder, RemoteFile images, RemoteFile labels)
    {
        string? imagePath = Find(folder, images.Name);
        string? labelPath = Find(folder, labels.Name);
        if (imagePath is null && labelPath is null)
        {
            return null;
        }

        if (imagePath is null || labelPath is null)
        {
            throw new DatasetException(
                $"folder {folder} holds {(imagePath is null ? labels : images).Name} without {(imagePath is null ? images : labels).Name}; "
                + "put both there");
        }

        string name = $"{folder} ({Path.GetFileName(imagePath).Split('-')[0]})";
        return new(Unpacked(imagePath, $"{name} images", isImages: true), Unpacked(labelPath, $"{name} labels", isImages: false), name);
    }

    // Under the published name, the same without .gz, and as some archives write it: train-images.idx3-ubyte.
    private static string? Find(string folder, string name)
    {
        string plain = name[..^".gz".Length];
        return new[] { name, plain, plain.Replace("-idx", ".idx", StringComparison.Ordinal) }
            .Select(n => Path.Combine(folder, n))
            .FirstOrDefault(File.Exists);
    }

    // No more is read than the header announces, and one byte, which shows that the file is longer.
    private static byte[] Unpacked(string path, string name, bool isImages)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            using Stream content = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
            byte[] header = new byte[IdxReader.LongestHeader];
            int headerLength = content.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
            int length = IdxReader.LengthOf(header.AsSpan(0, headerLength), isImages, name);
            byte[] bytes = new byte[Math.Max(length, headerLength) + 1];
            header.AsSpan(0, headerLength).CopyTo(bytes);
            int rest = content.ReadAtLeast(bytes.AsSpan(headerLength), bytes.Length - headerLength, throwOnEndOfStream: false);
            return bytes[..(headerLength + rest)];
        }
        catch (InvalidDataException error)
        {
            throw new DatasetException($"{path} is no intact gzip file; give the published file", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"{path} cannot be read: {error.Message.TrimEnd('.')}; give a file that can be", error);
        }
    }
}
