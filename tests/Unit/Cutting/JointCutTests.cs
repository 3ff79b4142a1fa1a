using System.Numerics;
using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using CutAwareQnn.Simulation;
using CutAwareQnn.Unit.Simulation;
using Xunit;

namespace CutAwareQnn.Unit.Cutting;

/// <summary>
/// Gates and wires that are cut together: values and gradients are those of the uncut circuit, every physical variant is what its
/// tensor gives, and γ and the number of terms have their closed forms.
/// </summary>
public sealed class JointCutTests
{
    private const double Exact = 1e-11;

    private static readonly PauliSum Observable = PauliSum.Parse("ZXYZ + 0.5*IZZI - 0.25*XIIX");

    // Two halves {0, 1} and {2, 3}; weights turn every qubit before, between and after the cut gates.
    private static readonly Dictionary<string, (Circuit Circuit, Cut[] Cuts)> Plans = new()
    {
        ["two parallel CX, one of them turned round"] = With(JointForm.Parallel, At(Gates.CX, 0, 2), At(Gates.CX, 3, 1)),
        ["a CX and an RZZ of a weight in parallel"] = With(JointForm.Parallel, At(Gates.CX, 1, 3), At(Gates.RZZ, 2, 0)),
        ["two CX at different times with an ancilla"] = Between(JointForm.Ancilla, At(Gates.CX, 0, 2), At(Gates.CX, 0, 2)),
        ["a CX and a SWAP at different times with an ancilla"] = Between(JointForm.Ancilla, At(Gates.CX, 3, 1), At(Gates.Swap, 1, 2)),
        ["RXX of a weight and CP at different times"] = Between(JointForm.Ancilla, At(Gates.RXX, 1, 2), At(Gates.CP, 2, 0)),
        ["one XX+YY of a weight with an ancilla"] = With(JointForm.Ancilla, At(Gates.XXPlusYY, 1, 2)),
        ["one arbitrary unitary with an ancilla"] = With(JointForm.Ancilla, new GateInstruction(
            Generic, EquatableArray<int>.Of(1, 2), EquatableArray<Angle>.Empty)),
        ["one wire with communication"] = Wires(CommunicationForm.Optimal, 1),
        ["two wires with communication"] = Wires(CommunicationForm.Optimal, 2),
        ["one wire, randomised"] = Wires(CommunicationForm.Randomised, 1),
        ["two wires, randomised"] = Wires(CommunicationForm.Randomised, 2),
    };

    public static TheoryData<string> Cases => [.. Plans.Keys];

