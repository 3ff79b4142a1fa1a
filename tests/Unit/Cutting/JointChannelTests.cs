using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using CutAwareQnn.Simulation;
using Xunit;

namespace CutAwareQnn.Unit.Cutting;

/// <summary>
/// Cuts that are made together are the channel that they replace: they act on halves of Bell pairs, and Pauli strings on all of these
/// determine the channel (Choi and Jamiołkowski). Each string is estimated from the fragments as a device would run them.
/// </summary>
[Trait("Tier", "slow")]
public sealed class JointChannelTests
{
    // Of up to 256 strings all are taken, else so many at random: one that is wrong differs in at least a few of them.
    private const int MostStrings = 256;

    public static TheoryData<string> Cases =>
        [
            "cx rzz parallel", "cx swap ancilla", "xx+yy ancilla", "cswap", "turn 0.9", "turn -4.7", "turn 8.1", "turn 11",
            "turn below 5.2",
            "three 3.141592653589793", "three 1.3", "three -2.6", "1 wire", "2 wires", "1 wire randomised",
        ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void TheTermsOfACut_AreTheChannel(string name)
    {
        (Circuit circuit, Cut? cut) = Case(name);
        foreach (PauliString pauli in Strings(circuit.QubitCount))
        {
            PauliSum observable = PauliSum.Of(pauli);
            CutPlan plan = cut is null
                ? CutPlanner.Plan(circuit, observable, new PartitionLabels("ABCABC"), new(DropsUnseen: false) { LinksSides = true })
                : CutPlanner.Plan(circuit, observable, [cut], PlanSettings.Plain);
            double expected = new ExactEstimator(circuit, observable).Estimate([new(0, [], [])])[0].Value;
            Assert.Equal(expected, SumOfTerms(plan), 1e-12);
        }
    }

    // Σ coefficient · Π mean over the terms of the only cut.
    private static double SumOfTerms(CutPlan plan)
    {
        PlannedCut cut = plan.Cuts[0];
        double[] bond = cut.Form.Bond(_ => 0);
        var means = new Dictionary<(int, string), double>();
        return cut.Form.Terms().Sum(term => term.Coefficient(bond) * plan.Fragments.Aggregate(1.0, (product, fragment) =>
        {
            int[] operations = new int[fragment.Legs.Count];
            if (cut.First.Fragment == fragment.Index)
                operations[cut.First.Leg] = term.First;
            if (cut.Second.Fragment == fragment.Index)
                operations[cut.Second.Leg] = term.Second;
            (int, string) key = (fragment.Index, string.Join(' ', operations));
            if (!means.TryGetValue(key, out double mean))
                means[key] = mean = VariantSimulator.Expectation(fragment, operations, plan.Terms[0].Observables[fragment.Index], []);
            return product * mean;
        }));
    }

    private static (Circuit Circuit, Cut? Cut) Case(string name)
    {
        switch (name)
        {
            case "cx rzz parallel":
                return (Bell(4).Add(Gates.CX, 0, 2).Add(Gates.RZZ, 0.7, 1, 3).Build(), Joint(JointForm.Parallel, 8, 9));
            case "cx swap ancilla":
                return (Bell(2).Add(Gates.CX, 0, 1).Add(Gates.H, 0).Add(Gates.Swap, 0, 1).Build(), Joint(JointForm.Ancilla, 4, 6));
            case "xx+yy ancilla":
                return (Bell(2).Add(Gates.RXX, 0.6, 0, 1).Add(Gates.XXPlusYY, [0.9, 0.4], 0, 1).Build(), Joint(JointForm.Ancilla, 4, 5));
            case "cswap":
                return (Sided(3).Add(Gates.CSwap, 0, 1, 2).Build(), new GateCut(9));
            case string three when three.StartsWith("three", StringComparison.Ordinal):
                double phase = double.Parse(three.Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture);
                return (Bell(3).Add(Gates.MultiControlledPhase(2), phase, 0, 1, 2).Build(), null);
            case string turn when turn.StartsWith("turn", StringComparison.Ordinal):
                double angle = double.Parse(turn.Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture);
                int[] qubits = turn.Contains("below", StringComparison.Ordinal) ? [1, 2, 0] : [2, 1, 0];
                return (
                    Sided(3).Add(Gates.CP, -angle / 2, qubits[0], qubits[1])
                        .Add(Gates.MultiControlledPhase(2), angle, qubits).Build(),
                    new MergedGateCut(EquatableArray<int>.Of(9, 10)));
            default:
                int wires = name[0] - '0';
                return (Bell(wires).Build(), new CommunicatingWireCut(
                    Enumerable.Range(0, wires).Select(w => new WireCut(w, (2 * wires) - 1)).ToEquatableArray(),
                    name.EndsWith("randomised", StringComparison.Ordinal) ? CommunicationForm.Randomised : CommunicationForm.Optimal));
        }
    }

    private static CircuitBuilder Bell(int pairs)
    {
        var builder = new CircuitBuilder(2 * pairs);
        for (int q = 0; q < pairs; q++)
            builder.Add(Gates.H, pairs + q).Add(Gates.CX, pairs + q, q);
        return builder;
    }

    // Qubits 0 and 1 are on one side.
    private static CircuitBuilder Sided(int pairs) => Bell(pairs).Add(Gates.CX, 0, 1).Add(Gates.CX, 0, 1).Add(Gates.CX, 0, 1);

    private static JointGateCut Joint(JointForm form, params int[] instructions) => new(instructions.ToEquatableArray(), form);

    private static IEnumerable<PauliString> Strings(int qubits)
    {
        int count = 1 << (2 * qubits);
        var random = new Random(5);
        return Enumerable.Range(0, Math.Min(count, MostStrings))
            .Select(i => count <= MostStrings ? i : random.Next(count))
            .Select(i => PauliString.Of(Enumerable.Range(0, qubits).Select(q => (Pauli)(i >> (2 * q) & 3))));
    }
}
