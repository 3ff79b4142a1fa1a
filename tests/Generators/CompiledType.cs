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
        Type seen = type.GetInterfaces().Any(i => i.Name.StartsWith("ICompiledCutCircuit", StringComparison.Ordinal)) ? typeof(Cut<>) : typeof(Whole<>);
        return (CompiledType)Activator.CreateInstance(seen.MakeGenericType(type))!;
    }

    public abstract double[] Evaluate(double[] features, double[] weights, int count);

    public abstract (double[] Values, double[] ByFeature, double[] ByWeight) Gradient(double[] features, double[] weights, int count);

    public abstract CutEstimator Estimator(EstimatorSettings settings);

    public virtual (double[] Values, double[] ByFeature, double[] ByWeight) CutGradient(double[] features, double[] weights, int count) =>
        throw new InvalidOperationException("not cut");

    public virtual double[] EvaluateCut(double[] features, double[] weights, int count) => throw new InvalidOperationException("not cut");

    public virtual double[] Bind(int fragment, double[] features, double[] weights, int count) => throw new InvalidOperationException("not cut");

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
        public override bool IsCutCompiled => true;

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

        public override double[] Bind(int fragment, double[] features, double[] weights, int count)
        {
            double[] angles = new double[count * T.Plan.Fragments[fragment].Slots.Count];
            T.Bind(fragment, features, weights, count, angles);
            return angles;
        }
    }
}
