using System.Numerics;

namespace CutAwareQnn.Runtime;

/// <summary>The counts of a folder's circuits, joined to them by name; results of one circuit add up.</summary>
/// <param name="circuits">The circuits.</param>
/// <param name="probe">The circuit that tells the order of bits; null where there is none.</param>
/// <param name="calibration">The circuits that tell errors of readout; empty where there are none.</param>
internal sealed class FolderCounts(OutcomeCircuit[] circuits, OutcomeCircuit? probe, OutcomeCircuit[] calibration)
{
    private readonly Dictionary<BigInteger, long>?[] _counts = new Dictionary<BigInteger, long>?[circuits.Length];
    private readonly Dictionary<string, CircuitCounts> _calibration = new(StringComparer.Ordinal);
    private readonly HashSet<string> _digests = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _formats = new(StringComparer.Ordinal);
    private readonly OutcomeCircuit[] _extra = [.. probe is null ? Array.Empty<OutcomeCircuit>() : [probe], .. calibration];

    /// <summary>The formats of the files that were read.</summary>
    public IReadOnlyCollection<string> Formats => _formats;

    /// <summary>Shots that gave an outcome, over all circuits.</summary>
    public long TotalShots => Enumerable.Range(0, _counts.Length).Sum(ShotsOf);

    /// <summary>Shots without an outcome.</summary>
    public long LostShots { get; private set; }

    /// <summary>The circuits without a single shot.</summary>
    public IReadOnlyList<string> Missing => [.. circuits.Where((_, i) => ShotsOf(i) == 0).Select(c => c.Name)];

    /// <summary>The counts of each calibration circuit; null where one of them is missing.</summary>
    public CircuitCounts[]? Calibration => calibration.Length > 0 && calibration.All(c => _calibration.ContainsKey(c.Name))
        ? [.. calibration.Select(c => _calibration[c.Name])]
        : null;

    /// <summary>The counts of a circuit; empty where there are none.</summary>
    public IReadOnlyDictionary<BigInteger, long> Of(int circuit) => _counts[circuit] ?? [];

    /// <summary>The shots of a circuit.</summary>
    public long ShotsOf(int circuit) => _counts[circuit]?.Values.Sum() ?? 0;

    /// <summary>Reads result files; a file that comes twice counts once.</summary>
    /// <param name="files">The files, name and bytes.</param>
    /// <param name="shots">Shots per circuit, for probabilities; null where files have counts.</param>
    /// <param name="bits">The order of bits where a format leaves it open; null to go by the probe.</param>
    /// <param name="format">The format that all files must have; null for any.</param>
    /// <exception cref="ResultFileException">A file is broken, ambiguous, or not of these circuits.</exception>
    public void Add(IReadOnlyList<(string Name, byte[] Bytes)> files, long? shots, BitOrder? bits, string? format)
    {
        bits ??= ProbedOrder(files, shots);
        foreach ((string name, byte[] bytes) in files)
        {
            // Equal bytes under the names of two circuits are two results.
            string stem = Path.GetFileNameWithoutExtension(name);
            string owner = circuits.Concat(_extra).Any(c => c.Name == stem) ? stem : "";
            if (!_digests.Add($"{owner}:{DeviceFolder.Digest(bytes)}"))
            {
                continue;
            }

            ResultFile read = Read(name, bytes, shots, bits);
            if (format is not null && read.Format != format)
            {
                throw new ResultFileException($"{name}: it is in format {read.Format}, not {format}; omit --format, or give the files "
                    + "of that format");
            }

            _formats.Add(read.Format);
            foreach (CircuitCounts counts in read.Circuits)
            {
                Add(name, counts);
            }
        }
    }

    private void Add(string file, CircuitCounts counts)
    {
        // A job that repeats a circuit numbers its copies.
        string id = counts.Name.Split('#')[0];
        if (id == probe?.Name)
        {
            return;
        }

        if (Array.Exists(calibration, c => c.Name == id))
        {
            _calibration[id] = counts;
            return;
        }

        int entry = Array.FindIndex(circuits, c => c.Name == id);
        if (entry < 0)
        {
            throw new ResultFileException(
                $"{file}: result '{ResultJson.Quote(counts.Name)}' belongs to no circuit of the manifest; give results of the folder's "
                    + "own circuits");
        }

        Dictionary<BigInteger, long> sum = _counts[entry] ??= [];
        LostShots += counts.LostShots;
        foreach ((BigInteger outcome, long count) in counts.Counts)
        {
            sum[outcome] = sum.GetValueOrDefault(outcome) + count;
        }
    }

    private ResultFile Read(string name, byte[] bytes, long? shots, BitOrder? bits)
    {
        string stem = Path.GetFileNameWithoutExtension(name);
        return Array.Find([.. circuits, .. _extra], c => c.Name == stem) is { } own
            ? ResultFile.Read(bytes, name, new([own], shots, bits))
            : ResultFile.Read(bytes, name, new(circuits, shots, bits, _extra));
    }

    // Of the orders that can be read, the one in which the probe gives its outcome.
    private BitOrder? ProbedOrder(IReadOnlyList<(string Name, byte[] Bytes)> files, long? shots)
    {
        foreach ((string name, byte[] bytes) in probe is null ? [] : files)
        {
            BitOrder[] fitting = [.. new[] { BitOrder.First, BitOrder.Last }.Where(order => IsProbed(name, bytes, shots, order))];
            if (fitting.Length == 1)
            {
                return fitting[0];
            }
        }

        return null;
    }

    private bool IsProbed(string name, byte[] bytes, long? shots, BitOrder order)
    {
        try
        {
            CircuitCounts? counts = Read(name, bytes, shots, order).Circuits.FirstOrDefault(c => c.Name == probe!.Name);
            return counts is not null && 2 * counts.Counts.GetValueOrDefault(DeviceFolder.ProbeOutcome) > counts.Shots;
        }
        catch (ResultFileException)
        {
            return false;
        }
    }
}
