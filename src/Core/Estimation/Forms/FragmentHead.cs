using CutAwareQnn.Cutting;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Estimation;

/// <summary>What the forms of jobs of one fragment have in common.</summary>
internal static class FragmentHead
{
    public static void Write(FormWriter writer, FragmentSimulator simulator)
    {
        writer.Write(simulator.Fragment.Index);
        writer.Write((byte)PlanSimulators.KindOf(simulator));
    }

    /// <summary>Reads how the fragment is simulated; its number in the sender's plan is for people.</summary>
    public static SimulatorKind Read(ref FormReader reader, PlanSimulators plan)
    {
        reader.Int32();
        var kind = (SimulatorKind)reader.Byte();
        return plan.Plan.Fragments.Count == 1 && Enum.IsDefined(kind)
            ? kind
            : throw reader.Wrong($"its plan has {plan.Plan.Fragments.Count} fragments or its simulator {(int)kind} is unknown");
    }

    /// <summary>Reads the number of queries and of slots per query.</summary>
    public static (int Queries, int Slots) Counts(ref FormReader reader, Fragment fragment)
    {
        int queries = reader.Int32();
        uint slots = reader.UInt32();
        return queries >= 1 && slots == fragment.Slots.Count
            ? (queries, fragment.Slots.Count)
            : throw reader.Wrong($"{queries} queries of {slots} angles for a fragment of {fragment.Slots.Count} slots");
    }
}
