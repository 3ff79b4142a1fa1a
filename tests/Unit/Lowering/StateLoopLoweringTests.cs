using CutAwareQnn.Circuits;
using CutAwareQnn.Lowering;
using CutAwareQnn.Reference;
using CutAwareQnn.Simulation;
using Xunit;

namespace CutAwareQnn.Unit.Lowering;

public class StateLoopLoweringTests
{
    // Rounding of some hundred operations on values of at most 1, and on the way back of as many again.
    private const double Rounding = 1e-12;
    private const double RoundingBack = 1e-11;

    [Fact]
    public void RandomCircuits_AreTheOracles()
    {
        int swept = 0;
        for (int seed = 0; seed < 200; seed++)
        {
            int qubits = 1 + (seed % 7);
            Circuit circuit = RandomCircuits.Make(seed, qubits, 6 + (seed % 29));
            double[] weights = RandomCircuits.Weights(seed, circuit.WeightCount);
            string letters = RandomCircuits.Paulis(seed, qubits);
            if (StateLoopLowering.TryLower(circuit, [PauliSum.Parse(letters)], null, 7) is { } sweeps)
            {
                swept++;
                double expected = DenseCircuit.Expectation(qubits, RandomCircuits.Bind(circuit, weights), letters);
                Assert.Equal(expected, Assert.Single(State(sweeps, weights).Values()), Rounding);
            }
        }

        Assert.InRange(swept, 100, 200);
    }

    [Fact]
    public void Gradients_AreTheInterpreters_ForSeveralObservables()
    {
        int swept = 0;
        for (int seed = 0; seed < 120; seed++)
        {
            int qubits = 2 + (seed % 5);
            Circuit circuit = RandomCircuits.Make(1000 + seed, qubits, 8 + (seed % 31));
            double[] weights = RandomCircuits.Weights(seed, circuit.WeightCount);
            PauliSum[] observables =
            [
                PauliSum.Parse(RandomCircuits.Paulis(seed, qubits)),
                PauliSum.Parse(string.Join(" - ", Enumerable.Range(1, 6).Select(k => $"{k}.5*{RandomCircuits.Paulis(seed + k, qubits)}"))),
            ];
            Symbol[] symbols = [.. Enumerable.Range(0, circuit.WeightCount).Select(w => new Symbol(SymbolKind.Weight, w))];
            if (StateLoopLowering.TryLower(circuit, observables, symbols, 7) is not { } sweeps)
            {
                continue;
            }

            swept++;
            double[] values = new double[2];
            double[] gradients = new double[2 * weights.Length];
            new InterpretedCircuit(circuit, observables.ToEquatableArray()).EvaluateWithGradient([], weights, values, [], gradients);
            LoopedState state = State(sweeps, weights);
            AssertClose(values, state.Values(), Rounding * 30);
            AssertClose(gradients, [.. state.Gradient(0), .. state.Gradient(1)], RoundingBack * 30);
        }

        Assert.InRange(swept, 50, 120);
    }

    [Fact]
    public void ProductsOfSymbols_TakeTheChainRule()
    {
        Angle product = Angle.Weight(0) * Angle.Weight(1);
        Circuit circuit = new CircuitBuilder(2).Add(Gates.RY, product, 0).Add(Gates.CX, 0, 1).Add(Gates.RX, Angle.Weight(1), 1).Build();
        Symbol[] symbols = [new(SymbolKind.Weight, 0), new(SymbolKind.Weight, 1)];
        double[] weights = [0.7, -1.3];
        StateLoops sweeps = StateLoopLowering.TryLower(circuit, [PauliSum.Parse("ZI")], symbols, 7)!;
        double[] gradient = new double[2];
        new InterpretedCircuit(circuit, PauliSum.Parse("ZI")).EvaluateWithGradient([], weights, new double[1], [], gradient);
        AssertClose(gradient, State(sweeps, weights).Gradient(0), RoundingBack);
    }

    [Fact]
    public void LayersOfALadder_ShareSweeps()
    {
        var builder = new CircuitBuilder(12);
        builder.Add(new ZFeatureMap(2)).Add(new RealAmplitudes(3));
        StateLoops sweeps = StateLoopLowering.TryLower(builder.Build(), [PauliSum.Parse(new string('Z', 12))], null, 12)!;
        Assert.Equal(12, sweeps.QubitCount);
        Assert.InRange(sweeps.Loops.Count, 1, 18);
        Assert.Contains(sweeps.Loops, s => s.Gates.Split("; ").Where(g => g.StartsWith("cx", StringComparison.Ordinal))
            .GroupBy(g => g).Any(g => g.Count() > 1));
        Assert.Equal([0], sweeps.Loops.Select(s => s.Before).Take(1));
        Assert.All(sweeps.Loops, s => Assert.InRange(s.Body.ArithmeticCount, 0, 320));
    }

