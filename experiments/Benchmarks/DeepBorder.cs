using BenchmarkDotNet.Attributes;
using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;

namespace CutAwareQnn.Benchmarks;

/// <summary>
/// What do many cuts at one border cost? RealAmplitudes of three repetitions on 64 qubits in 8 fragments: 21 CX cuts, six of them on each
/// inner fragment, so 64 kets of 8 qubits and a tensor of 4^6; observable Z on every qubit, exact, one query, one core.
/// </summary>
[MemoryDiagnoser]
public class DeepBorder
{
    private const int FragmentCount = 8;
    private const int Width = 8;
    private const int Qubits = FragmentCount * Width;
    private const int Reps = 3;

    private static readonly Circuit Ansatz = new CircuitBuilder(Qubits).Add(new RealAmplitudes(Reps)).Build();

    private readonly EstimatorQuery[] _query = SeededNumbers.Query(Ansatz);
    private readonly CutEstimator _estimator = new(
        CutPlanner.Plan(
            Ansatz, PauliSum.Of(SeededNumbers.Z(Qubits, [.. Enumerable.Range(0, Qubits)])), FragmentChain.Borders(FragmentCount, Width)),
        new(ShotBudget.Exact));

    // Before the last rotations a basis state, if all other angles are 0 or π: then the value is ±Π cos of the last.
    [GlobalSetup]
    public void Check()
    {
        double[] last = [.. SeededNumbers.Of(Qubits, 5, 1).Select(t => t - 0.5)];
        bool[] flips = [.. SeededNumbers.Of(Reps * Qubits, 6, 1).Select(t => t < 0.5)];
        bool[] bits = new bool[Qubits];
        for (int rep = 0; rep < Reps; rep++)
        {
            for (int q = 0; q < Qubits; q++)
            {
                bits[q] ^= flips[(rep * Qubits) + q];
            }

            for (int q = Qubits - 2; q >= 0; q--)
            {
                bits[q + 1] ^= bits[q];
            }
        }

        double sign = bits.Count(b => b) % 2 == 0 ? 1 : -1;
        Estimate estimate = _estimator.Estimate([new(1, [], [.. flips.Select(f => f ? Math.PI : 0), .. last])])[0];
        if (Math.Abs(estimate.Value - last.Aggregate(sign, (product, t) => product * Math.Cos(t))) > 1e-12)
        {
            throw new InvalidOperationException("the value is wrong");
        }
    }

    [Benchmark(Baseline = true)]
    public double Value() => _estimator.Estimate(_query)[0].Value;

    [Benchmark]
    public double ValueAndGradient() =>
        _estimator.Estimate(_query, new(GradientMethod.Adjoint, GradientTargets.Weights))[0].Gradient!.Weights[0];
}
