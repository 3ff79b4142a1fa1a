using BenchmarkDotNet.Attributes;
using CutAwareQnn.Experiments;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Benchmarks;

/// <summary>What does compiling a circuit gain? The study's circuit uncut, 1,024 samples on one core, time per query.</summary>
[MemoryDiagnoser]
public class UncutBatch
{
    private const int SampleCount = 1024;

    private readonly double[] _features = StudyQueries.Features(SampleCount);
    private readonly double[] _values = new double[SampleCount];
    private readonly InterpretedCircuit _interpreted = new(IrisClassifier.Circuit, IrisClassifier.Observable);

    [GlobalSetup]
    public void Check()
    {
        GeneralSimulator();
        double[] expected = [.. _values];
        Interpreter();
        Agree(expected);
        Compiled();
        Agree(expected);
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = SampleCount)]
    public void GeneralSimulator()
    {
        for (int s = 0; s < SampleCount; s++)
        {
            _values[s] = CircuitSimulator.Expectation(
                IrisClassifier.Circuit, _features.AsSpan(4 * s, 4), StudyQueries.Weights, IrisClassifier.Observable);
        }
    }

    [Benchmark(OperationsPerInvoke = SampleCount)]
    public void Interpreter() => _interpreted.Evaluate(_features, StudyQueries.Weights, _values);

    [Benchmark(OperationsPerInvoke = SampleCount)]
    public void Compiled() => IrisClassifier.Evaluate(_features, StudyQueries.Weights, _values);

    private void Agree(double[] expected)
    {
        if (_values.Zip(expected, (a, b) => Math.Abs(a - b)).Max() > 1e-12)
        {
            throw new InvalidOperationException("the simulators disagree");
        }
    }
}
