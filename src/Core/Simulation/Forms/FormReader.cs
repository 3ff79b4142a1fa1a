using System.Buffers.Binary;
using System.Globalization;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Simulation;

/// <summary>Reads a form. Every length is compared with what is left before anything is allocated for it.</summary>
internal ref struct FormReader
{
    private readonly ReadOnlySpan<byte> _body;
    private readonly FormKind _kind;
    private int _next;

    /// <summary>Checks a form's mark, version, length and checksum.</summary>
    /// <exception cref="BackendException">It is another kind's, of another version, not whole, or damaged.</exception>
    public FormReader(ReadOnlySpan<byte> form, FormKind kind)
    {
        _kind = kind;
        string name = FormLayout.Name(kind);
        if (form.Length < FormLayout.HeaderLength + FormLayout.ChecksumLength || !form[..4].SequenceEqual(FormLayout.Mark(kind)))
        {
            throw new BackendException($"{Bytes(form.Length)} are no {name}; send what the program's own version of it wrote");
        }

        ushort version = BinaryPrimitives.ReadUInt16LittleEndian(form[4..]);
        if (version != FormLayout.Version)
        {
            throw new BackendException(string.Create(
                CultureInfo.InvariantCulture,
                $"a {name} has version {version} but this program reads version {FormLayout.Version}; "
                + $"run one version of the program everywhere"));
        }

        uint length = BinaryPrimitives.ReadUInt32LittleEndian(form[8..]);
        if (length != form.Length)
        {
            throw new BackendException(string.Create(
                CultureInfo.InvariantCulture, $"a {name} of {length} bytes arrived as {Bytes(form.Length)}; send it again"));
        }

        ReadOnlySpan<byte> end = form[^FormLayout.ChecksumLength..];
        Checksum = BinaryPrimitives.ReadUInt32LittleEndian(end);
        if (Crc32.HashToUInt32(form[..^FormLayout.ChecksumLength]) != Checksum)
        {
            throw new BackendException($"a {name} of {Bytes(form.Length)} is damaged: its checksum does not fit; send it again");
        }

        Subject = BinaryPrimitives.ReadUInt16LittleEndian(form[6..]);
        _body = form[FormLayout.HeaderLength..^FormLayout.ChecksumLength];
    }

    /// <summary>Distinguishes forms of one kind.</summary>
    public ushort Subject { get; }

    /// <summary>The form's CRC-32.</summary>
    public uint Checksum { get; }

    public byte Byte() => Take(1)[0];

    public bool Flag() => Byte() switch
    {
        0 => false,
        1 => true,
        _ => throw Wrong("a flag is neither 0 nor 1"),
    };

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    public ulong UInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    public double Double() => BinaryPrimitives.ReadDoubleLittleEndian(Take(8));

    /// <summary>Reads a count of things that take at least so many bytes each.</summary>
    public int Count(int leastBytes)
    {
        uint count = UInt32();
        return count * (ulong)leastBytes <= (ulong)(_body.Length - _next) ? (int)count : throw Wrong($"it ends before its {count} parts");
    }

    /// <summary>Reads an index into a sequence.</summary>
    public int Index(int count, string what)
    {
        uint index = UInt32();
        return index < count ? (int)index : throw Wrong($"it has no {what} {index}");
    }

    /// <summary>Reads bytes as they are.</summary>
    public ReadOnlySpan<byte> Take(int count)
    {
        if (count > _body.Length - _next)
        {
            throw Wrong("it ends too early");
        }

        ReadOnlySpan<byte> taken = _body.Slice(_next, count);
        _next += count;
        return taken;
    }

    /// <summary>Reads so many numbers.</summary>
    public double[] Doubles(long count)
    {
        ReadOnlySpan<byte> bytes = Take(Room(count));
        if (BitConverter.IsLittleEndian)
        {
            return MemoryMarshal.Cast<byte, double>(bytes).ToArray();
        }

        double[] values = new double[count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = BinaryPrimitives.ReadDoubleLittleEndian(bytes[(8 * i)..]);
        }

        return values;
    }

    /// <summary>Reads so many numbers.</summary>
    public ulong[] UInt64s(long count)
    {
        Room(count);
        ulong[] values = new ulong[count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = UInt64();
        }

        return values;
    }

    /// <summary>Reads numbers after their count.</summary>
    public int[] CountedInt32s()
    {
        int[] values = new int[Count(4)];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Int32();
        }

        return values;
    }

    /// <summary>Reads a text after its count of bytes.</summary>
    public string Text() => Encoding.UTF8.GetString(Take(Count(1)));

    /// <summary>Checks that nothing is left.</summary>
    public readonly void End()
    {
        if (_next != _body.Length)
        {
            throw Wrong($"{Bytes(_body.Length - _next)} are left over");
        }
    }

    /// <summary>Makes the exception for a form that was not written by this program's version of it.</summary>
    public readonly BackendException Wrong(string why) =>
        new($"a {FormLayout.Name(_kind)} does not describe one: {why}; send what the program's own version of it wrote");

    private static string Bytes(int count) => Counted.Of(count, "byte");

    private readonly int Room(long count) => count >= 0 && count <= (_body.Length - _next) / 8
        ? (int)(8 * count)
        : throw Wrong($"it ends before its {count} numbers");
}
