using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using CutAwareQnn.Learning;

namespace CutAwareQnn.Runtime;

/// <summary>Downloads files once into a folder. A file is there whole and with the right content, or not at all.</summary>
public sealed class DatasetCache : IDisposable
{
    private const int BufferSize = 1 << 16;

    // A mirror that is silent for so long will not answer any more.
    private static readonly TimeSpan SilenceLimit = TimeSpan.FromSeconds(30);

    private readonly HttpClient _client;

    /// <summary>Opens a cache.</summary>
    /// <param name="folder">The folder; created at the first download.</param>
    /// <param name="handler">Who answers requests; null for the network. The cache disposes it.</param>
    public DatasetCache(string folder, HttpMessageHandler? handler = null)
    {
        Folder = Path.GetFullPath(folder);
        _client = handler is null ? new() : new(handler);
        _client.Timeout = Timeout.InfiniteTimeSpan;
    }

    /// <summary>The folder, as a full path.</summary>
    public string Folder { get; }

    /// <summary>
    /// Returns the user's cache of a data set: a folder <c>cutqnn/NAME</c> where the system keeps local application data.
    /// </summary>
    public static string DefaultFolder(string name) => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        "cutqnn",
        name);

    /// <summary>Returns the path of a file, downloaded where it is missing or damaged.</summary>
    /// <param name="file">The file.</param>
    /// <param name="progress">Called with what has arrived; may be null.</param>
    /// <param name="cancellationToken">Stops the download; no partial file remains then.</param>
    /// <exception cref="DatasetException">No mirror gave the file, or the folder cannot be written.</exception>
    public async Task<string> GetAsync(RemoteFile file, IProgress<DownloadProgress>? progress, CancellationToken cancellationToken)
    {
        string path = Path.Combine(Folder, file.Name);
        try
        {
            if (File.Exists(path) && await DigestAsync(path, cancellationToken).ConfigureAwait(false) == file.Sha256)
            {
                return path;
            }

            Directory.CreateDirectory(Folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unusable(error);
        }

        var failures = new List<string>();
        foreach (Uri mirror in file.Mirrors)
        {
            string? failure = await TryDownloadAsync(new(mirror, file.Name), file, path, progress, cancellationToken).ConfigureAwait(false);
            if (failure is null)
            {
                return path;
            }

            failures.Add($"{mirror.Host}: {failure}");
        }

        throw new DatasetException(
            $"{file.Name} is not in {Folder} and no mirror gave it ({string.Join("; ", failures)}); "
            + "connect to the network once, or put the files there yourself");
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose() => _client.Dispose();

    // Null when the file is in its place; else one line on what went wrong.
    private async Task<string?> TryDownloadAsync(
        Uri address, RemoteFile file, string path, IProgress<DownloadProgress>? progress, CancellationToken cancellationToken)
    {
        // Two processes may download at once: each into a file of its own, and the last to finish replaces an equal one.
        string draft = $"{path}.{Guid.NewGuid():N}.part";
        try
        {
            using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            silence.CancelAfter(SilenceLimit);
            using HttpResponseMessage response =
                await _client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, silence.Token).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
            {
                return $"status {(int)response.StatusCode}";
            }

            await CopyAsync(response.Content, draft, file.Name, progress, silence).ConfigureAwait(false);
            if (await DigestAsync(draft, cancellationToken).ConfigureAwait(false) != file.Sha256)
            {
                return "the content has another SHA-256";
            }

            File.Move(draft, path, overwrite: true);
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"no answer in {SilenceLimit.TotalSeconds:F0} s";
        }
        catch (HttpRequestException error)
        {
            return OneLine(error);
        }
        catch (HttpIOException error)
        {
            return OneLine(error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unusable(error);
        }
        finally
        {
            File.Delete(draft);
        }
    }

    private static async Task CopyAsync(
        HttpContent content, string path, string name, IProgress<DownloadProgress>? progress, CancellationTokenSource silence)
    {
        Stream source = await content.ReadAsStreamAsync(silence.Token).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable openSource = source.ConfigureAwait(false);
        var target = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        await using ConfiguredAsyncDisposable openTarget = target.ConfigureAwait(false);
        byte[] buffer = new byte[BufferSize];
        long received = 0;
        int count;
        while ((count = await source.ReadAsync(buffer, silence.Token).ConfigureAwait(false)) > 0)
        {
            await target.WriteAsync(buffer.AsMemory(0, count), silence.Token).ConfigureAwait(false);
            received += count;
            silence.CancelAfter(SilenceLimit);
            progress?.Report(new(name, received, content.Headers.ContentLength));
        }
    }

    private static async Task<string> DigestAsync(string path, CancellationToken cancellationToken)
    {
        FileStream stream = File.OpenRead(path);
        await using ConfiguredAsyncDisposable open = stream.ConfigureAwait(false);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken).ConfigureAwait(false));
    }

    private DatasetException Unusable(Exception error) =>
        new($"the cache {Folder} cannot be used: {OneLine(error)}; give a folder with the files instead", error);

    private static string OneLine(Exception error) =>
        string.Join(' ', error.Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.');
}
