using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Unit.Simulation;

/// <summary>Values and gradients of cut circuits by the slow contraction, from the simulator's tensors and backward passes.</summary>
internal static class CutEvaluation
{
    /// <summary>Computes a fragment's tensors, [observable][entry].</summary>
    public static double[] Tensors(Fragment fragment, double[] slots)
    {
        var simulator = new StateVectorFragmentSimulator(fragment);
        double[] tensors = new double[simulator.TensorLength];
        simulator.Evaluate(slots, 1, tensors);
        return tensors;
    }

    /// <summary>Computes the derivative of Σ environment·tensor by every slot.</summary>
    public static double[] Backward(Fragment fragment, double[] slots, double[] environment)
    {
        double[] gradient = new double[slots.Length];
        new StateVectorFragmentSimulator(fragment).Backward(slots, 1, environment, gradient);
        return gradient;
    }

    /// <summary>Computes the tensor of one observable.</summary>
    public static double[] OfObservable(Fragment fragment, double[] tensors, int observable) =>
        tensors[(observable * fragment.TensorSize)..((observable + 1) * fragment.TensorSize)];

    /// <summary>Computes the expectation of one term's Pauli string.</summary>
    public static double Value(CutPlan plan, int term, double[] weights) => FragmentTensors.Contract(
        plan, OfTerm(plan, term, weights), [.. plan.Cuts.Select(c => c.Form.Bond(s => weights[s.Index]))]);

    /// <summary>Computes the bound slots of a fragment.</summary>
    public static double[] Slots(Fragment fragment, double[] weights) =>
        [.. fragment.Slots.Select(s => s.Angle.Evaluate(symbol => weights[symbol.Index]))];

    /// <summary>Computes the derivative of the expectation of one term's Pauli string by every weight.</summary>
    /// <remarks>dE = Σ_f ⟨Env_f, dT_f⟩ + Σ_c ⟨Env_c, dB_c⟩; environments by contracting with unit tensors.</remarks>
    public static double[] Gradient(CutPlan plan, int term, double[] weights)
    {
        double[][] ofTerm = OfTerm(plan, term, weights);
        double[][] bonds = [.. plan.Cuts.Select(c => c.Form.Bond(s => weights[s.Index]))];
        double[] gradient = new double[weights.Length];
        for (int f = 0; f < plan.Fragments.Count; f++)
        {
            Fragment fragment = plan.Fragments[f];
            double[] environment = new double[fragment.Observables.Count * fragment.TensorSize];
            for (int e = 0; e < fragment.TensorSize; e++)
            {
                double[][] unit = [.. ofTerm];
                unit[f] = new double[fragment.TensorSize];
                unit[f][e] = 1;
                environment[(plan.Terms[term].Observables[f] * fragment.TensorSize) + e] = FragmentTensors.Contract(plan, unit, bonds);
            }

            double[] part = ByWeight(fragment, Backward(fragment, Slots(fragment, weights), environment), weights);
            for (int w = 0; w < weights.Length; w++)
            {
                gradient[w] += part[w];
            }
        }

        for (int c = 0; c < plan.Cuts.Count; c++)
        {
            Angle[] angles = [.. plan.Cuts[c].Form.Angles];
            double[] bound = [.. angles.Select(a => a.Evaluate(s => weights[s.Index]))];
            for (int k = 0; k < angles.Length; k++)
            {
                foreach (Symbol symbol in angles[k].Symbols)
                {
                    double[][] derived = [.. bonds];
                    derived[c] = plan.Cuts[c].Form.BondDerivative(bound, k);
                    gradient[symbol.Index] += angles[k].Differentiate(symbol).Evaluate(s => weights[s.Index])
                        * FragmentTensors.Contract(plan, ofTerm, derived);
                }
            }
        }

        return gradient;
    }

    /// <summary>Turns derivatives by slots into derivatives by weights.</summary>
    public static double[] ByWeight(Fragment fragment, double[] bySlot, double[] weights)
    {
        double[] gradient = new double[weights.Length];
        for (int s = 0; s < bySlot.Length; s++)
        {
            foreach (Symbol symbol in fragment.Slots[s].Angle.Symbols)
            {
                gradient[symbol.Index] += bySlot[s] * fragment.Slots[s].Angle.Differentiate(symbol).Evaluate(x => weights[x.Index]);
            }
        }

        return gradient;
    }

    private static double[][] OfTerm(CutPlan plan, int term, double[] weights) =>
    [
        .. plan.Fragments.Select((f, k) => OfObservable(f, Tensors(f, Slots(f, weights)), plan.Terms[term].Observables[k])),
    ];
}
