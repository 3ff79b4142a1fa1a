using CutAwareQnn.Circuits;
using CutAwareQnn.Estimation;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Benchmarks;

[QuantumCircuit(2), ZFeatureMap, RealAmplitudes(Reps = 1), Observable("ZZ"), Partition("AB")]
internal sealed partial class Two;

[QuantumCircuit(4), ZFeatureMap, RealAmplitudes(Reps = 1), Observable("ZZZZ"), Partition("AABB")]
internal sealed partial class FourInTwo;

[QuantumCircuit(4), ZFeatureMap, RealAmplitudes(Reps = 1), Observable("ZZZZ"), Partition("AABC")]
internal sealed partial class FourInThree;

[QuantumCircuit(4), ZFeatureMap, RealAmplitudes(Reps = 1), Observable("ZZZZ"), Partition("ABCD")]
internal sealed partial class FourInFour;

[QuantumCircuit(6), ZFeatureMap, RealAmplitudes(Reps = 1), Observable("ZZZZZZ"), Partition("AABBCC")]
internal sealed partial class Six;

[QuantumCircuit(8), ZFeatureMap, RealAmplitudes(Reps = 1), Observable("ZZZZZZZZ"), Partition("AABBCCDD")]
internal sealed partial class Eight;

[QuantumCircuit(10), ZFeatureMap, RealAmplitudes(Reps = 1), Observable("ZZZZZZZZZZ"), Partition("AAABBBCCDD")]
internal sealed partial class Ten;

[QuantumCircuit(12), ZFeatureMap, RealAmplitudes(Reps = 1), Observable("ZZZZZZZZZZZZ"), Partition("AAABBBCCCDDD")]
internal sealed partial class Twelve;

/// <summary>The code of one annotated class, and the same circuit interpreted; all write to the same places.</summary>
internal abstract class Annotated
{
    private readonly InterpretedCircuit _interpreted;

    private Annotated(Circuit circuit, EquatableArray<PauliSum> observables, int count)
    {
        _interpreted = new(circuit, observables);
        Count = count;
        Features = SeededNumbers.Of(count * circuit.FeatureCount, 2, 1);
        Weights = SeededNumbers.Of(circuit.WeightCount, 1, Math.PI);
        Values = new double[count];
        ByFeature = new double[count * circuit.FeatureCount];
        ByWeight = new double[count * circuit.WeightCount];
    }

    /// <summary>The circuits of the benchmarks: qubits and partition.</summary>
    public static IReadOnlyDictionary<string, Func<int, Annotated>> All { get; } = new Dictionary<string, Func<int, Annotated>>
    {
        ["2 AB"] = count => new Of<Two>(count),
        ["4 AABB"] = count => new Of<FourInTwo>(count),
        ["4 AABC"] = count => new Of<FourInThree>(count),
        ["4 ABCD"] = count => new Of<FourInFour>(count),
        ["6 AABBCC"] = count => new Of<Six>(count),
        ["8 AABBCCDD"] = count => new Of<Eight>(count),
        ["10 AAABBBCCDD"] = count => new Of<Ten>(count),
        ["12 AAABBBCCCDDD"] = count => new Of<Twelve>(count),
    };

    public int Count { get; }

    public double[] Features { get; }

    public double[] Weights { get; }

    public double[] Values { get; }

    public double[] ByFeature { get; }

    public double[] ByWeight { get; }

    public void InterpretedValue() => _interpreted.Evaluate(Features, Weights, Values);

    public void InterpretedGradient() => _interpreted.EvaluateWithGradient(Features, Weights, Values, ByFeature, ByWeight);

    public abstract void Value();

    public abstract void Gradient();

    public abstract void CutValue();

    public abstract void CutGradient();

    public abstract CutEstimator Estimator(EstimatorSettings settings);

    private sealed class Of<TCircuit>(int count) : Annotated(TCircuit.Circuit, TCircuit.Observables, count)
        where TCircuit : ICompiledCutCircuit<TCircuit>
    {
        public override void Value() => TCircuit.Evaluate(Features, Weights, Values);

        public override void Gradient() => TCircuit.EvaluateWithGradient(Features, Weights, Values, ByFeature, ByWeight);

        public override void CutValue() => TCircuit.EvaluateCut(Features, Weights, Values);

        public override void CutGradient() => TCircuit.EvaluateCutWithGradient(Features, Weights, Values, ByFeature, ByWeight);

        public override CutEstimator Estimator(EstimatorSettings settings) => CutEstimator.For<TCircuit>(settings);
    }
}
