using System.Numerics;
using System.Text.Json;
using CutAwareQnn.Reference;
using Xunit;

namespace CutAwareQnn.Unit.Reference;

/// <summary>The oracle against stored values, closed forms and the published identities, before anything is compared with it.</summary>
public sealed class OracleTests
{
    /// <summary>Up to some 100 gates or terms of size about 1; the largest error seen is 6e-15, the rest is for other machines.</summary>
    private const double Exact = 1e-12;

    private static readonly JsonElement Circuits = Read("circuits.json");
    private static readonly JsonElement GateDecompositions = Read("gate-qpds.json");

    public static TheoryData<string> CircuitIds => [.. Circuits.EnumerateArray().Select(c => c.GetProperty("id").GetString()!)];

    public static TheoryData<int> DecompositionRows => [.. Enumerable.Range(0, GateDecompositions.GetArrayLength())];

    /// <summary>Random matrices have no name to be found by.</summary>
    public static TheoryData<int> NamedDecompositionRows =>
        [.. Enumerable.Range(0, GateDecompositions.GetArrayLength()).Where(row => NameOf(GateDecompositions[row]) != "su4_haar")];

    public static TheoryData<string> GateNames => [.. ReferenceGates.Names];

    [Theory]
    [MemberData(nameof(CircuitIds))]
    public void Expectation_OfAReferenceCircuit_IsTheStoredValue(string id)
    {
        JsonElement circuit = Circuits.EnumerateArray().Single(c => c.GetProperty("id").GetString() == id);
        Complex[] state = DenseCircuit.State(circuit.GetProperty("n").GetInt32(), Gates(circuit));
        string[] observables = [.. circuit.GetProperty("observables").EnumerateArray().Select(o => o.GetString()!)];
        double[] expected = Numbers(circuit.GetProperty("expval"));
        for (int i = 0; i < observables.Length; i++)
            Assert.Equal(expected[i], DenseState.Expectation(state, observables[i]), Exact);
    }

    [Fact]
    public void Apply_OfAMatrixOnSomeQubits_IsTheProductWithTheEmbeddedMatrix()
    {
        Complex[] state =
            DenseCircuit.State(4, [new("h", 0), new("ry", [0.7], [1]), new("cx", 0, 2), new("rx", [1.1], [3]), new("cx", 3, 1)]);
        Complex[,] matrix = ReferenceGates.Matrix("crx", [0.3]);
        foreach (int[] qubits in new int[][] { [0, 1], [3, 1], [2, 0] })
        {
            Complex[] expected = DenseState.Apply(DenseCircuit.Embed(4, matrix, qubits), state);
            Complex[] actual = DenseState.Apply(matrix, qubits, state);
            Assert.All(expected.Zip(actual), pair => Assert.Equal(0, (pair.First - pair.Second).Magnitude, Exact));
        }

        foreach (string pauli in new[] { "XYZI", "ZZZZ", "IYXY" })
        {
            double expected = DenseState.Inner(state, DenseState.Apply(DensePauli.Matrix(pauli), state)).Real;
            Assert.Equal(expected, DenseState.Expectation(state, pauli), Exact);
        }
    }

    [Theory]
    [MemberData(nameof(NamedDecompositionRows))]
    public void Matrix_OfADecomposedGate_IsTheStoredOneUpToPhase(int row)
    {
        JsonElement gate = GateDecompositions[row];
        Complex[,] matrix = ReferenceGates.Matrix(NameOf(gate), Numbers(gate.GetProperty("params")));
        Assert.Equal(0, DenseMatrix.MaxDistanceUpToPhase(matrix, StoredMatrix(gate)), Exact);
    }

    [Theory]
    [MemberData(nameof(DecompositionRows))]
    public void Decomposition_Summed_IsTheGatesChannel(int row)
    {
        JsonElement gate = GateDecompositions[row];
        JsonElement[] terms = [.. gate.GetProperty("terms").EnumerateArray()];
        double[] coefficients = [.. terms.Select(t => t.GetProperty("c").GetDouble())];
        SuperOperator sum = SuperOperator.Sum(
            coefficients, [.. terms.Select(t => Ops(t.GetProperty("L")))], [.. terms.Select(t => Ops(t.GetProperty("R")))]);
        Assert.Equal(0, SuperOperator.Distance(sum, SuperOperator.Unitary(StoredMatrix(gate))), Exact);
        Assert.Equal(gate.GetProperty("gamma").GetDouble(), coefficients.Sum(Math.Abs), Exact);
    }

