using BenchmarkDotNet.Attributes;
using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Reconstruction;

namespace CutAwareQnn.Benchmarks;

/// <summary>
/// What does one contraction for all terms gain over one per term? A chain of fragments with 8 terms of one Z and 1 of none on each, all
/// tensors there; value and derivative by every entry, one core.
/// </summary>
public class SumOfTerms
{
    private const int Width = 8;

    private PlannedTerm[] _terms = null!;
    private double[] _tensors = null!;
    private double[][] _own = null!;
    private double[] _environments = null!;
    private double[] _ownEnvironments = null!;
    private double[][] _bonds = null!;
    private Contraction _shared = null!;
    private Contraction _single = null!;
    private ContractionWorkspace _sharedWork = null!;
    private ContractionWorkspace _singleWork = null!;

    [Params(8, 32, 128)]
    public int FragmentCount { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        int qubits = Width * FragmentCount;
        Circuit circuit = new CircuitBuilder(qubits).Add(new RealAmplitudes(Reps: 1)).Build();
        var mean = new PauliSum(Enumerable.Range(0, qubits).Select(q => new PauliTerm(1.0 / qubits, SeededNumbers.Z(qubits, q))));
        CutPlan plan = CutPlanner.Plan(circuit, mean, FragmentChain.Borders(FragmentCount, Width));
        var network = TensorNetwork.Of(plan);
        _terms = [.. plan.Terms];
        _shared = new(network, _terms);
        _single = new(network);
        _sharedWork = new(_shared);
        _singleWork = new(_single);
        _bonds = [.. plan.Cuts.Select(c => c.Form.Bond(_ => 0))];
        _tensors = SeededNumbers.Of(_shared.TensorLength, 4, 0.5);
        _own = [.. _terms.Select(t => plan.Fragments.SelectMany(f => _tensors.AsSpan(
            _shared.TensorStart(f.Index) + (t.Observables[f.Index] * f.TensorSize), f.TensorSize).ToArray()).ToArray())];
        _environments = new double[_shared.TensorLength];
        _ownEnvironments = new double[_single.TensorLength];
        double expected = TermByTerm();
        if (Math.Abs(AllTerms() - expected) > 1e-12 * Math.Abs(expected))
        {
            throw new InvalidOperationException("the sums disagree");
        }
    }

    [Benchmark(Baseline = true)]
    public double TermByTerm()
    {
        double value = 0;
        for (int t = 0; t < _terms.Length; t++)
        {
            value += _terms[t].Coefficient * _single.Environments(_own[t], _bonds, _singleWork, _ownEnvironments);
        }

        return value;
    }

    [Benchmark]
    public double AllTerms() => _shared.Environments(_tensors, _bonds, _sharedWork, _environments);
}
