using CutAwareQnn.Circuits;

namespace CutAwareQnn.Runtime;

/// <summary>Fits service times to the log of a run (<c>--log task</c>).</summary>
/// <remarks>
/// Least squares without negative times. With this few terms every subset of them is tried, and the best one whose times are all
/// positive is the optimum (Lawson and Hanson 1974, ch. 23). The slowest hundredth of the batches is left out: the compiler's warm-up
/// and other processes, not service.
/// </remarks>
public static class ServiceTimesFit
{
    /// <summary>Fits the times.</summary>
    /// <param name="log">The log's records; those of tasks and of batches are used.</param>
    /// <exception cref="BackendException">There are no records of tasks.</exception>
    public static ServiceTimes Of(IEnumerable<LogRecord> log)
    {
        LogRecord[] records = [.. log];
        JobRecord[] tasks = [.. records.OfType<JobRecord>().Where(t => t.HeldSeconds == 0)];
        if (tasks.Length == 0)
        {
            throw new BackendException("the log holds no task lines to fit service times to; run with --log task");
        }

        double[] execute = NonNegative([.. tasks.Select(t => (
            new[] { 1, t.Work, t.TotalShots > 0 ? t.CircuitsRun : 0 }, t.ExecuteSeconds))]);
        var lines = tasks.GroupBy(t => (t.Batch, t.Purpose)).ToDictionary(
            g => g.Key, g => (Count: g.Count(), Values: g.Sum(t => (double)t.Values)));
        BatchRecord[] batches = [.. records.OfType<BatchRecord>().Where(b => lines.ContainsKey((b.Batch, b.Purpose)))];
        double[] fold = NonNegative([.. batches.Select(b =>
        {
            (int count, double values) = lines[(b.Batch, b.Purpose)];
            return (new[] { count, values }, b.ReconstructSeconds);
        })]);
        double[] generate = NonNegative([.. batches.Select(b => (new double[] { lines[(b.Batch, b.Purpose)].Count }, b.GenerateSeconds))]);
        return new(execute[0], execute[1], execute[2], fold[0], fold[1], generate[0]);
    }

    private static double[] NonNegative((double[] Terms, double Seconds)[] samples)
    {
        (double[] Terms, double Seconds)[] kept =
            [.. samples.OrderBy(s => s.Seconds).Take(Math.Max(1, samples.Length - (samples.Length / 100)))];
        int count = kept[0].Terms.Length;
        double[] best = new double[count];
        double least = double.PositiveInfinity;
        for (int subset = 1; subset < 1 << count; subset++)
        {
            int[] terms = [.. Enumerable.Range(0, count).Where(t => (subset >> t & 1) == 1)];
            if (Solve(kept, terms) is { } solution && solution.All(x => x >= 0))
            {
                double[] all = new double[count];
                for (int i = 0; i < terms.Length; i++)
                {
                    all[terms[i]] = solution[i];
                }

                double squares = kept.Sum(s => Square(s.Seconds - s.Terms.Zip(all, (a, b) => a * b).Sum()));
                (least, best) = squares < least ? (squares, all) : (least, best);
            }
        }

        return best;
    }

    private static double Square(double x) => x * x;

    // The normal equations by elimination; null where the terms are not independent. Columns are scaled to length 1.
    private static double[]? Solve((double[] Terms, double Seconds)[] samples, int[] terms)
    {
        double[] scale = [.. terms.Select(t => Math.Sqrt(samples.Sum(s => Square(s.Terms[t]))))];
        if (scale.Any(s => s == 0))
        {
            return null;
        }

        int n = terms.Length;
        double[,] a = new double[n, n + 1];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                a[i, j] = samples.Sum(s => s.Terms[terms[i]] * s.Terms[terms[j]]) / (scale[i] * scale[j]);
            }

            a[i, n] = samples.Sum(s => s.Terms[terms[i]] * s.Seconds) / scale[i];
        }

        for (int p = 0; p < n; p++)
        {
            // What is left of a unit column once the others are taken off: 1e-9 is far above rounding and far below any real difference.
            if (a[p, p] < 1e-9)
            {
                return null;
            }

            for (int i = 0; i < n; i++)
            {
                double factor = i == p ? 0 : a[i, p] / a[p, p];
                for (int j = p; j <= n; j++)
                {
                    a[i, j] -= factor * a[p, j];
                }
            }
        }

        return [.. Enumerable.Range(0, n).Select(i => a[i, n] / a[i, i] / scale[i])];
    }
}
