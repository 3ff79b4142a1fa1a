using CutAwareQnn.Circuits;
using CutAwareQnn.Lowering;
using CutAwareQnn.Reference;
using CutAwareQnn.Simulation;
using Xunit;
using Program = CutAwareQnn.Lowering.Program;

namespace CutAwareQnn.Unit.Lowering;

public class CircuitLoweringTests
{
    // Rounding of some hundred operations on values of at most 1.
    private const double Rounding = 1e-12;

    public static TheoryData<string> GateNames => [.. Gates.All.Select(g => g.Name)];

    [Theory]
    [MemberData(nameof(GateNames))]
    public void EveryGate_OnAllQubitTuples_IsTheOraclesGate(string name)
    {
        Gate gate = Gates.Find(name)!;
        for (int qubits = gate.QubitCount; qubits <= 4; qubits++)
        {
            foreach (int[] targets in Tuples(qubits, gate.QubitCount))
            {
                var builder = new CircuitBuilder(qubits);
                Scramble(builder);
                builder.Add(gate, builder.NewWeights(gate.ParameterCount), targets);
                Scramble(builder);
                AssertIsOracle(builder.Build(), qubits * 7);
            }
        }
    }

    [Fact]
    public void RandomCircuits_AreTheOracles()
    {
        for (int seed = 0; seed < 150; seed++)
        {
            AssertIsOracle(RandomCircuits.Make(seed, 1 + (seed % 5), 4 + (seed % 17)), seed);
        }
    }

    [Fact]
    public void WeightedSums_AreSumsOfStrings()
    {
        Circuit circuit = RandomCircuits.Make(5, 4, 20);
        double[] weights = RandomCircuits.Weights(1, circuit.WeightCount);
        var observable = PauliSum.Parse("0.5*ZZII - 1.25*XIXI + ZIII + 2*IYYX");
        double expected = observable.Terms.Sum(t =>
            t.Coefficient * DenseCircuit.Expectation(4, RandomCircuits.Bind(circuit, weights), t.String.Letters));
        Assert.Equal(expected, Evaluate(new InterpretedCircuit(circuit, observable), weights), Rounding);
    }

    [Fact]
    public void CliffordCircuits_FoldToAConstant()
    {
        Circuit ghz = new CircuitBuilder(4).Add(Gates.H, 0).Add(Gates.CX, 0, 1).Add(Gates.CX, 1, 2).Add(Gates.Swap, 2, 3)
            .Add(Gates.CX, 3, 2).Add(Gates.S, 1).Add(Gates.RX, Math.PI, 0).Add(Gates.RX, -Math.PI, 0).Build();
        Program program = CircuitLowering.Expectation(ghz, PauliSum.Parse("ZZII + IIZZ"));
        Assert.Equal(0, program.ArithmeticCount);
        Assert.Equal(2, program.Steps[program.Outputs[0]].Number, Rounding);
    }

    [Fact]
    public void IrisCircuit_TakesFewSteps()
    {
        Program program = CircuitLowering.Expectation(Iris(), PauliSum.Parse("ZZZZ"));
        Assert.Equal(12, program.Angles.Count);
        Assert.InRange(program.ArithmeticCount, 1, 394);
    }

    [Fact]
    public void Lowering_IsDeterministic()
    {
        PauliSum observable = PauliSum.Parse("ZXZY");
        Assert.Equal(CircuitLowering.Expectation(Iris(), observable), CircuitLowering.Expectation(Iris(), observable));
    }

    [Fact]
    public void GatesThatNothingObserves_LeaveNoTrace()
    {
        Circuit circuit = new CircuitBuilder(2).Add(Gates.RY, Angle.Weight(0), 0).Add(Gates.RY, Angle.Weight(1), 1)
            .Add(Gates.RX, Angle.Weight(2), 1).Build();
        Program program = CircuitLowering.Expectation(circuit, PauliSum.Parse("IZ"));
        Assert.Equal([0.5 * Angle.Weight(0)], program.Angles);
    }

    [Fact]
    public void TooManySteps_AreRefusedEarly()
    {
        var builder = new CircuitBuilder(24);
        builder.Add(new RealAmplitudes(4, Entanglement.Full));
        Assert.Null(CircuitLowering.TryExpectation(builder.Build(), PauliSum.Parse(new string('Z', 24)), 5000));
    }

    private static Circuit Iris() => new CircuitBuilder(4).Add(new ZFeatureMap(2)).Add(new RealAmplitudes(1)).Build();

    private static void Scramble(CircuitBuilder builder)
    {
        Angle[] weights = builder.NewWeights(2 * builder.QubitCount);
        for (int q = 0; q < builder.QubitCount; q++)
        {
            builder.Add(Gates.RY, weights[2 * q], q).Add(Gates.RX, weights[(2 * q) + 1], q);
        }

        for (int q = 1; q < builder.QubitCount; q++)
        {
            builder.Add(Gates.CX, q - 1, q);
        }
    }

    private static void AssertIsOracle(Circuit circuit, int seed)
    {
        double[] weights = RandomCircuits.Weights(seed, circuit.WeightCount);
        string paulis = RandomCircuits.Paulis(seed, circuit.QubitCount);
        double expected = DenseCircuit.Expectation(circuit.QubitCount, RandomCircuits.Bind(circuit, weights), paulis);
        var interpreted = new InterpretedCircuit(circuit, PauliSum.Parse(paulis));
        Assert.Equal(expected, Evaluate(interpreted, weights), Rounding);
    }

    private static double Evaluate(InterpretedCircuit circuit, double[] weights)
    {
        double[] value = new double[1];
        circuit.Evaluate([], weights, value);
        return value[0];
    }

    private static IEnumerable<int[]> Tuples(int qubits, int length) => length == 0
        ? [[]]
        : Tuples(qubits, length - 1).SelectMany(t => Enumerable.Range(0, qubits).Where(q => !t.Contains(q)).Select(q => (int[])[.. t, q]));
}
