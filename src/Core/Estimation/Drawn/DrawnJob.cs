using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Estimation;

/// <summary>
/// Some of a query's drawn joint terms: every fragment's circuit of each is simulated, and of the product of the fragments' signs one
/// binomial draw replaces all its shots. Result: one number, the sum of all signs.
/// </summary>
internal sealed class DrawnJob : Job
{
    private readonly Func<int, DrawnSample> _sample;

    /// <summary>Creates a batch.</summary>
    /// <param name="index">Position among the run's batches.</param>
    /// <param name="form">The fragments as a form.</param>
    /// <param name="fragments">The fragments.</param>
    /// <param name="key">What keys the draws of the terms: the first one's, the others follow.</param>
    /// <param name="angles">The bound slots of every fragment, in radians.</param>
    /// <param name="termCount">Number of terms.</param>
    /// <param name="sample">Returns a term; made anew each time, because all terms of a pass would fill the memory.</param>
    public DrawnJob(
        int index,
        Lazy<PlanForm> form,
        IReadOnlyList<Fragment> fragments,
        DrawKey key,
        IReadOnlyList<double[]> angles,
        int termCount,
        Func<int, DrawnSample> sample)
        : base(index)
    {
        _sample = sample;
        Form = form;
        Fragments = fragments;
        Key = key;
        Angles = angles;
        TermCount = termCount;
        for (int i = 0; i < termCount; i++)
        {
            DrawnSample term = sample(i);
            CircuitCount += term.Runs.Length;
            ShotCount += term.Runs.Length * term.Shots;
        }
    }

    /// <summary>The fragments as a form.</summary>
    public Lazy<PlanForm> Form { get; }

    /// <summary>The fragments.</summary>
    public IReadOnlyList<Fragment> Fragments { get; }

    /// <summary>What keys the draws.</summary>
    public DrawKey Key { get; }

    /// <summary>The bound slots of every fragment.</summary>
    public IReadOnlyList<double[]> Angles { get; }

    /// <summary>Number of terms.</summary>
    public int TermCount { get; }

    /// <inheritdoc/>
    public override long CircuitCount { get; }

    /// <inheritdoc/>
    public override long ShotCount { get; }

    /// <inheritdoc/>
    public override int ResultLength => 1;

    /// <inheritdoc/>
    public override int Width => Fragments.Max(f => f.Width);

    /// <inheritdoc/>
    public override IEnumerable<Circuit> Circuits => Fragments.Select(f => f.Circuit);

    /// <summary>Returns a term.</summary>
    public DrawnSample Term(int index) => _sample(index);

    /// <inheritdoc/>
    public override Job On(DeviceNoise noise) =>
        throw new BackendException("drawn joint terms do not run on a simulated device; give another allocation");

    /// <inheritdoc/>
    public override JobResult Execute()
    {
        var means = new Dictionary<string, double>(StringComparer.Ordinal);
        double sum = 0;
        for (int i = 0; i < TermCount; i++)
        {
            DrawnSample term = _sample(i);
            double mean = 1;
            foreach (DrawnRun run in term.Runs)
            {
                mean *= Mean(run, means);
            }

            var random = new CounterRandom(Key.Seed, Key.Query, Key.FirstSubexperiment + (ulong)i);
            long plus = Binomial.Draw(ref random, term.Shots, 0.5 * (1 + mean));
            sum += term.Sign * ((2.0 * plus) - term.Shots);
        }

        return new(Index, [sum]);
    }

    private double Mean(DrawnRun run, Dictionary<string, double> means)
    {
        string key = $"{run.Fragment}:{run.Observable}:{string.Join(',', run.Operations)}";
        if (!means.TryGetValue(key, out double mean))
        {
            mean = VariantSimulator.Expectation(Fragments[run.Fragment], run.Operations, run.Observable, Angles[run.Fragment]);
            means.Add(key, mean);
        }

        return mean;
    }
}
