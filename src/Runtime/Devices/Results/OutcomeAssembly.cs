using System.Globalization;
using System.Numerics;

namespace CutAwareQnn.Runtime;

/// <summary>Puts a table's columns where its circuit's classical bits are, and its weights into counts.</summary>
internal static class OutcomeAssembly
{
    /// <summary>Assembles the counts of one circuit.</summary>
    /// <param name="table">What the file records.</param>
    /// <param name="circuit">The circuit; null to go by the file's own registers, or by qubits.</param>
    /// <param name="name">The circuit's name in the answer.</param>
    /// <param name="shots">Shots of probabilities that carry none; null where they are not known.</param>
    /// <exception cref="ResultFileException">The table belongs to another circuit, or its weights are no counts.</exception>
    public static CircuitCounts Assemble(OutcomeTable table, OutcomeCircuit? circuit, string name, long? shots)
    {
        int[] target = circuit is null ? ColumnTargets.Own(table) : ColumnTargets.Of(table, circuit);
        IReadOnlyList<OutcomeRegister> registers = circuit?.Registers ?? ColumnTargets.OwnRegisters(table);
        var counts = new SortedDictionary<BigInteger, long>();
        byte[] outcome = new byte[(registers.Sum(r => r.Size) + 7) / 8];
        foreach ((string row, long count) in Counted(table, shots))
        {
            Array.Clear(outcome);
            for (int column = 0; column < target.Length; column++)
            {
                if (target[column] >= 0 && row[column] == '1')
                {
                    outcome[target[column] / 8] |= (byte)(1 << (target[column] % 8));
                }
            }

            if (count > 0)
            {
                var key = new BigInteger(outcome, isUnsigned: true);
                counts[key] = counts.GetValueOrDefault(key) + count;
            }
        }

        return new(name, registers, counts, table.LostShots);
    }

    private static IEnumerable<(string Row, long Count)> Counted(OutcomeTable table, long? givenShots)
    {
        if (table.HasProbabilities)
        {
            return Divided(table, table.StatedShots ?? givenShots ?? throw new ResultFileException(
                "the file has probabilities but not the number of shots that error bars need; give --shots"));
        }

        long sum = (long)table.Weights.Values.Sum();
        if (table.StatedShots is { } stated && stated != sum + table.LostShots)
        {
            throw new ResultFileException(
                $"the file states {stated} shots but its counts sum to {sum + table.LostShots}; give the file whole");
        }

        return givenShots is { } given && given != sum + table.LostShots
            ? throw new ResultFileException(
                $"--shots {given} is given but the file has {sum + table.LostShots} shots; its own count, so omit --shots")
            : table.Weights.Select(w => (w.Key, (long)w.Value));
    }

    // Rounded so that the counts sum to the shots; what was rounded in the file may be off by one an outcome.
    private static IEnumerable<(string Row, long Count)> Divided(OutcomeTable table, long shots)
    {
        (string Row, double Count)[] rows = [.. table.Weights.Select(w => (w.Key, w.Value * shots))];
        long missing = shots - rows.Sum(r => (long)Math.Round(r.Count));
        if (Math.Abs(missing) > rows.Length)
        {
            throw new ResultFileException(string.Create(
                CultureInfo.InvariantCulture,
                $"probabilities times {shots} shots round to {shots - missing}, off by more than one per outcome; give the number "
                + $"of shots that were run"));
        }

        long[] counts = [.. rows.Select(r => (long)Math.Round(r.Count))];
        int step = Math.Sign(missing);
        foreach (int i
            in Enumerable.Range(0, rows.Length).OrderByDescending(i => step * (rows[i].Count - counts[i])).Take((int)Math.Abs(missing)))
        {
            counts[i] = Math.Max(0, counts[i] + step);
        }

        return rows.Select((r, i) => (r.Row, counts[i]));
    }
}
