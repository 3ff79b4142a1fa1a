using CutAwareQnn.Circuits;
using CutAwareQnn.Circuits.OpenQasm;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;

namespace CutAwareQnn.Experiments;

/// <summary>The cuts that <c>cutqnn draw</c> shows.</summary>
/// <param name="Circuit">The circuit whose instructions they name: the file's, or a plan's, which has wide gates written out.</param>
/// <param name="All">The cuts: between labels, of the file's marks, or of a plan.</param>
/// <param name="Letters">The label of each qubit; null where there are none.</param>
internal sealed record DrawnCuts(Circuit Circuit, IReadOnlyList<Cut> All, string? Letters)
{
    /// <summary>The gates and wires that are marked; a joint or linked cut marks all of its own.</summary>
    public EquatableArray<CutMark> Marks => All.SelectMany(MarksOf).ToEquatableArray();

    /// <summary>Returns the cuts of labels, of a plan file or, where neither is given, of the marks in the circuit's file.</summary>
    /// <exception cref="InputException">Both are given.</exception>
    public static DrawnCuts Of(OpenQasmProgram program, string? partition, FileInfo? plan)
    {
        if (partition is not null && plan is not null)
        {
            throw new InputException("--partition and --plan are both given; give one of them");
        }

        if (plan is not null)
        {
            CutPlan read = PlanJson.Read(SourceFile.Read(plan), program.Circuit);
            return new(read.Circuit, [.. read.Cuts.Select(c => c.Cut)], null);
        }

        if (partition is null)
        {
            return new(program.Circuit, MarkedCuts.Of(program), null);
        }

        PartitionLabels labels = PartitionLabels.Parse(partition, program.Circuit.QubitCount);
        return new(
            program.Circuit,
            LinkedPlan.Of(program.Circuit, labels) is null ? LabelCuts.Of(program.Circuit, labels) : [],
            labels == PartitionLabels.None(program.Circuit.QubitCount) ? null : labels.Letters);
    }

    private static IEnumerable<CutMark> MarksOf(Cut cut) => cut switch
    {
        GateCut gate => [new GateCutMark(gate.Instruction)],
        WireCut wire => [new WireCutMark(wire.Qubit, wire.AfterInstruction)],
        JointGateCut joint => joint.Instructions.Select(i => new GateCutMark(i)),
        MergedGateCut merged => merged.Instructions.Select(i => new GateCutMark(i)),
        CommunicatingWireCut linked => linked.Wires.Select(w => new WireCutMark(w.Qubit, w.AfterInstruction)),
        _ => throw new NotSupportedException($"{cut} cannot be drawn"),
    };
}
