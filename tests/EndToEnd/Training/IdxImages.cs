using System.Buffers.Binary;

namespace CutAwareQnn.EndToEnd;

/// <summary>Small images in MNIST's format.</summary>
internal static class IdxImages
{
    /// <summary>Writes digits 3, bright above, and 6, bright below, of 8 x 8 pixels.</summary>
    /// <param name="each">Images of each digit.</param>
    public static void Write(string folder, int each)
    {
        Directory.CreateDirectory(folder);
        byte[] pixels = [.. Enumerable.Range(0, 2 * each * 64).Select(k =>
            (byte)(((k % 64 < 32) == (k / 64 % 2 == 0) ? 180 : 20) + (k * 31 % 47)))];
        byte[] labels = [.. Enumerable.Range(0, 2 * each).Select(i => (byte)(i % 2 == 0 ? 3 : 6))];
        File.WriteAllBytes(Path.Combine(folder, "train-images-idx3-ubyte"), [.. Header(0x0803, 2 * each, 8, 8), .. pixels]);
        File.WriteAllBytes(Path.Combine(folder, "train-labels-idx1-ubyte"), [.. Header(0x0801, 2 * each), .. labels]);
    }

    private static byte[] Header(params int[] numbers)
    {
        byte[] header = new byte[4 * numbers.Length];
        for (int i = 0; i < numbers.Length; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4 * i), numbers[i]);
        }

        return header;
    }
}
