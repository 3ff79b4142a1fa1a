using System.Numerics;
using System.Text.Json;
using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Reference;
using Xunit;

namespace CutAwareQnn.Unit.Cutting;

/// <summary>
/// Cuts as superoperators: inserted operators, tensor entries and physical operations are the same maps, and the sum of a cut's joint
/// terms is the channel of the gate or wire.
/// </summary>
public sealed class DecompositionTests
{
    /// <summary>Sums of at most 58 products of maps with entries of size 1.</summary>
    private const double Exact = 1e-12;

    private static readonly double[][] Angles = [[0.7, -1.3], [-2.1, 0.35], [4.4, 5.1], [Math.PI / 2, 0.3], [-Math.PI, 1], [0.1, 0]];

    private static readonly JsonElement Stored = JsonDocument
        .Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data", "gate-qpds.json"))).RootElement;

    private static readonly LegBasis[] Bases = [LegBasis.RankTwoGate, LegBasis.RankFourGate, LegBasis.WireOut, LegBasis.WireIn];

    public static TheoryData<int> BasisIndices => [.. Enumerable.Range(0, Bases.Length)];

    public static TheoryData<string> CuttableGates =>
        [.. Gates.All.Where(g => g.QubitCount == 2 && Find(g) is not null).Select(g => g.Name)];

    public static TheoryData<string> ExpandedGates => ["cu", "cu3", "ccz", "ccx", "cswap"];

    /// <summary>Rows with the form the project cuts by: random gates have no name, the half-six form is the same maps.</summary>
    public static TheoryData<int> StoredRows =>
    [
        .. Enumerable.Range(0, Stored.GetArrayLength()).Where(row => Stored[row].GetProperty("gate").GetString() != "su4_haar"),
    ];

    [Theory]
    [MemberData(nameof(BasisIndices))]
    public void Entries_OfALeg_AreAssembledFromItsOperations(int index)
    {
        LegBasis basis = Bases[index];
        for (int e = 0; e < basis.Dimension; e++)
        {
            AssertSame(Entry(basis, e), Sum(basis.Operations.Select((o, k) => Map(basis, o).Times(basis.Assembly[e, k]))));
        }
    }

    [Theory]
    [MemberData(nameof(BasisIndices))]
    public void Operations_OfALeg_AreExpandedInItsEntries(int index)
    {
        LegBasis basis = Bases[index];
        for (int o = 0; o < basis.Operations.Count; o++)
        {
            SuperOperator sum = Sum(Enumerable.Range(0, basis.Dimension).Select(e => Entry(basis, e).Times(basis.Expansion[o, e])));
            AssertSame(Map(basis, basis.Operations[o]), sum);
        }
    }

    [Theory]
    [MemberData(nameof(BasisIndices))]
    public void Operations_OfALeg_MeasureAtMostOnce(int index) => Assert.All(
        Bases[index].Operations,
        operation => Assert.True(operation.Steps.Count(s => s is Measurement) == (operation.Measures ? 1 : 0)));

    [Fact]
    public void Legs_HaveThePublishedNumbersOfEntriesAndOperations()
    {
        Assert.Equal([4, 16, 4, 4], Bases.Select(b => b.Dimension));
        Assert.Equal([5, 22, 4, 6], Bases.Select(b => b.Operations.Count));
        Assert.Equal(["I", "Z", "R", "T"], LegBasis.RankTwoGate.Entries);
    }

    [Theory]
    [MemberData(nameof(CuttableGates))]
    public void JointTerms_OfAGate_SumToItsChannel(string name)
    {
        Gate gate = Gates.Find(name)!;
        foreach (double[] angles in Angles)
        {
            (CutForm cut, GateDecomposition parts) = Cut(gate, angles[..gate.ParameterCount], symbolic: false);
            AssertSame(Channel(gate, angles[..gate.ParameterCount]), Joint(cut, parts, cut.Bond(_ => 0), _ => 0));
        }
    }

    [Theory]
    [MemberData(nameof(CuttableGates))]
    public void JointTerms_OfASymbolicGate_SumToItsChannelForEveryAngle(string name)
    {
        Gate gate = Gates.Find(name)!;
        foreach (double[] angles in Angles.Where(_ => gate.ParameterCount > 0).Append(new double[2]))
        {
            (CutForm cut, GateDecomposition parts) = Cut(gate, angles[..gate.ParameterCount], symbolic: true);
            double Value(Symbol symbol) => angles[symbol.Index];
            AssertSame(Channel(gate, angles[..gate.ParameterCount]), Joint(cut, parts, cut.Bond(Value), Value));
        }
    }

