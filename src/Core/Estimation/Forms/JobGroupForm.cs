using CutAwareQnn.Circuits;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Estimation;

/// <summary>The body of the form of a <see cref="JobGroup"/>: the forms of its jobs, which refer to one plan or to none.</summary>
internal static class JobGroupForm
{
    /// <summary>Returns the plan that all jobs refer to.</summary>
    public static PlanForm? PlanOf(JobGroup group, IReadOnlyList<JobForm> forms) => forms.All(f => f.Plan?.Digest == forms[0].Plan?.Digest)
        ? forms[0].Plan
        : throw new BackendException($"batch {group.Index} groups jobs of several plans, which has no form; group jobs of one fragment");

    public static void Write(FormWriter writer, IReadOnlyList<JobForm> forms)
    {
        writer.Write(forms.Count);
        foreach (JobForm form in forms)
        {
            writer.Write(form.Bytes.Length);
            writer.Write(form.Bytes.Span);
        }
    }

    public static JobGroup Read(ref FormReader reader, int index, PlanSimulators? plan)
    {
        var jobs = new Job[reader.Count(4 + FormLayout.HeaderLength + FormLayout.ChecksumLength)];
        if (jobs.Length == 0)
        {
            throw reader.Wrong("it has no jobs");
        }

        for (int j = 0; j < jobs.Length; j++)
        {
            ReadOnlySpan<byte> form = reader.Take(reader.Count(1));
            jobs[j] = JobForm.KindOf(form) == JobKind.Group ? throw reader.Wrong("a group is in a group") : JobForm.Read(form, plan);
        }

        return new(index, jobs);
    }
}
