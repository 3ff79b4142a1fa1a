using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using CutAwareQnn.Learning;
using CutAwareQnn.Runtime;
using CutAwareQnn.Unit.Learning;
using Xunit;

namespace CutAwareQnn.Unit.Runtime;

/// <summary>Downloads into a cache, against a network that the test plays; and MNIST from folders.</summary>
public sealed class DatasetCacheTests : IDisposable
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 200_000).Select(i => (byte)(i * 31))];

    private static readonly RemoteFile File1 = new(
        "one.gz", Convert.ToHexStringLower(SHA256.HashData(Content)), [new("https://first.invalid/x/"), new("https://second.invalid/")]);

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task File_IsDownloadedOnce_WithProgress()
    {
        var network = new Network(_ => Ok(Content));
        var progress = new Recorder();
        using var cache = new DatasetCache(_folder.File("cache"), network);
        string path = await cache.GetAsync(File1, progress, default);
        Assert.Equal(Content, await File.ReadAllBytesAsync(path));
        Assert.Equal(path, await cache.GetAsync(File1, null, default));
        Assert.Equal(["https://first.invalid/x/one.gz"], network.Asked);
        Assert.Equal(new("one.gz", Content.Length, Content.Length), progress.Reports[^1]);
        Assert.Equal(progress.Reports.Select(r => r.Received).Order(), progress.Reports.Select(r => r.Received));
    }

    [Fact]
    public async Task DamagedFile_IsDownloadedAgain()
    {
        var network = new Network(_ => Ok(Content));
        using var cache = new DatasetCache(_folder.Path, network);
        await File.WriteAllTextAsync(_folder.File("one.gz"), "half a file");
        Assert.Equal(Content, await File.ReadAllBytesAsync(await cache.GetAsync(File1, null, default)));
        Assert.Single(network.Asked);
    }

    [Fact]
    public async Task MirrorThatFails_IsFollowedByTheNext()
    {
        var network = new Network(request => request.Host == "first.invalid" ? new(HttpStatusCode.NotFound) : Ok(Content));
        using var cache = new DatasetCache(_folder.Path, network);
        await cache.GetAsync(File1, null, default);
        Assert.Equal(["https://first.invalid/x/one.gz", "https://second.invalid/one.gz"], network.Asked);
    }

    [Fact]
    public async Task Offline_IsOneLine_AndLeavesNothing()
    {
        using var cache = new DatasetCache(_folder.Path, new Network(_ => throw new HttpRequestException("Name does not resolve")));
        string message = (await Assert.ThrowsAsync<DatasetException>(() => cache.GetAsync(File1, null, default))).Message;
        Assert.Contains("first.invalid: Name does not resolve; second.invalid: Name does not resolve", message, StringComparison.Ordinal);
        Assert.Contains(_folder.Path, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task WrongContent_IsRefused_AndLeavesNothing()
    {
        using var cache = new DatasetCache(_folder.Path, new Network(_ => Ok([1, 2, 3])));
        string message = (await Assert.ThrowsAsync<DatasetException>(() => cache.GetAsync(File1, null, default))).Message;
        Assert.Contains("another SHA-256", message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task Cancellation_StopsTheDownload_AndLeavesNothing()
    {
        using var source = new CancellationTokenSource();
        using var cache = new DatasetCache(_folder.Path, new Network(_ => Ok(Content)));
        var progress = new Recorder(source.Cancel);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cache.GetAsync(File1, progress, source.Token));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task CacheThatIsAFile_IsRefused()
    {
        await File.WriteAllTextAsync(_folder.File("taken"), "");
        using var cache = new DatasetCache(_folder.File("taken"), new Network(_ => Ok(Content)));
        await Assert.ThrowsAsync<DatasetException>(() => cache.GetAsync(File1, null, default));
    }

    [Fact]
    public void Folder_IsReadPackedOrNot_UnderBothNames()
    {
        byte[] images = IdxFiles.Images(8, 2, 2);
        byte[] labels = IdxFiles.Labels(0, 1, 0, 1, 0, 1, 0, 1);
        Write("train-images-idx3-ubyte.gz", images);
        Write("train-labels-idx1-ubyte", labels);
        Write("t10k-images.idx3-ubyte", images);
        Write("t10k-labels-idx1-ubyte.gz", labels);
        var files = MnistFiles.Read(_folder.Path);
        Assert.Equal((8, 8, (2, 2)), (files.Train!.Count, files.Test!.Count, files.Size));

        // Both pairs hold the same eight images here: each part may take all of its own.
        DataSplit split = files.Split([0, 1], 8, 8, seed: 1);
        Assert.Equal((8, 8), (split.Train.Count, split.Test.Count));
    }

    [Fact]
    public void OnlyPair_IsDividedWithoutOverlap()
    {
        Write("t10k-images-idx3-ubyte.gz", IdxFiles.Images(8, 2, 2));
        Write("t10k-labels-idx1-ubyte.gz", IdxFiles.Labels(0, 1, 0, 1, 0, 1, 0, 1));
        var files = MnistFiles.Read(_folder.Path);
        Assert.Null(files.Train);
        DataSplit split = files.Split([1, 0], 4, 4, seed: 1);
        Assert.Equal(8, split.Train.Concat(split.Test).Select(s => s.Features[0]).Distinct().Count());
        Assert.Contains(
            "4 images of digit 1 but 5 were requested",
            Assert.Throws<DatasetException>(() => files.Split([1, 0], 4, 6, seed: 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FolderWithoutAPair_IsRefused()
    {
        Assert.Contains("holds no MNIST", Refusal(), StringComparison.Ordinal);
        Write("train-images-idx3-ubyte.gz", IdxFiles.Images(1, 2, 2));
        Assert.Contains("train-images-idx3-ubyte.gz without train-labels-idx1-ubyte.gz", Refusal(), StringComparison.Ordinal);
        File.WriteAllText(_folder.File("train-labels-idx1-ubyte.gz"), "no gzip");
        Assert.Contains("no intact gzip file", Refusal(), StringComparison.Ordinal);
        Write("train-labels-idx1-ubyte.gz", [0, 0, 8]);
        Assert.Contains("(train) labels has 3 bytes", Refusal(), StringComparison.Ordinal);

        string Refusal() => Assert.Throws<DatasetException>(() => MnistFiles.Read(_folder.Path)).Message;
    }

    [SharedDataFact("mnist")]
    public void PublishedDigests_AreThoseOfTheSharedFiles()
    {
        foreach (RemoteFile file in MnistFiles.Files.Where(f => f.Name.StartsWith("t10k", StringComparison.Ordinal)))
        {
            byte[] content = File.ReadAllBytes(SharedData.PathOf("mnist", file.Name));
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(content)), file.Sha256);
        }
    }

    private static HttpResponseMessage Ok(byte[] content) => new(HttpStatusCode.OK) { Content = new ByteArrayContent(content) };

    private void Write(string name, byte[] content)
    {
        using FileStream file = File.Create(_folder.File(name));
        using Stream target = name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionLevel.Fastest) : file;
        target.Write(content);
    }

    private sealed class Network(Func<Uri, HttpResponseMessage> answer) : HttpMessageHandler
    {
        public List<string> Asked { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked.Add(request.RequestUri!.ToString());
            return Task.FromResult(answer(request.RequestUri));
        }
    }

    private sealed class Recorder(Action? onReport = null) : IProgress<DownloadProgress>
    {
        public List<DownloadProgress> Reports { get; } = [];

        public void Report(DownloadProgress value)
        {
            Reports.Add(value);
            onReport?.Invoke();
        }
    }
}
