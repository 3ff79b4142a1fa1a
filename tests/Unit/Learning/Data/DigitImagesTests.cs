using System.IO.Compression;
using CutAwareQnn.Learning;
using Xunit;

namespace CutAwareQnn.Unit.Learning;

/// <summary>Seeded, stratified subsets of labelled images.</summary>
public sealed class DigitImagesTests
{
    // Image i has the label i mod 3 and pixels that name it.
    private static readonly DigitImages Thirty =
        new(IdxFiles.Images(30, 2, 2), IdxFiles.Labels([.. Enumerable.Range(0, 30).Select(i => (byte)(i % 3))]), "thirty");

    [Fact]
    public void TwoDigits_AreLabelledMinusAndPlusOne_InTheirOrder_AndAsManyOfEach()
    {
        IReadOnlyList<LabelledSample> samples = Thirty.Subset([2, 0], 10, seed: 1);
        Assert.Equal(5, samples.Count(s => s.Label == -1));
        Assert.Equal(5, samples.Count(s => s.Label == 1));
        Assert.All(samples, s => Assert.Equal(s.Label == -1 ? 2 : 0, ImageOf(s) % 3));
        Assert.Equal(10, samples.Select(ImageOf).Distinct().Count());
        Assert.All(samples.SelectMany(s => s.Features), pixel => Assert.InRange(pixel, 0, 1));
    }

    [Fact]
    public void SeveralDigits_AreNumbered_AndARemainderGoesToTheFirst()
    {
        IReadOnlyList<LabelledSample> samples = Thirty.Subset([0, 1, 2], 11, seed: 1);
        Assert.Equal([4, 4, 3], samples.GroupBy(s => s.Label).OrderBy(g => g.Key).Select(g => g.Count()));
        Assert.All(samples, s => Assert.Equal(s.Label, ImageOf(s) % 3));
    }

    [Fact]
    public void Split_SharesNoImage_AndDependsOnTheSeedOnly()
    {
        DataSplit split = Thirty.Split([0, 1], 12, 8, seed: 5);
        Assert.Equal((12, 8), (split.Train.Count, split.Test.Count));
        Assert.Equal(20, split.Train.Concat(split.Test).Select(ImageOf).Distinct().Count());
        Assert.InRange(split.Train.Take(6).Count(s => s.Label == 1), 1, 5);
        Assert.Equal(split.Train.Select(ImageOf), Thirty.Split([0, 1], 12, 8, seed: 5).Train.Select(ImageOf));
        Assert.NotEqual(split.Train.Select(ImageOf), Thirty.Split([0, 1], 12, 8, seed: 6).Train.Select(ImageOf));
    }

    [Theory]
    [InlineData("1 class ('0')", 4, 0)]
    [InlineData("class '1' is given twice", 4, 1, 1)]
    [InlineData("0 images of digit 7", 4, 0, 7)]
    [InlineData("10 images of digit 0 but 11 were requested", 22, 0, 1)]
    [InlineData("1 image was requested but there are 2 digits", 1, 0, 1)]
    public void WhatCannotBeDrawn_IsRefused(string part, int count, params int[] digits) => Assert.Contains(
        part, Assert.Throws<DatasetException>(() => Thirty.Subset(digits, count, 1)).Message, StringComparison.Ordinal);

    [Fact]
    public void ImagesWithoutLabels_AreRefused() => Assert.Contains(
        "2 images but 1 label",
        Assert.Throws<DatasetException>(() => new DigitImages(IdxFiles.Images(2, 1, 1), IdxFiles.Labels(3), "pair")).Message,
        StringComparison.Ordinal);

    [SharedDataFact("mnist")]
    public void TheTestImagesOfMnist_AreThosePublished()
    {
        var images = new DigitImages(Unpacked("t10k-images-idx3-ubyte.gz"), Unpacked("t10k-labels-idx1-ubyte.gz"), "mnist");
        Assert.Equal((10000, 28, 28), (images.Count, images.RowCount, images.ColumnCount));

        // How often each digit occurs in the published test set, and its first labels.
        Assert.Equal(
            [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009],
            Enumerable.Range(0, 10).Select(digit => images.Labels.Count(l => l == digit)));
        Assert.Equal([7, 2, 1, 0, 4, 1, 4, 9, 5, 9], images.Labels.Take(10));
        DataSplit split = images.Split([3, 6], 200, 100, seed: 1);
        Assert.Equal((200, 100), (split.Train.Count, split.Test.Count));
    }

    private static byte[] Unpacked(string name)
    {
        using var stream = new GZipStream(File.OpenRead(SharedData.PathOf("mnist", name)), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    // The first pixel of image i is 7·i, below 256 for 30 images.
    private static int ImageOf(LabelledSample sample) => (int)Math.Round(255 * sample.Features[0]) / 7;
}
