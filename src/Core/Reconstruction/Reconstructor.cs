using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Lowering;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Reconstruction;

/// <summary>
/// Puts the results of many queries together: values, variances, and the environments that derivatives need. Chosen once for a plan;
/// stateless between calls.
/// </summary>
/// <remarks>
/// Inputs of a query: tensor entries [fragment][observable][entry] for exact values, variants' means [fragment][observable][variant]
/// for sampled ones. Outputs of a query: the value, its variance, then (if wanted) its derivative by every input and, where bonds
/// depend on parameters, by every entry of every bond.
/// </remarks>
public abstract class Reconstructor
{
    /// <summary>Where the value lies in a query's outputs.</summary>
    public const int ValueOutput = 0;

    /// <summary>Where the variance lies.</summary>
    public const int VarianceOutput = 1;

    /// <summary>Where the environments begin.</summary>
    public const int EnvironmentOutput = 2;

    // A step costs about 1.5 ns for 8 queries; beyond this the unrolled program leaves the second-level cache.
    private const int StepBudget = 50_000;

    private readonly int[] _start;
    private readonly int[] _bondStart;

    private protected Reconstructor(CutPlan plan, Func<Fragment, int> inputs, bool wantsEnvironments)
    {
        Plan = plan;
        _start = Starts(plan.Fragments.Select(f => checked(f.Observables.Count * inputs(f))));
        _bondStart = Starts(plan.Cuts.Select(c => c.Form.BondLength));
        BondLength = plan.HasConstantBonds ? 0 : _bondStart[^1];
        OutputLength = EnvironmentOutput + (wantsEnvironments ? InputLength + BondLength : 0);
    }

    /// <summary>The plan.</summary>
    public CutPlan Plan { get; }

    /// <summary>Inputs a query.</summary>
    public int InputLength => _start[^1];

    /// <summary>Entries of all bonds where they depend on parameters, else 0.</summary>
    public int BondLength { get; }

    /// <summary>Outputs a query.</summary>
    public int OutputLength { get; }

    /// <summary>Chooses the fastest way for a plan: unrolled where that fits, else tensor by tensor.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="noise">The variance law of each mean, for sampled values; null for exact ones.</param>
    /// <param name="wantsEnvironments">Whether derivatives will be needed.</param>
    /// <param name="contractionLimit">
    /// The most numbers that a contraction's intermediate tensors may take, those kept for derivatives included.
    /// </param>
    /// <param name="compiled">The plan's generated code, which contracts exact tensors; null to interpret.</param>
    /// <exception cref="ReconstructionException">The limit cannot be met.</exception>
    public static Reconstructor For(
        CutPlan plan,
        IReadOnlyList<MeanNoise>? noise,
        bool wantsEnvironments,
        double contractionLimit = Contraction.DefaultLimit,
        CompiledCut? compiled = null) =>
        noise is null && compiled is not null
            ? new ProgramReconstructor(plan, compiled.Contraction(wantsEnvironments), isSampled: false, wantsEnvironments)
            : ReconstructionLowering.TryLower(plan, noise, wantsEnvironments, StepBudget) is { } program
            ? new ProgramReconstructor(plan, new ProgramInterpreter(program), noise is not null, wantsEnvironments)
            : new NetworkReconstructor(plan, noise, wantsEnvironments, contractionLimit);

    /// <summary>Returns where a fragment's inputs lie within a query's.</summary>
    public Range Inputs(int fragment) => _start[fragment].._start[fragment + 1];

    /// <summary>Returns where a fragment's environment lies within a query's outputs.</summary>
    public Range Environment(int fragment) => (EnvironmentOutput + _start[fragment])..(EnvironmentOutput + _start[fragment + 1]);

    /// <summary>Returns where the environment of a cut's bond begins within a query's outputs.</summary>
    public int BondEnvironment(int cut) => EnvironmentOutput + InputLength + BondStart(cut);

    /// <summary>Returns where a cut's bond begins within a query's bonds.</summary>
    public int BondStart(int cut) => _bondStart[cut];

    /// <summary>Reconstructs queries.</summary>
    /// <param name="inputs">[query][input].</param>
    /// <param name="bonds">[query][bond entry], cut by cut; empty where bonds are constant.</param>
    /// <param name="count">Number of queries.</param>
    /// <param name="outputs">Receives [query][output].</param>
    public abstract void Evaluate(ReadOnlySpan<double> inputs, ReadOnlySpan<double> bonds, int count, Span<double> outputs);

    private static int[] Starts(IEnumerable<int> lengths)
    {
        List<int> starts = [0];
        foreach (int length in lengths)
        {
            starts.Add(checked(starts[^1] + length));
        }

        return [.. starts];
    }
}
