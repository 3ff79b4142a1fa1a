using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using Xunit;

namespace CutAwareQnn.Unit.Cutting.Finding;

/// <summary>Small random circuits against every partition of their qubits, and against every set of cuts that there is.</summary>
[Trait("Tier", "slow")]
public sealed class FinderOptimalityTests
{
    /// <summary>Products of a dozen factors of γ², in different orders.</summary>
    private const double Rounding = 1e-11;

    [Theory]
    [InlineData(4, 6, 30)]
    [InlineData(6, 9, 30)]
    [InlineData(8, 12, 20)]
    [InlineData(8, 28, 10)]
    [InlineData(9, 11, 10)]
    [InlineData(10, 15, 3)]
    public void GateCuts_AreTheBestOfAllPartitions(int qubitCount, int gateCount, int circuitCount)
    {
        var random = new Random(qubitCount + (100 * gateCount));
        for (int i = 0; i < circuitCount; i++)
        {
            (Circuit circuit, (int A, int B, double Gamma)[] gates) = RandomInteractions.Draw(random, qubitCount, gateCount);
            int width = random.Next(1, qubitCount);
            int[] busy = [.. gates.SelectMany(g => new[] { g.A, g.B }).Distinct()];
            int atMost = (busy.Length + width - 1) / width;
            Compare(circuit, FinderCase.Separate(width), Best(gates, busy, w => w.All(x => x <= width), gateCount));
            Compare(
                circuit, FinderCase.Separate(width) with { FragmentCount = atMost },
                Best(gates, busy, w => w.Length <= atMost && w.All(x => x <= width), gateCount));
            int[] devices = [.. Enumerable.Range(0, 3).Select(_ => random.Next(1, qubitCount))];
            Compare(
                circuit, new FinderLimits(devices.ToEquatableArray()) { IsJoint = false },
                Best(
                    gates,
                    busy,
                    w => w.Length <= 3 && w.OrderDescending().Zip(devices.OrderDescending()).All(p => p.First <= p.Second),
                    gateCount));
            int cuts = random.Next(gateCount);
            Compare(circuit, FinderCase.Separate(width) with { CutCount = cuts }, Best(gates, busy, w => w.All(x => x <= width), cuts));
        }
    }

    [Theory]
    [InlineData(3, 4, 20)]
    [InlineData(4, 5, 20)]
    [InlineData(5, 5, 10)]
    public void MixedCuts_AreTheBestOfAllSetsOfCuts(int qubitCount, int gateCount, int circuitCount)
    {
        var random = new Random(qubitCount + (100 * gateCount));
        for (int i = 0; i < circuitCount; i++)
        {
            (Circuit circuit, _) = RandomInteractions.Draw(random, qubitCount, gateCount);
            Cut[] all = [.. AllCuts(circuit)];
            int width = random.Next(2, qubitCount);
            foreach (CutKinds kinds in new[] { CutKinds.Gate, CutKinds.Wire, CutKinds.Both })
            {
                Cut[] allowed = [.. all.Where(c => kinds == CutKinds.Both || (kinds == CutKinds.Gate) == c is GateCut)];
                double best = Subsets(allowed)
                    .Select(cuts => CutPlanner.Plan(circuit, FinderCase.Observable(circuit), cuts))
                    .Where(plan => plan.Fragments.All(f => f.QubitCount <= width))
                    .Select(plan => Math.Pow(plan.Gamma(_ => 0), 2))
                    .DefaultIfEmpty(double.PositiveInfinity)
                    .Min();
                Compare(circuit, FinderCase.Separate(width) with { Kinds = kinds }, best);
            }
        }
    }

    [Fact]
    public void Heuristic_IsNeverBelowTheProvenBound()
    {
        var random = new Random(3);
        for (int i = 0; i < 30; i++)
        {
            (Circuit circuit, _) = RandomInteractions.Draw(random, 24, 50);
            var limits = FinderCase.Separate(random.Next(2, 20));
            FoundCuts quick = CutFinder.Find(circuit, limits, new(Seed: 1, RestartCount: 1, Effort: 0));
            FoundCuts thorough = CutFinder.Find(circuit, limits, new(Seed: 2, Effort: 1_000_000));
            Assert.InRange(quick.Log10Overhead, thorough.Log10LowerBound - Rounding, double.PositiveInfinity);
            Assert.InRange(thorough.Log10Overhead, quick.Log10LowerBound - Rounding, double.PositiveInfinity);
            FinderCase.CheckedPlan(quick);
            FinderCase.CheckedPlan(thorough);
        }
    }

    private static void Compare(Circuit circuit, FinderLimits limits, double best)
    {
        if (double.IsInfinity(best))
        {
            Assert.Throws<CutException>(() => CutFinder.Find(circuit, limits));
            return;
        }

        FoundCuts found = CutFinder.Find(circuit, limits);
        Assert.Equal(best, found.Overhead, Rounding * best);
        Assert.True(found.IsOptimal);
        Assert.InRange(found.Cuts.Count, 0, limits.CutCount ?? int.MaxValue);
        FinderCase.CheckedPlan(found);
    }

    private static double Best((int A, int B, double Gamma)[] gates, int[] busy, Func<int[], bool> fits, int cuts)
    {
        double best = double.PositiveInfinity;
        foreach (int[] parts in RandomInteractions.Partitions(busy.Length))
        {
            bool Crosses((int A, int B, double Gamma) gate) => parts[Array.IndexOf(busy, gate.A)] != parts[Array.IndexOf(busy, gate.B)];
            if (fits([.. parts.CountBy(p => p).Select(p => p.Value)]) && gates.Count(Crosses) <= cuts)
            {
                best = Math.Min(best, gates.Where(Crosses).Aggregate(1.0, (overhead, g) => overhead * g.Gamma * g.Gamma));
            }
        }

        return best;
    }

    // Every two-qubit gate, and every wire between two of them.
    private static IEnumerable<Cut> AllCuts(Circuit circuit)
    {
        var last = new Dictionary<int, int>();
        for (int i = 0; i < circuit.Instructions.Count; i++)
        {
            if (circuit.Instructions[i].Qubits.Count < 2)
            {
                continue;
            }

            yield return new GateCut(i);
            foreach (int qubit in circuit.Instructions[i].Qubits)
            {
                if (last.TryGetValue(qubit, out int before))
                {
                    yield return new WireCut(qubit, before);
                }

                last[qubit] = i;
            }
        }
    }

    private static IEnumerable<Cut[]> Subsets(Cut[] cuts) =>
        Enumerable.Range(0, 1 << cuts.Length).Select(mask => cuts.Where((_, c) => (mask >> c & 1) == 1).ToArray());
}