    [Fact]
    public void QubitsThatNoObservableSees_AreNotInTheState()
    {
        var builder = new CircuitBuilder(6);
        builder.Add(Gates.H, 0).Add(Gates.CX, 0, 1).Add(Gates.RY, Angle.Weight(0), 1).Add(Gates.RX, Angle.Weight(1), 4);
        Circuit circuit = builder.Build();
        StateLoops sweeps = StateLoopLowering.TryLower(circuit, [PauliSum.Parse("ZIIIZI - XIIIZI")], null, 2)!;
        Assert.Equal(2, sweeps.QubitCount);
        double[] expected = new double[1];
        new InterpretedCircuit(circuit, PauliSum.Parse("ZIIIZI - XIIIZI")).Evaluate([], [0.4, 0.1], expected);
        AssertClose(expected, State(sweeps, [0.4, 0.1]).Values(), Rounding);
    }

    [Fact]
    public void Budgets_AreKeptToTheStep()
    {
        var builder = new CircuitBuilder(7);
        builder.Add(new ZFeatureMap(1)).Add(new RealAmplitudes(2));
        Circuit circuit = builder.Build();
        PauliSum[] observables = [PauliSum.Parse("ZZZZZZZ"), PauliSum.Parse("XYIIIZZ - 2*YXIIIZI")];
        foreach (Symbol[]? symbols in (Symbol[]?[])[null, [new(SymbolKind.Weight, 3)]])
        {
            int steps = StateLoopLowering.TryLower(circuit, observables, symbols, 7)!.StepCount;
            Assert.Equal(steps, StateLoopLowering.TryLower(circuit, observables, symbols, 7, steps)!.StepCount);
            Assert.Null(StateLoopLowering.TryLower(circuit, observables, symbols, 7, steps - 1));
        }
    }

    [Fact]
    public void GatesWithoutSteps_AreCountedByWhatTheyStore()
    {
        var builder = new CircuitBuilder(9);
        for (int i = 0; i < 4000; i++)
        {
            builder.Add(Gates.CX, i * 5 % 9, ((i * 5 % 9) + 1 + (i % 7)) % 9);
        }

        Assert.Null(StateLoopLowering.TryLower(builder.Build(), [PauliSum.Parse("ZXZXZXZXZ")], null, 9, 4000));
    }

    [Fact]
    public void ManyStrings_AreReadInPasses_AndCounted()
    {
        const int Qubits = 12;
        var builder = new CircuitBuilder(Qubits);
        builder.Add(new RealAmplitudes(1));
        Circuit circuit = builder.Build();
        double[] weights = RandomCircuits.Weights(5, circuit.WeightCount);
        var observable = PauliSum.Parse(string.Join(" + ", Enumerable.Range(1, (1 << Qubits) - 1).Select(mask =>
            $"0.{1 + (mask % 9)}*" + new string([.. Enumerable.Range(0, Qubits).Select(q => (mask >> q & 1) == 0 ? 'I' : 'Z')]))));
        StateLoops sweeps = StateLoopLowering.TryLower(circuit, [observable], null, Qubits)!;
        Assert.InRange(sweeps.StepCount, observable.Terms.Count, 2 * observable.Terms.Count);
        Assert.All(sweeps.Observations[0].Loops, p => Assert.InRange(p.StepCount(withSeed: true), 1, 600));
        double expected = CircuitSimulator.Expectation(circuit, [], weights, observable);
        Assert.Equal(expected, Assert.Single(State(sweeps, weights).Values()), Rounding * observable.Terms.Count);
        Assert.Null(StateLoopLowering.TryLower(circuit, [observable], null, Qubits, 4000));
    }

    [Fact]
    public void Work_OfDisjointPairs_IsFarBeyondTheUnrolledPrograms()
    {
        var builder = new CircuitBuilder(12);
        for (int qubit = 0; qubit < 12; qubit += 2)
        {
            builder.Add(Gates.RY, Angle.Weight(qubit), qubit).Add(Gates.CX, qubit, qubit + 1).Add(Gates.RX, Angle.Weight(qubit + 1), qubit);
        }

        PauliSum observable = PauliSum.Parse("ZZZZZZZZZZZZ");
        long work = StateLoopLowering.TryLower(builder.Build(), [observable], null, 12)!.Work;
        Assert.True(work > 50L * CircuitLowering.Expectation(builder.Build(), observable).ArithmeticCount);
    }

    private static LoopedState State(StateLoops sweeps, double[] weights) => new(sweeps, a => a.Evaluate(s => weights[s.Index]));

    private static void AssertClose(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], tolerance);
        }
    }
}
