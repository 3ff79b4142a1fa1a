using CutAwareQnn.Circuits;
using CutAwareQnn.Estimation;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Runtime;

/// <summary>The counts that came back to a results folder, joined to its circuits.</summary>
public sealed class DeviceResults
{
    private readonly DeviceFolder _folder;
    private readonly FolderCounts _counts;

    /// <summary>Creates results without any.</summary>
    public DeviceResults(DeviceFolder folder)
    {
        _folder = folder;
        _counts = new([.. folder.Measured()], folder.MeasuredProbe(), folder.MeasuredCalibration());
    }

    /// <summary>The formats of the files that were read.</summary>
    public IReadOnlyCollection<string> Formats => _counts.Formats;

    /// <summary>Shots that gave an outcome, over all circuits.</summary>
    public long TotalShots => _counts.TotalShots;

    /// <summary>Shots without an outcome.</summary>
    public long LostShots => _counts.LostShots;

    /// <summary>The circuits without a single shot.</summary>
    public IReadOnlyList<string> Missing => _counts.Missing;

    /// <summary>Reads result files; results of one circuit in several files add up, a file that comes twice counts once.</summary>
    /// <param name="files">The files, name and bytes.</param>
    /// <param name="shots">Shots per circuit, for probabilities; null where files have counts.</param>
    /// <param name="bits">The order of bits where a format leaves it open; null to go by the probe.</param>
    /// <param name="format">The format that all files must have; null for any.</param>
    /// <exception cref="CutAwareException">A file is broken, ambiguous, or not of this folder's circuits.</exception>
    public void Add(IReadOnlyList<(string Name, byte[] Bytes)> files, long? shots, BitOrder? bits, string? format) =>
        _counts.Add(files, shots, bits, format);

    /// <summary>The readout errors that the calibration circuits among the results show; null where one of them is missing.</summary>
    /// <exception cref="ResultFileException">A qubit is read wrongly as often as rightly.</exception>
    public ReadoutFlips? Calibration() => _counts.Calibration is { } counts ? ReadoutFlips.Of(counts[0], counts[1]) : null;

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
                $"{missing.Count} of {_folder.Circuits.Count} circuits have no results: "
                    + $"{string.Join(", ", missing.Take(5))}{(missing.Count > 5 ? ", …" : "")}; "
                + "run them, or give --allow-missing for what can be known without them");
        }

        ZeroNoiseSettings? zeroNoise = _folder.ZeroNoise is { } given ? given with { Method = method ?? given.Method } : null;
        return
        [
            .. _folder.Parts.GroupBy(p => (p.Row, p.Observable)).Select(parts => Value([.. parts.OrderBy(p => p.Scale)], zeroNoise, flips)),
        ];
    }

    /// <summary>
    /// Divides further shots among the circuits so that the variances of all values fall most: in proportion to what a circuit's shots were
    /// seen to cause, less what it has had.
    /// </summary>
    /// <param name="total">Further shots of all circuits together.</param>
    /// <returns>For each circuit of the folder its further shots, 0 for many.</returns>
    /// <exception cref="ReconstructionException">Circuits have no results yet.</exception>
    public long[] Next(long total)
    {
        if (Missing is { Count: > 0 } missing)
        {
            throw new ReconstructionException($"{missing.Count} of {_folder.Circuits.Count} circuits have no results, whose variance is "
                + $"not known; run {missing[0]} first");
        }

        double[] variances = new double[_folder.Circuits.Count];
        foreach (DevicePart part in _folder.Parts)
        {
            double weight = _folder.ZeroNoise is { } zeroNoise ? zeroNoise.Weights[zeroNoise.Scales.ToList().IndexOf(part.Scale)] : 1;
            int[][] qubits = [.. part.Entries.Select(_folder.QubitsOf)];
            int width = qubits.SelectMany(q => q).DefaultIfEmpty(0).Max() + 1;
            double[] own = new MitigatedReconstruction(part.Query, qubits, [.. part.Entries.Select(_counts.Of)])
                .ShotVariances(ReadoutFlips.None(width));
            for (int circuit = 0; circuit < own.Length; circuit++)
            {
                // A circuit whose outcomes were all alike has a variance all the same: one shot in 200 as a prior (docs/shots.md).
                variances[part.Entries[circuit]] += weight * weight * Math.Max(own[circuit], 0);
            }
        }

        double least = variances.Max() / 200;
        double[] spreads = [.. variances.Select(v => Math.Sqrt(Math.Max(v, least)))];
        long[] had = [.. spreads.Select((_, circuit) => _counts.ShotsOf(circuit))];
        double perSpread = (had.Sum() + total) / spreads.Sum();
        double[] wanted = [.. spreads.Select((s, circuit) => Math.Max(0, (s * perSpread) - had[circuit]))];
        return Apportioned(total, wanted);
    }

    // The largest remainders take what rounding leaves.
    private static long[] Apportioned(long total, double[] weights)
    {
        double sum = weights.Sum();
        double[] shares = [.. weights.Select(w => total * w / sum)];
        long[] parts = [.. shares.Select(s => (long)s)];
        foreach (int index
            in Enumerable.Range(0, parts.Length).OrderByDescending(i => shares[i] - parts[i]).Take((int)(total - parts.Sum())))
        {
            parts[index]++;
        }

        return parts;
    }

    private DeviceValue Value(DevicePart[] parts, ZeroNoiseSettings? zeroNoise, ReadoutFlips? flips)
    {
        DevicePart first = parts[0];
        PauliSum observable = first.Plan.GivenObservable;
        double? exact = _folder.ExactOf(first.Row, first.Observable);
        if (parts.FirstOrDefault(p => p.Entries.Any(e => _counts.ShotsOf(e) == 0)) is { } incomplete)
        {
            return new(observable.ToString(), first.Row, Raw(incomplete), exact, null);
        }

        MitigatedEstimate[] values = [.. parts.Select(p => flips is null ? Plain(Raw(p)) : Mitigated(p, flips))];
        (Estimate estimate, ZeroNoiseEstimate? continued) = ScaledValues.Combine(values, zeroNoise, first.Plan.Observable);
        return new(observable.ToString(), first.Row, estimate, exact, continued);
    }

    private static MitigatedEstimate Plain(Estimate estimate) => new(estimate.Value, estimate.StandardError, []);

    private MitigatedEstimate Mitigated(DevicePart part, ReadoutFlips flips) => new MitigatedReconstruction(
        part.Query, [.. part.Entries.Select(_folder.QubitsOf)], [.. part.Entries.Select(_counts.Of)]).Parts(flips);

    private Estimate Raw(DevicePart part)
    {
        DeviceCircuit[] circuits = [.. part.Query.Circuits];
        long[] shots = [.. part.Entries.Select(_counts.ShotsOf)];
        return part.Query.Reconstruct(
            [
                .. circuits.Select(
                    (c, i) => c.Signs.Select(sign => shots[i] == 0 ? 0 : DeviceCircuit.Mean(sign, _counts.Of(part.Entries[i]))).ToArray()),
            ],
            shots);
    }
}
