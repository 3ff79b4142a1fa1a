using CutAwareQnn.Simulation;

namespace CutAwareQnn.Estimation;

/// <summary>The body of the form of a <see cref="JobGroup"/>: the forms of its jobs.</summary>
internal static class JobGroupForm
{
    private const int LeastLength = 4 + FormLayout.HeaderLength + FormLayout.ChecksumLength;

    public static void Write(FormWriter writer, IReadOnlyList<JobForm> forms)
    {
        writer.Write(forms.Count);
        foreach (JobForm form in forms)
        {
            writer.Write(form.Bytes.Length);
            writer.Write(form.Bytes.Span);
        }
    }

    public static IReadOnlyList<string> PlansOf(ref FormReader reader)
    {
        var plans = new List<string>();
        for (int left = reader.Count(LeastLength); left > 0; left--)
        {
            plans.AddRange(JobForm.PlansOf(Part(ref reader)));
        }

        return [.. plans.Distinct()];
    }

    public static JobGroup Read(ref FormReader reader, int index, IReadOnlyList<PlanSimulators> plans)
    {
        var jobs = new Job[reader.Count(LeastLength)];
        for (int j = 0; j < jobs.Length; j++)
        {
            jobs[j] = JobForm.Read(Part(ref reader), plans);
        }

        return jobs.Length > 0 ? new(index, jobs) : throw reader.Wrong("it has no jobs");
    }

    // A group in a group could nest deeper than the stack.
    private static ReadOnlySpan<byte> Part(ref FormReader reader)
    {
        ReadOnlySpan<byte> form = reader.Take(reader.Count(1));
        return JobForm.KindOf(form) == JobKind.Group ? throw reader.Wrong("a group is in a group") : form;
    }
}
