using CutAwareQnn.Cutting;

namespace CutAwareQnn.Simulation;

/// <summary>The generated code of a plan, as what estimators run in the place of interpreted programs. The bits are the same.</summary>
public abstract class CompiledCut
{
    private protected CompiledCut(CutPlan plan)
    {
        Plan = plan;
    }

    /// <summary>The plan that was compiled.</summary>
    public CutPlan Plan { get; }

    /// <summary>Creates the code of an annotated class.</summary>
    /// <typeparam name="TCircuit">The class.</typeparam>
    public static CompiledCut Of<TCircuit>()
        where TCircuit : ICompiledCutCircuit<TCircuit> => Code<TCircuit>.Instance;

    /// <summary>Returns the tensors of a fragment: inputs are its slots as weights.</summary>
    internal abstract IProgramEvaluator Fragment(int fragment);

    /// <summary>Returns the derivatives of a fragment: inputs are its slots as weights, and environments as scalars.</summary>
    internal abstract IProgramEvaluator Backward(int fragment);

    /// <summary>Returns the contraction of exact tensors: inputs are tensors, and bonds that depend on parameters, as scalars.</summary>
    internal abstract IProgramEvaluator Contraction(bool wantsEnvironments);

    private sealed class Code<TCircuit> : CompiledCut
        where TCircuit : ICompiledCutCircuit<TCircuit>
    {
        public static readonly Code<TCircuit> Instance = new();

        private Code()
            : base(TCircuit.Plan)
        {
        }

        internal override IProgramEvaluator Fragment(int fragment) => new Forwards(fragment);

        internal override IProgramEvaluator Backward(int fragment) => new Backwards(fragment);

        internal override IProgramEvaluator Contraction(bool wantsEnvironments) => wantsEnvironments ? new Environments() : new Values();

        private sealed class Forwards(int fragment) : IProgramEvaluator
        {
            public void Evaluate(in ProgramInputs inputs, Span<double> outputs) =>
                TCircuit.EvaluateFragment(fragment, inputs.Weights, inputs.Count, outputs);
        }

        private sealed class Backwards(int fragment) : IProgramEvaluator
        {
            public void Evaluate(in ProgramInputs inputs, Span<double> outputs) =>
                TCircuit.BackwardFragment(fragment, inputs.Weights, inputs.Count, inputs.Scalars, outputs);
        }

        private sealed class Values : IProgramEvaluator
        {
            public void Evaluate(in ProgramInputs inputs, Span<double> outputs) =>
                TCircuit.Contract(inputs.Scalars, inputs.Count, outputs);
        }

        private sealed class Environments : IProgramEvaluator
        {
            public void Evaluate(in ProgramInputs inputs, Span<double> outputs) =>
                TCircuit.ContractWithEnvironments(inputs.Scalars, inputs.Count, outputs);
        }
    }
}
