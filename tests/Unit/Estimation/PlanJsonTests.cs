using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using Xunit;

namespace CutAwareQnn.Unit.Estimation;

/// <summary>Plans written to JSON and read back.</summary>
public sealed class PlanJsonTests
{
    private static readonly Circuit Circuit = new CircuitBuilder(4)
        .Add(Gates.RY, Angle.Weight(0), 0).Add(Gates.CX, 0, 2).Add(Gates.CX, 1, 3).Add(Gates.RZZ, Angle.Weight(0), 0, 2)
        .Add(Gates.CP, Angle.Weight(0), 0, 2).Add(Gates.RX, 0.3, 2).Build();

    private static readonly PauliSum Observable = PauliSum.Parse("0.1*ZXYZ - 1.25*IIZI + ZZZZ");

    public static TheoryData<string> Kinds =>
        ["labels", "plain labels", "gate", "merged", "parallel", "ancilla", "wire", "communicating", "randomised"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void APlan_ComesBackEqual(string kind)
    {
        CutPlan plan = Plan(kind);
        CutPlan read = PlanJson.Read(PlanJson.Write(plan), Circuit);
        Assert.Equal(plan.Circuit, read.Circuit);
        Assert.Equal(plan.Observable, read.Observable);
        Assert.Equal(plan.Cuts, read.Cuts);
        Assert.Equal(plan.Fragments, read.Fragments);
        Assert.Equal(plan.Settings, read.Settings);
        Assert.Equal(plan.Labels, read.Labels);
    }

    [Fact]
    public void AnotherCircuitsPlan_IsRefused()
    {
        string json = PlanJson.Write(Plan("wire"));
        Assert.Contains(
            "4 qubits but the circuit has 3", Refused(json, new CircuitBuilder(3).Add(Gates.H, 0).Build()), StringComparison.Ordinal);
        Circuit other = Circuit with { Instructions = Circuit.Instructions.Append(new Reset(0)).ToEquatableArray() };
        Assert.Contains("another circuit with as many qubits", Refused(json, other), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "no JSON")]
    [InlineData("{", "no JSON")]
    [InlineData("[]", "no 'qubits'")]
    [InlineData("{\"qubits\": \"4\"}", "'qubits' is no whole number")]
    [InlineData("{\"qubits\": 4, \"observable\": 1}", "'observable' is no text")]
    [InlineData("{\"qubits\": 4, \"observable\": \"ZZZZ\", \"joins_cuts\": 0}", "'joins_cuts' is neither")]
    [InlineData(
        "{\"qubits\": 4, \"observable\": \"ZZZZ\", \"joins_cuts\": true, \"drops_unseen\": true, \"partition\": null, \"cuts\": "
        + "[{\"kind\": \"saw\"}]}",
        "kind 'saw'")]
    public void AText_ThatIsNoPlan_IsRefused(string json, string message) =>
        Assert.Contains(message, Refused(json, Circuit), StringComparison.Ordinal);

    private static string Refused(string json, Circuit circuit) => Assert.Throws<CutException>(() => PlanJson.Read(json, circuit)).Message;

    private static CutPlan Plan(string kind) => kind switch
    {
        "labels" => CutPlanner.Plan(Circuit, Observable, PartitionLabels.Parse("AABB", 4)),
        "plain labels" => CutPlanner.Plan(Circuit, Observable, PartitionLabels.Parse("AABB", 4), PlanSettings.Plain),
        _ => CutPlanner.Plan(Circuit, Observable, kind switch
        {
            "gate" => [new GateCut(2)],
            "merged" => [new MergedGateCut(EquatableArray<int>.Of(3, 4))],
            "parallel" =>
                [new JointGateCut(EquatableArray<int>.Of(1, 2), JointForm.Parallel), new MergedGateCut(EquatableArray<int>.Of(3, 4))],
            "ancilla" => [new JointGateCut(EquatableArray<int>.Of(1, 3, 4), JointForm.Ancilla)],
            "wire" => [new WireCut(2, 3)],
            _ => (Cut[])[new CommunicatingWireCut(
                EquatableArray<WireCut>.Of(new WireCut(0, 3)),
                kind == "randomised" ? CommunicationForm.Randomised : CommunicationForm.Optimal)],
        }),
    };
}
