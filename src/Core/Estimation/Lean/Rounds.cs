using System.Globalization;
using CutAwareQnn.Circuits;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Estimation;

/// <summary>
/// The values of a batch of queries when shots are divided by what they are worth: one round by coefficients; or a pilot by coefficients
/// and a round by what the pilot found; or rounds until every query's standard error is below a target.
/// </summary>
/// <remarks>
/// A round's results enter with one weight for all circuits, which with a budget is fixed beforehand: the estimate is unbiased although
/// the pilot decides how the other shots are divided. Towards a target the weights follow the rounds' lengths, which come of the results;
/// that, and stopping when the error looks small, leaves a bias, which <c>docs/shots.md</c> measures.
/// </remarks>
internal sealed class Rounds
{
    // Of n shots per circuit the pilot takes 2√n: less and its noise misleads, more and too many are divided blindly. At least 10.
    private const double PilotRoots = 2;
    private const long PilotShots = 10;

    // Shots of a pilot count for this much of others, whose division makes better use of them: measured between 0.2 and 1.
    private const double PilotValue = 0.5;

    // The first round towards a target; below some 30 shots the pilot's own noise decides.
    private const long FirstShots = 50;

    // Rounds grow by this at most, as a forecast from few shots can be wrong by as much.
    private const double MostGrowth = 4;

    // A round that only just falls short of the target costs another one.
    private const double Reserve = 1.02;

    // Every circuit keeps this share of what its coefficients would give it, should the pilot have misled.
    private const double Prudence = 0.05;

    private readonly LeanPlan _prepared;
    private readonly EstimatorQuery[] _queries;
    private readonly ShotTally[] _tallies;
    private readonly double[][] _weights;
    private readonly SpreadForecast _forecast;
    private readonly bool _mayExchange;
    private readonly FragmentExchange[]?[] _exchanges;

    /// <summary>Prepares the rounds.</summary>
    public Rounds(LeanPlan prepared, EstimatorQuery[] queries, bool wantsEnvironments)
    {
        QueryChecks.Check(prepared.Plan.Circuit, queries);
        _prepared = prepared;
        _queries = queries;
        _tallies = queries.Select(_ => new ShotTally(prepared.Measurements!)).ToArray();
        _weights = queries.Select(
            q => CoefficientWeights.Of(prepared.Plan, prepared.Measurements!, BondMatrices.Of(prepared.Plan, q))).ToArray();
        _forecast = new(prepared);
        _exchanges = new FragmentExchange[]?[queries.Length];

        // Shifted runs are of other circuits, for which another choice would be best.
        _mayExchange = !wantsEnvironments;
        Results = new(prepared, queries, wantsEnvironments);
    }

    /// <summary>What was measured, and the values; complete when the runs are.</summary>
    public PassResults Results { get; }

    /// <summary>Returns the rounds.</summary>
    public IEnumerable<Pass> InOrder()
    {
        IEnumerable<Pass> passes = _prepared.Budget.Error > 0 ? ToTarget()
            : _prepared.Allocation == ShotAllocation.Optimal ? InTwoStages()
            : ByCoefficients();
        foreach (Pass pass in passes)
        {
            yield return pass;
        }

        for (int q = 0; q < _queries.Length; q++)
        {
            Evaluate(q);
        }
    }

    private IEnumerable<Pass> ByCoefficients()
    {
        long total = _prepared.TotalShots;
        RoundPass pass =
            Round(0, [.. Enumerable.Range(0, _queries.Length)], q => Apportionment.Divide(total, _weights[q]), out long[][] shots);
        yield return pass;
        Fold(pass, [.. Enumerable.Range(0, _queries.Length)], shots, (_, _) => 1);
    }

    private IEnumerable<Pass> InTwoStages()
    {
        long total = _prepared.TotalShots;
        long circuits = _prepared.VariantCount;
        long pilotTotal = Math.Max((long)(PilotRoots * Math.Sqrt((double)total * circuits)), PilotShots * circuits);
        if (2 * pilotTotal > total)
        {
            foreach (Pass pass in ByCoefficients())
            {
                yield return pass;
            }

            yield break;
        }

        int[] all = [.. Enumerable.Range(0, _queries.Length)];
        RoundPass pilot = Round(
            0, all, q => Apportionment.Divide(pilotTotal, _weights[q], PilotShots / 2), out long[][] shots);
        yield return pilot;
        Fold(pilot, all, shots, (_, _) => 1);
        RoundPass main = Round(1, all, q => Divide(q, total - pilotTotal, Wanted(q, 0)), out shots);
        yield return main;
        double weight = (total - pilotTotal) / (total - pilotTotal + (PilotValue * pilotTotal));
        Fold(main, all, shots, (_, _) => weight);
    }

