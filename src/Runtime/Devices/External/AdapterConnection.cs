using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Reactive.Concurrency;
using System.Text.Json;
using System.Text.Json.Nodes;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Runtime;

/// <summary>
/// One adapter process and the conversation with it: one JSON object per line. A program is sent once and named by its text; a batch is a
/// list of rows; every row is answered once. Whoever answers otherwise, or not in time, is killed, and the batch fails.
/// </summary>
/// <remarks>Used by one thread; <see cref="Abort"/> may come from any.</remarks>
internal sealed class AdapterConnection : IDisposable
{
    private const int LongestLine = 64 << 20;
    private const long ProbeShots = 32;

    // An adapter may have something to close.
    private const int GraceMilliseconds = 2000;

    private readonly Process _process;
    private readonly IScheduler _clock;
    private readonly TimeSpan _silence;
    private readonly Dictionary<string, string> _programs = new(StringComparer.Ordinal);
    private volatile string? _abortion;
    private volatile string? _lastError;
    private long _batch;

    private AdapterConnection(Process process, IScheduler clock, TimeSpan silence)
    {
        _process = process;
        _clock = clock;
        _silence = silence;
    }

    public AdapterCapabilities Capabilities { get; private set; } = null!;

    /// <summary>Starts an adapter, learns its capabilities and proves its order of bits.</summary>
    /// <param name="command">The command line.</param>
    /// <param name="clock">Where the time limit is kept.</param>
    /// <param name="silence">How long it may be silent while something is asked of it.</param>
    /// <exception cref="BackendException">It cannot be started, does not speak the protocol, or returns bits in another order.</exception>
    public static AdapterConnection Start(string command, IScheduler clock, TimeSpan silence)
    {
        ProcessStartInfo start = AdapterCommand.Parse(command);
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Exception error) when (error is System.ComponentModel.Win32Exception or IOException or InvalidOperationException)
        {
            throw new BackendException(
                $"adapter '{start.FileName}' cannot be started: {error.Message.TrimEnd('.').ReplaceLineEndings(" ")}; give a "
                + "command that runs");
        }

        var connection = new AdapterConnection(process, clock, silence);
        try
        {
            process.ErrorDataReceived += (_, line) =>
                connection._lastError = string.IsNullOrWhiteSpace(line.Data) ? connection._lastError : line.Data;
            process.BeginErrorReadLine();
            connection.Greet();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Runs programs and puts the counts into the runs.</summary>
    /// <exception cref="BackendException">The adapter failed or broke the protocol; it is not to be used again.</exception>
    public void Run(IReadOnlyList<AdapterRun> runs, ulong seed)
    {
        for (int first = 0; first < runs.Count; first += Capabilities.MaxCircuits)
        {
            Batch([.. runs.Skip(first).Take(Capabilities.MaxCircuits)], seed);
        }
    }

    /// <summary>Ends the process whatever it is doing; a conversation in progress fails with the reason.</summary>
    public void Abort(string reason)
    {
        _abortion ??= reason;
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception error) when (error is InvalidOperationException or System.ComponentModel.Win32Exception or AggregateException)
        {
            // It has ended.
        }
    }

    public void Dispose()
    {
        try
        {
            _process.StandardInput.WriteLine("""{"type":"bye"}""");
            _process.StandardInput.Close();
        }
        catch (Exception error) when (error is IOException or InvalidOperationException)
        {
            // It has ended.
        }

        if (_abortion is not null || !_process.WaitForExit(GraceMilliseconds))
        {
            Abort("was ended");
        }

        _process.Dispose();
    }

    private void Greet()
    {
        Send(new JsonObject { ["type"] = "hello", ["protocol"] = 1 });
        Capabilities = Checked(() => AdapterCapabilities.Read(Receive()));
        var probe = new AdapterRun(DeviceFolder.ProbeText(Capabilities.Dialect), [], ProbeShots, DeviceFolder.ProbeBits);
        Run([probe], 0);
        if (2 * probe.Counts.GetValueOrDefault(DeviceFolder.ProbeOutcome) <= ProbeShots)
        {
            BigInteger given = probe.Counts.MaxBy(c => c.Value).Key;
            throw new BackendException(
                $"adapter {Capabilities.Name} returns outcome {given} for the probe, whose outcome is {DeviceFolder.ProbeOutcome}: "
                + "its bits are in another order; return bit i of classical bit i");
        }
    }

