using CutAwareQnn.Simulation;

namespace CutAwareQnn.Reconstruction;

/// <summary>How many of n independent draws give each outcome.</summary>
internal static class OutcomeDraw
{
    /// <summary>Draws counts.</summary>
    /// <param name="random">
    /// Advanced by one number per draw, or where there are more draws than outcomes by one binomial per outcome.
    /// </param>
    /// <param name="count">Number of draws, at least 1.</param>
    /// <param name="masses">
    /// Mass of each outcome; what rounding leaves below 0 counts as 0, and the sum is divided out. Overwritten.
    /// </param>
    /// <returns>The outcomes that were drawn, ascending, with their counts.</returns>
    public static (int Outcome, long Count)[] Draw(ref CounterRandom random, long count, Span<double> masses)
    {
        double total = 0;
        for (int i = 0; i < masses.Length; i++)
        {
            masses[i] = Math.Max(masses[i], 0);
            total += masses[i];
        }

        return count == 1 ? [(Single(random.NextDouble() * total, masses), 1)]
            : count <= masses.Length ? Few(ref random, (int)count, masses, total)
            : Many(ref random, count, masses, total);
    }

    private static int Single(double place, ReadOnlySpan<double> masses)
    {
        int last = 0;
        for (int i = 0; i < masses.Length; i++)
        {
            if (masses[i] > 0)
            {
                last = i;
                if (place < masses[i])
                {
                    break;
                }
            }

            place -= masses[i];
        }

        return last;
    }

    // Sorted uniform numbers meet the cumulated masses in one pass.
    private static (int, long)[] Few(ref CounterRandom random, int count, ReadOnlySpan<double> masses, double total)
    {
        double[] places = new double[count];
        for (int i = 0; i < count; i++)
        {
            places[i] = random.NextDouble() * total;
        }

        Array.Sort(places);
        var drawn = new List<(int, long)>();
        double below = 0;
        int next = 0;
        int last = masses.LastIndexOfAnyExcept(0.0);
        for (int i = 0; next < count; i++)
        {
            below += masses[i];
            int before = next;
            while (next < count && (places[next] < below || i == last))
            {
                next++;
            }

            if (next > before)
            {
                drawn.Add((i, next - before));
            }
        }

        return [.. drawn];
    }

    private static (int, long)[] Many(ref CounterRandom random, long count, Span<double> masses, double total)
    {
        for (int i = 0; i < masses.Length; i++)
        {
            masses[i] /= total;
        }

        long[] counts = new long[masses.Length];
        Multinomial.Draw(ref random, count, masses, counts);
        return [.. counts.Index().Where(c => c.Item > 0)];
    }
}
