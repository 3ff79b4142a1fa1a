using CutAwareQnn.Cutting;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Estimation;

/// <summary>The body of the form of a <see cref="BackwardJob"/>.</summary>
internal static class BackwardJobForm
{
    public static void Write(FormWriter writer, BackwardJob job)
    {
        FragmentHead.Write(writer, job.Simulator);
        writer.Write([0, 0, 0]);
        writer.Write(job.QueryCount);
        writer.Write(job.Simulator.Fragment.Slots.Count);
        writer.Write(job.Simulator.TensorLength);
        writer.Write(job.Angles);
        writer.Write(job.Environments);
    }

    public static BackwardJob Read(ref FormReader reader, int index, PlanSimulators plan)
    {
        SimulatorKind kind = FragmentHead.Read(ref reader, plan);
        reader.Take(3);
        Fragment fragment = plan.Plan.Fragments[0];
        (int queries, int slots) = FragmentHead.Counts(ref reader, fragment);
        uint length = reader.UInt32();
        double[] angles = reader.Doubles((long)queries * slots);
        double[] environments = reader.Doubles(queries * (long)length);
        FragmentSimulator simulator = plan.Simulator(0, kind, isMeasured: false);
        return length == simulator.TensorLength
            ? new(index, simulator, angles, environments, queries)
            : throw reader.Wrong($"environments of {length} numbers for a fragment of {simulator.TensorLength}");
    }
}
