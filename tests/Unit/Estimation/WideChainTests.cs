using System.Numerics;
using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using CutAwareQnn.Reference;
using Xunit;

namespace CutAwareQnn.Unit.Estimation;

/// <summary>
/// The study's circuit with up to 784 qubits in fragments of at most 8: against the uncut circuit where it can be run, else against a
/// dense oracle that lets one qubit after the other go.
/// </summary>
[Trait("Tier", "slow")]
public sealed class WideChainTests
{
    private static readonly GradientRequest All = new(GradientMethod.Adjoint, GradientTargets.Weights | GradientTargets.Features);

    [Theory]
    [InlineData(8, 4, false)]
    [InlineData(8, 4, true)]
    [InlineData(8, 8, false)]
    [InlineData(16, 8, false)]
    [InlineData(16, 8, true)]
    public void Estimates_WhereTheWholeCircuitCanBeRun_AreTheUncutOnes(int qubits, int width, bool isParity)
    {
        EstimatorQuery query = Query(qubits);
        Estimate actual = Estimator(qubits, width, isParity).Estimate([query], All)[0];
        Estimate expected = new ExactEstimator(Chain(qubits), Observable(qubits, isParity)).Estimate([query], All)[0];
        Assert.Equal(expected.Value, actual.Value, 1e-10);
        Assert.All(expected.Gradient!.Weights, (g, i) => Assert.Equal(g, actual.Gradient!.Weights[i], 1e-10));
        Assert.All(expected.Gradient.Features, (g, i) => Assert.Equal(g, actual.Gradient!.Features[i], 1e-10));
    }

    [Theory]
    [InlineData(16, 8)]
    [InlineData(64, 8)]
    [InlineData(784, 8)]
    public void TheMeanOfZ_HasTheOraclesValueAndDerivatives(int qubits, int width)
    {
        EstimatorQuery query = Query(qubits);
        CutEstimator estimator = Estimator(qubits, width, isParity: false);
        Assert.Equal((qubits + width - 1) / width, estimator.Plan.Fragments.Count);
        Estimate actual = estimator.Estimate([query], All)[0];
        Assert.Equal(Mean(query), actual.Value, 1e-12);
        foreach (int w in new[] { 0, 1, 7, 8, qubits - 1, qubits, qubits + 8, (2 * qubits) - 1 })
        {
            Assert.Equal(Shifted(query, w, Mean), actual.Gradient!.Weights[w], 1e-12);
        }
    }

    [Theory]
    [InlineData(16, 8)]
    [InlineData(64, 8)]
    [InlineData(784, 8)]
    public void TheParity_HasTheOraclesValueAndDerivatives_ThoughTheyAreTiny(int qubits, int width)
    {
        // At 784 qubits of the order of 1e-140: what is asserted is the ratio.
        EstimatorQuery query = Query(qubits);
        Estimate actual = Estimator(qubits, width, isParity: true).Estimate([query], All)[0];
        double expected = Parity(query);
        Assert.Equal(1, actual.Value / expected, 1e-9);
        foreach (int w in new[] { 0, 1, 7, 8, qubits - 1, qubits, qubits + 8, (2 * qubits) - 1 })
        {
            Assert.Equal(Shifted(query, w, Parity) / expected, actual.Gradient!.Weights[w] / expected, 1e-9);
        }
    }

    private static Circuit Chain(int qubits) => new CircuitBuilder(qubits).Add(new ZFeatureMap()).Add(new RealAmplitudes(Reps: 1)).Build();

    private static PauliSum Observable(int qubits, bool isParity) => isParity
        ? PauliSum.Of(PauliString.Parse(new string('Z', qubits)))
        : new(Enumerable.Range(0, qubits).Select(q => new PauliTerm(
            1.0 / qubits, PauliString.Of(Enumerable.Range(0, qubits).Select(k => k == q ? Pauli.Z : Pauli.I)))));

