namespace CutAwareQnn.Unit.Cutting.Finding;

/// <summary>
/// The smallest γ of joint cuts by trying everything: all partitions, all sets of pairs with ancillas, all ways to group the gates of the
/// others, each checked against the order of gates that do not commute.
/// </summary>
internal static class JointOptimum
{
    public static double Gamma(SmallGate[] gates, int qubitCount, int width)
    {
        bool[,] before = Before(gates);
        int[] busy = [.. gates.Where(g => g.Qubits.Length > 1).SelectMany(g => g.Qubits).Distinct()];
        double best = double.PositiveInfinity;
        foreach (int[] parts in RandomInteractions.Partitions(busy.Length))
        {
            int[] partOf = new int[qubitCount];
            for (int i = 0; i < busy.Length; i++)
            {
                partOf[busy[i]] = parts[i];
            }

            best = Math.Min(best, OfPartition(gates, before, busy, partOf, width));
        }

        return best;
    }

    private static double OfPartition(SmallGate[] gates, bool[,] before, int[] busy, int[] partOf, int width)
    {
        int[] piece = [.. Enumerable.Range(0, partOf.Length)];
        foreach (SmallGate gate in gates.Where(g => g.Qubits.Length > 1 && partOf[g.Qubits[0]] == partOf[g.Qubits[1]]))
        {
            int from = piece[gate.Qubits[0]];
            int to = piece[gate.Qubits[1]];
            piece = [.. piece.Select(p => p == from ? to : p)];
        }

        int[] widths = [.. Enumerable.Range(0, partOf.Length).Select(p => busy.Count(q => piece[q] == p))];
        if (widths.Max() > width)
        {
            return double.PositiveInfinity;
        }

        int[] cut =
        [
            .. Enumerable.Range(0, gates.Length)
                .Where(g => gates[g].Qubits.Length > 1 && piece[gates[g].Qubits[0]] != piece[gates[g].Qubits[1]]),
        ];
        (int, int) Pair(int gate) =>
            (
                Math.Min(piece[gates[gate].Qubits[0]], piece[gates[gate].Qubits[1]]),
                Math.Max(piece[gates[gate].Qubits[0]], piece[gates[gate].Qubits[1]]));
        (int A, int B)[] pairs = [.. cut.GroupBy(Pair).Where(g => g.Count() > 1).Select(g => g.Key)];
        double best = double.PositiveInfinity;
        for (int mask = 0; mask < 1 << pairs.Length; mask++)
        {
            (int A, int B)[] ancillas = [.. pairs.Where((_, i) => (mask >> i & 1) != 0)];
            if (Enumerable.Range(0, widths.Length).All(p => widths[p] + ancillas.Count(a => a.A == p || a.B == p) <= width))
            {
                double gamma =
                    ancillas.Aggregate(1.0, (product, pair) => product * Together(cut.Where(g => Pair(g) == pair).Select(g => gates[g])));
                best = Math.Min(best, gamma * OfGroups(gates, before, [.. cut.Where(g => !ancillas.Contains(Pair(g)))], Pair));
            }
        }

        return best;
    }

    private static double OfGroups(SmallGate[] gates, bool[,] before, int[] cut, Func<int, (int, int)> pair)
    {
        double best = double.PositiveInfinity;
        foreach (int[] groupOf in RandomInteractions.Partitions(cut.Length))
        {
            int[][] groups = [.. cut.GroupBy(g => groupOf[Array.IndexOf(cut, g)]).Select(g => g.ToArray())];
            bool isAllowed = groups.All(g => g.Length == 1 || (g.All(x => gates[x].Rank == 2 && pair(x) == pair(g[0]))
                && g.SelectMany(x => gates[x].Qubits).Distinct().Count() == 2 * g.Length));
            if (isAllowed && HasOrder(groups, before))
            {
                best = Math.Min(best, groups.Aggregate(1.0, (product, g) => product * Together(g.Select(x => gates[x]))));
            }
        }

        return best;
    }

    // Repeatedly makes a group that no gate of a group left must precede.
    private static bool HasOrder(int[][] groups, bool[,] before)
    {
        List<int[]> left = [.. groups];
        while (left.Count > 0)
        {
            int free = left.FindIndex(g => g.All(x => left.All(other => other.All(y => !before[y, x]))));
            if (free < 0)
            {
                return false;
            }

            left.RemoveAt(free);
        }

        return true;
    }

    private static bool[,] Before(SmallGate[] gates)
    {
        bool[,] before = new bool[gates.Length, gates.Length];
        for (int b = 0; b < gates.Length; b++)
        {
            for (int a = b - 1; a >= 0; a--)
            {
                before[a, b] = !gates[a].Commutes(gates[b]) || Enumerable.Range(a + 1, b - a - 1).Any(m => before[a, m] && before[m, b]);
            }
        }

        return before;
    }

    private static double Together(IEnumerable<SmallGate> gates) =>
        (2 * gates.Aggregate(1.0, (product, g) => product * (g.Gamma + 1) / 2)) - 1;
}
