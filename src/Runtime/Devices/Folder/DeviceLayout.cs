using System.Globalization;
using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Runtime;

/// <summary>
/// The queries of a results folder and their circuits: every row of inputs, scale of noise and observable, in this order. Observables share
/// the circuits that they have in common; rows and scales share none, because their errors are taken to be independent.
/// </summary>
internal sealed class DeviceLayout
{
    private readonly List<DevicePart> _parts = [];
    private readonly List<DeviceEntry> _entries = [];

    private DeviceLayout()
    {
    }

    public IReadOnlyList<DevicePart> Parts => _parts;

    public IReadOnlyList<DeviceEntry> Entries => _entries;

    /// <summary>Lays out queries.</summary>
    /// <param name="plans">One per observable.</param>
    /// <param name="rows">The features and weights.</param>
    /// <param name="settings">How circuits are written, and their shots.</param>
    public static DeviceLayout Of(IReadOnlyList<CutPlan> plans, IReadOnlyList<EstimatorQuery> rows, DeviceFolderSettings settings)
    {
        var layout = new DeviceLayout();
        int[] scales = settings.ZeroNoise is { } zeroNoise ? [.. zeroNoise.Scales] : [1];
        long[]? totals = settings.TotalShots is { } total ? settings.ZeroNoise?.Divide(total) ?? [total] : null;
        CutPlan[][] folded = [.. plans.Select(p => settings.ZeroNoise?.Fold(p) ?? [p])];
        for (int row = 0; row < rows.Count; row++)
        {
            for (int s = 0; s < scales.Length; s++)
            {
                int first = layout._entries.Count;
                for (int o = 0; o < plans.Count; o++)
                {
                    var query = new DeviceQuery(folded[o][s], rows[row]);
                    string prefix = (plans.Count > 1 ? Text($"o{o}-") : "") + (rows.Count > 1 ? Text($"r{row}-") : "");
                    string suffix = scales.Length > 1 ? Text($"-x{scales[s]}") : "";
                    long[] shots = totals is null ? [.. query.Circuits.Select(_ => settings.Shots)] : query.Divide(totals[s]);
                    int[] entries =
                    [
                        .. layout.Add(first, query.Circuits, shots, settings, c => prefix + Text($"f{c.Fragment}-s{c.Index:D2}") + suffix),
                    ];
                    layout._parts.Add(new(o, row, scales[s], folded[o][s], query, entries));
                }
            }
        }

        return layout;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    // Two circuits of one query are two entries, even where they are equal: they are counted as independent.
    private List<int> Add(
        int first, IReadOnlyList<DeviceCircuit> circuits, long[] shots, DeviceFolderSettings settings, Func<DeviceCircuit, string> name)
    {
        int known = _entries.Count;
        ILookup<string, int> like = Enumerable.Range(first, known - first).ToLookup(e => _entries[e].Text, StringComparer.Ordinal);
        List<int> entries = [];
        foreach ((int index, DeviceCircuit circuit) in circuits.Index())
        {
            string id = name(circuit);
            Circuit written = settings.IsDeferred ? DeferredMeasurements.Of(circuit.Circuit) : circuit.Circuit;
            DevicePlacement? placed = settings.Connectivity is { } device ? DevicePlacement.Of(written, device) : null;
            written = placed?.OnDevice ?? written;
            if (written.QubitCount > settings.MaxQubits)
            {
                throw new BackendException($"circuit {id} needs {written.QubitCount} qubits but the device has {settings.MaxQubits}; "
                    + "cut into smaller fragments");
            }

            string text = DeviceProgram.Write(written, circuit.Registers, settings.Dialect);
            int entry = like[text].FirstOrDefault(e => !entries.Contains(e), -1);
            if (entry < 0)
            {
                entry = _entries.Count;
                _entries.Add(new(id, circuit, written, text, placed?.SwapCount, shots[index]));
            }

            _entries[entry] = _entries[entry] with { Shots = Math.Max(_entries[entry].Shots, shots[index]) };
            entries.Add(entry);
        }

        return entries;
    }
}
