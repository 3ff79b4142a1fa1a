using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using Xunit;

namespace CutAwareQnn.Unit.Estimation;

/// <summary>
/// Circuits with many cuts at a border, and more qubits than a state vector holds, against closed forms and the uncut circuit.
/// </summary>
[Trait("Tier", "slow")]
public sealed class ReachTests
{
    private const int Reps = 3;

    private static readonly GradientRequest Weights = new(GradientMethod.Adjoint, GradientTargets.Weights);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void RealAmplitudes_On16QubitsInFourFragments_AreTheUncutOnes(bool isSum)
    {
        // Inner fragments touch six cuts, as those of 64 qubits in 8 fragments do.
        Circuit circuit = new CircuitBuilder(16).Add(new RealAmplitudes(Reps)).Build();
        PauliSum observable = isSum
            ? new(Enumerable.Range(0, 16).Select(q => new PauliTerm(0.5 + q, Z(16, q))).Append(new(-2, Z(16, 1, 6, 7, 8))))
            : PauliSum.Of(Z(16, [.. Enumerable.Range(0, 16)]));
        var query = new EstimatorQuery(1, [], Draw(circuit.WeightCount, 5));
        Estimate expected = new ExactEstimator(circuit, observable).Estimate([query], Weights)[0];
        CutPlan plan = CutPlanner.Plan(circuit, observable, Blocks(4, 4));
        Assert.Equal(9, plan.Cuts.Count);
        Estimate actual = new CutEstimator(plan, new(ShotBudget.Exact)).Estimate([query], Weights)[0];

        // The sum's weights add up to 130.
        double tolerance = isSum ? 1e-9 : 1e-10;
        Assert.Equal(expected.Value, actual.Value, tolerance);
        Assert.All(expected.Gradient!.Weights, (g, i) => Assert.Equal(g, actual.Gradient!.Weights[i], tolerance));
    }

    [Fact]
    public void RealAmplitudes_On64QubitsInEightFragments_HaveTheClosedFormOfBasisStates()
    {
        // All angles but the last are 0 or π: a basis state, then a product of rotations, whose mean of Z…Z is ±Π cos.
        const int Qubits = 64;
        Circuit circuit = new CircuitBuilder(Qubits).Add(new RealAmplitudes(Reps)).Build();
        CutPlan plan = CutPlanner.Plan(circuit, PauliSum.Of(Z(Qubits, [.. Enumerable.Range(0, Qubits)])), Blocks(8, 8));
        Assert.Equal(21, plan.Cuts.Count);
        double[] last = [.. Draw(Qubits, 6).Select(t => (t - 0.5) / 2)];
        bool[] flips = [.. Draw(Reps * Qubits, 7).Select(t => t < 0.5)];
        Estimate estimate = new CutEstimator(plan, new(ShotBudget.Exact)).Estimate(
            [new(1, [], [.. flips.Select(f => f ? Math.PI : 0), .. last])], Weights)[0];

        double value = last.Aggregate(Sign(flips, Qubits), (product, t) => product * Math.Cos(t));
        Assert.Equal(value, estimate.Value, 1e-12);
        Assert.All(last, (t, q) => Assert.Equal(-value * Math.Tan(t), estimate.Gradient!.Weights[(Reps * Qubits) + q], 1e-12));
    }

    [Fact]
    public void Chain_OfAnyLength_CostsSixteenMultiplicationsAFragment()
    {
        foreach (int count in new[] { 2, 4, 8, 16, 32, 64, 128 })
        {
            Circuit circuit = new CircuitBuilder(count).Add(new RealAmplitudes(1)).Build();
            CutPlan plan = CutPlanner.Plan(circuit, PauliSum.Of(Z(count, 0)), Blocks(count, 1));
            Assert.Equal((16 * count) - 28, plan.Order.Cost);
        }
    }

    [Theory]
    [InlineData(300)]
    [InlineData(40)]
    [InlineData(7)]
    public void Estimates_UnderALimitOfMemory_AreThoseWithoutOne(double limit)
    {
        Circuit circuit = new CircuitBuilder(8).Add(new RealAmplitudes(Reps)).Build();
        PauliSum observable = PauliSum.Parse("ZZZZZZZZ");
        CutPlan plan = CutPlanner.Plan(circuit, observable, Blocks(4, 2));
        var query = new EstimatorQuery(3, [], Draw(circuit.WeightCount, 8));
        foreach (ShotBudget shots in new[] { ShotBudget.Exact, ShotBudget.Each(100) })
        {
            var settings = new EstimatorSettings(shots, Seed: 5);
            Estimate expected = new CutEstimator(plan, settings).Estimate([query], Weights)[0];
            Estimate sliced = new CutEstimator(plan, settings with { ContractionLimit = limit }).Estimate([query], Weights)[0];
            Assert.Equal(expected.Value, sliced.Value, 1e-12 * Math.Max(1, Math.Abs(expected.Value)));
            Assert.Equal(expected.StandardError, sliced.StandardError, 1e-12 * Math.Max(1, expected.StandardError));
            Assert.All(expected.Gradient!.Weights, (g, i) => Assert.Equal(g, sliced.Gradient!.Weights[i], 1e-12));
        }
    }

    [Fact]
    public void Estimate_UnderALimitThatNothingMeets_SaysSo()
    {
        // Three steps hold three numbers, as many derivatives and one product: seven.
        Circuit circuit = new CircuitBuilder(8).Add(new RealAmplitudes(Reps)).Build();
        CutPlan plan = CutPlanner.Plan(circuit, PauliSum.Parse("ZZZZZZZZ"), Blocks(4, 2));
        var estimator = new CutEstimator(plan, new(ShotBudget.Exact, ContractionLimit: 6));
        ReconstructionException error = Assert.Throws<ReconstructionException>(
            () => estimator.Estimate([new(1, [], new double[circuit.WeightCount])]));
        Assert.Contains("the limit of 6", error.Message, StringComparison.Ordinal);
    }

    private static double Sign(bool[] flips, int qubits)
    {
        bool[] bits = new bool[qubits];
        for (int rep = 0; rep < Reps; rep++)
        {
            for (int q = 0; q < qubits; q++)
                bits[q] ^= flips[(rep * qubits) + q];
            for (int q = qubits - 2; q >= 0; q--)
                bits[q + 1] ^= bits[q];
        }

        return bits.Count(b => b) % 2 == 0 ? 1 : -1;
    }

    private static double[] Draw(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextDouble())];
    }

    private static PauliString Z(int qubitCount, params int[] qubits) =>
        PauliString.Of(Enumerable.Range(0, qubitCount).Select(q => qubits.Contains(q) ? Pauli.Z : Pauli.I));

    private static PartitionLabels Blocks(int count, int width) => PartitionLabels.Parse(
        string.Concat(Enumerable.Range(0, count * width).Select(q => (char)('A' + (q / width % 2)))), count * width);
}
