using System.Numerics;
using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using Xunit;

namespace CutAwareQnn.Unit.Cutting.Finding;

/// <summary>Cuts made together: against QCut, the known circular ansätze, and everything that can be tried on small circuits.</summary>
[Trait("Tier", "slow")]
public sealed class JointFinderTests
{
    private const double Rounding = 1e-9;

    public static TheoryData<string> Ids => FinderCase.Ids;

    [Theory]
    [MemberData(nameof(Ids))]
    public void JointCuts_AreNoWorseThanTheBestKnown(string id)
    {
        var known = FinderCase.Find(id);
        double best = Math.Min(known.Known, known.KnownJoint);
        FoundCuts found = Checked(known.Circuit, new(known.Width));
        Assert.InRange(found.Overhead, 1, best * (1 + Rounding));
        Assert.InRange(Checked(known.Circuit, new FinderLimits(known.Width) { IsCommunicating = true }).Overhead, 1, best * (1 + Rounding));
        Assert.Equal(found, CutFinder.Find(known.Circuit, new(known.Width)));
    }

    [Theory]
    [InlineData("small-5-10")]
    [InlineData("small-6-12")]
    [InlineData("regular3-30")]
    public void WiresThatCommunicate_AreNoWorseThanQCut(string id)
    {
        var known = FinderCase.Find(id);
        FoundCuts found = Checked(known.Circuit, new FinderLimits(known.Width) { IsCommunicating = true, Kinds = CutKinds.Both });
        Assert.InRange(found.Overhead, 1, known.KnownJoint * (1 + Rounding));
    }

    [Theory]
    [InlineData("small-8-4")]
    [InlineData("small-10-6")]
    [InlineData("small-12-8")]
    [InlineData("small-14-10")]
    public void CircularAnsatz_IsCutLayerByLayer_AndAtOnceWithAncillas(string id)
    {
        var known = FinderCase.Find(id);
        int half = known.Circuit.QubitCount / 2;
        FoundCuts layers = Checked(known.Circuit, new(half));
        Assert.Equal(2401, layers.Overhead, Rounding);
        Assert.All(layers.Cuts, cut => Assert.Equal(JointForm.Parallel, Assert.IsType<JointGateCut>(cut).Form));
        Assert.Equal([half, half], layers.Widths);
        FoundCuts once = Checked(known.Circuit, new(half + 1));
        Assert.Equal(961, once.Overhead, Rounding);
        Assert.Equal(JointForm.Ancilla, Assert.IsType<JointGateCut>(Assert.Single(once.Cuts)).Form);
        Assert.Equal([half + 1, half + 1], once.Widths);
        Assert.True(layers.IsOptimal && once.IsOptimal);
        Assert.Equal(6561, CutFinder.Find(known.Circuit, FinderCase.Separate(half)).Overhead, Rounding);
    }

    [Theory]
    [InlineData(4, 6, 25)]
    [InlineData(5, 7, 25)]
    [InlineData(6, 7, 8)]
    public void JointCuts_AreTheBestOfEverything(int qubitCount, int gateCount, int circuitCount)
    {
        var random = new Random((10 * qubitCount) + gateCount);
        for (int i = 0; i < circuitCount; i++)
        {
            (Circuit circuit, SmallGate[] gates) = Draw(random, qubitCount, gateCount);
            int width = random.Next(2, qubitCount);
            double best = JointOptimum.Gamma(gates, qubitCount, width);
            FoundCuts found = Checked(circuit, new(width));
            Assert.Equal(best, found.Gamma, Rounding * best);
            Assert.True(found.IsOptimal);
        }
    }

