using CutAwareQnn.Circuits;
using CutAwareQnn.Circuits.OpenQasm;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using CutAwareQnn.Unit.Estimation;

namespace CutAwareQnn.Unit.Runtime.Devices;

/// <summary>Cut queries of every kind of cut, measured in every basis.</summary>
internal static class DeviceQueries
{
    private const string Gates = """
        OPENQASM 2.0; include "qelib1.inc"; qreg q[4];
        h q[0]; ry(0.4) q[1]; u3(0.3,0.2,0.9) q[2]; sx q[3]; t q[0];
        cx q[0],q[1]; cp(0.7) q[1],q[2]; rzz(0.9) q[2],q[3]; ry(1.1) q[1]; rx(0.2) q[2]; cu3(0.4,0.1,0.2) q[2],q[3]; ccx q[0],q[1],q[2];
        """;

    private const string Chain = """
        OPENQASM 2.0; include "qelib1.inc"; qreg q[4];
        ry(0.4) q[0]; rx(1.1) q[1]; cx q[0],q[1]; u2(0.3,0.8) q[1]; cx q[1],q[2]; ry(0.7) q[2]; s q[2]; cx q[2],q[3]; ry(0.2) q[3];
        """;

    /// <summary>The names of the queries.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["gates", "wire", "gate and wire", "swap", "measured", "study", "uncut", "parallel",
        "two gates in parallel", "two gates and ancillas", "ten strings, AABC", "wire and gate, two strings", "study, ABCD"];

    public static (CutPlan Plan, EstimatorQuery Query) Of(string name) => name switch
    {
        "gates" =>
            Labels(Gates.Replace("ccx q[0],q[1],q[2];", "", StringComparison.Ordinal), "ZXIY + 0.5*ZZZZ - 0.25*IXYI + 0.1*IIII", "AABB"),
        "wire" => Cuts(Chain, "ZZZZ + 0.5*XIYZ", new WireCut(1, 3)),
        "gate and wire" => Cuts(Chain, "YZXZ - 0.3*ZIIX", new GateCut(2), new WireCut(2, 6)),
        "swap" => Labels(Chain.Replace("cx q[1],q[2]", "swap q[1],q[2]", StringComparison.Ordinal), "ZZXY", "AABB"),
        "measured" => Labels(
            "OPENQASM 2.0; include \"qelib1.inc\"; qreg q[3]; creg m[1]; ry(0.8) q[0]; measure q[0] -> m[0]; ry(0.5) q[0]; cx "
            + "q[0],q[1]; rx(0.3) q[1]; cx q[1],q[2];",
            "ZZZ", "AAB"),
        "study" => Study("AABB"),
        "parallel" => Labels(Chain + "cz q[1],q[2]; rx(0.3) q[1]; ry(0.6) q[2];", "ZZXX", "AABB"),
        "uncut" => Labels(Chain, "ZXYZ", "AAAA"),
        _ => ShotCircuits.Take(name),
    };

    /// <summary>Returns the study's circuit of 4 qubits at the point of <c>query_one_cut</c>.</summary>
    public static (CutPlan Plan, EstimatorQuery Query) Study(string labels)
    {
        Circuit circuit = new CircuitBuilder(4).Add(new ZFeatureMap()).Add(new RealAmplitudes(1)).Build();
        CutPlan plan = CutPlanner.Plan(circuit, PauliSum.Parse("ZZZZ"), PartitionLabels.Parse(labels, 4));
        return (plan, new(0, [0.452, 0.56, 0.924, 0.466], [0.016, 0.175, -0.631, 0.024, 0.26, 0.586, -0.812, -0.393]));
    }

    private static (CutPlan Plan, EstimatorQuery Query) Labels(string qasm, string observable, string labels)
    {
        Circuit circuit = OpenQasmReader.Read(qasm).Circuit;
        return (CutPlanner.Plan(circuit, PauliSum.Parse(observable), PartitionLabels.Parse(labels, circuit.QubitCount)), new(0, [], []));
    }

    private static (CutPlan Plan, EstimatorQuery Query) Cuts(string qasm, string observable, params Cut[] cuts) =>
        (CutPlanner.Plan(OpenQasmReader.Read(qasm).Circuit, PauliSum.Parse(observable), cuts), new(0, [], []));
}
