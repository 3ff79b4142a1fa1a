namespace CutAwareQnn.Estimation;

/// <summary>Whole shots in proportion to real weights.</summary>
internal static class Apportionment
{
    /// <summary>Divides a total: everyone gets the floor, the rest goes by weight, what rounding leaves to the largest fractions.</summary>
    /// <param name="total">At least the floor a weight.</param>
    /// <param name="weights">Not negative; if all are 0, everyone gets the same.</param>
    /// <param name="floor">At least this many each.</param>
    /// <returns>Numbers whose sum is the total.</returns>
    public static long[] Divide(long total, ReadOnlySpan<double> weights, long floor = 1)
    {
        long[] parts = new long[weights.Length];
        if (parts.Length == 0)
        {
            return parts;
        }

        double sum = 0;
        foreach (double weight in weights)
        {
            sum += weight;
        }

        long rest = total - (floor * parts.Length);
        double[] fractions = new double[parts.Length];
        long given = 0;
        for (int i = 0; i < parts.Length; i++)
        {
            double share = rest * (sum > 0 ? weights[i] / sum : 1.0 / parts.Length);
            long whole = Math.Min((long)share, rest - given);
            fractions[i] = whole - share;
            parts[i] = floor + whole;
            given += whole;
        }

        int[] order = new int[parts.Length];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort(fractions, order);
        for (int i = 0; given < rest; i = (i + 1) % order.Length)
        {
            parts[order[i]]++;
            given++;
        }

        return parts;
    }
}
