using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using CutAwareQnn.Unit.Cutting;

namespace CutAwareQnn.Unit.Estimation;

/// <summary>Plans of every kind that shots meet, with parameters.</summary>
internal static class ShotCircuits
{
    private const string TenStrings =
        "ZZZZ - 0.5*IXZI + 0.25*ZIII + XXII + IIXX - YYII + 2*IZZI + 0.1*XIIX + IIZZ + 0.3*ZZIZ";

    private static readonly double[] Features = [0.3, -0.7, 1.1, 0.45];

    private static readonly double[] Weights = [0.5, -1.2, 0.8, 2.1, -0.4, 1.7, -2.3, 0.9];

    /// <summary>Returns the plan of a name, and a query at its parameters.</summary>
    public static (CutPlan Plan, EstimatorQuery Query) Take(string name) => name switch
    {
        "study, AABB" => (StudyCircuit.Plan("AABB"), new(0, Features, Weights)),
        "study, ABCD" => (StudyCircuit.Plan("ABCD"), new(0, Features, Weights)),
        "study, ABBA" => (StudyCircuit.Plan("ABBA"), new(0, Features, Weights)),
        "ten strings, AABC" => (StudyCircuit.Plan("AABC", PauliSum.Parse(TenStrings)), new(0, Features, Weights)),
        "value 0.98" => Constant(CutPlanner.Plan(NearOne(), PauliSum.Parse("ZZZZ"), PartitionLabels.Parse("AABB", 4))),
        "deterministic entries" => Constant(CutPlanner.Plan(Entangled(), PauliSum.Parse("ZZZZ"), PartitionLabels.Parse("AABB", 4))),
        "SWAP, rank 16" => Constant(CutPlanner.Plan(Swapped(), PauliSum.Parse("ZZZZ"), PartitionLabels.Parse("AABB", 4))),
        "RZZ(0.3)" => Constant(CutPlanner.Plan(Weak(), PauliSum.Parse("ZZZZ"), PartitionLabels.Parse("AABB", 4))),
        "one wire" => Constant(CutPlanner.Plan(Wire(), PauliSum.Parse("ZZZ"), [new WireCut(1, 3)])),
        "wire and gate, two strings" => Constant(
            CutPlanner.Plan(Mixed(), PauliSum.Parse("ZZZX + 0.5*ZIZI"), [new WireCut(1, 4), new GateCut(7)])),
        "two gates in parallel" => Constant(Joint(JointForm.Parallel)),
        "two gates and ancillas" => Constant(Joint(JointForm.Ancilla)),
        "communicating wires" => Constant(CutPlanner.Plan(
            Wires(), PauliSum.Parse("ZZZZ"), [new CommunicatingWireCut(EquatableArray<WireCut>.Of(new(1, 5), new(2, 5)))])),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no such circuit"),
    };

    private static (CutPlan Plan, EstimatorQuery Query) Constant(CutPlan plan) => (plan, new(0, [], []));

    private static Circuit NearOne()
    {
        var builder = new CircuitBuilder(4);
        Each(builder, Gates.RY, _ => 0.1);
        Chain(builder);
        Each(builder, Gates.RY, _ => 0.05);
        return builder.Build();
    }

    // A GHZ state rotated at its ends: most means are 0 or ±1.
    private static Circuit Entangled()
    {
        CircuitBuilder builder = new CircuitBuilder(4).Add(Gates.H, 0);
        Chain(builder);
        return builder.Add(Gates.RX, 0.6, 3).Add(Gates.RX, 0.4, 0).Build();
    }

    private static Circuit Swapped() => Rotated(4)
        .Add(Gates.CX, 0, 1).Add(Gates.CX, 2, 3).Add(Gates.Swap, 1, 2)
        .Add(Gates.CX, 0, 1).Add(Gates.RX, 0.9, 2).Add(Gates.CX, 2, 3).Build();

    private static Circuit Weak()
    {
        var builder = new CircuitBuilder(4);
        Each(builder, Gates.RY, q => 0.5 + q);
        return builder.Add(Gates.RZZ, 0.3, 1, 2).Add(Gates.CX, 0, 1).Add(Gates.CX, 2, 3)
            .Add(Gates.RX, 0.7, 1).Add(Gates.RX, 1.7, 2).Build();
    }

    private static Circuit Wire() => Rotated(3).Add(Gates.CX, 0, 1).Add(Gates.CX, 1, 2).Add(Gates.RX, 0.3, 1).Build();

    private static Circuit Mixed() => Rotated(4)
        .Add(Gates.CX, 0, 1).Add(Gates.CX, 1, 2).Add(Gates.RX, 0.3, 1).Add(Gates.CX, 2, 3).Add(Gates.RY, 0.3, 3).Build();

    // Two gates between the halves, of angles that make neither Clifford.
    private static CutPlan Joint(JointForm form)
    {
        Circuit circuit = Rotated(4)
            .Add(Gates.CX, 0, 1).Add(Gates.CX, 2, 3).Add(Gates.RZZ, 0.8, 0, 2).Add(Gates.CX, 1, 3).Add(Gates.RX, 0.9, 2)
            .Add(Gates.RY, 0.5, 1)
            .Build();
        return CutPlanner.Plan(circuit, PauliSum.Parse("ZZZZ"), [new JointGateCut(EquatableArray<int>.Of(6, 7), form)]);
    }

    private static Circuit Wires() => Rotated(4)
        .Add(Gates.CX, 0, 1).Add(Gates.CX, 1, 2).Add(Gates.CX, 2, 3).Add(Gates.CX, 1, 3).Add(Gates.RX, 0.3, 1).Build();

    private static CircuitBuilder Rotated(int qubitCount)
    {
        double[] angles = [0.4, 1.1, -0.7, 0.9];
        var builder = new CircuitBuilder(qubitCount);
        for (int q = 0; q < qubitCount; q++)
            builder.Add(q == 2 ? Gates.RX : Gates.RY, angles[q], q);
        return builder;
    }

    private static void Chain(CircuitBuilder builder)
    {
        for (int q = 0; q < 3; q++)
            builder.Add(Gates.CX, q, q + 1);
    }

    private static void Each(CircuitBuilder builder, Gate gate, Func<int, double> angle)
    {
        for (int q = 0; q < 4; q++)
            builder.Add(gate, angle(q), q);
    }
}
