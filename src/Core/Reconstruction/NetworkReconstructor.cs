using CutAwareQnn.Cutting;
using CutAwareQnn.Lowering;

namespace CutAwareQnn.Reconstruction;

/// <summary>The reconstruction tensor by tensor, for plans too large to be unrolled.</summary>
internal sealed class NetworkReconstructor : Reconstructor
{
    private readonly PlanReconstruction _reconstruction;
    private readonly IReadOnlyList<MeanNoise>? _noise;
    private readonly bool _wantsEnvironments;
    private readonly SparseBond[] _constantBonds;

    public NetworkReconstructor(CutPlan plan, IReadOnlyList<MeanNoise>? noise, bool wantsEnvironments, double contractionLimit)
        : base(plan, f => noise is null ? f.TensorSize : f.VariantCount, wantsEnvironments)
    {
        _reconstruction = new(plan, contractionLimit);
        _noise = noise;
        _wantsEnvironments = wantsEnvironments;
        _constantBonds = plan.HasConstantBonds ? _reconstruction.Sparse([.. plan.Cuts.Select(c => c.Form.Bond(_ => 0))]) : [];
    }

    public override void Evaluate(ReadOnlySpan<double> inputs, ReadOnlySpan<double> bonds, int count, Span<double> outputs)
    {
        ReconstructionWorkspace workspace = _reconstruction.Workspace();
        double[] tensors = new double[_reconstruction.TensorLength];
        for (int q = 0; q < count; q++)
        {
            ReadOnlySpan<double> own = inputs.Slice(q * InputLength, InputLength);
            SparseBond[] queryBonds = BondLength == 0 ? _constantBonds : Split(bonds.Slice(q * BondLength, BondLength));
            for (int f = 0; f < Plan.Fragments.Count; f++)
            {
                if (_noise is null)
                {
                    own[Inputs(f)].CopyTo(tensors.AsSpan(_reconstruction.Tensors(f)));
                }
                else
                {
                    _reconstruction.Assemble(f, own[Inputs(f)], tensors.AsSpan(_reconstruction.Tensors(f)));
                }
            }

            Evaluate(own, tensors, queryBonds, workspace, outputs.Slice(q * OutputLength, OutputLength));
        }
    }

    private void Evaluate(
        ReadOnlySpan<double> inputs, double[] tensors, SparseBond[] bonds, ReconstructionWorkspace workspace, Span<double> output)
    {
        if (_noise is null && !_wantsEnvironments)
        {
            output[ValueOutput] = _reconstruction.Value(tensors, bonds, workspace);
            output[VarianceOutput] = 0;
            return;
        }

        output[ValueOutput] = _reconstruction.Environments(
            tensors, bonds, workspace, workspace.Environments,
            _wantsEnvironments ? output[(EnvironmentOutput + InputLength)..] : []);
        double[] sensitivities = new double[InputLength];
        double variance = 0;
        for (int f = 0; f < Plan.Fragments.Count; f++)
        {
            Span<double> own = sensitivities.AsSpan(Inputs(f));
            ReadOnlySpan<double> environments = workspace.Environments.AsSpan(_reconstruction.Tensors(f));
            if (_noise is null)
            {
                environments.CopyTo(own);
            }
            else
            {
                _reconstruction.Sensitivities(f, environments, own);
            }
        }

        for (int i = 0; _noise is not null && i < inputs.Length; i++)
        {
            variance += sensitivities[i] * sensitivities[i] * (_noise[i].Constant - (_noise[i].Slope * inputs[i] * inputs[i]));
        }

        output[VarianceOutput] = variance;
        if (_wantsEnvironments)
        {
            sensitivities.CopyTo(output[EnvironmentOutput..]);
        }
    }

    private SparseBond[] Split(ReadOnlySpan<double> bonds)
    {
        var split = new SparseBond[Plan.Cuts.Count];
        int start = 0;
        for (int c = 0; c < split.Length; c++)
        {
            int length = Plan.Cuts[c].Form.BondLength;
            split[c] = SparseBond.Of(bonds.Slice(start, length), Plan.Cuts[c].Form.Second.Dimension);
            start += length;
        }

        return split;
    }
}