    private static CutEstimator Estimator(int qubits, int width, bool isParity) => new(
        CutPlanner.Plan(
            Chain(qubits),
            Observable(qubits, isParity),
            PartitionLabels.Parse(string.Concat(Enumerable.Range(0, qubits).Select(q => "AB"[q / width % 2])), qubits)),
        new(ShotBudget.Exact));

    private static EstimatorQuery Query(int qubits)
    {
        var random = new Random(qubits);
        return new(
            1,
            [.. Enumerable.Range(0, qubits).Select(_ => random.NextDouble())],
            [.. Enumerable.Range(0, 2 * qubits).Select(_ => 2 * Math.PI * random.NextDouble())]);
    }

    private static double Mean(EstimatorQuery query)
    {
        int qubits = query.Features.Length;
        Complex[][,] states = [.. Enumerable.Range(0, qubits).Select(q => State(query, q))];
        return Enumerable.Range(0, qubits)
            .Sum(q => Product(states, k => k == q ? Rotated(query, k) : DenseMatrix.Identity(2))) / qubits;
    }

    private static double Parity(EstimatorQuery query) =>
        Product([.. Enumerable.Range(0, query.Features.Length).Select(q => State(query, q))], k => Rotated(query, k));

    // RY has the eigenvalues ±1/2, so half the difference at ±π/2 is exact.
    private static double Shifted(EstimatorQuery query, int weight, Func<EstimatorQuery, double> value)
    {
        return 0.5 * (At(Math.PI / 2) - At(-Math.PI / 2));

        double At(double shift) => value(query with { Weights = [.. query.Weights.Select((w, i) => i == weight ? w + shift : w)] });
    }

    // The last gate is CX(0, 1), the one before it CX(1, 2), and so on: seen backwards, qubit q meets nothing after CX(q, q+1), so its
    // state can be traced out there and an operator on one qubit is left.
    private static double Product(Complex[][,] states, Func<int, Complex[,]> operators)
    {
        Complex[,] left = operators(0);
        for (int q = 1; q < states.Length; q++)
        {
            Complex[,] pair = ControlledX.Multiply(operators(q).Kronecker(left)).Multiply(ControlledX);
            Complex[,] weighted = pair.Multiply(DenseMatrix.Identity(2).Kronecker(states[q - 1]));
            left = new Complex[2, 2];
            for (int row = 0; row < 2; row++)
            {
                for (int column = 0; column < 2; column++)
                {
                    left[row, column] = weighted[2 * row, 2 * column] + weighted[(2 * row) + 1, (2 * column) + 1];
                }
            }
        }

        return left.Multiply(states[^1]).Trace().Real;
    }

    // Control 0, the least significant bit; target 1.
    private static Complex[,] ControlledX { get; } = new Complex[,] { { 1, 0, 0, 0 }, { 0, 0, 0, 1 }, { 0, 0, 1, 0 }, { 0, 1, 0, 0 } };

    // After H, P(2x), H, P(2x) and the first RY.
    private static Complex[,] State(EstimatorQuery query, int qubit)
    {
        double half = Math.Sqrt(0.5);
        Complex[,] h = { { half, half }, { half, -half } };
        Complex[,] p = DenseMatrix.Diagonal(1, Complex.Exp(Complex.ImaginaryOne * 2 * query.Features[qubit]));
        Complex[,] whole = Ry(query.Weights[qubit]).Multiply(p).Multiply(h).Multiply(p).Multiply(h);
        return whole.Multiply(DenseMatrix.Unit(2, 0, 0)).Multiply(whole.Adjoint());
    }

    // Z seen from before the last RY.
    private static Complex[,] Rotated(EstimatorQuery query, int qubit)
    {
        Complex[,] ry = Ry(query.Weights[query.Features.Length + qubit]);
        return ry.Adjoint().Multiply(DenseMatrix.Diagonal(1, -1)).Multiply(ry);
    }

    private static Complex[,] Ry(double angle) => new Complex[,]
    {
        { Math.Cos(angle / 2), -Math.Sin(angle / 2) },
        { Math.Sin(angle / 2), Math.Cos(angle / 2) },
    };
}
