namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>Guesses which name was meant.</summary>
public static class NearestName
{
    private const int LongestName = 32;

    /// <summary>
    /// Returns the first name with the fewest edits, at most a third of the letters (at least one); null if none is near.
    /// </summary>
    public static string? Of(string name, IEnumerable<string> names)
    {
        int fewest = Math.Max(1, name.Length / 3) + 1;
        string? nearest = null;
        foreach (string other in names.Where(n => Math.Max(n.Length, name.Length) <= LongestName))
        {
            int edits = Edits(name, other);
            if (edits < fewest)
            {
                fewest = edits;
                nearest = other;
            }
        }

        return nearest;
    }

    // Levenshtein's distance without regard to case, by rows; two exchanged neighbours count as two edits.
    private static int Edits(string a, string b)
    {
        int[] previous = Enumerable.Range(0, b.Length + 1).ToArray();
        for (int i = 0; i < a.Length; i++)
        {
            int[] row = new int[b.Length + 1];
            row[0] = i + 1;
            for (int j = 0; j < b.Length; j++)
            {
                int change = char.ToLowerInvariant(a[i]) == char.ToLowerInvariant(b[j]) ? 0 : 1;
                row[j + 1] = Math.Min(previous[j] + change, 1 + Math.Min(row[j], previous[j + 1]));
            }

            previous = row;
        }

        return previous[b.Length];
    }
}
