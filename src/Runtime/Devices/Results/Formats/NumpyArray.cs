using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace CutAwareQnn.Runtime;

/// <summary>A NumPy array of small whole numbers, from the <c>.npy</c> format (NumPy's format 1.0 to 3.0).</summary>
/// <param name="Shape">The lengths of its axes.</param>
/// <param name="Values">Its elements, last axis fastest.</param>
internal sealed partial record NumpyArray(int[] Shape, byte[] Values)
{
    private const int MagicLength = 6;

    // More than any job may hold; a small file can unfold into a very large one.
    private const int MostBytes = 1 << 30;

    /// <summary>Reads an array in zlib in base64, as Qiskit's encoder writes it.</summary>
    public static NumpyArray ReadCompressed(string base64)
    {
        try
        {
            using var zlib = new ZLibStream(new MemoryStream(Convert.FromBase64String(base64)), CompressionMode.Decompress);
            using var unfolded = new MemoryStream();
            byte[] block = new byte[1 << 16];
            for (int length = zlib.Read(block); length > 0; length = zlib.Read(block))
            {
                unfolded.Write(block, 0, length);
                if (unfolded.Length > MostBytes)
                {
                    throw Broken($"it unfolds into more than {MostBytes} bytes");
                }
            }

            return Read(unfolded.ToArray());
        }
        catch (Exception error) when (error is FormatException or InvalidDataException)
        {
            throw Broken("it is not base64 of zlib");
        }
    }

    /// <summary>Reads the bytes of an <c>.npy</c> file.</summary>
    public static NumpyArray Read(ReadOnlySpan<byte> file)
    {
        if (file.Length < MagicLength + 6 || !IsMagic(file))
        {
            throw Broken("it does not begin as an .npy file");
        }

        bool isLong = file[MagicLength] > 1;
        int start = MagicLength + 2 + (isLong ? 4 : 2);
        uint length = isLong
            ? BinaryPrimitives.ReadUInt32LittleEndian(file[(MagicLength + 2)..])
            : BinaryPrimitives.ReadUInt16LittleEndian(file[(MagicLength + 2)..]);
        if (length > file.Length - start)
        {
            throw Broken("its header is cut off");
        }

        string header = Encoding.UTF8.GetString(file.Slice(start, (int)length));
        int[] shape = Shaped(ShapeField().Match(header));
        int width = TypeField().Match(header) is { Success: true } type
            ? int.Parse(type.Groups["bytes"].ValueSpan, CultureInfo.InvariantCulture)
            : throw Broken("its elements are not whole numbers in little-endian order");
        ReadOnlySpan<byte> body = file[(start + (int)length)..];
        long count = shape.Aggregate(1L, (product, axis) => product * axis);
        if (body.Length != count * width)
        {
            throw Broken($"{count} elements of {width} bytes are announced but {body.Length} bytes follow");
        }

        byte[] values = new byte[count];
        for (int i = 0; i < values.Length; i++)
        {
            ReadOnlySpan<byte> element = body.Slice(i * width, width);
            values[i] = element[1..].IndexOfAnyExcept((byte)0) < 0 ? element[0] : throw Broken("an element is above 255");
        }

        return new(shape, header.Contains("'fortran_order': True", StringComparison.Ordinal) ? LastAxisFastest(shape, values) : values);
    }

    private static bool IsMagic(ReadOnlySpan<byte> file) => file[0] == 0x93 && file[1..MagicLength].SequenceEqual("NUMPY"u8);

    private static int[] Shaped(Match match)
    {
        if (!match.Success)
        {
            throw Broken("its header has no shape");
        }

        long count = 1;
        var shape = new List<int>();
        foreach (string axis
            in match.Groups["axes"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!int.TryParse(axis, NumberStyles.None, CultureInfo.InvariantCulture, out int length)
                || (count *= Math.Max(1, length)) > MostBytes)
            {
                throw Broken("its shape is too large");
            }

            shape.Add(length);
        }

        return [.. shape];
    }

    private static byte[] LastAxisFastest(int[] shape, byte[] values)
    {
        byte[] ordered = new byte[values.Length];
        int[] index = new int[shape.Length];
        foreach (ref byte target in ordered.AsSpan())
        {
            int source = 0;
            for (int axis = shape.Length - 1; axis >= 0; axis--)
            {
                source = (source * shape[axis]) + index[axis];
            }

            target = values[source];
            for (int axis = shape.Length - 1; axis >= 0 && ++index[axis] == shape[axis]; axis--)
            {
                index[axis] = 0;
            }
        }

        return ordered;
    }

    private static ResultFileException Broken(string why) =>
        new($"an array of bits cannot be read: {why}; give the file as it was written, whole");

    [GeneratedRegex(@"'shape':\s*\((?<axes>[\d\s,]*)\)")]
    private static partial Regex ShapeField();

    [GeneratedRegex(@"'descr':\s*'[|<](?:[iu]|b(?=1))(?<bytes>[1248])'")]
    private static partial Regex TypeField();
}