    [Fact]
    public void JointTerms_OfAWire_SumToTheIdentity()
    {
        IReadOnlyList<JointTerm> terms = CutForm.Wire.Terms();
        double[] bond = CutForm.Wire.Bond([]);
        Assert.Equal(8, terms.Count);
        Assert.Equal(4, CutForm.Wire.Gamma(bond), Exact);
        SuperOperator sum = Sum(terms.Select(t => Map(LegBasis.WireOut, LegBasis.WireOut.Operations[t.First])
            .Then(Map(LegBasis.WireIn, LegBasis.WireIn.Operations[t.Second])).Times(t.Coefficient(bond))));
        AssertSame(SuperOperator.Identity(1), sum);
    }

    [Theory]
    [MemberData(nameof(StoredRows))]
    public void Cut_OfAStoredGate_HasItsGammaTermsAndOperations(int row)
    {
        JsonElement stored = Stored[row];
        Gate gate = Gates.Find(stored.GetProperty("gate").GetString()!)!;
        double[] angles = [.. stored.GetProperty("params").EnumerateArray().Select(p => p.GetDouble())];
        (CutForm cut, _) = Cut(gate, angles, symbolic: false);
        Assert.Equal(stored.GetProperty("gamma").GetDouble(), cut.Gamma(cut.Bond(_ => 0)), Exact);

        IReadOnlyList<JointTerm> terms = cut.Terms();
        Assert.Equal(stored.GetProperty("n_terms").GetInt32(), terms.Count);
        Assert.Equal(stored.GetProperty("unique_L").GetInt32(), terms.Select(t => t.First).Distinct().Count());
        Assert.Equal(stored.GetProperty("unique_R").GetInt32(), terms.Select(t => t.Second).Distinct().Count());
    }

    [Theory]
    [InlineData("rzz")]
    [InlineData("cp")]
    [InlineData("xx_plus_yy")]
    [InlineData("xx_minus_yy")]
    public void BondDerivative_ByEachAngle_IsTheCentralDifference(string name)
    {
        // h²/6 times a third derivative of at most 8, and rounding of 1e-16/h.
        const double Step = 1e-5, Error = 1e-9;
        var form = CutForm.Gate(Find(Gates.Find(name)!)!.Interaction);
        bool isRankTwo = form.First == LegBasis.RankTwoGate;
        double[] at = isRankTwo ? [0, 0, 0.7] : [0.4, -0.9, 0.7];
        for (int k = isRankTwo ? 2 : 0; k < 3; k++)
        {
            double[] up = [.. at], down = [.. at];
            up[k] += Step;
            down[k] -= Step;
            double[] derivative = form.BondDerivative(at, k);
            double[] above = form.Bond(up), below = form.Bond(down);
            for (int i = 0; i < derivative.Length; i++)
            {
                Assert.Equal((above[i] - below[i]) / (2 * Step), derivative[i], Error);
            }
        }
    }

    [Theory]
    [MemberData(nameof(ExpandedGates))]
    public void Expansion_OfAGate_IsItsUnitaryUpToPhase(string name)
    {
        Gate gate = Gates.Find(name)!;
        foreach (double[] angles in Angles)
        {
            double[] own = [.. angles.Concat([2.2, -0.6]).Take(gate.ParameterCount)];
            int[] qubits = [.. Enumerable.Range(0, gate.QubitCount)];
            var instruction = new GateInstruction(gate, qubits.ToEquatableArray(), own.Select(Angle.FromDouble).ToEquatableArray());
            ReferenceGate[] parts = [.. GateExpansions.Expand(instruction)!.Select(g => Reference(g, _ => 0))];
            Complex[,] expected = ReferenceGates.Matrix(name, own);
            Assert.Equal(0, DenseMatrix.MaxDistanceUpToPhase(DenseCircuit.Unitary(gate.QubitCount, parts), expected), Exact);
        }
    }

    [Fact]
    public void EveryGateOfSeveralQubits_CanBeCutOrExpanded() => Assert.All(
        Gates.All.Where(g => g.QubitCount > 1),
        gate => Assert.True(Find(gate) is not null || GateExpansions.Expand(Instruction(gate, symbolic: true, [])) is not null));

