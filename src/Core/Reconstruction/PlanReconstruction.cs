using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Reconstruction;

/// <summary>
/// Puts the tensors of one query together: one contraction in which the observable's terms share what they have in common; and
/// backwards the environments, which price every measured number.
/// </summary>
/// <remarks>A query's tensors lie one after the other as [fragment][observable][entry], the last leg fastest.</remarks>
public sealed class PlanReconstruction
{
    private readonly CutPlan _plan;
    private readonly Contraction _contraction;
    private readonly LegTransform[] _assemblies;
    private readonly LegTransform[] _transposed;
    private readonly int[] _meansStart;

    /// <summary>Prepares a plan's reconstruction.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="contractionLimit">The most numbers that the contraction's intermediate tensors may take.</param>
    /// <exception cref="ReconstructionException">The limit cannot be met.</exception>
    public PlanReconstruction(CutPlan plan, double contractionLimit = Contraction.DefaultLimit)
    {
        _plan = plan;
        _contraction = new(TensorNetwork.Of(plan), plan.Terms, contractionLimit);
        _assemblies = plan.Fragments.Select(LegTransform.Assembly).ToArray();
        _transposed = plan.Fragments.Select(LegTransform.AssemblyTransposed).ToArray();
        _meansStart = Starts(plan.Fragments.Select(f => f.Observables.Count * f.VariantCount));
    }

    /// <summary>Numbers in a query's tensors.</summary>
    public int TensorLength => _contraction.TensorLength;

    /// <summary>Numbers in a query's variant means.</summary>
    public int MeansLength => _meansStart[^1];

    /// <summary>Returns where a fragment's tensors lie within a query's.</summary>
    public Range Tensors(int fragment) => _contraction.TensorStart(fragment).._contraction.TensorStart(fragment + 1);

    /// <summary>Returns where a fragment's variant means lie within a query's.</summary>
    public Range Means(int fragment) => _meansStart[fragment].._meansStart[fragment + 1];

    /// <summary>Returns scratch for one thread.</summary>
    public ReconstructionWorkspace Workspace() => new(_contraction, MeansLength);

    /// <summary>Turns the variant means of a fragment into its tensors.</summary>
    /// <param name="means">[observable][variant].</param>
    /// <param name="tensors">Receives [observable][entry].</param>
    public void Assemble(int fragment, ReadOnlySpan<double> means, Span<double> tensors) =>
        ApplyEach(_assemblies[fragment], means, tensors);

    /// <summary>Computes the expectation value, in [-Σ|c|, Σ|c|] of the observable's weights c when the tensors are exact.</summary>
    /// <param name="tensors">The query's tensors.</param>
    /// <param name="bonds">For each cut its bond matrix.</param>
    /// <param name="workspace">Scratch.</param>
    public double Value(ReadOnlySpan<double> tensors, double[][] bonds, ReconstructionWorkspace workspace) =>
        _contraction.Value(tensors, bonds, workspace.Contraction);

    /// <summary>Computes the expectation value and its derivative by every tensor entry.</summary>
    /// <param name="environments">Receives the derivatives, laid out as the query's tensors.</param>
    public double Environments(
        ReadOnlySpan<double> tensors, double[][] bonds, ReconstructionWorkspace workspace, Span<double> environments) =>
        _contraction.Environments(tensors, bonds, workspace.Contraction, environments);

    internal SparseBond[] Sparse(double[][] bonds) => _contraction.Sparse(bonds);

    internal double Value(ReadOnlySpan<double> tensors, SparseBond[] bonds, ReconstructionWorkspace workspace) =>
        _contraction.Value(tensors, bonds, workspace.Contraction);

    internal double Environments(
        ReadOnlySpan<double> tensors,
        SparseBond[] bonds,
        ReconstructionWorkspace workspace,
        Span<double> environments,
        Span<double> bondEnvironments) =>
        _contraction.Environments(tensors, bonds, workspace.Contraction, environments, bondEnvironments);

    /// <summary>Turns a fragment's environments into derivatives by the means of its variants.</summary>
    /// <param name="environments">[observable][entry].</param>
    /// <param name="sensitivities">Receives [observable][variant].</param>
    public void Sensitivities(int fragment, ReadOnlySpan<double> environments, Span<double> sensitivities) =>
        ApplyEach(_transposed[fragment], environments, sensitivities);

    /// <summary>
    /// Computes the variance of the value to first order in the means' own variances: <c>Σ g² v</c> over every variant that was run.
    /// </summary>
    /// <param name="environments">The query's environments.</param>
    /// <param name="variances">The variance of each variant's mean, [fragment][observable][variant].</param>
    /// <remarks>
    /// The delta method; taken at measured means it is on average larger than the true variance by twice the second-order terms, which
    /// are of relative size 1/shots.
    /// </remarks>
    public double Variance(ReadOnlySpan<double> environments, ReadOnlySpan<double> variances, ReconstructionWorkspace workspace)
    {
        double variance = 0;
        for (int f = 0; f < _plan.Fragments.Count; f++)
        {
            Span<double> sensitivities = workspace.Sensitivities.AsSpan(Means(f));
            Sensitivities(f, environments[Tensors(f)], sensitivities);
            ReadOnlySpan<double> own = variances[Means(f)];
            for (int i = 0; i < own.Length; i++)
            {
                variance += sensitivities[i] * sensitivities[i] * own[i];
            }
        }

        return variance;
    }

    private static void ApplyEach(LegTransform transform, ReadOnlySpan<double> input, Span<double> output)
    {
        for (int i = 0; i * transform.InputLength < input.Length; i++)
        {
            transform.Apply(
                input.Slice(i * transform.InputLength, transform.InputLength),
                output.Slice(i * transform.OutputLength, transform.OutputLength));
        }
    }

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
