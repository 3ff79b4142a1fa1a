using System.Runtime.ExceptionServices;
using System.Text.Json;
using System.Threading.Channels;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Runtime;

/// <summary>
/// Appends records to a file of JSON lines (UTF-8, one record per line, \n) from a background task. A record that was written is in
/// the file some hundredths of a second later, at the latest when the writer is disposed of; none is ever dropped.
/// </summary>
/// <remarks>
/// The queue is bounded. When it is full the caller does not wait for the background task but empties the queue into the file
/// itself: it is held up for the time of those writes and memory stays flat. Lines keep the order in which they were queued.
/// </remarks>
public sealed class JsonLinesWriter : IDisposable
{
    private const int QueueLimit = 1024;
    private const int BufferLength = 1 << 16;

    // A writer that wakes up for every record costs the pipeline more than the records do (benchmark TelemetryCost).
    private readonly PeriodicTimer _rest = new(TimeSpan.FromMilliseconds(20));
    private readonly Channel<LogRecord> _queue = Channel.CreateBounded<LogRecord>(QueueLimit);
    private readonly Lock _gate = new();
    private readonly string _path;
    private readonly Stream _file;
    private Exception? _failure;
    private bool _closed;

    /// <summary>Starts a new file.</summary>
    /// <exception cref="IOException">The file exists, or cannot be created.</exception>
    public JsonLinesWriter(string path)
        : this(new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, BufferLength), path)
    {
    }

    /// <summary>Continues a file: what follows a place in it is cut off.</summary>
    /// <param name="path">The file.</param>
    /// <param name="length">Bytes that stay; they end with a whole line, or are 0.</param>
    /// <exception cref="IOException">The file is not there, or is shorter.</exception>
    public static JsonLinesWriter Continue(string path, long length)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read, BufferLength);
        try
        {
            if (length < 0 || file.Length < length)
            {
                throw new IOException($"it has {Counted.Of(file.Length, "byte")}, {length} were written");
            }

            file.SetLength(length);
            file.Seek(0, SeekOrigin.End);
            return new(file, path);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    internal JsonLinesWriter(Stream file, string path)
    {
        _path = path;
        _file = file;
        _ = DrainInBackground();
    }

    /// <summary>Queues a record. May be called from any thread.</summary>
    /// <exception cref="RunFolderException">An earlier record could not be written.</exception>
    /// <exception cref="ObjectDisposedException">The writer was disposed of.</exception>
    public void Write(LogRecord record)
    {
        ThrowIfFailed();
        while (!_queue.Writer.TryWrite(record))
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            Drain();
            ThrowIfFailed();
        }
    }

    /// <summary>Queues records.</summary>
    /// <inheritdoc cref="Write(LogRecord)"/>
    public void Write(IEnumerable<LogRecord> records)
    {
        foreach (LogRecord record in records)
        {
            Write(record);
        }
    }

    /// <summary>Writes what is queued, down to the disk.</summary>
    /// <returns>Bytes in the file now.</returns>
    /// <exception cref="RunFolderException">A record could not be written.</exception>
    public long Flush()
    {
        lock (_gate)
        {
            Drain();
            ThrowIfFailed();
            (_file as FileStream)?.Flush(flushToDisk: true);
            return _file.Position;
        }
    }

    /// <summary>Writes what is queued and closes the file.</summary>
    /// <exception cref="RunFolderException">A record could not be written.</exception>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_closed)
            {
                return;
            }

            _queue.Writer.Complete();
            Drain();
            _closed = true;
            _rest.Dispose();
            Close();
        }

        ThrowIfFailed();
    }

    private async Task DrainInBackground()
    {
        while (await _queue.Reader.WaitToReadAsync().ConfigureAwait(false)
            && await _rest.WaitForNextTickAsync().ConfigureAwait(false))
        {
            Drain();
        }
    }

    private void Drain()
    {
        lock (_gate)
        {
            if (_closed)
            {
                return;
            }

            try
            {
                while (_failure is null && _queue.Reader.TryRead(out LogRecord? record))
                {
                    JsonSerializer.Serialize(_file, record, LogJson.Default.LogRecord);
                    _file.WriteByte((byte)'\n');
                }

                _file.Flush();
            }
#pragma warning disable CA1031 // Whatever it is, the next caller receives it; here nobody would.
            catch (Exception error)
#pragma warning restore CA1031
            {
                _failure = error;
            }
        }
    }

    // Closing flushes once more, and fails once more where writing has failed.
    private void Close()
    {
        try
        {
            _file.Dispose();
        }
        catch (IOException error)
        {
            _failure ??= error;
        }
    }

    private void ThrowIfFailed()
    {
        if (_failure is IOException or UnauthorizedAccessException)
        {
            throw new RunFolderException($"log {_path} cannot be written: {_failure.Message}; free space there and run again", _failure);
        }

        if (_failure is not null)
        {
            ExceptionDispatchInfo.Throw(_failure);
        }
    }
}
