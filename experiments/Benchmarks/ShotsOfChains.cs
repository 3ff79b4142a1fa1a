using System.Globalization;
using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Benchmarks;

/// <summary>
/// How many shots does a fixed error take as a chain of one-qubit fragments grows? RY, a ladder of CX and RY, cut everywhere; for Z on
/// every qubit and for Z on the middle one. Not a measurement of time: run with the argument <c>chains</c>, it prints the table of
/// docs/shots.md.
/// </summary>
internal static class ShotsOfChains
{
    private const double Error = 0.01;

    private const int DrawCount = 9;

    private const long MostShots = 1_000_000_000;

    private static readonly int[] Lengths = [2, 4, 8, 16, 32];

    /// <summary>Prints the tables.</summary>
    /// <exception cref="InvalidOperationException">A division by coefficients, or the optimal one, exceeds the bound.</exception>
    public static void Print(TextWriter output)
    {
        foreach ((string angles, double range) in new[] { ("near zero", 0.1), ("random", Math.PI) })
        {
            foreach (bool isLocal in new[] { false, true })
            {
                output.WriteLine($"{(isLocal ? "Z in the middle" : "Z…Z")}, weights {angles}");
                output.WriteLine(
                    "| fragments | median |E| | optimal | uniform | largest optimal | bound | joint sampling | run to the error |");
                ChainRow[] rows = [.. Lengths.Select(length => Row(output, length, isLocal, range)).Where(r => r.Signal > Error)];
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"exponents where |E| exceeds the error ({rows.Length} lengths): optimal {Slope(rows, r => r.Optimal):F2}, "
                    + $"run {Slope(rows, r => r.Run):F2}"));
            }
        }
    }

    private static ChainRow Row(TextWriter output, int length, bool isLocal, double range)
    {
        (CutPlan Plan, EstimatorQuery Query)[] draws = [.. Enumerable.Range(0, DrawCount).Select(d => Draw(length, isLocal, range, d))];
        ShotForecast[] forecasts = [.. draws.Select(d => new ShotForecast(d.Plan, d.Query))];
        double bound = forecasts[0].Bound;
        double largest = forecasts.Max(f => f.Optimal);
        if (forecasts.Max(f => f.Weighted) > bound * (1 + 1e-9))
        {
            throw new InvalidOperationException("the bound does not hold");
        }

        double scale = 1 / (Error * Error);
        double optimal = Median(forecasts.Select(f => f.Optimal));
        double signal = Median(forecasts.Select(f => Math.Abs(f.Value)));
        double run = Median(draws.Zip(forecasts, (d, f) => Spent(d.Plan, d.Query, f.Value)));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {length} | {signal:G2} | {scale * optimal:G3} | "
            + $"{scale * Median(forecasts.Select(f => f.Uniform)):G3} | {scale * largest:G3} | {scale * bound:G3} | "
            + $"{scale * length * Math.Pow(9, length - 1):G3} | {run:G3} |"));
        return new(length, signal, optimal, run);
    }

    private static (CutPlan Plan, EstimatorQuery Query) Draw(int length, bool isLocal, double range, int draw)
    {
        var builder = new CircuitBuilder(length);
        for (int q = 0; q < length; q++)
        {
            builder.Add(Gates.RY, Angle.Weight(q), q);
        }

        for (int q = 0; q + 1 < length; q++)
        {
            builder.Add(Gates.CX, q, q + 1);
        }

        for (int q = 0; q < length; q++)
        {
            builder.Add(Gates.RY, Angle.Weight(length + q), q);
        }

        var random = new CounterRandom(2026, (ulong)length, (ulong)draw);
        double[] weights = [.. Enumerable.Range(0, 2 * length).Select(_ => range * ((2 * random.NextDouble()) - 1))];
        PauliString observable = PauliString.Of(
            Enumerable.Range(0, length).Select(q => !isLocal || q == length / 2 ? Pauli.Z : Pauli.I));
        Circuit circuit = builder.Build();
        Cut[] cuts = [.. Enumerable.Range(0, length - 1).Select(c => new GateCut(length + c))];
        return (CutPlanner.Plan(circuit, PauliSum.Of(observable), cuts), new(0, [], weights));
    }

    // What the rounds spend, which know nothing beforehand.
    private static double Spent(CutPlan plan, EstimatorQuery query, double exact)
    {
        var settings = new EstimatorSettings(ShotBudget.ToError(Error, MostShots), 1, Allocation: ShotAllocation.Optimal);
        Passes passes = new CutEstimator(plan, settings).Start([query], null);
        long shots = 0;
        foreach (Pass pass in passes.InOrder())
        {
            foreach (Job subexperiments in pass.Generate())
            {
                shots += subexperiments.ShotCount;
                pass.Add(subexperiments.Execute());
            }

            pass.Complete();
        }

        return Math.Abs(passes.Estimates()[0].Value - exact) < 5 * Error
            ? shots
            : throw new InvalidOperationException("the value is wrong");
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(DrawCount / 2);

    // Least squares of log shots over log length.
    private static double Slope(ChainRow[] rows, Func<ChainRow, double> shots)
    {
        double x = rows.Average(r => Math.Log(r.Length));
        double y = rows.Average(r => Math.Log(shots(r)));
        return rows.Sum(r => (Math.Log(shots(r)) - y) * (Math.Log(r.Length) - x))
            / rows.Sum(r => (Math.Log(r.Length) - x) * (Math.Log(r.Length) - x));
    }

    private sealed record ChainRow(int Length, double Signal, double Optimal, double Run);
}
