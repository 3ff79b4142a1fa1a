using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Estimation;

/// <summary>The body of the form of a <see cref="DrawnJob"/>: angles of every fragment, then the terms with their circuits.</summary>
internal static class DrawnJobForm
{
    public static void Write(FormWriter writer, DrawnJob job)
    {
        writer.Write(job.Key.Seed);
        writer.Write(job.Key.Query);
        writer.Write(job.Key.FirstSubexperiment);
        foreach (double[] angles in job.Angles)
        {
            writer.Write(angles.Length);
            writer.Write(angles);
        }

        writer.Write(job.TermCount);
        for (int t = 0; t < job.TermCount; t++)
        {
            DrawnSample term = job.Term(t);
            writer.Write(term.Shots);
            writer.Write(term.Sign);
            writer.Write(term.Runs.Length);
            foreach (DrawnRun run in term.Runs)
            {
                writer.Write(run.Fragment);
                writer.Write(run.Observable);
                writer.WriteCounted(run.Operations);
            }
        }
    }

    public static DrawnJob Read(ref FormReader reader, int index, PlanSimulators plan)
    {
        IReadOnlyList<Fragment> fragments = plan.Plan.Fragments;
        var key = new DrawKey(reader.UInt64(), reader.UInt64(), reader.UInt64());
        double[][] angles = new double[fragments.Count][];
        for (int f = 0; f < angles.Length; f++)
        {
            angles[f] = reader.Doubles(reader.UInt32());
            if (angles[f].Length != fragments[f].Slots.Count)
            {
                throw reader.Wrong(
                    $"{Counted.Of(angles[f].Length, "angle")} for fragment {f} of {Counted.Of(fragments[f].Slots.Count, "slot")}");
            }
        }

        var terms = new DrawnSample[reader.Count(16)];
        for (int t = 0; t < terms.Length; t++)
        {
            long shots = reader.Int64();
            int sign = reader.Int32();
            if (shots is < 1 or > Binomial.MaxTrialCount || sign is not (1 or -1))
            {
                throw reader.Wrong($"a term has {shots} shots and the sign {sign}");
            }

            var runs = new DrawnRun[reader.Count(12)];
            for (int r = 0; r < runs.Length; r++)
            {
                runs[r] = Run(ref reader, fragments);
            }

            terms[t] = new(runs, shots, sign);
        }

        return new(index, new(plan.Plan), fragments, key, angles, terms.Length, i => terms[i]);
    }

    private static DrawnRun Run(ref FormReader reader, IReadOnlyList<Fragment> fragments)
    {
        int index = reader.Index(fragments.Count, "fragment");
        Fragment fragment = fragments[index];
        int observable = reader.Index(fragment.Observables.Count, "observable");
        int[] operations = reader.CountedInt32s();
        bool isSound = operations.Length == fragment.Legs.Count
            && operations.Zip(fragment.Legs, (o, leg) => o >= 0 && o < leg.Basis.Operations.Count).All(fits => fits);
        return isSound
            ? new(index, observable, operations)
            : throw reader.Wrong($"fragment {index} is run with operations that its cut ends do not have");
    }
}
