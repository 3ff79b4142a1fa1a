using System.Numerics;
using CutAwareQnn.Circuits;
using CutAwareQnn.Reference;
using Xunit;

namespace CutAwareQnn.Unit.Circuits;

/// <summary>Controls, powers and decompositions of every gate against dense matrices, global phase included.</summary>
public sealed class GateModifierTests
{
    /// <summary>Some dozens of products of entries of size 1.</summary>
    private const double Exact = 1e-11;

    private static readonly double[] Angles = [0.7, -1.3, 2.9, 0.4];

    public static TheoryData<string> Names => [.. Gates.All.Select(g => g.Name), "unitary 1", "unitary 2"];

    public static TheoryData<string> TwoQubitNames => [.. Gates.All.Where(g => g.QubitCount == 2).Select(g => g.Name), "unitary 2"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Controlled_ByOneToThreeQubits_IsTheMatrixInTheCorner(string name)
    {
        GateInstruction gate = Instruction(name);
        for (int controls = 1; controls <= 3; controls++)
        {
            int[] qubits = [.. Enumerable.Range(gate.Gate.QubitCount, controls)];
            ComplexMatrix expected = Matrix(gate);
            for (int i = 0; i < controls; i++)
            {
                // The new control is the highest qubit, hence in the lower right corner.
                expected = InCorner(expected);
            }

            AssertEqual(expected, Product(gate.Controlled(qubits), gate.Gate.QubitCount + controls));
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public void Controlled_ByManyQubits_IsTheMatrixInTheCorner(int controls)
    {
        foreach (string name in (string[])["x", "h", "ry", "u"])
        {
            GateInstruction gate = Instruction(name);
            ComplexMatrix expected = Enumerable.Range(0, controls).Aggregate(Matrix(gate), (m, _) => InCorner(m));
            AssertEqual(expected, Product(gate.Controlled([.. Enumerable.Range(1, controls)]), controls + 1));
        }
    }

    [Fact]
    public void Controlled_WhereTheTableHasARow_IsThatRow()
    {
        Assert.Equal("ccx q[2],q[1],q[0]", Assert.Single(Of(Gates.X, 0).Controlled([2, 1])).ToString());
        Assert.Equal("cswap q[2],q[0],q[1]", Assert.Single(Of(Gates.Swap, 0, 1).Controlled(2)).ToString());
        Assert.Equal("cu3(0.1,0.2,0.3) q[1],q[0]", Assert.Single(
            new GateInstruction(Gates.U, EquatableArray<int>.Of(0), EquatableArray<Angle>.Of(0.1, 0.2, 0.3)).Controlled(1)).ToString());
        Assert.Empty(Of(Gates.Id, 0).Controlled(1));
    }

    [Fact]
    public void Controlled_ByItsOwnQubitOrByEleven_IsRefused()
    {
        Assert.Contains(
            "qubit 0 twice", Assert.Throws<CircuitException>(() => Of(Gates.X, 0).Controlled(0)).Message, StringComparison.Ordinal);
        Assert.Contains(
            "at most 10",
            Assert.Throws<CircuitException>(() => Of(Gates.X, 0).Controlled([.. Enumerable.Range(1, 11)])).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Power_OfIntegers_RepeatsTheMatrix(string name)
    {
        GateInstruction gate = Instruction(name);
        ComplexMatrix matrix = Matrix(gate);
        foreach (int exponent in (int[])[-3, -1, 0, 1, 2, 5])
        {
            ComplexMatrix factor = exponent < 0 ? matrix.Adjoint() : matrix;
            ComplexMatrix expected = Enumerable.Range(0, Math.Abs(exponent))
                .Aggregate(ComplexMatrix.Identity(matrix.Dimension), (m, _) => factor * m);
            AssertEqualUpToPhase(expected, Product(gate.Power(exponent), gate.Gate.QubitCount));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Power_OfAHalf_SquaredIsTheGate(string name)
    {
        GateInstruction gate = Instruction(name);
        GateInstruction[] twice = [.. gate.Power(0.5), .. gate.Power(0.5)];
        AssertEqual(Matrix(gate), Product(twice, gate.Gate.QubitCount));
    }

    [Theory]
    [InlineData("x", "sx")]
    [InlineData("z", "s")]
    [InlineData("s", "t")]
    [InlineData("cx", "csx")]
    [InlineData("cz", "cs")]
    [InlineData("iswap", "sqrt_iswap")]
    public void Power_OfAHalf_IsTheNamedRoot(string name, string root)
    {
        GateInstruction gate = Instruction(name);
        AssertEqual(Matrix(Instruction(root)), Product(gate.Power(0.5), gate.Gate.QubitCount));
    }

    [Fact]
    public void Power_OfASymbolicGate_ByAnInteger_RepeatsIt()
    {
        GateInstruction gate = new(Gates.U, EquatableArray<int>.Of(0), EquatableArray<Angle>.Of(Angle.Weight(0), 0, 0));
        Assert.Equal(40, gate.Power(40).Count);
        Assert.Contains("no form here", Assert.Throws<CircuitException>(() => gate.Power(20_000)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Power_WithASymbol_IsBoundLater()
    {
        IReadOnlyList<GateInstruction> power = Of(Gates.X, 0).Power(Angle.Weight(0));
        GateInstruction[] bound = [.. power.Select(g => (GateInstruction)g.WithAngles(a => a.Evaluate(_ => 0.5)))];
        AssertEqual(Gates.SX.Matrix(), Product(bound, 1));
        Assert.Throws<CircuitException>(() => Instruction("u").Power(Angle.Weight(0)));
    }

    [Theory]
    [MemberData(nameof(TwoQubitNames))]
    public void Weyl_OfEveryGate_RebuildsItsMatrix(string name)
    {
        ComplexMatrix matrix = Matrix(Instruction(name));
        AssertEqualUpToPhase(matrix, Product([.. WeylDecomposition.Of(matrix).ToGates(0, 1)], 2));
    }

    [Fact]
    public void Weyl_OfRandomUnitaries_RebuildsThem()
    {
        var random = new Random(5);
        for (int i = 0; i < 500; i++)
        {
            // Every third one close to a local gate, where eigenvalues nearly coincide.
            ComplexMatrix matrix = RandomUnitary(random, 4, i % 3 == 0 ? 1e-7 : 1);
            AssertEqualUpToPhase(matrix, Product([.. WeylDecomposition.Of(matrix).ToGates(0, 1)], 2));
        }
    }

    [Fact]
    public void Power_OfRandomUnitaries_AddsExponents()
    {
        var random = new Random(6);
        for (int i = 0; i < 100; i++)
        {
            ComplexMatrix matrix = RandomUnitary(random, i % 2 == 0 ? 2 : 4, 1);
            AssertEqual(matrix, matrix.Power(0.3) * matrix.Power(0.7));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Generator_OfEveryAngle_HasTheGapsOfItsShiftRule(string name)
    {
        GateInstruction gate = Instruction(name);
        double[] angles = [.. gate.Angles.Select(a => a.Constant)];
        for (int p = 0; p < angles.Length; p++)
        {
            ComplexMatrix generator = gate.Gate.Generator(p, angles);
            Complex[] adjoint = [.. generator.Adjoint().Entries];
            Assert.All(generator.Entries.Zip(adjoint), pair => Assert.Equal(0, Complex.Abs(pair.First - pair.Second), Exact));
            double[] turned = [.. angles];
            turned[p] += 1.234;
            ComplexMatrix later = gate.Gate.Generator(p, turned);
            if (later.Entries.Zip(generator.Entries, (a, b) => Complex.Abs(a - b)).Max() < Exact)
            {
                // Of a constant generator the gaps between eigenvalues are the frequencies.
                ComplexMatrix vectors = HermitianEigenvectors.Of(generator);
                ComplexMatrix diagonal = vectors.Adjoint() * generator * vectors;
                double[] values = [.. Enumerable.Range(0, diagonal.Dimension).Select(i => diagonal[i, i].Real)];
                double[] gaps = [.. values.SelectMany(v => values.Select(w => Math.Round(Math.Abs(v - w), 10))).Distinct().Order().Skip(1)];
                double[] frequencies = gate.Gate.ShiftRules[p] == ShiftRule.TwoTerm ? [1] : [0.5, 1];
                Assert.Equal(frequencies, gaps);
            }

            if (gate.Gate.ParameterCount == 1)
            {
                // exp(-i t G) from a constant G is the gate.
                Complex[,] turn = Dense(ComplexMatrix.Create(generator.Dimension, (r, c) => new Complex(0, -angles[0]) * generator[r, c]));
                Assert.Equal(0, DenseMatrix.MaxDistanceUpToPhase(DenseMatrix.Exp(turn), Dense(Matrix(gate))), Exact);
            }
        }
    }

    [Fact]
    public void Unitary_OfEqualMatrices_AreEqualGates()
    {
        Gate gate = Gate.Unitary(new(0, 1, 1, 0));
        Assert.Equal(gate, Gate.Unitary(new(0, 1, 1, 0)));
        Assert.NotEqual(gate, Gate.Unitary(new(1, 0, 0, 1)));
        Assert.NotEqual(gate, Gates.X);
        Assert.True(Gate.Unitary(new(1, 0, 0, Complex.ImaginaryOne)).IsDiagonal);
    }

    [Fact]
    public void Unitary_ThatIsNone_IsRefusedWithItsError()
    {
        Assert.Contains(
            "differs from the identity by 1E-08",
            Assert.Throws<CircuitException>(() => Gate.Unitary(new(1, 0, 0, 1 + 5e-9))).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "8 rows", Assert.Throws<CircuitException>(() => Gate.Unitary(ComplexMatrix.Identity(8))).Message, StringComparison.Ordinal);
        Assert.NotNull(Gate.Unitary(new(1, 0, 0, 1 + 1e-10)));
    }

    private static GateInstruction Instruction(string name)
    {
        Gate gate = name switch
        {
            "unitary 1" => Gate.Unitary(RandomUnitary(new Random(1), 2, 1)),
            "unitary 2" => Gate.Unitary(RandomUnitary(new Random(2), 4, 1)),
            _ => Gates.Find(name)!,
        };
        return new(
            gate,
            Enumerable.Range(0, gate.QubitCount).ToEquatableArray(),
            Angles.Take(gate.ParameterCount).Select(Angle.FromDouble).ToEquatableArray());
    }

    private static GateInstruction Of(Gate gate, params int[] qubits) => new(gate, qubits.ToEquatableArray(), EquatableArray<Angle>.Empty);

    private static ComplexMatrix Matrix(GateInstruction gate) => gate.Gate.Matrix([.. gate.Angles.Select(a => a.Constant)]);

    private static ComplexMatrix Product(IReadOnlyList<GateInstruction> gates, int qubitCount) => gates.Aggregate(
        ComplexMatrix.Identity(1 << qubitCount),
        (product, g) => Embedded(Matrix(g), [.. g.Targets], qubitCount) * product);

    private static ComplexMatrix Embedded(ComplexMatrix matrix, int[] qubits, int qubitCount)
    {
        int mask = qubits.Sum(q => 1 << q);
        return ComplexMatrix.Create(1 << qubitCount, (r, c) => (r & ~mask) == (c & ~mask) ? matrix[Local(r), Local(c)] : 0);

        int Local(int index) => qubits.Select((q, i) => (index >> q & 1) << i).Sum();
    }

    private static ComplexMatrix InCorner(ComplexMatrix matrix) => ComplexMatrix.Create(
        2 * matrix.Dimension,
        (r, c) => r < matrix.Dimension || c < matrix.Dimension ? (r == c ? 1 : 0) : matrix[r - matrix.Dimension, c - matrix.Dimension]);

    // The exponential of a random anti-Hermitian matrix of a given size.
    private static ComplexMatrix RandomUnitary(Random random, int dimension, double size)
    {
        Complex[,] generator = new Complex[dimension, dimension];
        for (int r = 0; r < dimension; r++)
        {
            for (int c = 0; c <= r; c++)
            {
                var entry = new Complex(r == c ? 0 : random.NextDouble() - 0.5, random.NextDouble() - 0.5);
                generator[r, c] = 4 * size * entry;
                generator[c, r] = -Complex.Conjugate(generator[r, c]);
            }
        }

        Complex[,] unitary = DenseMatrix.Exp(generator);
        return ComplexMatrix.Create(dimension, (r, c) => unitary[r, c]);
    }

    private static void AssertEqual(ComplexMatrix expected, ComplexMatrix actual) =>
        Assert.Equal(0, expected.Entries.Zip(actual.Entries, (a, b) => Complex.Abs(a - b)).Max(), Exact);

    private static void AssertEqualUpToPhase(ComplexMatrix expected, ComplexMatrix actual) =>
        Assert.Equal(0, DenseMatrix.MaxDistanceUpToPhase(Dense(expected), Dense(actual)), Exact);

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