    private void Batch(AdapterRun[] runs, ulong seed)
    {
        long batch = ++_batch;
        var jobs = new JsonArray();
        var ids = new Dictionary<string, AdapterRun[]>(StringComparer.Ordinal);
        foreach (IGrouping<(string Program, long Shots), AdapterRun> job in runs.GroupBy(r => (r.Program, r.Shots)))
        {
            string id = string.Create(CultureInfo.InvariantCulture, $"j{ids.Count}");
            ids.Add(id, [.. job]);
            jobs.Add((JsonNode)new JsonObject
            {
                ["id"] = id,
                ["program"] = ProgramId(job.Key.Program),
                ["rows"] = new JsonArray([.. job.Select(r => new JsonArray([.. r.Inputs.Select(i => JsonValue.Create(i))]))]),
                ["shots"] = job.Key.Shots,
            });
        }

        Send(new JsonObject { ["type"] = "submit", ["batch"] = batch, ["seed"] = seed & ((1UL << 53) - 1), ["jobs"] = jobs });
        HashSet<(string Job, int Row)> answered = [];
        Checked(() =>
        {
            while (!IsDone(Receive(), batch, ids, answered))
            {
            }

            return true;
        });
        if (answered.Count < runs.Length)
        {
            throw Failure($"answers {answered.Count} of {runs.Length} rows and calls the batch done");
        }
    }

    private string ProgramId(string text)
    {
        if (!_programs.TryGetValue(text, out string? id))
        {
            id = string.Create(CultureInfo.InvariantCulture, $"p{_programs.Count}");
            _programs.Add(text, id);
            Send(new JsonObject { ["type"] = "program", ["id"] = id, ["text"] = text });
        }

        return id;
    }

    private bool IsDone(JsonElement answer, long batch, Dictionary<string, AdapterRun[]> jobs, HashSet<(string Job, int Row)> answered)
    {
        string type = answer.Text("type");
        if (type == "error")
        {
            throw Failure($"refuses a job: {(answer.Has("message") ? Line(answer.Text("message")) : "without a reason")}");
        }

        if (type is not ("result" or "done" or "progress"))
        {
            throw Failure($"answers '{ResultJson.Quote(type)}' where a result is due");
        }

        if (answer.Field("batch").WholeNumber("batch") != batch)
        {
            throw Failure("answers another batch than the one that was submitted");
        }

        if (type != "result")
        {
            return type == "done";
        }

        string job = answer.Text("job");
        int row = answer.Field("row").Index("row");
        if (!jobs.TryGetValue(job, out AdapterRun[]? rows) || row >= rows.Length)
        {
            throw Failure("answers a job that was not submitted");
        }

        if (!answered.Add((job, row)))
        {
            throw Failure("answers one row twice");
        }

        Count(answer.Object("counts"), rows[row]);
        return false;
    }

    private void Count(JsonElement counts, AdapterRun run)
    {
        long sum = 0;
        foreach (JsonProperty count in counts.EnumerateObject())
        {
            BigInteger outcome = OutcomeText.Number(count.Name);
            if (OutcomeText.Width(outcome) > Math.Max(1, run.BitCount))
            {
                throw Failure($"returns outcome {outcome} of a circuit with {run.BitCount} bits");
            }

            long shots = count.Value.WholeNumber("a count");
            run.Counts[outcome] = run.Counts.GetValueOrDefault(outcome) + shots;
            sum += shots;
        }

        if (sum != run.Shots)
        {
            throw Failure($"returns {sum} shots of {run.Shots}");
        }
    }

    private void Send(JsonObject message)
    {
        try
        {
            _process.StandardInput.WriteLine(message.ToJsonString());
            _process.StandardInput.Flush();
        }
        catch (Exception error) when (error is IOException or InvalidOperationException)
        {
            throw Failure("ended");
        }
    }

    private JsonElement Receive()
    {
        string? line;
        using (_clock.Schedule(_silence, () => Abort($"was silent for {_silence.TotalSeconds:G3} s")))
        {
            try
            {
                line = _process.StandardOutput.ReadLine();
            }
            catch (Exception error) when (error is IOException or InvalidOperationException)
            {
                line = null;
            }
        }

        if (line is null || line.Length > LongestLine)
        {
            // Its last words may still be on their way.
            if (_process.WaitForExit(GraceMilliseconds))
            {
                _process.WaitForExit();
            }

            throw Failure(line is null ? "ended" : "writes a line that is too long");
        }

        try
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement.IsObject() ? document.RootElement.Clone() : throw Failure("writes a line that is no JSON object");
        }
        catch (JsonException)
        {
            throw Failure($"writes '{ResultJson.Quote(line)}', which is no JSON; let the adapter print to standard error");
        }
    }

    // A field that is missing or wrong is the adapter's fault.
    private T Checked<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (ResultFileException error)
        {
            throw Failure($"breaks the protocol: {error.Message}");
        }
    }

    private BackendException Failure(string what)
    {
        string name = Capabilities?.Name is { } known ? $"adapter {known}" : "the adapter";
        string said = _abortion is null && _lastError is { } last ? $" ({ResultJson.Quote(Line(last))})" : "";
        return new($"{name} {_abortion ?? what}{said}");
    }

    private static string Line(string text) => text.ReplaceLineEndings(" ");
}
