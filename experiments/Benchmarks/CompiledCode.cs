using BenchmarkDotNet.Attributes;

namespace CutAwareQnn.Benchmarks;

/// <summary>
/// What does a circuit cost compiled, and compiled cut? Values, and values with gradients by all features and weights, against the
/// interpreter; one core, time per call of all samples.
/// </summary>
[MemoryDiagnoser]
public class CompiledCode
{
    private Annotated _circuit = null!;

    [ParamsSource(nameof(Circuits))]
    public string Circuit { get; set; } = "";

    [Params(1, 1024)]
    public int Samples { get; set; }

    public static IEnumerable<string> Circuits => Annotated.All.Keys;

    [GlobalSetup]
    public void Check()
    {
        _circuit = Annotated.All[Circuit](Samples);
        _circuit.InterpretedGradient();
        double[][] expected = [[.. _circuit.Values], [.. _circuit.ByFeature], [.. _circuit.ByWeight]];
        foreach (Action run in (Action[])[_circuit.Value, _circuit.CutValue, _circuit.Gradient, _circuit.CutGradient])
        {
            Array.Clear(_circuit.Values);
            run();
            Agree(expected[0], _circuit.Values);
            Agree(expected[1], _circuit.ByFeature);
            Agree(expected[2], _circuit.ByWeight);
        }
    }

    [Benchmark(Baseline = true)]
    public void InterpretedValue() => _circuit.InterpretedValue();

    [Benchmark]
    public void Value() => _circuit.Value();

    [Benchmark]
    public void CutValue() => _circuit.CutValue();

    [Benchmark]
    public void InterpretedGradient() => _circuit.InterpretedGradient();

    [Benchmark]
    public void Gradient() => _circuit.Gradient();

    [Benchmark]
    public void CutGradient() => _circuit.CutGradient();

    private static void Agree(double[] expected, double[] actual)
    {
        if (!expected.Zip(actual, (a, b) => Math.Abs(a - b)).All(d => d <= 1e-10))
        {
            throw new InvalidOperationException("compiled and interpreted code disagree");
        }
    }
}
