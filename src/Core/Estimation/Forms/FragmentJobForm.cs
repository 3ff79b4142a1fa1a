using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Estimation;

/// <summary>The body of the form of a <see cref="FragmentJob"/>.</summary>
internal static class FragmentJobForm
{
    private const byte Exact = 0;
    private const byte Shared = 1;
    private const byte Own = 2;

    // Before the queries' ids.
    private const int HeadLength = 52;

    /// <summary>Returns the plan of a job: the fragment whose variants are measured, or whose tensors are computed.</summary>
    public static PlanForm PlanOf(FragmentJob job)
    {
        Fragment simulated = job.Simulator.Fragment;
        if (MeasurementsOf(job) is not { } measurements)
        {
            return PlanForm.Of(simulated);
        }

        if (!ReferenceEquals(measurements.Measured, simulated) && measurements.Measured != simulated
            || job.OwnShots?.All(s => ReferenceEquals(s.Measurements, measurements)) == false)
        {
            throw new BackendException(
                $"batch {job.Index} samples other circuits than its simulator's, which has no form; use one set of measurements per batch");
        }

        return PlanForm.Of(measurements.Fragment);
    }

    /// <summary>Returns the bytes that a job's body takes, the shots of each query excepted.</summary>
    public static long LengthOf(FragmentJob job) => HeadLength + (8L * (job.Queries.Length + job.Angles.Length));

    public static void Write(FormWriter writer, FragmentJob job)
    {
        FragmentHead.Write(writer, job.Simulator);
        writer.Write(job.OwnShots is not null ? Own : job.SharedShots is not null ? Shared : Exact);
        writer.Write(job.Noise is not null);
        writer.Write((byte)0);
        writer.Write(job.Queries.Length);
        writer.Write(job.Simulator.Fragment.Slots.Count);
        writer.Write(job.Queries);
        writer.Write(job.Angles);
        if (job.Noise is { } noise)
        {
            writer.Write(noise.Readout);
            writer.Write(noise.OneQubitGate);
            writer.Write(noise.TwoQubitGate);
        }

        foreach (FragmentShots shots in job.OwnShots ?? (job.SharedShots is { } shared ? [shared] : []))
        {
            Write(writer, shots);
        }
    }

    public static FragmentJob Read(ref FormReader reader, int index, PlanSimulators plan)
    {
        SimulatorKind kind = FragmentHead.Read(ref reader, plan);
        byte sampling = reader.Byte();
        bool isNoisy = reader.Flag();
        if (sampling > Own || reader.Byte() != 0)
        {
            throw reader.Wrong($"shots of kind {sampling} are unknown");
        }

        Fragment fragment = plan.Plan.Fragments[0];
        (int queries, int slots) = FragmentHead.Counts(ref reader, fragment);
        ulong[] ids = reader.UInt64s(queries);
        double[] angles = reader.Doubles((long)queries * slots);
        DeviceNoise? noise = isNoisy ? new(reader.Double(), reader.Double(), reader.Double()) : null;
        FragmentSimulator simulator = plan.Simulator(0, kind, isMeasured: sampling != Exact);
        FragmentJob job;
        if (sampling == Own)
        {
            var shots = new FragmentShots[queries];
            for (int q = 0; q < queries; q++)
            {
                shots[q] = Shots(ref reader, plan.Measurements(0));
            }

            job = new(index, simulator, angles, ids, shots);
        }
        else
        {
            job = new(index, simulator, angles, ids, sampling == Shared ? Shots(ref reader, plan.Measurements(0)) : null);
        }

        return noise is null ? job : (FragmentJob)job.On(noise);
    }

    private static FragmentMeasurements? MeasurementsOf(FragmentJob job) =>
        (job.SharedShots ?? job.OwnShots?.FirstOrDefault())?.Measurements;

    private static void Write(FormWriter writer, FragmentShots shots)
    {
        IReadOnlyList<long> each = shots.Shots;
        bool isUniform = each.Count > 0 && each.All(s => s == each[0]);
        writer.Write(shots.Seed);
        writer.Write(shots.FirstSubexperiment);
        writer.Write(shots.CircuitCount == 0);
        writer.Write(isUniform);
        writer.Write(each.Count);
        for (int v = 0; v < (isUniform ? 1 : each.Count); v++)
        {
            writer.Write(each[v]);
        }
    }

    private static FragmentShots Shots(ref FormReader reader, FragmentMeasurements measurements)
    {
        ulong seed = reader.UInt64();
        ulong first = reader.UInt64();
        bool isRepeated = reader.Flag();
        bool isUniform = reader.Flag();
        long count = reader.UInt32();
        if (count != measurements.Variants.Count)
        {
            throw reader.Wrong($"shots of {count} circuits for a fragment of {measurements.Variants.Count}");
        }

        long[] each = new long[count];
        for (int v = 0; v < each.Length; v++)
        {
            each[v] = isUniform && v > 0 ? each[0] : reader.Int64();
            if (each[v] is < 0 or > Binomial.MaxTrialCount)
            {
                throw reader.Wrong($"a circuit has {each[v]} shots");
            }
        }

        return new(measurements, seed, first, each, isRepeated);
    }
}
