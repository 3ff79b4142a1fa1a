using System.Numerics;
using CutAwareQnn.Circuits;
using CutAwareQnn.Reference;
using CutAwareQnn.Simulation;
using Xunit;

namespace CutAwareQnn.Unit.Circuits;

/// <summary>The gate table's redundant facts compared with each other and with the oracle.</summary>
public sealed class GateTableTests
{
    /// <summary>A few products of entries of size 1.</summary>
    private const double Exact = 1e-12;

    /// <summary>Angles without special meaning, negative and beyond π among them.</summary>
    private static readonly double[][] Angles =
        [[0.7, -1.3, 2.9, 0.4], [-2.1, 0.35, -0.8, 1.9], [4.4, 5.1, -3.7, -6.0], [0, 0, 0, 0], [Math.PI, Math.PI / 2, -Math.PI, 1]];

    public static TheoryData<string> Names => [.. Gates.All.Select(g => g.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Matrix_UpToPhase_IsTheOracles(string name)
    {
        foreach (double[] angles in AnglesOf(name))
        {
            Complex[,] matrix = Dense(Gates.Find(name)!.Matrix(angles));
            Assert.Equal(0, DenseMatrix.MaxDistanceUpToPhase(matrix, ReferenceGates.Matrix(name, angles)), Exact);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Matrix_HasTheGatesSizeAndIsUnitary(string name)
    {
        Gate gate = Gates.Find(name)!;
        foreach (double[] angles in AnglesOf(name))
        {
            Assert.Equal(1 << gate.QubitCount, gate.Matrix(angles).Dimension);
            Assert.Equal(0, gate.Matrix(angles).UnitarityError(), Exact);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void IsDiagonal_IsWhatTheMatrixSays(string name)
    {
        Gate gate = Gates.Find(name)!;
        ComplexMatrix matrix = gate.Matrix(AnglesOf(name)[0]);
        bool diagonal = Enumerable.Range(0, matrix.Entries.Count)
            .All(i => i / matrix.Dimension == i % matrix.Dimension || matrix.Entries[i] == 0);
        Assert.Equal(diagonal, gate.IsDiagonal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Inverse_BehindTheGate_IsTheIdentityUpToPhase(string name)
    {
        Gate gate = Gates.Find(name)!;
        int[] qubits = [.. Enumerable.Range(0, gate.QubitCount)];
        foreach (double[] angles in AnglesOf(name))
        {
            var instruction = new GateInstruction(gate, qubits.ToEquatableArray(), angles.Select(Angle.FromDouble).ToEquatableArray());
            Complex[,] product = Embedded(instruction.Inverse()).Multiply(Embedded(instruction));
            Assert.Equal(0, DenseMatrix.MaxDistanceUpToPhase(product, DenseMatrix.Identity(1 << gate.QubitCount)), Exact);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Derivative_IsTheCentralDifference(string name)
    {
        // The error of a central difference is h²/6 times a third derivative of at most 1, and 1e-16/h of rounding.
        const double Step = 1e-5, Error = 1e-10;
        Gate gate = Gates.Find(name)!;
        foreach (double[] angles in AnglesOf(name))
        {
            for (int p = 0; p < gate.ParameterCount; p++)
            {
                ComplexMatrix up = gate.Matrix(Shifted(angles, p, Step)), down = gate.Matrix(Shifted(angles, p, -Step));
                ComplexMatrix derivative = gate.Derivative(p, angles);
                for (int i = 0; i < up.Entries.Count; i++)
                {
                    Assert.Equal(0, Complex.Abs(((up.Entries[i] - down.Entries[i]) / (2 * Step)) - derivative.Entries[i]), Error);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ShiftRule_OfEveryParameter_IsTheDerivativeOfExpectations(string name)
    {
        Gate gate = Gates.Find(name)!;
        foreach (double[] angles in AnglesOf(name))
        {
            for (int p = 0; p < gate.ParameterCount; p++)
            {
                foreach (string pauli in DensePauli.Labels(gate.QubitCount))
                {
                    StateVector state = Scrambled(gate.QubitCount), derivative = state.Clone();
                    int[] qubits = [.. Enumerable.Range(0, gate.QubitCount)];
                    state.Apply(gate, angles, qubits);
                    derivative.Apply(gate.Derivative(p, angles), qubits);
                    double exact = 2 * StateVector.Bracket(state, PauliString.Parse(pauli), derivative).Real;
                    double shifted = gate.ShiftRules[p].Terms.Sum(t =>
                    {
                        StateVector moved = Scrambled(gate.QubitCount);
                        moved.Apply(gate, Shifted(angles, p, t.Shift), qubits);
                        return t.Coefficient * moved.Expectation(PauliString.Parse(pauli));
                    });
                    Assert.Equal(exact, shifted, Exact);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Find_ByName_IsTheGate(string name) => Assert.Same(Gates.All.Single(g => g.Name == name), Gates.Find(name));

    [Theory]
    [InlineData("u1", "p")]
    [InlineData("u3", "u")]
    [InlineData("U", "u")]
    [InlineData("CX", "cx")]
    [InlineData("cnot", "cx")]
    [InlineData("phase", "p")]
    [InlineData("cphase", "cp")]
    [InlineData("cu1", "cp")]
    public void Find_ByAlias_IsTheSameGate(string alias, string name) => Assert.Same(Gates.Find(name), Gates.Find(alias));

    [Fact]
    public void Find_AnUnknownName_IsNull() => Assert.Null(Gates.Find("foo"));

    [Fact]
    public void Table_HasEveryGateOfTheOracle() => Assert.All(ReferenceGates.Names, name => Assert.NotNull(Gates.Find(name)));

    [Fact]
    public void Matrix_WithTheWrongNumberOfAngles_NamesBothNumbers()
    {
        var exception = Assert.Throws<CircuitException>(() => Gates.RX.Matrix(1, 2));
        Assert.Contains("2", exception.Message, StringComparison.Ordinal);
        Assert.Contains("takes 1", exception.Message, StringComparison.Ordinal);
    }

    private static double[][] AnglesOf(string name) => [.. Angles.Select(a => a[..Gates.Find(name)!.ParameterCount])];

    private static double[] Shifted(double[] angles, int parameter, double shift) =>
        [.. angles.Select((a, p) => p == parameter ? a + shift : a)];

    private static Complex[,] Dense(ComplexMatrix matrix)
    {
        var dense = new Complex[matrix.Dimension, matrix.Dimension];
        for (int i = 0; i < matrix.Entries.Count; i++)
        {
            dense[i / matrix.Dimension, i % matrix.Dimension] = matrix.Entries[i];
        }

        return dense;
    }

    private static Complex[,] Embedded(GateInstruction gate) => DenseCircuit.Embed(
        gate.Targets.Count, Dense(gate.Gate.Matrix([.. gate.Angles.Select(a => a.Constant)])), [.. gate.Targets]);

    private static StateVector Scrambled(int qubitCount)
    {
        var state = new StateVector(qubitCount);
        for (int q = 0; q < qubitCount; q++)
        {
            state.Apply(Gates.U, [0.9 + q, 0.4 - q, 1.7], q);
        }

        for (int q = 1; q < qubitCount; q++)
        {
            state.Apply(Gates.CRY, [1.1 * q], q - 1, q);
        }

        return state;
    }
}
