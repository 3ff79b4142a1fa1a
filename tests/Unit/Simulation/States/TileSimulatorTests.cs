using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Simulation;
using Xunit;

namespace CutAwareQnn.Unit.Simulation;

/// <summary>
/// Random circuits in small tiles, so that there are many loops, qubits outside tiles and qubits that come in late: values and
/// derivatives against states to which gates are applied one by one, bits for any number of threads.
/// </summary>
public sealed class TileSimulatorTests
{
    /// <summary>Rounding of up to 60 gates and of sums over 2^10 products.</summary>
    private const double Exact = 1e-12;

    private const double ExactGradient = 1e-10;

    private static readonly TileSizes Small = new(6, 3);

    private static readonly TileSizes Wide = new(8, 4);

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 40)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Fragment_InTiles_HasTheTensorAndGradientGateByGate(int seed) => AssertTiled(seed, Fragments(seed));

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Fragment_ThatMeasuresResetsAndBranches_HasTheTensorAndGradientGateByGate(int seed)
    {
        Circuit circuit = RandomCircuit.WithWeights(RandomCircuit.Draw(seed, dynamic: true, length: 14).Circuit).Circuit;
        var observable = PauliSum.Parse("ZXY + IZZ - 0.5*XII");
        CutPlan plan = seed % 2 == 0 || circuit.Instructions.Any(i => i is Conditional && i.Qubits.Count > 1)
            ? CutPlanner.PlanByLabel(circuit, observable, PartitionLabels.None(3))
            : CutPlanner.Plan(circuit, observable, PartitionLabels.Parse("AAB", 3));
        AssertTiled(seed, [.. plan.Fragments.Where(f => f.KetCount <= 32)]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Value_OfFewQubits_IsTheStates(int qubitCount)
    {
        Circuit circuit = WideCircuit.Draw(qubitCount, seed: 5, length: 12);
        double[] weights = WideCircuit.Weights(circuit, seed: 6);
        StateVector state = CircuitSimulator.FinalState(circuit, [], weights);
        for (int z = 0; z < 1 << qubitCount; z++)
        {
            var mask = new PauliMask(1, z);
            var simulator = new TileSimulator(circuit, KetLayout.Uncut, [mask], OneThread.Instance, Small);
            var gram = new System.Numerics.Complex[1];
            simulator.Gram(weights, gram);
            Assert.Equal(state.Expectation(mask), gram[0].Real, Exact);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(9)]
    public void Bits_DoNotDependOnTheNumberOfThreads(int seed)
    {
        Circuit circuit = WideCircuit.Draw(10, seed, length: 50);
        double[] weights = WideCircuit.Weights(circuit, seed);
        PauliMask[] strings = [new(0, 1023), new(0b1000000001, 0b11)];
        System.Numerics.Complex[] coefficients = [0.7, -1.2];
        var gram = new System.Numerics.Complex[2];
        double[] gradient = new double[weights.Length];
        foreach (int threads in (int[])[1, 2, 3, 7, 40])
        {
            var simulator = new TileSimulator(circuit, KetLayout.Uncut, strings, new InTurn(threads), Small);
            var values = new System.Numerics.Complex[2];
            double[] derivatives = new double[weights.Length];
            simulator.Gram(weights, values);
            simulator.Backward(weights, coefficients, derivatives);
            if (threads == 1)
            {
                (gram, gradient) = (values, derivatives);
            }

            Assert.Equal(gram, values);
            Assert.Equal(gradient, derivatives);
        }
    }

    [Fact]
    public void Qubits_OutsideTheLightCone_CostNothing()
    {
        var builder = new CircuitBuilder(28);
        for (int qubit = 0; qubit < 28; qubit++)
        {
            builder.Add(Gates.RY, Angle.Weight(qubit), qubit);
        }

        builder.Add(Gates.CX, 3, 27).Add(Gates.CZ, 3, 5).Add(Gates.RZ, Angle.Weight(28), 3);
        double[] weights = [.. Enumerable.Range(0, 29).Select(i => 0.1 * (i + 1))];
        var simulator = new TileSimulator(builder.Build(), KetLayout.Uncut, [new(0, (1 << 3) | (1 << 27))], OneThread.Instance);
        var gram = new System.Numerics.Complex[1];
        double[] gradient = new double[29];
        simulator.Gram(weights, gram);
        simulator.Backward(weights, [1], gradient);
        Assert.Equal(Math.Cos(weights[27]), gram[0].Real, Exact);
        Assert.Equal(-Math.Sin(weights[27]), gradient[27], Exact);
        Assert.Equal(1, gradient.Count(d => Math.Abs(d) > Exact));
    }

    private static void AssertTiled(int seed, IReadOnlyList<Fragment> fragments)
    {
        foreach (Fragment fragment in fragments)
        {
            var random = new Random(seed);
            double[] slots = [.. fragment.Slots.Select(_ => 6 * random.NextDouble())];
            var plain = new StateVectorFragmentSimulator(fragment, null, OneThread.Instance);
            double[] environment = [.. Enumerable.Range(0, plain.TensorLength).Select(_ => random.NextDouble() - 0.5)];
            double[] expected = new double[plain.TensorLength], expectedGradient = new double[slots.Length];
            plain.Evaluate(slots, 1, expected);
            plain.Backward(slots, 1, environment, expectedGradient);
            foreach (TileSizes sizes in (TileSizes[])[Small, Wide, TileSizes.For(1)])
            {
                var tiled = new StateVectorFragmentSimulator(fragment, sizes, OneThread.Instance);
                double[] tensor = new double[expected.Length], gradient = new double[slots.Length];
                for (int repetition = 0; repetition < 2; repetition++)
                {
                    tiled.Evaluate(slots, 1, tensor);
                    tiled.Backward(slots, 1, environment, gradient);
                    Assert.All(expected, (value, i) => Assert.Equal(value, tensor[i], Exact));
                    Assert.All(expectedGradient, (value, i) => Assert.Equal(value, gradient[i], ExactGradient));
                }
            }
        }
    }

    // Circuits of 5 to 10 qubits, cut in two at few gates or left whole, with strings of every letter.
    private static IReadOnlyList<Fragment> Fragments(int seed)
    {
        int qubitCount = 5 + (seed % 6);
        Circuit circuit = WideCircuit.Draw(qubitCount, seed, length: 20 + seed);
        var random = new Random(seed);

        // Many strings of I and Z are read by a transform.
        string[] letters = [.. Enumerable.Range(0, seed % 5 == 0 ? 30 : 1 + (seed % 4)).Select(
            _ =>
                string.Concat(
                    Enumerable.Range(0, qubitCount)
                        .Select(_ => (seed % 5 == 0 ? "IZZI" : seed % 3 == 0 ? "IXIX" : "IXYZ")[random.Next(4)])))];
        PauliSum observable = PauliSum.Parse(string.Join(" + ", letters.Distinct().Select((l, i) => $"{i + 1}*{l}")));
        return seed % 2 == 0
            ? CutPlanner.PlanByLabel(circuit, observable, PartitionLabels.None(qubitCount)).Fragments
            : [.. CutPlanner.Plan(WideCircuit.Bridged(circuit, qubitCount / 2), observable, WideCircuit.Halves(qubitCount)).Fragments];
    }

    // Threads that take turns.
    private sealed class InTurn(int count) : ITileThreads
    {
        public int Count => count;

        public void Run(Action<int> work)
        {
            foreach (int thread in Enumerable.Range(0, count).Reverse())
            {
                work(thread);
            }
        }
    }
}
