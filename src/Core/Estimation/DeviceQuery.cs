using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Estimation;

/// <summary>One query outside the process: its circuits go out, the counts of their outcomes come in, and give the estimate.</summary>
public sealed class DeviceQuery
{
    private readonly LeanPlan _prepared;
    private readonly EstimatorQuery _query;

    /// <summary>Builds the circuits of a query: the unique variants of each fragment, in the plan's order.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="query">The features and weights.</param>
    /// <exception cref="CutException">A fragment has too many variants.</exception>
    /// <exception cref="CircuitException">The query's vectors do not fit the circuit.</exception>
    public DeviceQuery(CutPlan plan, EstimatorQuery query)
    {
        QueryChecks.Check(plan.Circuit, [query]);
        _query = query;

        // Shots differ from circuit to circuit, and are known only from results.
        _prepared = new(plan, new(ShotBudget.Each(1), Allocation: ShotAllocation.Weighted));
        Circuits =
        [
            .. _prepared.Measurements!.SelectMany((m, f) =>
            {
                double[] slots = _prepared.BindSlots(f, [query]);
                return m.Variants.Select(v => DeviceCircuits.Build(m, v, slots));
            }),
        ];
    }

    /// <summary>The circuits.</summary>
    public IReadOnlyList<DeviceCircuit> Circuits { get; }

    /// <summary>Divides shots over the circuits in proportion to the largest derivative that each one's result can have.</summary>
    /// <param name="total">Shots in all.</param>
    /// <exception cref="CutException">There are fewer shots than circuits.</exception>
    public long[] Divide(long total)
    {
        if (total < Circuits.Count)
        {
            throw new CutException(
                $"{Counted.Of(total, "shot")} in total cannot cover the query's {Counted.Of(Circuits.Count, "circuit")}; give at least "
                + "one per circuit");
        }

        return Apportionment.Divide(
            total, CoefficientWeights.Of(_prepared.Plan, _prepared.Measurements!, BondMatrices.Of(_prepared.Plan, _query)));
    }

    /// <summary>Reconstructs the value from the moments that were measured.</summary>
    /// <param name="moments">For each circuit the mean of each of its <see cref="DeviceCircuit.Signs"/>, in [-1, 1].</param>
    /// <param name="shots">For each circuit the shots that the means rest on; 0 where nothing is known.</param>
    /// <returns>
    /// The value and its standard error, to first order from the shots alone. Where a circuit has no shots, the observable's constant and
    /// the most that the value can differ from it.
    /// </returns>
    /// <exception cref="ReconstructionException">There is not one list of means and number of shots per circuit.</exception>
    public Estimate Reconstruct(IReadOnlyList<double[]> moments, IReadOnlyList<long> shots)
    {
        if (moments.Count != Circuits.Count || shots.Count != Circuits.Count)
        {
            throw new ReconstructionException(
                $"{Counted.Of(moments.Count, "list")} of means and {Counted.Of(shots.Count, "number")} of shots for "
                + $"{Counted.Of(Circuits.Count, "circuit")}; give one per circuit");
        }

        if (shots.Contains(0))
        {
            PauliSum observable = _prepared.Plan.Observable;
            double constant = observable.Terms.Where(t => t.String.IsIdentity).Sum(t => t.Coefficient);
            return new(constant, observable.OneNorm - Math.Abs(constant));
        }

        var results = new PassResults(_prepared, [_query], wantsEnvironments: true);
        if (Circuits.Count == 0)
        {
            // All means are known beforehand.
            for (int f = 0; f < _prepared.Plan.Fragments.Count; f++)
            {
                results.Store(0, f, []);
            }
        }
        else
        {
            double[] all = [.. moments.SelectMany(m => m)];
            var tally = new ShotTally(_prepared.Measurements!);
            tally.Add(all, [.. shots], 1, null);
            results.Store(0, tally);
        }

        results.Evaluate(0, 1);
        return results.EstimateOf(0);
    }
}
