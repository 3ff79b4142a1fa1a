using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Reference;
using CutAwareQnn.Simulation;
using Xunit;

namespace CutAwareQnn.Unit.Simulation;

/// <summary>Circuits that measure, reset and feed forward, against the oracle's density matrices.</summary>
public sealed class CircuitSimulatorTests
{
    /// <summary>Some twenty operations of size 1.</summary>
    private const double Exact = 1e-12;

    [Theory]
    [InlineData("X")]
    [InlineData("Y")]
    [InlineData("Z")]
    public void Teleportation_WithFeedForward_MovesTheState(string letter)
    {
        double[] angles = [0.7, -0.4, 1.2];
        Circuit circuit = Teleportation(angles);
        double sent = DenseCircuit.Expectation(1, [new ReferenceGate("u", angles, [0])], letter);
        Assert.Equal(sent, CircuitSimulator.Expectation(circuit, [], [], PauliSum.Parse(letter + "II")), Exact);
        Assert.All(CircuitSimulator.Branches(circuit, [], []), branch => Assert.Equal(0.25, branch.State.SquaredNorm, Exact));
    }

    [Fact]
    public void Reset_OfHalfABellPair_LeavesTheOtherMixed()
    {
        Circuit circuit = new CircuitBuilder(2).Add(Gates.H, 0).Add(Gates.CX, 0, 1).Add(new Reset(0)).Build();
        Assert.Equal(1, CircuitSimulator.Expectation(circuit, [], [], PauliSum.Parse("IZ")), Exact);
        Assert.Equal(0, CircuitSimulator.Expectation(circuit, [], [], PauliSum.Parse("ZI")), Exact);
        Assert.Equal(2, CircuitSimulator.Branches(circuit, [], []).Count);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void RandomDynamicCircuit_HasTheOraclesBranchesAndSignedMeans(int seed)
    {
        (Circuit circuit, ReferenceStep[] steps) = RandomCircuit.Draw(seed, dynamic: true);
        var expected = DenseCircuit.Branches(circuit.QubitCount, circuit.BitCount, steps)
            .Where(b => b.Rho.Trace().Real > Exact).ToDictionary(b => b.Bits, b => b.Rho);
        var actual = CircuitSimulator.Branches(circuit, [], [])
            .GroupBy(b => b.Bits.Select((bit, i) => bit ? 1 << i : 0).Sum())
            .ToDictionary(g => g.Key, g => g.Select(b => DenseState.Density(b.State.ToArray())).Aggregate(DenseMatrix.Add));
        Assert.Equal(expected.Keys.Order(), actual.Where(a => a.Value.Trace().Real > Exact).Select(a => a.Key).Order());
        Assert.All(expected, e => Assert.Equal(0, DenseMatrix.MaxDistance(e.Value, actual[e.Key]), Exact));

        int[] signBits = [.. Enumerable.Range(0, circuit.BitCount).Where(b => b % 2 == 0)];
        foreach (string pauli in (string[])["ZZZ", "XIY", "IYX", "III"])
        {
            Assert.Equal(
                DenseCircuit.Expectation(3, circuit.BitCount, steps, pauli, signBits),
                CircuitSimulator.Expectation(circuit, [], [], PauliString.Parse(pauli), signBits),
                Exact);
        }
    }

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 40)];

    [Fact]
    public void Observable_OfSeveralTerms_IsTheirWeightedSum()
    {
        Circuit circuit = new CircuitBuilder(2)
            .Add(Gates.RY, Angle.Feature(0), 0).Add(Gates.RX, Angle.Weight(0) * Angle.Feature(0), 1).Build();
        double value = CircuitSimulator.Expectation(circuit, [0.8], [1.5], PauliSum.Parse("0.5*IZ - 2*ZI + 3*II"));
        Assert.Equal((0.5 * Math.Cos(0.8)) - (2 * Math.Cos(1.2)) + 3, value, Exact);
    }

    [Fact]
    public void FinalState_OfADynamicCircuit_Throws()
    {
        Circuit circuit = new CircuitBuilder(1, 1).Add(new Measurement(0, 0)).Build();
        AssertSays("measure q[0] -> c[0]", () => CircuitSimulator.FinalState(circuit, [], []));
    }

    [Fact]
    public void Values_ThatDoNotFit_NameBothCounts()
    {
        Circuit circuit = new CircuitBuilder(1).Add(Gates.RY, Angle.Feature(0) + Angle.Weight(1), 0).Build();
        AssertSays("2 features were given but the circuit has 1", () => CircuitSimulator.FinalState(circuit, [1, 2], [1, 2]));
        AssertSays("0 weights were given but the circuit has 2", () => CircuitSimulator.FinalState(circuit, [1], []));
        AssertSays("weight 1 of 2 is NaN", () => CircuitSimulator.FinalState(circuit, [1], [1, double.NaN]));
        AssertSays("feature 0 of 1 is ", () => CircuitSimulator.FinalState(circuit, [double.PositiveInfinity], [1, 2]));
        AssertSays("3 letters", () => CircuitSimulator.Expectation(circuit, [1], [1, 2], PauliSum.Parse("ZZZ")));
        AssertSays("sign bit 0", () => CircuitSimulator.Expectation(circuit, [1], [1, 2], PauliString.Parse("Z"), [0]));
    }

    [Fact]
    public void Branches_BeyondTheLimit_Throw()
    {
        var builder = new CircuitBuilder(1, 1);
        for (int i = 0; i < 17; i++)
        {
            builder.Add(Gates.H, 0).Add(new Measurement(0, 0));
        }

        AssertSays("65536", () => CircuitSimulator.Branches(builder.Build(), [], []));
    }

    [Fact]
    public void CircuitsOfTooManyQubits_Throw() =>
        AssertSays("at most 28", () => new CircuitBinder(new CircuitBuilder(29).Add(Gates.H, 0).Build()));

    [Fact]
    public void CutEnds_InAWholeCircuit_Throw() =>
        AssertSays("cut end", () => CircuitSimulator.FinalState(new CircuitBuilder(1).Add(new CutEnd(0, 0, 0)).Build(), [], []));

    internal static Circuit Teleportation(double[] angles) => new CircuitBuilder(3, 2)
        .Add(Gates.U, [.. angles.Select(Angle.FromDouble)], 0)
        .Add(Gates.H, 1).Add(Gates.CX, 1, 2).Add(Gates.CX, 0, 1).Add(Gates.H, 0)
        .Add(new Measurement(0, 0)).Add(new Measurement(1, 1))
        .Add(new Conditional(new Condition(EquatableArray<int>.Of(1), 1), Gate(Gates.X, 2)))
        .Add(new Conditional(new Condition(EquatableArray<int>.Of(0), 1), Gate(Gates.Z, 2)))
        .Add(new Reset(0))
        .Build();

    private static GateInstruction Gate(Gate gate, int qubit) =>
        new(gate, EquatableArray<int>.Of(qubit), EquatableArray<Angle>.Empty);

    private static void AssertSays(string part, Action act) =>
        Assert.Contains(part, Assert.Throws<CircuitException>(act).Message, StringComparison.Ordinal);
}
