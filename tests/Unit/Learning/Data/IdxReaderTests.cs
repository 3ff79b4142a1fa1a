using CutAwareQnn.Learning;
using Xunit;

namespace CutAwareQnn.Unit.Learning;

/// <summary>The IDX format: what is read and what is refused.</summary>
public sealed class IdxReaderTests
{
    [Fact]
    public void Images_AreReadRowByRow()
    {
        (int rows, int columns, byte[][] images) = IdxReader.ReadImages(IdxFiles.Images(3, 2, 4), "three");
        Assert.Equal((2, 4, 3), (rows, columns, images.Length));
        Assert.Equal([14, 15, 16, 17, 18, 19, 20, 21], images[2]);
    }

    [Fact]
    public void Labels_AreRead() => Assert.Equal([5, 0, 9], IdxReader.ReadLabels(IdxFiles.Labels(5, 0, 9), "three"));

    [Fact]
    public void NoImages_AreNone() => Assert.Empty(IdxReader.ReadImages(IdxFiles.Images(0, 2, 2), "none").Images);

    public static TheoryData<byte[], string> BadImages => new()
    {
        { [], "0 bytes but an IDX header has 16" },
        { IdxFiles.Images(1, 2, 2)[..15], "15 bytes but an IDX header has 16" },
        { IdxFiles.Images(1, 2, 2)[..19], "3 bytes after its header but its dimensions require 4" },
        { [.. IdxFiles.Images(1, 2, 2), 0], "5 bytes after its header but its dimensions require 4" },
        { IdxFiles.Labels(new byte[20]), "0x00000801" },
        { IdxFiles.Header(0x1F8B0800, 1, 1, 1), "0x1F8B0800" },
        { IdxFiles.Header(0x0803, -1, 28, 28), "dimension 0 of 4294967295" },
        { IdxFiles.Header(0x0803, 4, 0, 28), "0 x 28 pixels" },
        { IdxFiles.Header(0x0803, int.MaxValue, 46340, 46340), "dimensions require" },
    };

    [Theory]
    [MemberData(nameof(BadImages))]
    public void BadFile_IsRefused_InOneLineThatSaysWhy(byte[] file, string part)
    {
        string message = Assert.Throws<DatasetException>(() => IdxReader.ReadImages(file, "pool images")).Message;
        Assert.StartsWith("pool images ", message, StringComparison.Ordinal);
        Assert.Contains(part, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void Labels_OfImages_AreRefused() => Assert.Contains(
        "of labels begins with 0x00000801",
        Assert.Throws<DatasetException>(() => IdxReader.ReadLabels(IdxFiles.Images(1, 2, 2), "pool")).Message,
        StringComparison.Ordinal);
}