    [Fact]
    public void WireCut_EightTerms_AreTheIdentity()
    {
        JsonElement peng = Read("wire-qpds.json").GetProperty("peng_8");
        JsonElement[] terms = [.. peng.GetProperty("terms").EnumerateArray()];
        SuperOperator sum = SuperOperator.WireSum(
            [.. terms.Select(t => t.GetProperty("c").GetDouble())],
            [.. terms.Select(t => Ops(peng.GetProperty("exec_left").GetProperty(t.GetProperty("measure").GetString()!)))],
            [.. terms.Select(t => Ops(peng.GetProperty("exec_right").GetProperty(t.GetProperty("prepare").GetString()!)))]);
        Assert.Equal(0, SuperOperator.Distance(sum, SuperOperator.Identity(1)), Exact);
    }

    [Fact]
    public void WireCut_FourPreparationsThreeSettings_AreTheIdentity()
    {
        JsonElement minimal = Read("wire-qpds.json").GetProperty("minimal_4prep_3meas").GetProperty("prep_to_pauli");
        string[] paulis = [.. minimal.GetProperty("rows").EnumerateArray().Select(r => r.GetString()!)];
        Complex[][,] states = [.. new[] { "", "x", "h", "h s" }.Select(Prepared)];
        SuperOperator sum = SuperOperator.Identity(1).Times(0);
        for (int p = 0; p < paulis.Length; p++)
        {
            double[] weights = Numbers(minimal.GetProperty("matrix")[p]);
            for (int s = 0; s < states.Length; s++)
                sum = sum.Plus(SuperOperator.MeasurePrepare(DensePauli.Matrix(paulis[p]), states[s]).Times(weights[s] / 2));
        }
        Assert.Equal(0, SuperOperator.Distance(sum, SuperOperator.Identity(1)), Exact);
    }

