using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Simulation;

/// <summary>Writes a form: numbers little-endian, doubles bit by bit, sequences with their length first.</summary>
internal sealed class FormWriter
{
    private byte[] _bytes;
    private int _length;

    /// <summary>Starts a form.</summary>
    /// <param name="kind">What it describes.</param>
    /// <param name="subject">Distinguishes forms of one kind; 0 where there is one only.</param>
    /// <param name="bodyLength">Bytes of the body, as far as they are known: room is made for them at once.</param>
    public FormWriter(FormKind kind, ushort subject = 0, long bodyLength = 256)
    {
        _bytes = new byte[(int)Math.Min(Array.MaxLength, FormLayout.HeaderLength + bodyLength + FormLayout.ChecksumLength)];
        FormLayout.Mark(kind).CopyTo(Next(4));
        Write(FormLayout.Version);
        Write(subject);
        Write(0);
    }

    public void Write(byte value) => Next(1)[0] = value;

    public void Write(bool value) => Write((byte)(value ? 1 : 0));

    public void Write(ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(Next(2), value);

    public void Write(int value) => BinaryPrimitives.WriteInt32LittleEndian(Next(4), value);

    public void Write(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Next(4), value);

    public void Write(long value) => BinaryPrimitives.WriteInt64LittleEndian(Next(8), value);

    public void Write(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Next(8), value);

    public void Write(double value) => BinaryPrimitives.WriteDoubleLittleEndian(Next(8), value);

    /// <summary>Writes bytes as they are.</summary>
    public void Write(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Next(bytes.Length));

    /// <summary>Writes numbers without their count.</summary>
    public void Write(ReadOnlySpan<double> values)
    {
        if (BitConverter.IsLittleEndian)
        {
            Write(MemoryMarshal.AsBytes(values));
            return;
        }

        foreach (double value in values)
        {
            Write(value);
        }
    }

    /// <summary>Writes numbers without their count.</summary>
    public void Write(ReadOnlySpan<ulong> values)
    {
        foreach (ulong value in values)
        {
            Write(value);
        }
    }

    /// <summary>Writes numbers after their count.</summary>
    public void WriteCounted(IReadOnlyList<int> values)
    {
        Write(values.Count);
        foreach (int value in values)
        {
            Write(value);
        }
    }

    /// <summary>Writes the UTF-8 bytes of a text after their count.</summary>
    public void Write(string text)
    {
        Write(Encoding.UTF8.GetByteCount(text));
        Encoding.UTF8.GetBytes(text, Next(Encoding.UTF8.GetByteCount(text)));
    }

    /// <summary>Adds the length and the checksum.</summary>
    /// <returns>The whole form.</returns>
    public byte[] Finish()
    {
        int length = _length + FormLayout.ChecksumLength;
        BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(FormLayout.HeaderLength - 4), length);
        Write(Crc32.HashToUInt32(_bytes.AsSpan(0, _length)));
        if (_length != _bytes.Length)
        {
            Array.Resize(ref _bytes, _length);
        }

        return _bytes;
    }

    private Span<byte> Next(int count)
    {
        if (count > Array.MaxLength - FormLayout.ChecksumLength - _length)
        {
            throw new BackendException("a form would be longer than 2 GiB; give fewer queries per job, or fewer cuts");
        }

        if (_bytes.Length < _length + count)
        {
            Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max(2L * _bytes.Length, (long)_length + count)));
        }

        Span<byte> next = _bytes.AsSpan(_length, count);
        _length += count;
        return next;
    }
}