    [Fact]
    public void GatesThatShareAQubit_OrWait_AreNotMadeAtOneTime()
    {
        Circuit shared = Pairs().Add(Gates.CZ, 0, 2).Add(Gates.CZ, 0, 3).Build();
        Assert.Equal(81, Checked(shared, new(2)).Overhead, Rounding);
        Circuit waiting = Pairs().Add(Gates.CZ, 0, 2).Add(Gates.RY, 0.3, 0).Add(Gates.CX, 0, 1).Add(Gates.CZ, 1, 3).Build();
        Assert.Equal(81, Checked(waiting, new(2)).Overhead, Rounding);
        Circuit commuting = Pairs().Add(Gates.CZ, 0, 2).Add(Gates.CZ, 0, 1).Add(Gates.CZ, 1, 3).Build();
        Assert.Equal(49, Checked(commuting, new(2)).Overhead, Rounding);
        Circuit swaps = Pairs().Add(Gates.Swap, 0, 2).Add(Gates.Swap, 1, 3).Build();
        Assert.Equal(2401, Checked(swaps, new(2)).Overhead, Rounding);
        Assert.Equal(31 * 31, Checked(swaps, new(3)).Overhead, Rounding);
    }

    [Theory]
    [InlineData(0.5, 0.3, 0.2)]
    [InlineData(-0.7, 0.6, 0.1)]
    public void GateOfRankFour_CountsWithItsOptimalGammaWhereThereAreAncillas(double xx, double yy, double zz)
    {
        // exp(i(a XX + b YY + c ZZ)); its part along P⊗P is the trace with it.
        ComplexMatrix unitary = Gates.RXX.Matrix(-2 * xx) * Gates.RYY.Matrix(-2 * yy) * Gates.RZZ.Matrix(-2 * zz);
        ComplexMatrix[] pairs =
            [ComplexMatrix.Identity(4), Gates.RXX.Matrix(Math.PI), Gates.RYY.Matrix(Math.PI), Gates.RZZ.Matrix(Math.PI)];
        double sum = pairs.Sum(p => Complex.Abs(Enumerable.Range(0, 4).Aggregate(Complex.Zero, (t, i) => t + (unitary * p)[i, i])) / 4);
        double optimal = (2 * sum * sum) - 1;
        Circuit one = Pairs().Add(Gate.Unitary(unitary), 0, 2).Build();
        double plain = CutFinder.Find(one, new FinderLimits(2)).Gamma;
        Assert.True(plain > optimal + 0.01);
        Assert.Equal(optimal, CutFinder.Find(one, new FinderLimits(3)).Gamma, Rounding);
        Circuit two = Pairs().Add(Gate.Unitary(unitary), 0, 2).Add(Gates.CX, 1, 2).Build();
        FoundCuts found = CutFinder.Find(two, new FinderLimits(3));
        Assert.Equal((2 * sum * sum * 2) - 1, found.Gamma, Rounding);
        Assert.Equal(plain * 3, CutFinder.Find(two, new FinderLimits(2)).Gamma, Rounding);
        Assert.True(found.IsOptimal);
    }

    [Fact]
    public void AngleWithASymbol_CountsWithItsLargestGammaInAJointCut()
    {
        Circuit circuit = Pairs().Add(Gates.RZZ, Angle.Weight(0), 0, 2).Add(Gates.RZZ, Angle.Feature(0), 1, 3).Build();
        Assert.Equal(49, Checked(circuit, new(2)).Overhead, Rounding);
    }

    [Fact]
    public void DevicesAndFragmentCounts_HoldForAncillasToo()
    {
        var circuit = FinderCase.Find("small-8-4").Circuit;
        Assert.Equal(961, Checked(circuit, new FinderLimits(EquatableArray<int>.Of(3, 3))).Overhead, Rounding);
        Assert.Equal(2401, Checked(circuit, new FinderLimits(EquatableArray<int>.Of(3, 2))).Overhead, Rounding);
        Assert.Equal(961, Checked(circuit, new FinderLimits(3) { FragmentCount = 2 }).Overhead, Rounding);
    }

    [Fact]
    public void CancelledSearch_KeepsTheBestSoFar()
    {
        var known = FinderCase.Find("qaoa-60");
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        FoundCuts found = CutFinder.Find(known.Circuit, new(known.Width), cancellation: cancellation.Token);
        Assert.InRange(found.Widths[0], 1, known.Width);
        Assert.InRange(found.Log10LowerBound, 0, found.Log10Overhead);
    }

