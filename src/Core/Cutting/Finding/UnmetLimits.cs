using System.Threading;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>Reports that limits cannot be met, and the smallest width that can.</summary>
internal static class UnmetLimits
{
    public static CutException Of(Circuit circuit, FinderLimits limits, FinderSettings settings, CancellationToken cancellation)
    {
        // Whether cuts exist does not depend on what they cost.
        FinderLimits plain = limits with { IsJoint = false, IsCommunicating = false };
        var search = new CutSearch(circuit, settings, cancellation);
        int low = limits.Widths.Min();
        int high = Math.Max(circuit.QubitCount, low + 1);
        bool isSure = search.Run(search.Model(plain), 1) is { Best: null, IsComplete: true };
        while (high - low > 1 && !cancellation.IsCancellationRequested)
        {
            int middle = (low + high) / 2;
            FinderLimits wider = plain with { Widths = limits.Widths.Select(w => Math.Max(w, middle)).ToEquatableArray() };
            GraphResult found = search.Run(search.Model(wider), 1);
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
        string pieces = limits.FragmentCount is { } count ? $" in at most {Counted.Of(count, "fragment")}" : "";
        string cuts = limits.CutCount is { } most ? $" with at most {Counted.Of(most, "cut")}" : "";
        string kinds = limits.Kinds switch
        {
            CutKinds.None => "no cuts",
            CutKinds.Gate => "gate cuts",
            CutKinds.Wire => "wire cuts",
            _ => "gate and wire cuts",
        };
        return new(
            $"a circuit of {Counted.Of(circuit.QubitCount, "qubit")} was to be separated by {kinds} into fragments of at most {widths} "
            + $"qubits{pieces}{cuts}; "
            + (isSure ? $"that cannot be met; the smallest width that can be met is {high}"
                : $"no way was found; the smallest width found that can be met is {high}"));
    }
}
