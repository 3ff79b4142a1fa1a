using BenchmarkDotNet.Attributes;
using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Runtime;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Benchmarks;

/// <summary>
/// What does a wide uncut state cost? ZFeatureMap with 2 repetitions, RealAmplitudes with 1, Z on every qubit, one query, exact: gate by
/// gate and in tiles.
/// </summary>
[MemoryDiagnoser]
public class WideState
{
    private Circuit _circuit = null!;
    private double[] _features = null!;
    private double[] _weights = null!;
    private PauliSum _observable = null!;
    private StateVectorFragmentSimulator _tiles = null!;
    private StateVectorFragmentSimulator _tilesOnTwo = null!;
    private double[] _slots = null!;
    private double[] _gradient = null!;

    private readonly double[] _value = new double[1];

    [Params(16, 18, 20, 22, 24)]
    public int Qubits { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        _circuit = new CircuitBuilder(Qubits).Add(new ZFeatureMap(2)).Add(new RealAmplitudes(1)).Build();
        _features = SeededNumbers.Of(_circuit.FeatureCount, 1, Math.PI);
        _weights = SeededNumbers.Of(_circuit.WeightCount, 2, Math.PI);
        _observable = PauliSum.Parse(new string('Z', Qubits));
        Fragment fragment = CutPlanner.PlanByLabel(_circuit, _observable, PartitionLabels.None(Qubits)).Fragments[0];
        _tiles = new(fragment);
        _tilesOnTwo = new(fragment, new TileThreads(2));
        _slots = new double[fragment.Slots.Count];
        _gradient = new double[_slots.Length];
        new AngleBinding(fragment.Slots.Select(s => s.Angle)).Bind(_features, _weights, _slots);
        double expected = GateByGate();
        if (Math.Abs(expected - Tiles()) > 1e-12 || Tiles() != TilesOnTwoThreads())
        {
            throw new InvalidOperationException("the simulators disagree");
        }
    }

    [Benchmark(Baseline = true)]
    public double GateByGate() => CircuitSimulator.Expectation(_circuit, _features, _weights, _observable);

    [Benchmark]
    public double Tiles() => Value(_tiles);

    [Benchmark]
    public double TilesOnTwoThreads() => Value(_tilesOnTwo);

    [Benchmark]
    public double TilesWithGradient() => ValueWithGradient(_tiles);

    [Benchmark]
    public double TilesWithGradientOnTwoThreads() => ValueWithGradient(_tilesOnTwo);

    private double Value(StateVectorFragmentSimulator simulator)
    {
        simulator.Evaluate(_slots, 1, _value);
        return _value[0];
    }

    private double ValueWithGradient(StateVectorFragmentSimulator simulator)
    {
        simulator.Backward(_slots, 1, [1], _gradient);
        return Value(simulator);
    }
}
