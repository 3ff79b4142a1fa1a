using System.Numerics;
using CutAwareQnn.Circuits;
using CutAwareQnn.Estimation;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Runtime;

/// <summary>The counts that came back to a results folder, joined to its circuits.</summary>
public sealed class DeviceResults
{
    private readonly DeviceFolder _folder;
    private readonly Dictionary<BigInteger, long>?[] _counts;
    private readonly Dictionary<string, CircuitCounts> _calibration = new(StringComparer.Ordinal);
    private readonly HashSet<string> _digests = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _formats = new(StringComparer.Ordinal);

    /// <summary>Creates results without any.</summary>
    public DeviceResults(DeviceFolder folder)
    {
        _folder = folder;
        _counts = new Dictionary<BigInteger, long>?[folder.Circuits.Count];
    }

    /// <summary>The formats of the files that were read.</summary>
    public IReadOnlyCollection<string> Formats => _formats;

    /// <summary>Shots that gave an outcome, over all circuits.</summary>
    public long TotalShots => _counts.Sum(c => c?.Values.Sum() ?? 0);

    /// <summary>Shots without an outcome.</summary>
    public long LostShots { get; private set; }

    /// <summary>The circuits without a single shot.</summary>
    public IReadOnlyList<string> Missing =>
        [.. _counts.Select((c, i) => (c, Id: _folder.Manifest.Circuits[i].Id)).Where(c => c.c is null or { Count: 0 }).Select(c => c.Id)];

    /// <summary>Reads result files; results of one circuit in several files add up, a file that comes twice counts once.</summary>
    /// <param name="files">The files, name and bytes.</param>
    /// <param name="shots">Shots per circuit, for probabilities; null where files have counts.</param>
    /// <param name="bits">The order of bits where a format leaves it open; null to go by the probe.</param>
    /// <param name="format">The format that all files must have; null for any.</param>
    /// <exception cref="CutAwareException">A file is broken, ambiguous, or not of this folder's circuits.</exception>
    public void Add(IReadOnlyList<(string Name, byte[] Bytes)> files, long? shots, BitOrder? bits, string? format)
    {
        OutcomeCircuit[] circuits = [.. _folder.Measured()];
        OutcomeCircuit? probe = _folder.MeasuredProbe();
        OutcomeCircuit[] extra = [.. new[] { probe }.OfType<OutcomeCircuit>(), .. _folder.MeasuredCalibration()];
        bits ??= ProbedOrder(files, circuits, extra, probe, shots);
        foreach ((string name, byte[] bytes) in files)
        {
            // Equal bytes under the names of two circuits are two results.
            string stem = Path.GetFileNameWithoutExtension(name);
            string owner = circuits.Concat(extra).Any(c => c.Name == stem) ? stem : "";
            if (!_digests.Add($"{owner}:{DeviceFolder.Digest(bytes)}"))
            {
                continue;
            }

            ResultFile read = Read(name, bytes, circuits, extra, shots, bits);
            if (format is not null && read.Format != format)
            {
                throw new ResultFileException(
                    $"{name}: it is in format {read.Format}, not {format}; omit --format, or give the files of that format");
            }

            _formats.Add(read.Format);
            foreach (CircuitCounts counts in read.Circuits)
            {
                Add(name, counts);
            }
        }
    }

    /// <summary>The readout errors that the calibration circuits among the results show; null where one of them is missing.</summary>
    /// <exception cref="ResultFileException">A qubit is read wrongly as often as rightly.</exception>
    public ReadoutFlips? Calibration() => _calibration.Count == 2
        ? ReadoutFlips.Of(_calibration[_folder.Manifest.Calibration[0].Id], _calibration[_folder.Manifest.Calibration[1].Id])
        : null;

    /// <summary>Reconstructs the first value from what came back.</summary>
    /// <param name="allowMissing">Whether missing circuits are allowed; the error is then the most that the value can be off by.</param>
    /// <param name="flips">Readout errors to invert; null for none.</param>
    /// <exception cref="ReconstructionException">Circuits are missing.</exception>
    public Estimate Reconstruct(bool allowMissing, ReadoutFlips? flips = null) => Values(allowMissing, flips)[0].Estimate;

    /// <summary>Reconstructs the values from what came back: for each row of inputs every observable.</summary>
    /// <param name="allowMissing">Whether missing circuits are allowed; an error is then the most that its value can be off by.</param>
    /// <param name="flips">Readout errors to invert; null for none.</param>
    /// <param name="method">How values are continued to no noise; null for the manifest's way.</param>
    /// <exception cref="ReconstructionException">Circuits are missing, or values cannot be continued.</exception>
    public IReadOnlyList<DeviceValue> Values(bool allowMissing, ReadoutFlips? flips = null, ExtrapolationMethod? method = null)
    {
        IReadOnlyList<string> missing = Missing;
        if (missing.Count > 0 && !allowMissing)
        {
            throw new ReconstructionException(
                $"{missing.Count} of {_counts.Length} circuits have no results: "
                + $"{string.Join(", ", missing.Take(5))}{(missing.Count > 5 ? ", …" : "")}; "
                + "run them, or give --allow-missing for what can be known without them");
        }

        ZeroNoiseSettings? zeroNoise = _folder.ZeroNoise is { } given ? given with { Method = method ?? given.Method } : null;
        return
        [
            .. _folder.Parts.GroupBy(p => (p.Row, p.Observable)).Select(parts => Value([.. parts.OrderBy(p => p.Scale)], zeroNoise, flips)),
        ];
    }