    // Two pairs that hold together.
    private static CircuitBuilder Pairs()
    {
        var builder = new CircuitBuilder(4);
        for (int i = 0; i < 9; i++)
        {
            builder.Add(Gates.CZ, 0, 1).Add(Gates.RY, 0.3, 0).Add(Gates.CZ, 2, 3).Add(Gates.RY, 0.3, 2);
        }

        return builder;
    }

    private static (Circuit Circuit, SmallGate[] Gates) Draw(Random random, int qubitCount, int gateCount)
    {
        var builder = new CircuitBuilder(qubitCount);
        var gates = new List<SmallGate>();
        for (int g = 0; g < gateCount; g++)
        {
            int a = random.Next(qubitCount);
            int b = (a + 1 + random.Next(qubitCount - 1)) % qubitCount;
            double angle = 0.2 + random.NextDouble();
            if (random.Next(3) == 0)
            {
                builder.Add(Gates.RY, angle, a);
                gates.Add(new([a], ['Y'], 1, 1));
            }

            switch (random.Next(5))
            {
                case 0:
                    builder.Add(Gates.CX, a, b);
                    gates.Add(new([a, b], ['Z', 'X'], 3, 2));
                    break;
                case 1:
                    builder.Add(Gates.Swap, a, b);
                    gates.Add(new([a, b], ['-', '-'], 7, 4));
                    break;
                case 2:
                    builder.Add(Gates.CP, angle, a, b);
                    gates.Add(new([a, b], ['Z', 'Z'], 1 + (2 * Math.Sin(angle / 2)), 2));
                    break;
                default:
                    builder.Add(Gates.RZZ, angle, a, b);
                    gates.Add(new([a, b], ['Z', 'Z'], 1 + (2 * Math.Sin(angle)), 2));
                    break;
            }
        }

        return (builder.Build(), [.. gates]);
    }

    // What must hold of any cuts: γ in closed form from the gates' own, room with ancillas, every gate in one cut.
    private static FoundCuts Checked(Circuit circuit, FinderLimits limits)
    {
        FoundCuts found = CutFinder.Find(circuit, limits);
        Assert.Equal(2 * Math.Log10(found.Gamma), found.Log10Overhead, Rounding);
        Assert.InRange(found.Log10LowerBound, 0, found.Log10Overhead + Rounding);
        Assert.InRange(found.Widths[0], 1, limits.Widest);
        int[] cut = [.. found.Cuts.SelectMany(Instructions)];
        Assert.Equal(cut.Length, cut.Distinct().Count());
        Assert.Equal(found.CutCount, found.Costs.Sum(c => c.Size));
        int[] ancillas = new int[found.Fragments.Count];
        foreach (CutCost cost in found.Costs)
        {
            Assert.NotEqual(cost.First, cost.Second);
            if (cost.Cut is JointGateCut joint)
            {
                double[] gammas = [.. joint.Instructions.Select(i => Gamma(found.Circuit.Instructions[i]))];
                Assert.Equal((2 * gammas.Aggregate(1.0, (product, g) => product * (g + 1) / 2)) - 1, cost.Gamma, Rounding * cost.Gamma);
                Assert.True(joint.Form == JointForm.Ancilla
                    || joint.Instructions.SelectMany(i => found.Circuit.Instructions[i].Qubits).Distinct()
                        .Count() == 2 * joint.Instructions.Count);
                ancillas[cost.First] += joint.Form == JointForm.Ancilla ? 1 : 0;
                ancillas[cost.Second] += joint.Form == JointForm.Ancilla ? 1 : 0;
            }
        }

        Assert.Equal(ancillas, found.Fragments.Select(f => f.AncillaCount));
        return found;
    }

    private static IEnumerable<int> Instructions(Cut cut) => cut switch
    {
        GateCut gate => [gate.Instruction],
        JointGateCut joint => joint.Instructions,
        _ => [],
    };

    private static double Gamma(Instruction instruction)
    {
        Interaction inner = GateDecompositions.Find((GateInstruction)instruction)!.Interaction;
        var form = CutForm.Gate(inner);
        return form.Gamma(form.Bond([Angle(inner.XX), Angle(inner.YY), Angle(inner.ZZ)]));

        static double Angle(Angle angle) => angle.IsConstant ? angle.Constant : Math.PI / 4;
    }
}
