using System.Threading;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>
/// Finds the cuts that separate a circuit into fragments within limits at the smallest sampling overhead: what may not be cut is
/// joined, what is left is a graph; a heuristic parts it, then an exact search looks for something better, or proves there is none.
/// </summary>
/// <remarks>
/// Cuts count each by itself, without communication. Among equal overheads that were met, the one with the smallest sum over the
/// fragments of 2^qubits·4^(cut ends) is taken.
/// </remarks>
public static class CutFinder
{
    /// <summary>Finds cuts.</summary>
    /// <param name="circuit">The circuit.</param>
    /// <param name="limits">What the fragments keep to.</param>
    /// <param name="settings">How much is tried; null for the defaults.</param>
    /// <param name="cancellation">Ends the search early, with the best cuts found until then.</param>
    /// <exception cref="CutException">No cuts keep to the limits; the message names the smallest width that some keep to.</exception>
    public static FoundCuts Find(
        Circuit circuit, FinderLimits limits, FinderSettings? settings = null, CancellationToken cancellation = default)
    {
        limits.Check();
        settings ??= new();
        Circuit written = TwoQubitForm.Of(circuit);
        var timeline = new Timeline(written, limits.Kinds);
        int[]? known = limits.Kinds == CutKinds.Both ? ByGatesAlone(written, timeline, limits, settings, cancellation) : null;
        GraphResult found = GraphSearch.Run(timeline.Graph, limits, known, settings, cancellation);
        return found.Best is { } best
            ? ToCuts(circuit, timeline, limits, found, best)
            : throw Unmet(circuit, timeline, limits, settings, found.IsComplete, cancellation);
    }

    // Mixed cuts start from what gate cuts reach, which are far fewer to choose from.
    private static int[]? ByGatesAlone(
        Circuit written, Timeline timeline, FinderLimits limits, FinderSettings settings, CancellationToken cancellation)
    {
        var gates = new Timeline(written, CutKinds.Gate);
        Separated? found = GraphSearch.Run(gates.Graph, limits, null, settings with { Effort = settings.Effort / 10 }, cancellation).Best;
        if (found is null)
        {
            return null;
        }

        int[] partOfQubit = gates.PartOfQubit(found.PartOf);
        return [.. timeline.Graph.Qubits.Select(qubits => partOfQubit[qubits[0]])];
    }

    private static FoundCuts ToCuts(Circuit circuit, Timeline timeline, FinderLimits limits, GraphResult found, Separated best)
    {
        PartitionLabels? labels = (limits.Kinds & CutKinds.Wire) == 0 || timeline.Cuts(best.PartOf).All(c => c is GateCut)
            ? Labels(timeline.PartOfQubit(best.PartOf), limits.Widest)
            : null;
        Circuit written = labels is null ? timeline.Circuit : TwoQubitForm.Of(circuit, labels);
        IReadOnlyList<Cut> cuts = labels is null
            ? timeline.Cuts(best.PartOf)
            : Enumerable.Range(0, written.Instructions.Count)
                .Where(i => written.Instructions[i] is GateInstruction && Straddling.Straddles(written.Instructions[i], labels))
                .Select(i => (Cut)new GateCut(i))
                .ToArray();
        double decades = 2 / Elementary.Log(10);
        return new(
            written,
            cuts.ToEquatableArray(),
            labels,
            timeline.Widths(best.PartOf).ToEquatableArray(),
            timeline.Gamma(best.PartOf),
            best.Cost * decades,
            (found.IsComplete ? best.Cost : Math.Min(found.LowerBound, best.Cost)) * decades,
            found.IsComplete,
            found.IsFoundExactly ? FinderMethod.Exact : FinderMethod.Heuristic,
            found.NodeCount);
    }

    // Letters first, then digits, then the letters that Unicode has most of.
    private static PartitionLabels Labels(int[] partOfQubit, int widest)
    {
        const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
        const char FirstIdeograph = '\u4E00';
        int[] parts = WithLoneQubits(partOfQubit, widest);
        return new(new string([.. parts.Select(p => p < Letters.Length ? Letters[p] : (char)(FirstIdeograph + p - Letters.Length))]));
    }

    // Qubits that meet no other go where there is room.
    private static int[] WithLoneQubits(int[] partOfQubit, int widest)
    {
        int[] names = [.. partOfQubit.Where(part => part >= 0).Distinct()];
        int[] parts = [.. partOfQubit.Select(part => Array.IndexOf(names, part))];
        int[] widths = new int[parts.Length];
        foreach (int part in parts.Where(part => part >= 0))
        {
            widths[part]++;
        }

        int roomy = 0;
        for (int qubit = 0; qubit < parts.Length; qubit++)
        {
            if (parts[qubit] >= 0)
            {
                continue;
            }

            while (widths[roomy] >= widest)
            {
                roomy++;
            }

            widths[roomy]++;
            parts[qubit] = roomy;
        }

        return Coarsening.Numbered(parts);
    }

    private static CutException Unmet(
        Circuit circuit, Timeline timeline, FinderLimits limits, FinderSettings settings, bool isProven, CancellationToken cancellation)
    {
        int low = limits.Widths.Min();
        int high = Math.Max(circuit.QubitCount, low + 1);
        bool isSure = isProven;
        while (high - low > 1 && !cancellation.IsCancellationRequested)
        {
            int middle = (low + high) / 2;
            FinderLimits wider = limits with { Widths = limits.Widths.Select(w => Math.Max(w, middle)).ToEquatableArray() };
            GraphResult found = GraphSearch.Run(timeline.Graph, wider, null, settings, cancellation);
            isSure &= found.Best is not null || found.IsComplete;
            if (found.Best is null)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        isSure &= !cancellation.IsCancellationRequested;
        string widths = string.Join(", ", limits.Widths);
        string pieces = limits.FragmentCount is { } count ? $" in at most {count} fragments" : "";
        string cuts = limits.CutCount is { } most ? $" with at most {most} cuts" : "";
        string kinds = limits.Kinds switch
        {
            CutKinds.None => "no cuts",
            CutKinds.Gate => "gate cuts",
            CutKinds.Wire => "wire cuts",
            _ => "gate and wire cuts",
        };
        return new(
            $"a circuit of {circuit.QubitCount} qubits was to be separated by {kinds} into fragments of at most {widths} qubits{pieces}{cuts}; "
            + (isSure ? $"that cannot be met; the smallest width that can be met is {high}"
                : $"no way was found; the smallest width found that can be met is {high}"));
    }
}
