using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Estimation;

/// <summary>
/// Some of a query's drawn joint terms: every fragment's circuit of each is simulated, and of the product of the fragments' signs one
/// binomial draw stands for all its shots. Result: one number, the sum of all signs.
/// </summary>
internal sealed class DrawnJob : Job
{
    private readonly DrawnPlan _plan;
    private readonly ulong _query;
    private readonly double[][] _angles;
    private readonly ArraySegment<DrawnTerm> _drawn;
    private readonly ulong _firstSubexperiment;
    private readonly int[][] _runs;

    /// <summary>Creates a batch.</summary>
    /// <param name="firstSubexperiment">Keys the draw of the first term, the following ones the others.</param>
    public DrawnJob(
        int index, DrawnPlan plan, ulong query, double[][] angles, ArraySegment<DrawnTerm> drawn, ulong firstSubexperiment)
        : base(index)
    {
        _plan = plan;
        _query = query;
        _angles = angles;
        _drawn = drawn;
        _firstSubexperiment = firstSubexperiment;
        _runs = drawn.Select(d => plan.Plan.Fragments.Where(f => !IsKnown(f, d)).Select(f => f.Index).ToArray()).ToArray();
        CircuitCount = _runs.Sum(fragments => (long)fragments.Length);
        ShotCount = _runs.Zip(drawn, (fragments, d) => fragments.Length * d.Shots).Sum();
    }

    /// <inheritdoc/>
    public override long CircuitCount { get; }

    /// <inheritdoc/>
    public override long ShotCount { get; }

    /// <inheritdoc/>
    public override int ResultLength => 1;

    /// <inheritdoc/>
    public override int Width => _plan.Plan.Fragments.Max(f => f.Width);

    /// <inheritdoc/>
    public override IEnumerable<Circuit> Circuits => _plan.Plan.Fragments.Select(f => f.Circuit);

    /// <inheritdoc/>
    public override Job On(DeviceNoise noise) =>
        throw new BackendException("drawn joint terms do not run on a simulated device; give another allocation");

    /// <inheritdoc/>
    public override JobResult Execute()
    {
        var means = new Dictionary<string, double>(StringComparer.Ordinal);
        double sum = 0;
        for (int i = 0; i < _drawn.Count; i++)
        {
            DrawnTerm term = _drawn[i];
            double mean = 1;
            foreach (int fragment in _runs[i])
            {
                mean *= Mean(_plan.Plan.Fragments[fragment], term, means);
            }

            var random = new CounterRandom(_plan.Seed, _query, _firstSubexperiment + (ulong)i);
            long plus = Binomial.Draw(ref random, term.Shots, 0.5 * (1 + mean));
            sum += term.Sign * ((2.0 * plus) - term.Shots);
        }

        return new(Index, [sum]);
    }

    private double Mean(Fragment fragment, DrawnTerm term, Dictionary<string, double> means)
    {
        int[] operations = Operations(fragment, term);
        int observable = _plan.Strings[term.String].Observables[fragment.Index];
        string key = $"{fragment.Index}:{observable}:{string.Join(',', operations)}";
        if (!means.TryGetValue(key, out double mean))
        {
            mean = VariantSimulator.Expectation(fragment, operations, observable, _angles[fragment.Index]);
            means.Add(key, mean);
        }

        return mean;
    }

    private int[] Operations(Fragment fragment, DrawnTerm drawn) => fragment.Legs
        .Select((leg, l) =>
        {
            JointTerm term = _plan.Cuts[leg.Cut][drawn.Terms[leg.Cut]];
            return _plan.Plan.Cuts[leg.Cut].Second == new CutSide(fragment.Index, l) ? term.Second : term.First;
        })
        .ToArray();

    private bool IsKnown(Fragment fragment, DrawnTerm term) =>
        fragment.Observables[_plan.Strings[term.String].Observables[fragment.Index]].IsIdentity
        && Operations(fragment, term).Select((o, l) => fragment.Legs[l].Basis.Operations[o]).All(o => !o.Measures);
}
