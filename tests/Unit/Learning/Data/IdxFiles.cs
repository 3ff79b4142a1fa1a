using System.Buffers.Binary;

namespace CutAwareQnn.Unit.Learning;

/// <summary>Small IDX files, made by the test.</summary>
internal static class IdxFiles
{
    /// <summary>Returns a file of images of the given size; pixel p of image i is (7·i + p) mod 256.</summary>
    public static byte[] Images(int count, int rows, int columns) =>
        [.. Header(0x0803, count, rows, columns), .. Enumerable.Range(0, count * rows * columns).Select(k =>
            (byte)((7 * (k / (rows * columns))) + (k % (rows * columns))))];

    /// <summary>Returns a file of labels.</summary>
    public static byte[] Labels(params byte[] labels) => [.. Header(0x0801, labels.Length), .. labels];

    /// <summary>Returns a header: the magic number and the dimensions.</summary>
    public static byte[] Header(params int[] numbers)
    {
        byte[] header = new byte[4 * numbers.Length];
        for (int i = 0; i < numbers.Length; i++)
            BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4 * i), numbers[i]);
        return header;
    }
}
