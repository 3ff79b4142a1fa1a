using BenchmarkDotNet.Attributes;
using CutAwareQnn.Circuits;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Benchmarks;

[QuantumCircuit(6), ZFeatureMap, RealAmplitudes(Reps = 3), Observable("ZZZZZZ")]
internal sealed partial class DeepSix;

[QuantumCircuit(7), ZFeatureMap, RealAmplitudes(Reps = 3), Observable("ZZZZZZZ")]
internal sealed partial class DeepSeven;

[QuantumCircuit(8), ZFeatureMap, RealAmplitudes(Reps = 3), Observable("ZZZZZZZZ")]
internal sealed partial class DeepEight;

[QuantumCircuit(10), ZFeatureMap, RealAmplitudes(Reps = 3), Observable("ZZZZZZZZZZ")]
internal sealed partial class DeepTen;

[QuantumCircuit(12), ZFeatureMap, RealAmplitudes(Reps = 3), Observable("ZZZZZZZZZZZZ")]
internal sealed partial class DeepTwelve;

/// <summary>
/// What do circuits cost whose states are too long to be unrolled, so that generated code sweeps them? Values and gradients by all
/// features and weights against the interpreter; one core, time per call of all samples.
/// </summary>
public class StateLoopCode
{
    private Swept _circuit = null!;

    [Params(6, 7, 8, 10, 12)]
    public int Qubits { get; set; }

    [Params(1, 1024)]
    public int Samples { get; set; }

    [GlobalSetup]
    public void Check()
    {
        _circuit = Qubits switch
        {
            6 => new Of<DeepSix>(Samples),
            7 => new Of<DeepSeven>(Samples),
            8 => new Of<DeepEight>(Samples),
            10 => new Of<DeepTen>(Samples),
            _ => new Of<DeepTwelve>(Samples),
        };
        Swept few = _circuit.First(Math.Min(Samples, 9));
        few.Gradient();
        double[] swept = [.. few.Values, .. few.ByFeature, .. few.ByWeight];
        few.InterpretedGradient();
        double[] interpreted = [.. few.Values, .. few.ByFeature, .. few.ByWeight];
        if (!swept.Zip(interpreted, (a, b) => Math.Abs(a - b)).All(d => d <= 1e-10))
        {
            throw new InvalidOperationException("compiled and interpreted code disagree");
        }
    }

    [Benchmark(Baseline = true)]
    public void InterpretedValue() => _circuit.InterpretedValue();

    [Benchmark]
    public void Value() => _circuit.Value();

    [Benchmark]
    public void InterpretedGradient() => _circuit.InterpretedGradient();

    [Benchmark]
    public void Gradient() => _circuit.Gradient();

    private abstract class Swept
    {
        private readonly InterpretedCircuit _interpreted;

        protected Swept(Circuit circuit, PauliSum observable, int count)
        {
            _interpreted = new(circuit, observable);
            Features = SeededNumbers.Of(count * circuit.FeatureCount, 2, 1);
            Weights = SeededNumbers.Of(circuit.WeightCount, 1, Math.PI);
            Values = new double[count];
            ByFeature = new double[count * circuit.FeatureCount];
            ByWeight = new double[count * circuit.WeightCount];
        }

        public double[] Features { get; }

        public double[] Weights { get; }

        public double[] Values { get; }

        public double[] ByFeature { get; }

        public double[] ByWeight { get; }

        public void InterpretedValue() => _interpreted.Evaluate(Features, Weights, Values);

        public void InterpretedGradient() => _interpreted.EvaluateWithGradient(Features, Weights, Values, ByFeature, ByWeight);

        public abstract Swept First(int count);

        public abstract void Value();

        public abstract void Gradient();
    }

    private sealed class Of<TCircuit>(int count) : Swept(TCircuit.Circuit, TCircuit.Observable, count)
        where TCircuit : ICompiledCircuit<TCircuit>
    {
        public override Swept First(int fewer) => new Of<TCircuit>(fewer);

        public override void Value() => TCircuit.Evaluate(Features, Weights, Values);

        public override void Gradient() => TCircuit.EvaluateWithGradient(Features, Weights, Values, ByFeature, ByWeight);
    }
}
