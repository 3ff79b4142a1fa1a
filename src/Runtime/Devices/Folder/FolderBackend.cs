using System.Globalization;
using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Text;
using System.Text.Json.Nodes;
using CutAwareQnn.Circuits;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Runtime;

/// <summary>
/// Executes jobs by files: each job becomes a folder of circuits with a manifest, and its result is whatever comes back into its folder
/// <c>results</c>. A job that is asked for again, as after a stop, finds its folder by the digest of its circuits.
/// </summary>
/// <remarks>A folder is written under another name and then moved, so that who watches for manifests sees whole ones.</remarks>
public sealed class FolderBackend : IBackend
{
    /// <summary>How often a folder is looked at.</summary>
    public static readonly TimeSpan DefaultInterval = TimeSpan.FromMilliseconds(200);

    // A file that nobody has written to for so long is not going to become readable.
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(10);

    private readonly string _path;
    private readonly IReadOnlyList<IScheduler> _schedulers;
    private readonly IScheduler _clock;
    private readonly DeviceDialect _dialect;
    private readonly TimeSpan _interval;

    /// <summary>Creates a backend.</summary>
    /// <param name="text">The folder, and after a comma the dialect of its circuits: <c>DIR,dialect=qiskit</c>.</param>
    /// <param name="schedulers">One per worker, where circuits are written and results read.</param>
    /// <param name="clock">Where results are waited for.</param>
    /// <param name="interval">How often a folder is looked at; null for <see cref="DefaultInterval"/>.</param>
    /// <exception cref="BackendException">No folder is named, the dialect is unknown, or the folder cannot be made.</exception>
    public FolderBackend(string text, IReadOnlyList<IScheduler> schedulers, IScheduler clock, TimeSpan? interval = null)
    {
        const string Prefix = "dialect=";
        string[] parts = text.Split(',');
        if (string.IsNullOrWhiteSpace(parts[0]) || parts.Skip(1).Any(p => !p.StartsWith(Prefix, StringComparison.Ordinal))
            || parts.Length > 2)
        {
            throw new BackendException($"backend folder was given '{ResultJson.Quote(text)}'; give a folder, and after a comma a "
                + "dialect, as in folder:jobs,dialect=qiskit");
        }

        _dialect = DeviceDialect.Of(parts.Length == 2 ? parts[1][Prefix.Length..] : "openqasm3");
        if (_dialect.IsTerminal)
        {
            throw new BackendException($"dialect {_dialect.Name} measures at the end only, but a cut of a gate measures in the middle; "
                + "give another dialect");
        }

        _path = Path.GetFullPath(parts[0]);
        _schedulers = schedulers;
        _clock = clock;
        _interval = interval ?? DefaultInterval;
    }

    /// <inheritdoc/>
    public string Name => "folder";

    /// <inheritdoc/>
    public int WorkerLimit => _schedulers.Count;

    /// <inheritdoc/>
    public IObservable<JobResult> Submit(JobAttempt attempt, int worker) => Observable.Return(attempt, _schedulers[worker])
        .Select(Written)
        .SelectMany(job => Observable.Timer(TimeSpan.Zero, _interval, _clock)
            .ObserveOn(_schedulers[worker])
            .Select(_ => Counts(job))
            .FirstAsync(counts => counts is not null)
            .Select(counts =>
            {
                int circuit = 0;
                return new JobResult(attempt.Job.Index, job.Work.Moments((_, _) => counts!.Of(circuit++)));
            }));