    private DeviceValue Value(DevicePart[] parts, ZeroNoiseSettings? zeroNoise, ReadoutFlips? flips)
    {
        DevicePart first = parts[0];
        PauliSum observable = first.Plan.GivenObservable;
        double? exact = _folder.ExactOf(first.Row, first.Observable);
        if (parts.FirstOrDefault(p => p.Entries.Any(e => _counts[e] is null or { Count: 0 })) is { } incomplete)
        {
            return new(observable.ToString(), first.Row, Raw(incomplete), exact, null);
        }

        MitigatedEstimate[] values = [.. parts.Select(p => flips is null ? Plain(Raw(p)) : Mitigated(p, flips))];
        (Estimate estimate, ZeroNoiseEstimate? continued) = ScaledValues.Combine(values, zeroNoise, first.Plan.Observable);
        return new(observable.ToString(), first.Row, estimate, exact, continued);
    }

    private static MitigatedEstimate Plain(Estimate estimate) => new(estimate.Value, estimate.StandardError, []);

    private MitigatedEstimate Mitigated(DevicePart part, ReadoutFlips flips) => new MitigatedReconstruction(
        part.Query, [.. part.Entries.Select(_folder.QubitsOf)], [.. part.Entries.Select(e => _counts[e]!)]).Parts(flips);

    private Estimate Raw(DevicePart part)
    {
        DeviceCircuit[] circuits = [.. part.Query.Circuits];
        long[] shots = [.. part.Entries.Select(e => _counts[e]?.Values.Sum() ?? 0)];
        return part.Query.Reconstruct(
            [.. circuits.Select((c, i) => c.Signs.Select(s => shots[i] == 0 ? 0 : Mean(_counts[part.Entries[i]]!, s, shots[i])).ToArray())],
            shots);
    }

    private static double Mean(Dictionary<BigInteger, long> counts, BigInteger bits, long shots) =>
        (double)counts.Sum(c => BigInteger.PopCount(c.Key & bits).IsEven ? c.Value : -c.Value) / shots;

    private void Add(string file, CircuitCounts counts)
    {
        // A job that repeats a circuit numbers its copies.
        string id = counts.Name.Split('#')[0];
        if (id == DeviceFolder.ProbeName && _folder.Manifest.Probe is not null)
        {
            return;
        }

        if (_folder.Manifest.Calibration.Any(c => c.Id == id))
        {
            _calibration[id] = counts;
            return;
        }

        int entry = _folder.Manifest.Circuits.ToList().FindIndex(c => c.Id == id);
        if (entry < 0)
        {
            throw new ResultFileException(
                $"{file}: result '{ResultJson.Quote(counts.Name)}' belongs to no circuit of the manifest; give results of the "
                + "folder's own circuits");
        }

        Dictionary<BigInteger, long> sum = _counts[entry] ??= [];
        LostShots += counts.LostShots;
        foreach ((BigInteger outcome, long count) in counts.Counts)
        {
            sum[outcome] = sum.GetValueOrDefault(outcome) + count;
        }
    }

    private static ResultFile Read(
        string name, byte[] bytes, OutcomeCircuit[] circuits, OutcomeCircuit[] extra, long? shots, BitOrder? bits)
    {
        OutcomeCircuit[] known = [.. circuits, .. extra];
        string stem = Path.GetFileNameWithoutExtension(name);
        return Array.Find(known, c => c.Name == stem) is { } own
            ? ResultFile.Read(bytes, name, new([own], shots, bits))
            : ResultFile.Read(bytes, name, new(circuits, shots, bits, extra));
    }

    // Of the orders that can be read, the one in which the probe gives its outcome.
    private static BitOrder? ProbedOrder(
        IReadOnlyList<(string Name, byte[] Bytes)> files,
        OutcomeCircuit[] circuits,
        OutcomeCircuit[] extra,
        OutcomeCircuit? probe,
        long? shots)
    {
        if (probe is null)
        {
            return null;
        }

        foreach ((string name, byte[] bytes) in files)
        {
            BitOrder[] fitting =
                [.. new[] { BitOrder.First, BitOrder.Last }.Where(order => IsProbed(name, bytes, circuits, extra, probe, shots, order))];
            if (fitting.Length == 1)
            {
                return fitting[0];
            }
        }

        return null;
    }

    private static bool IsProbed(
        string name, byte[] bytes, OutcomeCircuit[] circuits, OutcomeCircuit[] extra, OutcomeCircuit probe, long? shots, BitOrder order)
    {
        try
        {
            CircuitCounts? counts = Read(name, bytes, circuits, extra, shots, order).Circuits.FirstOrDefault(c => c.Name == probe.Name);
            return counts is not null && 2 * counts.Counts.GetValueOrDefault(DeviceFolder.ProbeOutcome) > counts.Shots;
        }
        catch (ResultFileException)
        {
            return false;
        }
    }
}