    [Fact]
    public void ControlledX_WrittenOut_IsTheSumOfSixTerms()
    {
        SuperOperator sum = SuperOperator.Sum(
            [0.5, 0.5, 0.5, -0.5, 0.5, -0.5],
            [.. new[] { "s", "sdg", "M", "M", "", "z" }.Select(ReferenceOp.List)],
            [.. new[] { "sx", "sxdg", "", "x", "h M h", "h M h" }.Select(ReferenceOp.List)]);
        Assert.Equal(0, SuperOperator.Distance(sum, SuperOperator.Unitary(ReferenceGates.Matrix("cx"))), Exact);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-0.7)]
    [InlineData(2.5)]
    public void RzzBond_OfRankFour_IsTheChannel(double t)
    {
        SuperOperator i = Map(""), z = Map("z"), r = Map("M"), twist = Map("T");
        double c = Math.Cos(t / 2), s = Math.Sin(t / 2);
        SuperOperator sum = SuperOperator.Tensor(i, i).Times(c * c)
            .Plus(SuperOperator.Tensor(z, z).Times(s * s))
            .Plus(SuperOperator.Tensor(r, twist).Times(-Math.Sin(t)))
            .Plus(SuperOperator.Tensor(twist, r).Times(-Math.Sin(t)));
        Assert.Equal(0, SuperOperator.Distance(sum, SuperOperator.Unitary(ReferenceGates.Matrix("rzz", t))), Exact);
    }

    [Fact]
    public void LocalMaps_OfTheCutVocabulary_KeepTheirRelations()
    {
        SuperOperator twoD = Map("D").Times(2);
        AssertSame(twoD, Map("s").Plus(Map("sdg")));
        AssertSame(twoD, Map("").Plus(Map("z")));
        AssertSame(Map("T"), Map("sdg").Plus(Map("s").Times(-1)).Times(0.5));
        AssertSame(Map("T"), Map("D").Plus(Map("s").Times(-1)));
        foreach (double a in (double[])[0, -Math.PI / 2, 0.4, 3])
            AssertSame(SuperOperator.Instrument(a), Map("M").Times(Math.Cos(a)).Plus(Map("T").Times(-Math.Sin(a))));
    }

    [Theory]
    [MemberData(nameof(GateNames))]
    public void Matrix_OfEveryGate_IsUnitaryAndHasItsSize(string name)
    {
        Complex[,] u = ReferenceGates.Matrix(name, [.. Enumerable.Range(1, ReferenceGates.ParameterCount(name)).Select(k => 0.7 * k)]);
        Assert.Equal(1 << ReferenceGates.QubitCount(name), u.GetLength(0));
        Assert.Equal(0, DenseMatrix.MaxDistance(u.Multiply(u.Adjoint()), DenseMatrix.Identity(u.GetLength(0))), Exact);
    }

    [Fact]
    public void Matrix_OfEulerGates_IsTheClosedFormWithItsPhase()
    {
        const double Theta = 0.9, Phi = -1.3, Lambda = 2.2, Gamma = 0.4;
        double c = Math.Cos(Theta / 2), s = Math.Sin(Theta / 2);
        Complex[,] u = { { c, -s * Turn(Lambda) }, { s * Turn(Phi), c * Turn(Phi + Lambda) } };
        Assert.Equal(0, DenseMatrix.MaxDistance(u, ReferenceGates.Matrix("u", Theta, Phi, Lambda)), Exact);
        Assert.Equal(0, DenseMatrix.MaxDistance(u, ReferenceGates.Matrix("u3", Theta, Phi, Lambda)), Exact);

        Complex g = Turn(Gamma);
        Complex[,] cu =
        {
            { 1, 0, 0, 0 },
            { 0, g * u[0, 0], 0, g * u[0, 1] },
            { 0, 0, 1, 0 },
            { 0, g * u[1, 0], 0, g * u[1, 1] },
        };
        Assert.Equal(0, DenseMatrix.MaxDistance(cu, ReferenceGates.Matrix("cu", Theta, Phi, Lambda, Gamma)), Exact);
        AssertSame("cu3", [Theta, Phi, Lambda], "cu", [Theta, Phi, Lambda, 0]);
        AssertSame("u2", [Phi, Lambda], "u", [Math.PI / 2, Phi, Lambda]);
        AssertSame("p", [Lambda], "u", [0, 0, Lambda]);
        AssertSame("u1", [Lambda], "p", [Lambda]);
        AssertSame("cu1", [Lambda], "cp", [Lambda]);
    }

    [Fact]
    public void Matrix_OfXXMinusYY_IsTheClosedForm()
    {
        const double Theta = 1.1, Beta = 0.6;
        Complex c = Math.Cos(Theta / 2), s = new(0, -Math.Sin(Theta / 2));
        Complex[,] expected =
        {
            { c, 0, 0, s * Turn(-Beta) },
            { 0, 1, 0, 0 },
            { 0, 0, 1, 0 },
            { s * Turn(Beta), 0, 0, c },
        };
        Assert.Equal(0, DenseMatrix.MaxDistance(expected, ReferenceGates.Matrix("xx_minus_yy", Theta, Beta)), Exact);
    }

    [Fact]
    public void Matrix_OfComposedGates_IsTheirCircuit()
    {
        AssertCircuit("ecr", new ReferenceGate("s", 0), new("sx", 1), new("cx", 0, 1), new("x", 0));
        AssertCircuit("dcx", new ReferenceGate("cx", 0, 1), new("cx", 1, 0));
        AssertCircuit("swap", new ReferenceGate("cx", 0, 1), new("cx", 1, 0), new("cx", 0, 1));
        AssertCircuit("iswap", new ReferenceGate("s", 0), new("s", 1), new("h", 0), new("cx", 0, 1), new("cx", 1, 0), new("h", 1));
        AssertCircuit("cx", new ReferenceGate("csx", 0, 1), new("csx", 0, 1));
        AssertCircuit("id", new ReferenceGate("sx", 0), new("sxdg", 0));
        AssertCircuit("ccz", new ReferenceGate("h", 2), new("ccx", 0, 1, 2), new("h", 2));
        AssertCircuit("cswap", new ReferenceGate("cx", 2, 1), new("ccx", 0, 1, 2), new("cx", 2, 1));
    }

    [Fact]
    public void ControlledGates_OnBasisStates_FollowTheFirstArgument()
    {
        Complex[,] cx = ReferenceGates.Matrix("cx"), ccx = ReferenceGates.Matrix("ccx");
        Assert.Equal(Complex.One, cx[0b11, 0b01]);
        Assert.Equal(Complex.One, cx[0b10, 0b10]);
        Assert.Equal(Complex.One, ccx[0b111, 0b011]);
        Assert.Equal(Complex.One, ccx[0b110, 0b110]);
        Assert.Equal(-1, DenseCircuit.Expectation(3, [new("x", 2), new("cx", 2, 0)], "IIZ"), Exact);
    }

    [Fact]
    public void Exp_OfALargeAngle_KeepsItsDigits()
    {
        Complex[,] rx = ReferenceGates.Matrix("rx", 101.5);
        Assert.Equal(Math.Cos(101.5 / 2), rx[0, 0].Real, Exact);
        Assert.Equal(-Math.Sin(101.5 / 2), rx[0, 1].Imaginary, Exact);
    }

    [Fact]
    public void Matrix_OfAnUnknownGate_Throws()
    {
        Assert.Throws<ArgumentException>(() => ReferenceGates.Matrix("foo"));
        Assert.Throws<ArgumentException>(() => ReferenceGates.Matrix("rx"));
    }

    [Fact]
    public void Tensor_OfTwoChannels_PutsTheFirstOnTheLowQubit()
    {
        Complex[,] a = ReferenceGates.Matrix("u", 0.3, 0.5, 0.7), b = ReferenceGates.Matrix("u", 1.1, -0.2, 0.9);
        AssertSame(SuperOperator.Tensor(SuperOperator.Unitary(a), SuperOperator.Unitary(b)), SuperOperator.Unitary(b.Kronecker(a)));
    }

    [Fact]
    public void Channel_OnSomeQubits_IsTheGateOnThem()
    {
        ReferenceStep[] prepare = [.. Scrambled(3)];
        Complex[,] u = ReferenceGates.Matrix("crx", 0.8);
        Complex[,] byGate = DenseCircuit.Density(3, 0, [.. prepare, new ReferenceStep.Gate(new("crx", [0.8], [2, 0]))]);
        Complex[,] byChannel = DenseCircuit.Density(3, 0, [.. prepare, new ReferenceStep.Channel(SuperOperator.Unitary(u), [2, 0])]);
        Assert.Equal(0, DenseMatrix.MaxDistance(byGate, byChannel), Exact);
    }

    [Fact]
    public void Measurement_WithItsSign_IsTheMapM_AndWithoutItTheMapD()
    {
        ReferenceStep[] prepare = [.. Scrambled(2)], after = [new ReferenceStep.Gate(new("rxx", [0.9], [0, 1]))];
        ReferenceStep[] measured = [.. prepare, new ReferenceStep.Measure(1, 0), .. after];
        foreach (string pauli in DensePauli.Labels(2))
        {
            double signed = DenseCircuit.Expectation(2, 0, [.. prepare, new ReferenceStep.Channel(Map("M"), [1]), .. after], pauli, []);
            double unsigned = DenseCircuit.Expectation(2, 0, [.. prepare, new ReferenceStep.Channel(Map("D"), [1]), .. after], pauli, []);
            Assert.Equal(signed, DenseCircuit.Expectation(2, 1, measured, pauli, [0]), Exact);
            Assert.Equal(unsigned, DenseCircuit.Expectation(2, 1, measured, pauli, []), Exact);
        }
    }

    [Fact]
    public void Teleportation_WithFeedForward_MovesTheState()
    {
        ReferenceStep[] steps =
        [
            new ReferenceStep.Gate(new("u", [0.7, -0.4, 1.2], [0])),
            new ReferenceStep.Gate(new("h", 1)),
            new ReferenceStep.Gate(new("cx", 1, 2)),
            new ReferenceStep.Gate(new("cx", 0, 1)),
            new ReferenceStep.Gate(new("h", 0)),
            new ReferenceStep.Measure(0, 0),
            new ReferenceStep.Measure(1, 1),
            new ReferenceStep.Conditional([1], 1, new ReferenceStep.Gate(new("x", 2))),
            new ReferenceStep.Conditional([0], 1, new ReferenceStep.Gate(new("z", 2))),
            new ReferenceStep.Reset(0),
        ];
        ReferenceGate sent = new("u", [0.7, -0.4, 1.2], [0]);
        foreach (string letter in (string[])["X", "Y", "Z"])
        {
            double expected = DenseCircuit.Expectation(1, [sent], letter);
            Assert.Equal(expected, DenseCircuit.Expectation(3, 2, steps, letter + "II", []), Exact);
        }
        Assert.Equal(1, DenseCircuit.Expectation(3, 2, steps, "IIZ", []), Exact);
        Assert.All(DenseCircuit.Branches(3, 2, steps), branch => Assert.Equal(0.25, branch.Rho.Trace().Real, Exact));
    }

    [Fact]
    public void Conditional_OnTwoBits_ReadsTheFirstAsTheLeastSignificant()
    {
        ReferenceStep[] steps =
        [
            new ReferenceStep.Gate(new("x", 1)),
            new ReferenceStep.Measure(0, 0),
            new ReferenceStep.Measure(1, 1),
            new ReferenceStep.Conditional([0, 1], 2, new ReferenceStep.Gate(new("x", 0))),
            new ReferenceStep.Conditional([1, 0], 2, new ReferenceStep.Reset(1)),
        ];
        Assert.Equal(1, DenseCircuit.Expectation(2, 2, steps, "ZZ", []), Exact);
        Assert.Equal(-1, DenseCircuit.Expectation(2, 2, steps, "ZZ", [0, 1]), Exact);
        Assert.Equal(-1, DenseCircuit.Expectation(2, 2, steps, "IZ", []), Exact);
    }

    [Fact]
    public void Depolarising_IsAPauliChannel_DiagonalInThePauliBasis()
    {
        const double P = 0.12;
        SuperOperator depolarising = SuperOperator.Depolarising(2, P);
        Dictionary<string, double> weights = DensePauli.Labels(2).ToDictionary(l => l, l => P / 16 + (l == "II" ? 1 - P : 0));
        AssertSame(depolarising, SuperOperator.PauliChannel(weights));
        double[,] transfer = depolarising.PauliTransfer();
        for (int p = 0; p < 16; p++)
        {
            for (int q = 0; q < 16; q++)
                Assert.Equal(p != q ? 0 : p == 0 ? 1 : 1 - P, transfer[p, q], Exact);
        }
    }

    private static SuperOperator Map(string names) => SuperOperator.Of(ReferenceOp.List(names));

    private static Complex[,] Prepared(string names) => Map(names).Apply(DenseMatrix.Unit(2, 0, 0));

    private static Complex Turn(double angle) => Complex.FromPolarCoordinates(1, angle);

    private static void AssertSame(SuperOperator expected, SuperOperator actual) =>
        Assert.Equal(0, SuperOperator.Distance(expected, actual), Exact);

    private static void AssertSame(string name, double[] parameters, string other, double[] otherParameters) =>
        Assert.Equal(
            0, DenseMatrix.MaxDistance(ReferenceGates.Matrix(name, parameters), ReferenceGates.Matrix(other, otherParameters)), Exact);

    private static void AssertCircuit(string name, params ReferenceGate[] gates)
    {
        Complex[,] circuit = DenseCircuit.Unitary(ReferenceGates.QubitCount(name), gates);
        Assert.Equal(0, DenseMatrix.MaxDistanceUpToPhase(ReferenceGates.Matrix(name), circuit), Exact);
    }

    private static IEnumerable<ReferenceStep> Scrambled(int n)
    {
        for (int q = 0; q < n; q++)
            yield return new ReferenceStep.Gate(new("u", [0.5 + q, 0.3 * q - 1, 0.8], [q]));
        for (int q = 1; q < n; q++)
            yield return new ReferenceStep.Gate(new("cry", [1.3 * q], [q - 1, q]));
    }

    private static JsonElement Read(string file) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data", file))).RootElement;

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(e => e.GetDouble())];

    private static IEnumerable<ReferenceGate> Gates(JsonElement circuit) => circuit.GetProperty("gates").EnumerateArray().Select(g =>
        new ReferenceGate(
            g.GetProperty("name").GetString()!,
            Numbers(g.GetProperty("params")),
            [.. g.GetProperty("q").EnumerateArray().Select(q => q.GetInt32())]));

    private static string NameOf(JsonElement gate) => gate.GetProperty("gate").GetString()!;

    /// <summary>Reads operations; each is a name, or a list of a name and its angles.</summary>
    private static ReferenceOp[] Ops(JsonElement ops) => [.. ops.EnumerateArray().Select(op => op.ValueKind == JsonValueKind.String
        ? new ReferenceOp(op.GetString()!)
        : new ReferenceOp(op[0].GetString()!, [.. op.EnumerateArray().Skip(1).Select(e => e.GetDouble())]))];

    /// <summary>Reads rows of entries, each a real and an imaginary part.</summary>
    private static Complex[,] StoredMatrix(JsonElement gate)
    {
        JsonElement rows = gate.GetProperty("matrix_le");
        var matrix = new Complex[rows.GetArrayLength(), rows.GetArrayLength()];
        for (int i = 0; i < matrix.GetLength(0); i++)
        {
            for (int j = 0; j < matrix.GetLength(1); j++)
                matrix[i, j] = new(rows[i][j][0].GetDouble(), rows[i][j][1].GetDouble());
        }
        return matrix;
    }
}