    // exp(i(0.3 XX + 0.5 YY + 0.2 ZZ)) between one-qubit gates: phases that are no multiples of π/2.
    private static Gate Generic
    {
        get
        {
            ComplexMatrix matrix = ComplexMatrix.Create(4, (r, c) => r == c ? 1 : 0);
            foreach (GateInstruction gate in new[]
            {
                new GateInstruction(Gates.RXX, EquatableArray<int>.Of(0, 1), EquatableArray<Angle>.Of(-0.6)),
                new GateInstruction(Gates.RYY, EquatableArray<int>.Of(0, 1), EquatableArray<Angle>.Of(-1.0)),
                new GateInstruction(Gates.RZZ, EquatableArray<int>.Of(0, 1), EquatableArray<Angle>.Of(-0.4)),
            })
            {
                matrix = gate.Gate.Matrix([gate.Angles[0].Constant]) * matrix;
            }

            return Gate.Unitary(matrix);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void ValueAndGradient_AreTheUncutOnes(string name)
    {
        (Circuit circuit, Cut[] cuts) = Plans[name];
        CutPlan plan = CutPlanner.Plan(circuit, Observable, cuts);
        double[] weights = Weights(circuit);
        EstimatorQuery[] queries = [new(0, [], weights)];
        foreach (GradientMethod method in new[] { GradientMethod.Adjoint, GradientMethod.ParameterShift })
        {
            var request = new GradientRequest(method, GradientTargets.Weights);
            Estimate expected = new ExactEstimator(circuit, Observable).Estimate(queries, request)[0];
            Estimate actual = new CutEstimator(plan, new(ShotBudget.Exact)).Estimate(queries, request)[0];
            Assert.Equal(expected.Value, actual.Value, Exact);
            for (int w = 0; w < weights.Length; w++)
            {
                Assert.Equal(expected.Gradient!.Weights[w], actual.Gradient!.Weights[w], Exact);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Variants_RunAsADeviceRunsThem_AreTheTensorExpanded(string name)
    {
        (Circuit circuit, Cut[] cuts) = Plans[name];
        CutPlan plan = CutPlanner.Plan(circuit, Observable, cuts);
        foreach (Fragment fragment in plan.Fragments)
        {
            double[] slots = CutEvaluation.Slots(fragment, Weights(circuit));
            double[] tensor = CutEvaluation.OfObservable(fragment, CutEvaluation.Tensors(fragment, slots), 0);
            double[] means = FragmentTensors.Transform(tensor, [.. fragment.Legs.Select(l => l.Basis.Expansion)]);
            int[][] variants = [.. FragmentTensors.Indices([.. fragment.Legs.Select(l => l.Basis.Operations.Count)])];
            for (int v = 0; v < variants.Length; v++)
            {
                Assert.Equal(means[v], VariantSimulator.Expectation(fragment, variants[v], 0, slots), Exact);
            }

            double[] assembled = FragmentTensors.Transform(means, [.. fragment.Legs.Select(l => l.Basis.Assembly)]);
            for (int e = 0; e < tensor.Length; e++)
            {
                Assert.Equal(tensor[e], assembled[e], Exact);
            }
        }
    }

    // Ufrecht et al., arXiv:2312.09679: 2^{n+1} - 1, of 6, 30, 132, 552 terms; FORMULAS.md §5a.
    [Theory]
    [InlineData(1, 3, 6)]
    [InlineData(2, 7, 30)]
    [InlineData(3, 15, 132)]
    [InlineData(4, 31, 552)]
    public void ParallelCx_HaveThePublishedGammaAndTerms(int count, double gamma, int terms)
    {
        var form = CutForm.Joint(Repeat(count, new(Angle.Zero, Angle.Zero, Math.PI / 4)), JointForm.Parallel);
        Assert.Equal(gamma, form.Gamma(form.Bond(_ => 0)), Exact);
        Assert.Equal(terms, form.Terms().Count);
    }

    [Fact]
    public void ParallelRotations_HaveThePublishedGamma()
    {
        double[] t = [0.3, -1.1, 2.9];
        var form = CutForm.Joint(
            t.Select(angle => new Interaction(Angle.Zero, Angle.Zero, -0.5 * angle)).ToEquatableArray(), JointForm.Parallel);
        Assert.Equal(
            (2 * t.Aggregate(1.0, (product, angle) => product * (1 + Math.Abs(Math.Sin(angle))))) - 1,
            form.Gamma(form.Bond(_ => 0)),
            Exact);
    }

    // FORMULAS.md §5b: CX then SWAP 15, three CX 15 of 64 terms, n CX 4^n terms.
    [Theory]
    [InlineData("cx swap", 15, 64)]
    [InlineData("cx cx cx", 15, 64)]
    [InlineData("cx cx", 7, 16)]
    [InlineData("swap", 7, 16)]
    public void GatesWithAnAncilla_HaveThePublishedGammaAndTerms(string gates, double gamma, int terms)
    {
        const double Quarter = Math.PI / 4;
        var form = CutForm.Joint(
            gates.Split(' ').Select(g => g == "cx" ? new Interaction(Angle.Zero, Angle.Zero, Quarter) : new(Quarter, Quarter, Quarter))
                .ToEquatableArray(),
            JointForm.Ancilla);
        Assert.Equal(gamma, form.Gamma(form.Bond(_ => 0)), Exact);
        Assert.Equal(terms, form.Terms().Count);
    }

    // Schmitt, Piveteau and Sutter, arXiv:2312.11638: γ = 2(Σ|u_i|)² - 1 of 16 terms; without the ancilla Σ(|Re| + |Im|), 58 terms.
    [Fact]
    public void AnArbitraryUnitary_ReachesTheOptimalGammaWithAnAncilla()
    {
        var interaction = new Interaction(0.3, 0.5, 0.2);
        Complex[] u = Amplitudes(0.3, 0.5, 0.2);
        var optimal = CutForm.Joint(EquatableArray<Interaction>.Of(interaction), JointForm.Ancilla);
        Assert.Equal((2 * Math.Pow(u.Sum(a => a.Magnitude), 2)) - 1, optimal.Gamma(optimal.Bond(_ => 0)), Exact);
        Assert.Equal(16, optimal.Terms().Count);

        var plain = CutForm.Gate(interaction);
        double pairs = 0;
        for (int i = 0; i < 4; i++)
        {
            for (int j = i + 1; j < 4; j++)
            {
                Complex product = u[i] * Complex.Conjugate(u[j]);
                pairs += Math.Abs(product.Real) + Math.Abs(product.Imaginary);
            }
        }

        Assert.Equal(1 + (4 * pairs), plain.Gamma(plain.Bond(_ => 0)), Exact);
        Assert.Equal(58, plain.Terms().Count);
    }

    [Theory]
    [InlineData(1, CommunicationForm.Optimal, 3)]
    [InlineData(2, CommunicationForm.Optimal, 7)]
    [InlineData(3, CommunicationForm.Optimal, 15)]
    [InlineData(1, CommunicationForm.Randomised, 5)]
    [InlineData(2, CommunicationForm.Randomised, 9)]
    [InlineData(3, CommunicationForm.Randomised, 17)]
    public void Wires_HaveThePublishedGamma(int count, CommunicationForm form, double gamma)
    {
        var cut = CutForm.Communicating(count, form);
        Assert.Equal(gamma, cut.Gamma(cut.Bond(_ => 0)), Exact);
        Assert.Equal(gamma, cut.Terms().Count);
    }

    [Fact]
    public void JointBondDerivative_IsTheCentralDifference()
    {
        const double Step = 1e-5;
        var form = CutForm.Joint(
            EquatableArray<Interaction>.Of(new(Angle.Zero, Angle.Zero, Angle.Weight(0)), new(Angle.Weight(1), Angle.Weight(2), Angle.Zero)),
            JointForm.Ancilla);
        double[] at = [0, 0, 0.7, 0.4, -0.9, 0];
        foreach (int angle in new[] { 2, 3, 4 })
        {
            double[] up = [.. at], down = [.. at];
            up[angle] += Step;
            down[angle] -= Step;
            double[] above = form.Bond(up), below = form.Bond(down), derivative = form.BondDerivative(at, angle);
            for (int i = 0; i < above.Length; i++)
            {
                Assert.Equal((above[i] - below[i]) / (2 * Step), derivative[i], 1e-9);
            }
        }
    }

    [Fact]
    public void CutsThatCannotBeMadeTogether_AreRefused()
    {
        Circuit sequence = new CircuitBuilder(4).Add(Gates.CX, 0, 2).Add(Gates.ISwap, 0, 1).Add(Gates.CX, 1, 3).Add(Gates.CX, 1, 3).Build();
        Circuit triangle = new CircuitBuilder(3).Add(Gates.CX, 0, 1).Add(Gates.CX, 1, 2).Add(Gates.CX, 0, 2).Build();
        Assert.Contains("meet at one moment", Refused(sequence, Joint(JointForm.Parallel, 0, 2)), StringComparison.Ordinal);
        Assert.Contains("share qubit 1", Refused(sequence, Joint(JointForm.Parallel, 2, 3)), StringComparison.Ordinal);
        Assert.Contains("is cut twice", Refused(sequence, Joint(JointForm.Ancilla, 2, 3), new GateCut(3)), StringComparison.Ordinal);
        Assert.Contains("between the same two fragments", Refused(triangle, Joint(JointForm.Ancilla, 0, 1, 2)), StringComparison.Ordinal);
        Assert.Contains("names no gate", Refused(sequence, Joint(JointForm.Ancilla)), StringComparison.Ordinal);
        Circuit swaps = new CircuitBuilder(6).Add(Gates.Swap, 0, 3).Add(Gates.Swap, 1, 4).Add(Gates.Swap, 2, 5).Build();
        Assert.Contains("without an ancilla", Refused(swaps, Joint(JointForm.Parallel, 0, 1)), StringComparison.Ordinal);
        Assert.Contains("more than 16", Refused(swaps, Joint(JointForm.Ancilla, 0, 1, 2)), StringComparison.Ordinal);
        Assert.Contains("cut twice at one moment", Refused(sequence, Together((0, 0), (0, 1))), StringComparison.Ordinal);
        Assert.Contains("meet at one moment", Refused(sequence, Together((0, 0), (1, 1))), StringComparison.Ordinal);
        Assert.Contains("names no wire", Refused(sequence, Together()), StringComparison.Ordinal);
    }

    // RZZ layers of one pair of halves: two gates side by side, then two on one pair, then three about three axes.
    [Fact]
    public void Labels_CutTogetherWhatCostsLess()
    {
        Circuit circuit = new CircuitBuilder(4)
            .Reserve(0, 5)
            .Add(Gates.CX, 0, 2).Add(Gates.CX, 3, 1)
            .Add(Gates.H, 0).Add(Gates.H, 3)
            .Add(Gates.RZZ, Angle.Weight(0), 0, 2).Add(Gates.CP, Angle.Weight(1), 2, 0)
            .Add(Gates.CX, 0, 1).Add(Gates.CX, 2, 3)
            .Add(Gates.RXX, Angle.Weight(2), 1, 3).Add(Gates.RYY, Angle.Weight(3), 3, 1).Add(Gates.RZZ, Angle.Weight(4), 1, 3)
            .Add(Gates.CX, 0, 2).Add(Gates.T, 2).Add(Gates.Swap, 0, 2)
            .Build();
        var labels = PartitionLabels.Parse("AABB", 4);
        CutPlan joint = CutPlanner.Plan(circuit, Observable, labels);
        CutPlan plain = CutPlanner.Plan(circuit, Observable, labels, PlanSettings.Plain);
        Assert.Equal(
            [Joint(JointForm.Parallel, 0, 1), Merged(4, 5), Merged(8, 9, 10), Merged(11, 12, 13)], joint.Cuts.Select(c => c.Cut));
        Assert.Equal(9, plain.Cuts.Count);
        double[] weights = Weights(circuit);
        Assert.True(joint.Gamma(s => weights[s.Index]) < plain.Gamma(s => weights[s.Index]) / 10);
        Assert.Equal(plain.PublishedTermCount, joint.PublishedTermCount);
        EstimatorQuery[] queries = [new(0, [], weights)];
        var request = new GradientRequest(GradientMethod.Adjoint, GradientTargets.Weights);
        Estimate expected = new ExactEstimator(circuit, Observable).Estimate(queries, request)[0];
        Estimate actual = new CutEstimator(joint, new(ShotBudget.Exact)).Estimate(queries, request)[0];
        Assert.Equal(expected.Value, actual.Value, Exact);
        for (int w = 0; w < weights.Length; w++)
        {
            Assert.Equal(expected.Gradient!.Weights[w], actual.Gradient!.Weights[w], Exact);
        }
    }

    [Fact]
    public void GatesThatUndoEachOther_CostNothing()
    {
        Circuit circuit = new CircuitBuilder(2).Add(Gates.H, 0).Add(Gates.CX, 0, 1).Add(Gates.CX, 0, 1).Add(Gates.RY, 0.4, 1).Build();
        CutPlan plan = CutPlanner.Plan(circuit, PauliSum.Parse("ZX"), PartitionLabels.Parse("AB", 2));
        Assert.Equal(1, plan.Gamma(_ => 0), Exact);
        Assert.Equal([Merged(1, 2)], plan.Cuts.Select(c => c.Cut));
    }

    [Fact]
    public void WhatTheObservableCannotSee_IsNotCut()
    {
        Circuit circuit = new CircuitBuilder(5)
            .Add(Gates.H, 0).Add(Gates.CX, 0, 1).Add(Gates.CX, 1, 2).Add(Gates.CX, 2, 3).Add(Gates.RY, 0.3, 0).Build();
        CutPlan plan = CutPlanner.Plan(circuit, PauliSum.Parse("IIIIZ"), PartitionLabels.Parse("ABCDE", 5));
        Assert.Equal([new GateCut(1)], plan.Cuts.Select(c => c.Cut));
        Assert.Equal([0, 1], plan.Fragments.SelectMany(f => f.Wires));
        Assert.Equal(216, plan.PublishedTermCount);
        Assert.Equal(0, new CutEstimator(plan, new(ShotBudget.Exact)).Estimate([new(0, [], [])])[0].Value, Exact);
        CutPlan given = CutPlanner.Plan(circuit, PauliSum.Parse("IIIIZ"), [new GateCut(1), new WireCut(1, 2), new GateCut(3)]);
        Assert.Equal([new GateCut(1)], given.Cuts.Select(c => c.Cut));
    }

    private static MergedGateCut Merged(params int[] instructions) => new(instructions.ToEquatableArray());

    private static string Refused(Circuit circuit, params Cut[] cuts) =>
        Assert.Throws<CutException>(() => CutPlanner.Plan(circuit, PauliSum.Parse(new string('Z', circuit.QubitCount)), cuts)).Message;

    private static JointGateCut Joint(JointForm form, params int[] instructions) => new(instructions.ToEquatableArray(), form);

    private static CommunicatingWireCut Together(params (int Qubit, int After)[] wires) =>
        new(wires.Select(w => new WireCut(w.Qubit, w.After)).ToEquatableArray());

    private static EquatableArray<Interaction> Repeat(int count, Interaction interaction) =>
        Enumerable.Repeat(interaction, count).ToEquatableArray();

    private static Complex[] Amplitudes(double a, double b, double c)
    {
        (double sa, double ca) = Math.SinCos(a);
        (double sb, double cb) = Math.SinCos(b);
        (double sc, double cc) = Math.SinCos(c);
        Complex i = Complex.ImaginaryOne;
        return
        [
            (ca * cb * cc) + (i * sa * sb * sc), (i * sa * cb * cc) + (ca * sb * sc),
            (i * ca * sb * cc) + (sa * cb * sc), (i * ca * cb * sc) + (sa * sb * cc),
        ];
    }

    /// <summary>Returns a case's plan with weights for it.</summary>
    internal static (CutPlan Plan, double[] Weights) Planned(string name)
    {
        (Circuit circuit, Cut[] cuts) = Plans[name];
        return (CutPlanner.Plan(circuit, Observable, cuts), Weights(circuit));
    }

    private static double[] Weights(Circuit circuit) => [.. Enumerable.Range(0, circuit.WeightCount).Select(w => 0.4 + (0.83 * w % 2.7))];

    private static GateInstruction At(Gate gate, int a, int b) => new(
        gate, EquatableArray<int>.Of(a, b), Enumerable.Repeat(Angle.Weight(0), gate.ParameterCount).ToEquatableArray());

    private static (Circuit Circuit, Cut[] Cuts) With(JointForm form, params GateInstruction[] gates)
    {
        var builder = new WeightedBuilder();
        builder.Turn();
        builder.Couple();
        int[] cut = [.. gates.Select(builder.Add)];
        builder.Turn();
        builder.Couple();
        return (builder.Build(), [Joint(form, cut)]);
    }

    private static (Circuit Circuit, Cut[] Cuts) Between(JointForm form, params GateInstruction[] gates)
    {
        var builder = new WeightedBuilder();
        int[] cut = [.. gates.Select(gate =>
        {
            builder.Turn();
            builder.Couple();
            return builder.Add(gate);
        })];
        builder.Turn();
        return (builder.Build(), [Joint(form, cut)]);
    }

    // Upstream {0, 1, 2}, downstream the cut wires and {3}.
    private static (Circuit Circuit, Cut[] Cuts) Wires(CommunicationForm form, int count)
    {
        var builder = new WeightedBuilder();
        builder.Turn();
        builder.Add(At(Gates.CX, 0, 1));
        int last = builder.Add(At(Gates.CX, 1, 2));
        for (int q = 0; q < 4; q++)
        {
            builder.Add(new GateInstruction(Gates.RY, EquatableArray<int>.Of(q), EquatableArray<Angle>.Of(Angle.Weight(0))));
        }

        builder.Add(At(Gates.CX, 2, 3));
        if (count == 2)
        {
            builder.Add(At(Gates.CRX, 1, 3));
        }

        builder.Turn();
        return (builder.Build(), [new CommunicatingWireCut(
            Enumerable.Range(0, count).Select(k => new WireCut(2 - k, last)).ToEquatableArray(), form)]);
    }

    private sealed class WeightedBuilder
    {
        private readonly CircuitBuilder _builder = new(4);
        private int _weights;
        private int _instructions;

        public int Add(GateInstruction gate)
        {
            _builder.Add([gate.WithAngles(_ => Angle.Weight(_weights++))]);
            return _instructions++;
        }

        public void Turn()
        {
            for (int q = 0; q < 4; q++)
            {
                Add(new GateInstruction(q % 2 == 0 ? Gates.RX : Gates.RY, EquatableArray<int>.Of(q), EquatableArray<Angle>.Of(Angle.Zero)));
            }
        }

        public void Couple()
        {
            Add(At(Gates.CX, 0, 1));
            Add(At(Gates.CRY, 3, 2));
        }

        public Circuit Build() => _builder.Build();
    }
}