    private IEnumerable<Pass> ToTarget()
    {
        long atMost = _prepared.Budget.Total;
        long first = Math.Min(FirstShots * _prepared.VariantCount, atMost);
        int[] open = [.. Enumerable.Range(0, _queries.Length)];
        Func<int, long[]> divide = q => Apportionment.Divide(first, _weights[q], Math.Min(PilotShots, first / _prepared.VariantCount));
        for (int round = 0; open.Length > 0; round++)
        {
            RoundPass pass = Round(round, open, divide, out long[][] shots);
            yield return pass;
            Fold(pass, open, shots, (q, now) => now / (now + Math.Max(0, _tallies[q].SpentCount - ((1 - PilotValue) * first))));
            open = [.. open.Where(q => Evaluate(q) > _prepared.Budget.Error && _tallies[q].SpentCount + _prepared.VariantCount <= atMost)];
            int last = round;
            divide = q => Next(q, last, atMost);
        }
    }

    // Towards the division that would have been best from the start; what was spent beyond it is spent.
    private long[] Next(int query, int round, long atMost)
    {
        ShotTally tally = _tallies[query];
        double target = _prepared.Budget.Error;
        double spent = tally.SpentCount;
        double asNow = Results.EstimateOf(query).StandardError / target;
        double best = _forecast.At(_queries[query], tally.Moments).Spreads(null).Sum() / target;
        double needed = Math.Min(best * best, spent * asNow * asNow);
        if (needed > ShotBudget.MaxShots && _prepared.Budget.Total == ShotBudget.MaxShots)
        {
            throw new CutException(string.Create(
                CultureInfo.InvariantCulture,
                $"target error {target} would take about {needed:G2} shots, more than {ShotBudget.MaxShots}; "
                + $"give a larger error, or the shots"));
        }

        double total = Math.Clamp(Reserve * needed, spent * 1.05, spent * MostGrowth);
        long more = (long)Math.Ceiling(total - spent) + _prepared.VariantCount;
        long left = atMost - tally.SpentCount;
        return Divide(query, left - more < _prepared.VariantCount ? left : more, Wanted(query, round));
    }

    // In which proportion circuits should have the next round's shots, and which of them are exchanged.
    private double[] Wanted(int query, int round)
    {
        MeasuredSpreads measured = _forecast.From(_queries[query], _tallies[query], round);
        FragmentExchange[]? exchanges = _mayExchange ? measured.BestExchanges() : null;
        _exchanges[query] = exchanges;
        double[] spreads = measured.Spreads(exchanges);
        double spread = spreads.Sum();
        double weight = _weights[query].Sum();
        return spread > 0 && weight > 0
            ? spreads.Select((s, i) => ((1 - Prudence) * s / spread) + (Prudence * _weights[query][i] / weight)).ToArray()
            : _weights[query];
    }

    // A shot at least for every circuit that is not exchanged.
    private long[] Divide(int query, long total, double[] wanted)
    {
        FragmentExchange[]? exchanges = _exchanges[query];
        bool[] isRun = _prepared.Measurements!.SelectMany((s, f) => s.Variants.Select(i => exchanges?[f].IsDropped(i) != true)).ToArray();
        var parts = new Queue<long>(Apportionment.Divide(total, wanted.Where((_, i) => isRun[i]).ToArray()));
        return isRun.Select(r => r ? parts.Dequeue() : 0).ToArray();
    }

    private RoundPass Round(int round, int[] queries, Func<int, long[]> divide, out long[][] shots)
    {
        shots = queries.Select(divide).ToArray();
        return new(_prepared, queries.Select(q => _queries[q]).ToArray(), shots, round);
    }

    private void Fold(RoundPass pass, int[] queries, long[][] shots, Func<int, double, double> weight)
    {
        for (int i = 0; i < queries.Length; i++)
        {
            int q = queries[i];
            _tallies[q].Add(pass.Moments[i], shots[i], weight(q, shots[i].Sum()), _exchanges[q]);
        }
    }

    // The standard error.
    private double Evaluate(int query)
    {
        Results.Store(query, _tallies[query]);
        Results.Evaluate(query, 1);
        return Results.EstimateOf(query).StandardError;
    }
}
