using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;

namespace CutAwareQnn.Unit.Cutting;

/// <summary>The study's classifier: ZFeatureMap and RealAmplitudes of one repetition on four qubits, observable ZZZZ.</summary>
internal static class StudyCircuit
{
    public static Circuit Circuit { get; } =
        new CircuitBuilder(4).Add(new ZFeatureMap()).Add(new RealAmplitudes(Reps: 1)).Build();

    public static PauliSum Observable { get; } = PauliSum.Parse("ZZZZ");

    public static CutPlan Plan(string labels) => Plan(labels, Observable);

    public static CutPlan Plan(string labels, PauliSum observable) =>
        CutPlanner.Plan(Circuit, observable, PartitionLabels.Parse(labels, 4));

    public static CutPlan PlanByLabel(string labels) =>
        CutPlanner.PlanByLabel(Circuit, Observable, PartitionLabels.Parse(labels, 4));
}
