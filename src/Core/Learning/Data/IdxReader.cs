using System.Buffers.Binary;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Learning;

/// <summary>Reader of MNIST's IDX format: a magic number, the dimensions as big-endian 32-bit integers, then unsigned bytes.</summary>
/// <remarks>LeCun, Cortes, Burges, "The MNIST database of handwritten digits", section on file formats.</remarks>
public static class IdxReader
{
    /// <summary>Bytes of the longer header, that of images.</summary>
    public const int LongestHeader = 16;

    private const int LabelMagic = 0x0801;
    private const int ImageMagic = 0x0803;

    // The largest published set in this format, EMNIST by class, has 0.64 GB.
    private const long LongestFile = 1L << 30;

    /// <summary>Reads a file of images.</summary>
    /// <param name="file">The uncompressed file.</param>
    /// <param name="name">Name of the file in messages.</param>
    /// <returns>The size of each image, and [image][row · columns + column], 0 (background) to 255.</returns>
    /// <exception cref="DatasetException">
    /// The magic number is another one, an image has no pixels, or the length disagrees with the dimensions.
    /// </exception>
    public static (int RowCount, int ColumnCount, byte[][] Images) ReadImages(ReadOnlySpan<byte> file, string name)
    {
        int[] dimensions = ReadHeader(file, ImageMagic, 3, name);
        (int count, int rows, int columns) = (dimensions[0], dimensions[1], dimensions[2]);
        long pixels = (long)rows * columns;
        if (pixels < 1 || pixels > Array.MaxLength)
        {
            throw new DatasetException($"{name} holds images of {rows} x {columns} pixels; give a file of images of at least 1 x 1");
        }

        ReadOnlySpan<byte> body = Body(file, 3, (long)count * rows * columns, name);
        byte[][] images = new byte[count][];
        for (int i = 0; i < count; i++)
        {
            images[i] = body.Slice(i * rows * columns, rows * columns).ToArray();
        }

        return (rows, columns, images);
    }

    /// <summary>Returns the length of a whole file, from its header, so that no reader takes in more.</summary>
    /// <param name="header">The first bytes, at most <see cref="LongestHeader"/>.</param>
    /// <param name="isImages">Whether it is a file of images; otherwise of labels.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="DatasetException">It is no such file, or one that is longer than any.</exception>
    public static int LengthOf(ReadOnlySpan<byte> header, bool isImages, string name)
    {
        int[] dimensions = isImages ? ReadHeader(header, ImageMagic, 3, name) : ReadHeader(header, LabelMagic, 1, name);
        double length = dimensions.Aggregate(1.0, (product, size) => product * size) + (4 * (1 + dimensions.Length));
        return length <= LongestFile
            ? (int)length
            : throw new DatasetException(
                $"{name} has dimensions {string.Join(" x ", dimensions)}, more than the {LongestFile} bytes of the largest such "
                + "file; give an intact file");
    }

    /// <summary>Reads a file of labels.</summary>
    /// <exception cref="DatasetException">The magic number is another one, or the length disagrees with the count.</exception>
    public static byte[] ReadLabels(ReadOnlySpan<byte> file, string name) =>
        Body(file, 1, ReadHeader(file, LabelMagic, 1, name)[0], name).ToArray();

    private static int[] ReadHeader(ReadOnlySpan<byte> file, int expectedMagic, int dimensionCount, string name)
    {
        int length = 4 * (1 + dimensionCount);
        if (file.Length < length)
        {
            throw new DatasetException($"{name} has {Counted.Of(file.Length, "byte")} but an IDX header has {length}; give the whole file");
        }

        uint magic = BinaryPrimitives.ReadUInt32BigEndian(file);
        if (magic != expectedMagic)
        {
            throw new DatasetException(
                $"{name} begins with the magic number 0x{magic:X8} but an IDX file of "
                + $"{(dimensionCount == 1 ? "labels" : "images")} begins with "
                + $"0x{expectedMagic:X8}; give the unpacked MNIST file");
        }

        int[] dimensions = new int[dimensionCount];
        for (int i = 0; i < dimensionCount; i++)
        {
            uint size = BinaryPrimitives.ReadUInt32BigEndian(file[(4 * (i + 1))..]);
            dimensions[i] = size <= int.MaxValue
                ? (int)size
                : throw new DatasetException($"{name} has a dimension {i} of {size}, more than a file can hold; give an intact file");
        }

        return dimensions;
    }

    private static ReadOnlySpan<byte> Body(ReadOnlySpan<byte> file, int dimensionCount, long length, string name)
    {
        ReadOnlySpan<byte> body = file[(4 * (1 + dimensionCount))..];
        return body.Length == length
            ? body
            : throw new DatasetException(
                $"{name} has {Counted.Of(body.Length, "byte")} after its header but its dimensions require {length}; give the whole file");
    }
}
