using System.Threading;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Reconstruction;

/// <summary>
/// Resolves a distribution where it has most weight: some qubits are active, the others merged; then the heaviest bin's active qubits are
/// fixed ("zoomed") and some of its merged ones made active, again and again. The bins always cover every string once.
/// </summary>
/// <remarks>Tang et al., CutQC, arXiv:2012.02333, "dynamic definition".</remarks>
public static class DynamicDefinition
{
    // Each recursion writes 2^active bins.
    private const int MostActive = 20;

    /// <summary>Resolves a distribution.</summary>
    /// <param name="outputs">The circuit.</param>
    /// <param name="activeCount">Qubits that are active at a time, highest first, 1 to 20.</param>
    /// <param name="recursionCount">How many bins are resolved at most; the first is the whole distribution.</param>
    /// <param name="cancellationToken">Ends the recursion.</param>
    /// <returns>Disjoint bins that cover every string, in ascending order of their strings.</returns>
    /// <exception cref="CircuitException">A count is out of range.</exception>
    public static IReadOnlyList<ZoomedBin> Resolve(
        CircuitOutputs outputs, int activeCount, int recursionCount, CancellationToken cancellationToken = default)
    {
        if (activeCount is < 1 or > MostActive || recursionCount < 1)
        {
            throw new CircuitException(
                $"{Counted.Of(activeCount, "active qubit")} and {Counted.Of(recursionCount, "recursion")} were given; give 1 to "
                + $"{MostActive} active qubits and 1 recursion or more");
        }

        var open = new PriorityQueue<ZoomedBin, double>();
        var resolved = new List<ZoomedBin>();
        open.Enqueue(new(new('*', outputs.Qubits.Count), 1), -1);
        for (int recursion = 0; recursion < recursionCount && open.TryDequeue(out ZoomedBin bin, out _); recursion++)
        {
            foreach (ZoomedBin part in Parts(outputs, bin, activeCount, cancellationToken))
            {
                if (part.FreeCount == 0)
                {
                    resolved.Add(part);
                }
                else
                {
                    open.Enqueue(part, -part.Mass);
                }
            }
        }

        return
        [
            .. resolved.Concat(open.UnorderedItems.Select(item => item.Element))
                .OrderBy(b => b.Pattern.Replace('*', '0'), StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<ZoomedBin> Parts(CircuitOutputs outputs, ZoomedBin bin, int activeCount, CancellationToken cancellationToken)
    {
        int length = bin.Pattern.Length;
        int[] active = [.. Enumerable.Range(0, length).Where(i => bin.Pattern[i] == '*').Take(activeCount)];
        var views = new Dictionary<int, QubitView>();
        for (int i = 0; i < length; i++)
        {
            if (bin.Pattern[i] != '*')
            {
                views.Add(outputs.Qubits[length - 1 - i], bin.Pattern[i] == '1' ? QubitView.One : QubitView.Zero);
            }
        }

        foreach (int i in active)
        {
            views.Add(outputs.Qubits[length - 1 - i], QubitView.Active);
        }

        double[] masses = outputs.Bins(views, cancellationToken);
        for (int x = 0; x < masses.Length; x++)
        {
            char[] pattern = bin.Pattern.ToCharArray();
            for (int a = 0; a < active.Length; a++)
            {
                pattern[active[a]] = (x >> (active.Length - 1 - a) & 1) == 1 ? '1' : '0';
            }

            yield return new(new(pattern), masses[x]);
        }
    }
}