    private static GateDecomposition? Find(Gate gate) =>
        gate.QubitCount == 2 ? GateDecompositions.Find(Instruction(gate, symbolic: true, [])) : null;

    private static GateInstruction Instruction(Gate gate, bool symbolic, double[] angles) => new(
        gate,
        Enumerable.Range(0, gate.QubitCount).ToEquatableArray(),
        Enumerable.Range(0, gate.ParameterCount).Select(p => symbolic ? Angle.Weight(p) : angles[p]).ToEquatableArray());

    private static (CutForm Cut, GateDecomposition Parts) Cut(Gate gate, double[] angles, bool symbolic)
    {
        GateDecomposition parts = GateDecompositions.Find(Instruction(gate, symbolic, angles))!;
        return (CutForm.Gate(parts.Interaction), parts);
    }

    private static SuperOperator Channel(Gate gate, double[] angles) => SuperOperator.Unitary(ReferenceGates.Matrix(gate.Name, angles));

    // (after) Σ factor·bond·(first ⊗ second) (before)
    private static SuperOperator Joint(CutForm cut, GateDecomposition parts, double[] bond, Func<Symbol, double> value)
    {
        SuperOperator sum = Sum(cut.Terms().Select(t => SuperOperator.Tensor(
            Map(cut.First, cut.First.Operations[t.First]),
            Map(cut.Second, cut.Second.Operations[t.Second])).Times(t.Coefficient(bond))));
        SuperOperator before = SuperOperator.Tensor(Frame(parts.FirstBefore, value), Frame(parts.SecondBefore, value));
        SuperOperator after = SuperOperator.Tensor(Frame(parts.FirstAfter, value), Frame(parts.SecondAfter, value));
        return before.Then(sum).Then(after);
    }

    private static SuperOperator Frame(IEnumerable<GateInstruction> gates, Func<Symbol, double> value) =>
        SuperOperator.Of(gates.Select(g => new ReferenceOp(g.Gate.Name, [.. g.Angles.Select(a => a.Evaluate(value))])));

    private static ReferenceGate Reference(GateInstruction gate, Func<Symbol, double> value) =>
        new(gate.Gate.Name, [.. gate.Angles.Select(a => a.Evaluate(value))], [.. gate.Targets]);

    // What an operation does on a device; upstream the wire is discarded after it, downstream it starts afresh.
    private static SuperOperator Map(LegBasis basis, LegOperation operation)
    {
        SuperOperator map = SuperOperator.Of(operation.Steps.Select(step => step is GateInstruction gate
            ? new ReferenceOp(gate.Gate.Name, [.. gate.Angles.Select(a => a.Constant)])
            : new ReferenceOp("M")));
        return basis == LegBasis.WireOut ? map.Then(SuperOperator.Reset)
            : basis == LegBasis.WireIn ? SuperOperator.Reset.Then(map)
            : map;
    }

    // What an entry means: ⟨P⟩ upstream, else Σ_ji Projection[e, j, i] s_i ρ s_j†, downstream for ρ = |0⟩⟨0|.
    private static SuperOperator Entry(LegBasis basis, int entry)
    {
        if (basis.IsWireOut)
        {
            return SuperOperator.MeasurePrepare(DensePauli.Matrix(basis.Entries[entry]), DenseMatrix.Unit(2, 0, 0));
        }

        SuperOperator inserted = SuperOperator.FromMap(1, rho =>
        {
            var sum = new Complex[2, 2];
            for (int j = 0; j < basis.InsertionCount; j++)
            {
                for (int i = 0; i < basis.InsertionCount; i++)
                {
                    Complex[,] left = DensePauli.Matrix(basis.Places[0][i].ToString());
                    Complex[,] right = DensePauli.Matrix(basis.Places[0][j].ToString()).Adjoint();
                    sum = sum.Add(left.Multiply(rho).Multiply(right).Scale(basis.Projection[entry, j, i]));
                }
            }

            return sum;
        });
        return basis == LegBasis.WireIn ? SuperOperator.Reset.Then(inserted) : inserted;
    }

    private static SuperOperator Sum(IEnumerable<SuperOperator> maps) => maps.Aggregate((a, b) => a.Plus(b));

    private static void AssertSame(SuperOperator expected, SuperOperator actual) =>
        Assert.Equal(0, SuperOperator.Distance(expected, actual), Exact);
}