    private FolderJob Written(JobAttempt attempt)
    {
        DeviceWork work = attempt.Job.DeviceWork ?? throw new BackendException(
            "a folder takes circuits with shots in lean mode; give --shots, and derivatives by shifts");
        var circuits = new List<(string Text, JsonObject Entry)>();
        var named = new List<OutcomeCircuit>();
        var shots = new List<long>();
        for (int query = 0; query < work.Shots.Count; query++)
        {
            double[] angles = work.AnglesOf(query);
            foreach (MeasuredVariant variant in work.Measurements.Variants.Where(v => work.Shots[query].Shots[v.Index] > 0))
            {
                DeviceCircuit circuit = DeviceCircuits.Build(work.Measurements, variant, angles);
                string id = string.Create(CultureInfo.InvariantCulture, $"q{query}-f{circuit.Fragment}-s{circuit.Index:D2}");
                string text = DeviceProgram.Write(circuit.Circuit, circuit.Registers, _dialect);
                long count = work.Shots[query].Shots[variant.Index];
                circuits.Add(DeviceFolder.Written(id, text, circuit.Circuit, circuit.Registers, _dialect, count, circuit));
                named.Add(DeviceFolder.Named(id, circuit.Circuit, circuit.Registers, _dialect.HasOneRegister));
                shots.Add(count);
            }
        }

        (string Text, JsonObject Entry) probe = DeviceFolder.ProbeOf(_dialect, shots.DefaultIfEmpty(1).Max());

        // Passes of one query may run equal circuits again, and mean other shots.
        string content = string.Join(
            '\n',
            circuits.Select(
                c => c.Entry["sha256"]!.GetValue<string>() + c.Entry["shots"]!.GetValue<long>().ToString(CultureInfo.InvariantCulture)));
        string digest = DeviceFolder.Digest(
            Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{attempt.Pass} {attempt.Job.Index}\n{content}")));
        string path = Path.Combine(_path, $"job-{digest[..16]}");
        Write(path, circuits, probe);
        return new(path, work, [.. named], DeviceFolder.Named(DeviceFolder.ProbeName, _dialect.HasOneRegister), [.. shots]);
    }

    private static void Write(string path, List<(string Text, JsonObject Entry)> circuits, (string Text, JsonObject Entry) probe)
    {
        if (File.Exists(Path.Combine(path, DeviceManifest.FileName)))
        {
            return;
        }

        string draft = Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}");
        try
        {
            Directory.CreateDirectory(Path.Combine(draft, DeviceFolder.CircuitsName));
            Directory.CreateDirectory(Path.Combine(draft, DeviceFolder.ResultsName));
            foreach ((string text, JsonObject entry) in circuits.Append(probe))
            {
                File.WriteAllText(Path.Combine(draft, entry["file"]!.GetValue<string>()), text);
            }

            File.WriteAllText(Path.Combine(draft, DeviceManifest.FileName), new JsonObject
            {
                ["format"] = DeviceFolder.JobFormat,
                ["version"] = DeviceManifest.Version,
                ["circuits"] = new JsonArray([.. circuits.Select(c => c.Entry)]),
                ["probe"] = probe.Entry,
            }.ToJsonString(DeviceFolder.Indented));
            Directory.Move(draft, path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new BackendException($"job folder {path} cannot be written: {error.Message.TrimEnd('.')}; give a folder that can");
        }
    }

    // Null until every circuit has its shots.
    private FolderCounts? Counts(FolderJob job)
    {
        var counts = new FolderCounts([.. job.Circuits], job.Probe, []);
        FileInfo[] files;
        try
        {
            files = [.. new DirectoryInfo(Path.Combine(job.Path, DeviceFolder.ResultsName)).EnumerateFiles("*", SearchOption.AllDirectories)
                .OrderBy(f => f.FullName, StringComparer.Ordinal)];
            if (files.Length == 0)
            {
                return null;
            }

            counts.Add([.. files.Select(f => (f.Name, File.ReadAllBytes(f.FullName)))], null, null, null);
        }
        catch (DirectoryNotFoundException)
        {
            throw new BackendException($"job folder {job.Path} is gone; leave job folders where they are until the run has ended");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It is being written.
            return null;
        }
        catch (ResultFileException error)
        {
            // Half a file is no error yet.
            return new DirectoryInfo(Path.Combine(job.Path, DeviceFolder.ResultsName)).EnumerateFiles("*", SearchOption.AllDirectories)
                .All(f => _clock.Now - f.LastWriteTimeUtc > Settled)
                    ? throw new BackendException($"results of {job.Path}: {error.Message}", error)
                    : null;
        }

        return Enumerable.Range(0, job.Circuits.Count)
            .All(c => counts.ShotsOf(c) > 0 && counts.ShotsOf(c) + counts.LostShots >= job.Shots[c])
            ? counts
            : null;
    }
}
