using System.Reflection;
using CutAwareQnn.Circuits;
using CutAwareQnn.Estimation;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Generators.Tests;

/// <summary>A compiled class seen through its interfaces, as generic code sees it.</summary>
internal abstract class CompiledType
{
    public abstract Circuit Circuit { get; }

    public abstract EquatableArray<PauliSum> Observables { get; }

    public abstract Cutting.CutPlan Plan { get; }

    public abstract Cutting.PartitionLabels Partition { get; }

    public virtual bool IsCutCompiled => false;

    public static CompiledType Of(Assembly assembly, string name)
    {
        Type type = assembly.GetType(name, throwOnError: true)!;
        Type seen = type.GetInterfaces().Any(i => i.Name.StartsWith("ICompiledCutCircuit", StringComparison.Ordinal))
            ? typeof(Cut<>)
            : typeof(Whole<>);
        return (CompiledType)Activator.CreateInstance(seen.MakeGenericType(type))!;
    }

    public abstract double[] Evaluate(double[] features, double[] weights, int count);

    public abstract (double[] Values, double[] ByFeature, double[] ByWeight) Gradient(double[] features, double[] weights, int count);

    public abstract CutEstimator Estimator(EstimatorSettings settings);

    public virtual (double[] Values, double[] ByFeature, double[] ByWeight) CutGradient(double[] features, double[] weights, int count) =>
        throw new InvalidOperationException("not cut");

    public virtual double[] EvaluateCut(double[] features, double[] weights, int count) => throw new InvalidOperationException("not cut");

    /// <summary>Computes the values through the entry points of the stages, one after the other.</summary>
    public virtual double[] EvaluateByStages(double[] features, double[] weights, int count, bool wantsEnvironments) =>
        throw new InvalidOperationException("not cut");

    /// <summary>
    /// Returns the derivative of a fragment's tensors, weighted 1, 1/2, …, by its first slot, for one query: backwards, and by a central
    /// difference.
    /// </summary>
    public virtual (double Backwards, double Difference) DerivativeOfFragment(
        int fragment, double[] features, double[] weights, double step) =>
        throw new InvalidOperationException("not cut");

    public virtual double[] Bind(int fragment, double[] features, double[] weights, int count) =>
        throw new InvalidOperationException("not cut");

    private class Whole<T> : CompiledType
        where T : ICompiledCircuit<T>
    {
        public override Circuit Circuit => T.Circuit;

        public override EquatableArray<PauliSum> Observables => T.Observables;

        public override Cutting.CutPlan Plan => T.Plan;

        public override Cutting.PartitionLabels Partition => T.Partition;

        public override double[] Evaluate(double[] features, double[] weights, int count)
        {
            double[] values = new double[count * T.Observables.Count];
            T.Evaluate(features, weights, values);
            return values;
        }

        public override (double[] Values, double[] ByFeature, double[] ByWeight) Gradient(double[] features, double[] weights, int count)
        {
            double[] values = new double[count * T.Observables.Count];
            double[] byFeature = new double[values.Length * T.Circuit.FeatureCount];
            double[] byWeight = new double[values.Length * T.Circuit.WeightCount];
            T.EvaluateWithGradient(features, weights, values, byFeature, byWeight);
            return (values, byFeature, byWeight);
        }

        public override CutEstimator Estimator(EstimatorSettings settings) => CutEstimator.For<T>(settings);
    }

    private sealed class Cut<T> : Whole<T>
        where T : ICompiledCutCircuit<T>
    {
        public override bool IsCutCompiled => T.CompiledCut is not null;

        public override double[] EvaluateCut(double[] features, double[] weights, int count)
        {
            double[] values = new double[count];
            T.EvaluateCut(features, weights, values);
            return values;
        }

        public override (double[] Values, double[] ByFeature, double[] ByWeight) CutGradient(double[] features, double[] weights, int count)
        {
            double[] values = new double[count];
            double[] byFeature = new double[count * T.Circuit.FeatureCount];
            double[] byWeight = new double[count * T.Circuit.WeightCount];
            T.EvaluateCutWithGradient(features, weights, values, byFeature, byWeight);
            return (values, byFeature, byWeight);
        }

        public override double[] EvaluateByStages(double[] features, double[] weights, int count, bool wantsEnvironments)
        {
            List<double>[] inputs = [.. Enumerable.Range(0, count).Select(_ => new List<double>())];
            for (int f = 0; f < T.Plan.Fragments.Count; f++)
            {
                double[] tensors = new double[count * TensorLength(f)];
                T.EvaluateFragment(f, Bind(f, features, weights, count), count, tensors);
                for (int q = 0; q < count; q++)
                {
                    inputs[q].AddRange(tensors[(q * TensorLength(f))..((q + 1) * TensorLength(f))]);
                }
            }

            for (int q = 0; !T.Plan.HasConstantBonds && q < count; q++)
            {
                double[] own = features[(q * T.Circuit.FeatureCount)..((q + 1) * T.Circuit.FeatureCount)];
                inputs[q]
                    .AddRange(
                        T.Plan.Cuts.SelectMany(c => c.Form.Bond(s => s.Kind == SymbolKind.Feature ? own[s.Index] : weights[s.Index])));
            }

            int length = wantsEnvironments ? inputs[0].Count + 2 : 2;
            double[] outputs = new double[count * length];
            if (wantsEnvironments)
            {
                T.ContractWithEnvironments([.. inputs.SelectMany(i => i)], count, outputs);
            }
            else
            {
                T.Contract([.. inputs.SelectMany(i => i)], count, outputs);
            }

            return [.. Enumerable.Range(0, count).Select(q => outputs[q * length])];
        }

        public override (double Backwards, double Difference) DerivativeOfFragment(
            int fragment, double[] features, double[] weights, double step)
        {
            double[] angles = Bind(fragment, features, weights, 1);
            double[] environments = [.. Enumerable.Range(1, TensorLength(fragment)).Select(i => 1.0 / i)];
            double[] gradients = new double[angles.Length];
            T.BackwardFragment(fragment, angles, 1, environments, gradients);
            return (gradients[0], (Weighted(step) - Weighted(-step)) / (2 * step));

            double Weighted(double change)
            {
                double[] tensors = new double[environments.Length];
                T.EvaluateFragment(fragment, [angles[0] + change, .. angles[1..]], 1, tensors);
                return tensors.Zip(environments, (tensor, weight) => tensor * weight).Sum();
            }
        }

        private static int TensorLength(int fragment) =>
            T.Plan.Fragments[fragment].Observables.Count * T.Plan.Fragments[fragment].TensorSize;

        public override double[] Bind(int fragment, double[] features, double[] weights, int count)
        {
            double[] angles = new double[count * T.Plan.Fragments[fragment].Slots.Count];
            T.Bind(fragment, features, weights, count, angles);
            return angles;
        }
    }
}
