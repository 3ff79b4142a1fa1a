using System.Numerics;
using System.Text.Json;
using CutAwareQnn.Circuits;
using CutAwareQnn.Reference;
using CutAwareQnn.Simulation;
using Xunit;

namespace CutAwareQnn.Unit.Simulation;

/// <summary>Every kernel on every tuple of qubits of states of up to five, against the oracle's dense matrices.</summary>
public sealed class StateVectorTests
{
    /// <summary>A few products of numbers of size 1.</summary>
    private const double Exact = 1e-12;

    private const int MaxQubits = 5;

    public static TheoryData<string> Names => [.. Gates.All.Select(g => g.Name)];

    public static TheoryData<string> CircuitIds => ReferenceCircuits.Ids(_ => true);

    [Theory]
    [MemberData(nameof(Names))]
    public void Gate_OnEveryTupleOfQubits_IsTheOracles(string name)
    {
        Gate gate = Gates.Find(name)!;
        double[] angles = [.. new[] { 0.7, -1.3, 2.9, 0.4 }.Take(gate.ParameterCount)];
        for (int n = gate.QubitCount; n <= MaxQubits; n++)
        {
            foreach (int[] qubits in Tuples(n, gate.QubitCount))
            {
                StateVector state = Random(n, seed: 7);
                Complex[] expected = DenseState.Apply(DenseCircuit.Embed(n, Dense(gate.Matrix(angles)), qubits), state.ToArray());
                state.Apply(gate, angles, qubits);
                AssertSame(expected, state);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Matrix_OfAnySize_OnEveryTupleOfQubits_IsTheOracles(int k)
    {
        for (int n = k; n <= MaxQubits; n++)
        {
            foreach (int[] qubits in Tuples(n, k))
            {
                StateVector state = Random(n, seed: 3);
                ComplexMatrix matrix = RandomMatrix(1 << k, seed: 11);
                Complex[] expected = DenseState.Apply(DenseCircuit.Embed(n, Dense(matrix), qubits), state.ToArray());
                state.Apply(matrix, qubits);
                AssertSame(expected, state);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Inverse_OfEveryOperation_RestoresTheState(string name)
    {
        Gate gate = Gates.Find(name)!;
        double[] angles = [.. new[] { 0.7, -1.3, 2.9, 0.4 }.Take(gate.ParameterCount)];
        foreach (int[] qubits in Tuples(4, gate.QubitCount))
        {
            StateVector state = Random(4, seed: 5);
            Complex[] before = state.ToArray();
            GateOperation operation = GateOperation.Of(gate, angles, qubits);
            state.Apply(operation);
            state.Undo(operation);
            AssertSame(before, state);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void PauliString_AppliedAveragedAndBracketed_IsTheOracles(int n)
    {
        StateVector bra = Random(n, seed: 1), ket = Random(n, seed: 2);
        foreach (string letters in DensePauli.Labels(n))
        {
            PauliString pauli = PauliString.Parse(letters);
            Complex[] applied = DenseState.Apply(DensePauli.Matrix(letters), ket.ToArray());
            Complex bracket = DenseState.Inner(bra.ToArray(), applied);
            Assert.Equal(0, Complex.Abs(bracket - StateVector.Bracket(bra, pauli, ket)), Exact);
            Assert.Equal(DenseState.Expectation(ket.ToArray(), letters), ket.Expectation(pauli), Exact);

            StateVector state = ket.Clone();
            state.Apply(pauli);
            AssertSame(applied, state);

            StateVector sum = bra.Clone();
            sum.Add(new Complex(0.3, -0.8), PauliMask.Of(pauli), ket);
            AssertSame([.. bra.ToArray().Zip(applied, (b, a) => b + (new Complex(0.3, -0.8) * a))], sum);
        }
    }

    [Fact]
    public void ProjectionAndLowering_OnEveryQubit_AreTheirMatrices()
    {
        for (int n = 1; n <= MaxQubits; n++)
        {
            for (int q = 0; q < n; q++)
            {
                AssertActs(n, q, DenseMatrix.Unit(2, 0, 0), (s, qubit) => s.Project(qubit, 0));
                AssertActs(n, q, DenseMatrix.Unit(2, 1, 1), (s, qubit) => s.Project(qubit, 1));
                AssertActs(n, q, DenseMatrix.Unit(2, 0, 1), (s, qubit) => s.Lower(qubit));
                AssertActs(n, q, DenseMatrix.Unit(2, 1, 0), (s, qubit) => s.Raise(qubit));
            }
        }
    }

    [Fact]
    public void Transition_OfTwoStates_GivesEveryMatrixElement()
    {
        for (int n = 1; n <= 4; n++)
        {
            foreach (int[] qubits in Tuples(n, 1).Concat(n > 1 ? Tuples(n, 2) : []))
            {
                StateVector bra = Random(n, seed: 1), ket = Random(n, seed: 2), image = ket.Clone();
                ComplexMatrix matrix = RandomMatrix(1 << qubits.Length, seed: 6);
                image.Apply(matrix, qubits);
                Complex[] transition = new Complex[matrix.Entries.Count];
                StateVector.AddTransition(bra, ket, new(qubits, 0, 0, 0), transition);
                Complex sum = transition.Select((t, i) => t * matrix.Entries[i]).Aggregate((a, b) => a + b);
                Assert.Equal(0, Complex.Abs(StateVector.Inner(bra, image) - sum), Exact);
            }
        }
    }

    [Theory]
    [MemberData(nameof(CircuitIds))]
    public void Expectation_OfAReferenceCircuit_IsTheStoredValue(string id)
    {
        JsonElement json = ReferenceCircuits.Find(id);
        StateVector state = CircuitSimulator.FinalState(ReferenceCircuits.Circuit(json), [], []);
        double[] expected = ReferenceCircuits.Numbers(json.GetProperty("expval"));
        for (int i = 0; i < expected.Length; i++)
        {
            PauliString pauli = PauliString.Parse(json.GetProperty("observables")[i].GetString()!);
            Assert.Equal(expected[i], state.Expectation(pauli), Exact);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(29)]
    [InlineData(int.MaxValue)]
    public void State_OfTooManyQubits_SaysWhatFits(int qubitCount)
    {
        var exception = Assert.Throws<CircuitException>(() => new StateVector(qubitCount));
        Assert.Contains("1 to 28", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Operations_ThatDoNotFitTheState_Throw()
    {
        var state = new StateVector(2);
        Assert.Throws<CircuitException>(() => state.Apply(Gates.CX, [], 0, 0));
        Assert.Throws<CircuitException>(() => state.Apply(Gates.CX, [], 0));
        Assert.Throws<CircuitException>(() => state.Apply(Gates.X, [], 2));
        Assert.Throws<CircuitException>(() => state.Apply(Gates.RX, [], 0));
        Assert.Throws<CircuitException>(() => state.Apply(ComplexMatrix.Identity(4), 0));
        Assert.Throws<CircuitException>(() => state.Expectation(PauliString.Parse("Z")));
        Assert.Throws<CircuitException>(() => StateVector.Inner(state, new StateVector(3)));
        Assert.Throws<CircuitException>(() => state.CopyFrom(new StateVector(3)));
        Assert.Throws<CircuitException>(() => state.Project(-1, 0));
    }

    private static void AssertActs(int n, int qubit, Complex[,] matrix, Action<StateVector, int> act)
    {
        StateVector state = Random(n, seed: 9);
        Complex[] expected = DenseState.Apply(DenseCircuit.Embed(n, matrix, [qubit]), state.ToArray());
        act(state, qubit);
        AssertSame(expected, state);
    }

    private static void AssertSame(Complex[] expected, StateVector actual)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(0, Complex.Abs(expected[i] - actual[i]), Exact);
        }
    }

    /// <summary>Returns every ordered choice of k of n qubits.</summary>
    private static IEnumerable<int[]> Tuples(int n, int k) => k == 0
        ? [[]]
        : Tuples(n, k - 1).SelectMany(t => Enumerable.Range(0, n).Except(t).Select(q => (int[])[.. t, q]));

    private static ComplexMatrix RandomMatrix(int dimension, int seed)
    {
        var random = new Random(seed);
        return ComplexMatrix.Create(dimension, (_, _) => new(random.NextDouble() - 0.5, random.NextDouble() - 0.5));
    }

    /// <summary>Returns a state without structure, made by a random matrix on all qubits; unnormalised.</summary>
    private static StateVector Random(int n, int seed)
    {
        var state = new StateVector(n);
        state.Apply(RandomMatrix(1 << n, seed), [.. Enumerable.Range(0, n)]);
        return state;
    }

    private static Complex[,] Dense(ComplexMatrix matrix)
    {
        var dense = new Complex[matrix.Dimension, matrix.Dimension];
        for (int i = 0; i < matrix.Entries.Count; i++)
        {
            dense[i / matrix.Dimension, i % matrix.Dimension] = matrix.Entries[i];
        }

        return dense;
    }
}
