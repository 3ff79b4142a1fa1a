using BenchmarkDotNet.Attributes;
using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;

namespace CutAwareQnn.Benchmarks;

/// <summary>
/// How do cost and length of a chain go together? Fragments of 8 qubits in a line, RealAmplitudes of one repetition with a CX cut at each
/// border, the mean of Z over all qubits (1,024 terms at 128 fragments), the gradient by all weights; exact, one query, one core.
/// </summary>
[MemoryDiagnoser]
public class FragmentChain
{
    private const int Width = 8;

    private CutEstimator _estimator = null!;
    private EstimatorQuery[] _query = null!;

    [Params(2, 4, 8, 16, 32, 64, 128)]
    public int FragmentCount { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        int qubits = Width * FragmentCount;
        Circuit circuit = new CircuitBuilder(qubits).Add(new RealAmplitudes(Reps: 1)).Build();
        var mean = new PauliSum(Enumerable.Range(0, qubits).Select(q => new PauliTerm(1.0 / qubits, SeededNumbers.Z(qubits, q))));
        CutPlan plan = CutPlanner.Plan(circuit, mean, Borders(FragmentCount, Width));
        _estimator = new(plan, new(ShotBudget.Exact));
        _query = SeededNumbers.Query(circuit);
        if (Math.Abs(Value() - Expected(_query[0].Weights, qubits)) > 1e-12)
        {
            throw new InvalidOperationException("the value of the chain is wrong");
        }
    }

    [Benchmark(Baseline = true)]
    public double Value() => _estimator.Estimate(_query)[0].Value;

    [Benchmark]
    public double ValueAndGradient() =>
        _estimator.Estimate(_query, new(GradientMethod.Adjoint, GradientTargets.Weights))[0].Gradient!.Weights[0];

    /// <summary>Returns neighbouring blocks of equal width.</summary>
    internal static PartitionLabels Borders(int fragmentCount, int width) => PartitionLabels.Parse(
        string.Concat(Enumerable.Range(0, fragmentCount * width).Select(q => (char)('A' + (q / width % 2)))), fragmentCount * width);

    // Seen backwards from their end, CX(n-2, n-1), …, CX(0, 1) take Z_q to Z_{q-1} Z_q and X_q to X_q X_{q+1} … X_{n-1}. Between RY(a) on
    // |0⟩ and RY(b) the mean of Z_q is therefore cos b_q cos a_{q-1} cos a_q - sin b_q Π_{k≥q} sin a_k.
    private static double Expected(IReadOnlyList<double> weights, int qubits)
    {
        double sum = 0;
        double x = 1;
        for (int q = qubits - 1; q >= 0; q--)
        {
            double z = Math.Cos(weights[q]) * (q > 0 ? Math.Cos(weights[q - 1]) : 1);
            x *= Math.Sin(weights[q]);
            sum += (Math.Cos(weights[qubits + q]) * z) - (Math.Sin(weights[qubits + q]) * x);
        }

        return sum / qubits;
    }
}
