using System.Buffers.Binary;
using System.IO.Compression;
using CutAwareQnn.Learning;
using CutAwareQnn.Runtime;
using Xunit;

namespace CutAwareQnn.Unit.Runtime;

/// <summary>No more of a packed file is read than its header announces.</summary>
public sealed class BoundedFileTests : IDisposable
{
    private const string Images = "train-images-idx3-ubyte.gz";
    private const string Labels = "train-labels-idx1-ubyte.gz";

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("magic number 0x00000000", 0u)]
    [InlineData("more than the 1073741824 bytes", 0x803u, 60_000u, 2_800u, 2_800u)]
    [InlineData("has 100000001 bytes after its header but its dimensions require 100000000", 0x803u, 1_000u, 100u, 1_000u)]
    public void AFileThatUnpacksToMore_IsRefused_InAFractionOfTheMemory(string message, params uint[] header)
    {
        Write(Images, 200_000_000, header);
        Write(Labels, 1_000, 0x801u, 1_000u);
        long before = GC.GetAllocatedBytesForCurrentThread();
        DatasetException error = Assert.Throws<DatasetException>(() => MnistFiles.Read(_folder.Path));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 800_000_000);
    }

    // Zeros of any length pack to a thousandth.
    private void Write(string name, long zeros, params uint[] header)
    {
        using var gzip = new GZipStream(File.Create(_folder.File(name)), CompressionLevel.Fastest);
        byte[] number = new byte[4];
        foreach (uint value in header)
        {
            BinaryPrimitives.WriteUInt32BigEndian(number, value);
            gzip.Write(number);
        }

        byte[] block = new byte[1 << 20];
        for (long rest = zeros; rest > 0; rest -= block.Length)
        {
            gzip.Write(block, 0, (int)Math.Min(block.Length, rest));
        }
    }
}
