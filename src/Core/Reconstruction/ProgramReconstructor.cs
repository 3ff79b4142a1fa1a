using CutAwareQnn.Cutting;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Reconstruction;

/// <summary>The reconstruction as one unrolled program, interpreted or compiled, one vector lane per query.</summary>
internal sealed class ProgramReconstructor : Reconstructor
{
    private readonly IProgramEvaluator _evaluator;

    public ProgramReconstructor(CutPlan plan, IProgramEvaluator evaluator, bool isSampled, bool wantsEnvironments)
        : base(plan, f => isSampled ? f.VariantCount : f.TensorSize, wantsEnvironments)
    {
        _evaluator = evaluator;
    }

    public override void Evaluate(ReadOnlySpan<double> inputs, ReadOnlySpan<double> bonds, int count, Span<double> outputs)
    {
        if (BondLength == 0)
        {
            _evaluator.Evaluate(new() { Scalars = inputs, Count = count }, outputs);
            return;
        }

        double[] scalars = new double[count * (InputLength + BondLength)];
        for (int q = 0; q < count; q++)
        {
            Span<double> own = scalars.AsSpan(q * (InputLength + BondLength), InputLength + BondLength);
            inputs.Slice(q * InputLength, InputLength).CopyTo(own);
            bonds.Slice(q * BondLength, BondLength).CopyTo(own[InputLength..]);
        }

        _evaluator.Evaluate(new() { Scalars = scalars, Count = count }, outputs);
    }
}
