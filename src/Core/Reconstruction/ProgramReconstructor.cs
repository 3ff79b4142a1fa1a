using CutAwareQnn.Cutting;
using CutAwareQnn.Lowering;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Reconstruction;

/// <summary>The reconstruction as one unrolled program, a vector lane a query.</summary>
internal sealed class ProgramReconstructor : Reconstructor
{
    private readonly ProgramInterpreter _interpreter;

    public ProgramReconstructor(CutPlan plan, Program program, bool isSampled, bool wantsEnvironments)
        : base(plan, f => isSampled ? f.VariantCount : f.TensorSize, wantsEnvironments)
    {
        _interpreter = new(program);
    }

    public override void Evaluate(ReadOnlySpan<double> inputs, ReadOnlySpan<double> bonds, int count, Span<double> outputs)
    {
        if (BondLength == 0)
        {
            _interpreter.Evaluate(new() { Scalars = inputs, Count = count }, outputs);
            return;
        }

        double[] scalars = new double[count * (InputLength + BondLength)];
        for (int q = 0; q < count; q++)
        {
            Span<double> own = scalars.AsSpan(q * (InputLength + BondLength), InputLength + BondLength);
            inputs.Slice(q * InputLength, InputLength).CopyTo(own);
            bonds.Slice(q * BondLength, BondLength).CopyTo(own[InputLength..]);
        }

        _interpreter.Evaluate(new() { Scalars = scalars, Count = count }, outputs);
    }
}
